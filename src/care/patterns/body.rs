//! What somebody says who needs a doctor at once.

/// See [`found`](super::found).
pub(super) const PATTERNS: &[&str] = &[
    r"\b(?:turning|gone|going|turned) (?:blue|grey|gray)\b.{0,60}\b(?:taken|had|bag|gear|pills|breath|what to do)\b|\b(?:baby|toddler|newborn|son|daughter|he|she)\b.{0,24}\b(?:fever|temperature) of (?:39|4[0-3])\b|\bpregnant\b.{0,40}\b(?:bleeding|blood)\b|\b(?:bleeding|blood)\b.{0,40}\bpregnant\b|\brash\b.{0,30}\bmeningitis\b|\bmeningitis\b.{0,30}\brash\b|\b(?:necked|downed|swallowed|took|taken|ate)\b.{0,12}\b(?:whole|entire|full|all the|all of the) (?:packet|pack|box|strip|bottle|tub)s? of (?:\w+[ -]){0,2}?(?:codamol|paracetamol|codeine|pills|tablets|nytol|aspirin|ibuprofen|sleepers|tramadol)",
    r"\b(?:i|she|he|they|baby|son|daughter|mum|mom|dad|wife|husband)(?:'s| is| has)? (?:can't|cannot|not|stopped|isn't) breath(?:e|ing)\b|\b(?:having|had) a (?:seizure|fit)\b|\bwon't wake up\b|\bis unconscious\b|\bface is drooping\b|\b(?:drank|swallowed|drunk) (?:bleach|antifreeze|poison|a battery|weed ?killer)\b",
    r"\b(?:drank|drunk|drinking|swallowed|necked) (?:some |the |a bottle of |half a bottle of )?(?:bleach|antifreeze|white spirit|petrol|drain cleaner|weed ?killer|detergent|turps)\b",
    r"\blips?(?: are|'?re| is| have|'?ve)?(?: gone| going| turned| turning| look)? (?:all )?(?:blue|purple)\b|\b(?:can'?t|cannot|couldn'?t|won'?t) wake (?:her|him|them|mum|mom|dad|nan|gran|grandma|my (?:mum|mom|dad|wife|husband|nan|gran|mate|friend|girlfriend|boyfriend|flatmate))(?:$|[^\w ]| (?:and|she|he|at all|what|please)\b)",
    r"\barms?\b.{0,25}\b(?:numb|pain|pains|aches?|tingl\w+)\b.{0,40}\bchest\b|\bchest\b.{0,25}\b(?:tight|pains?|hurts?|crush\w*)\b.{0,50}\b(?:arm|jaw|can'?t breathe|sweat\w*)\b",
    r"\b(?:tramadol|codeine|oxy\w*|morphine|xanax|valium|diazepam|zopiclone|sleeping (?:pills?|tablets?)|pills)\b.{0,24}\b(?:with|and|plus|on top of) (?:a |some |the |my |half a )?(?:bottle of |glass of )?(?:wine|beer|vodka|whisky|whiskey|gin|rum|alcohol|booze)\b|\b(?:wine|vodka|whisky|whiskey|gin|rum|alcohol|booze)\b.{0,16}\b(?:with|and|plus|on top of) (?:a |some |the |my )?(?:few |handful of )?(?:tramadol|codeine|oxy\w*|morphine|xanax|valium|diazepam|zopiclone|sleeping (?:pills?|tablets?)|pills)\b",
    r"\b(?:double|doubled|doubling|triple|tripled|twice)\b.{0,16}\binsulin\b|\binsulin\b.{0,16}\b(?:double|doubled|twice|triple)\b",
];
