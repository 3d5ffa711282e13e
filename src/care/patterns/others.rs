//! What somebody says who may harm others, or has done so.

/// A child whom somebody speaks of.
macro_rules! child {
    () => {
        r"(?:(?:my|a|the|this|our|his|her|some|another) )?(?:own |little |young |small |step-?|neighbour's )*(?:(?:[1-9]|1[0-5]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)[ -]year[ -]old(?: (?:girl|boy))?|daughters?|sons?|step-?daughter|step-?son|child|children|kids?|niece|nephew|toddlers?|minors?|little girls?|little boys?)"
    };
}

/// See [`found`](super::found).
pub(super) const PATTERNS: &[&str] = &[
    // What they say that they have done, or are.
    concat!(
        r"\bi(?:'?ve| have)?(?: once| just)? touched ",
        child!(),
        r"(?:$|[.!?;]|,? and (?:i |she |he |it |they |we )?(?:[a-z]+ )?(?:liked|loved|enjoyed)\b| (?:sexually|down there|at night|in bed|inappropriately|between|where i should)\b)"
    ),
    concat!(
        r"\bi(?:'?ve| have)?(?: once| just)? (?:molested|fondled|groped|abused|raped|had sex with) ",
        child!(),
        r"(?:$|[^\w'])"
    ),
    concat!(
        r"\b(?:want to|wanna|like to|love to|going to|gonna|need to|dream of|think about|fantasi[sz]e about) (?:have sex with|having sex with|have sex|fuck|fucking|rape|raping|molest|molesting) (?:with )?",
        child!(),
        r"(?:$|[^\w'])"
    ),
    r"\bi(?:'?m| am|'?ve been| have been| get| feel)(?: sexually)? (?:attracted to|aroused by|turned on by) (?:(?:little|small|young) (?:girls|boys|children|kids)|children|kids|minors|toddlers)\b|\bi(?:'?m| am| might be| may be| could be|'?m afraid i'?m)(?: probably| maybe| really| also)? (?:a |an )?(?:pa?edo|pa?edophile|rapist|child molester)\b",
    r"\bi(?:'?ve| have)?(?: once| nearly| almost)? raped (?:a|an|my|her|him|the|them|this|that|some|somebody|someone|girls|women|two|three)\b",
    r"\bi(?:'?ve| have)?(?: just| really)? (?:hit|beat|beaten|slapped|punched|kicked|strangled|choked) (?:my )(?:wife|girlfriend|partner|husband|boyfriend|kids?|children|child|son|daughter|mum|mother|mom|baby|ex)(?:$|[,.!?;]| (?:again|and|last|tonight|today|yesterday|because|when|so|hard|badly|up|every|sometimes|in the face|with my)\b)|\bi(?:'?ve| have)?(?: just| really)? (?:hit|slapped|punched|strangled|choked) (?:her|him)(?:$|[,.!?;]| (?:again|hard|in the face|last night|because|when|and)\b)",
    r"\b(?:get|getting|got|make) (?:(?:a|the|this|some|that|my) )?(?:girls?|women|woman|date|her|him|chicks?|someone|somebody|guy|wife|girlfriend) (?:so |really )?(?:drunk|high|wasted|drugged)\b.{0,24}\b(?:yes|sex|consent|consents|sleeps? with me|lets me|can'?t say no|won'?t (?:notice|remember|say no|resist)|into bed)\b|\b(?:spike|drug) (?:her|his|a girl'?s|my date'?s|someone'?s|somebody'?s|their) drink\b",
    // What they may do to others.
    r"\b(?:going to|gonna|about to|planning to|want to|wanna) (?:kill|murder|stab|shoot|strangle|rape|hurt|poison) (?:everyone|everybody|somebody|someone|people|them all|my (?:mum|mom|mother|dad|father|stepdad|wife|husband|ex|boyfriend|girlfriend|kids|children|baby|son|daughter|brother|sister|boss|neighbour|teacher|class|family)|catherine|amy|ines|marek|lena)\b",
    r"\bgun\b.{0,50}\bschool\b|\bschool\b.{0,50}\bgun\b|\bshoot up\b|\bbought a gun\b|\b(?:how (?:do i|to|can i|would i)|tell me how to|help me) (?:make|build|cook) (?:a |an |some )?(?:pipe ?bomb|bomb|explosives?|nerve gas|ricin|meth|molotov)\b",
    r"\bpetrol\b.{0,20}\b(?:through|under|in)\b.{0,40}\b(?:letter ?box|door|window)\b|\b(?:tell|tells|telling|told) me to (?:stab|kill|hurt|cut|burn|push|strangle|drown|poison) (?:him|her|them|people|someone|somebody|everyone|everybody|my (?:mum|dad|wife|husband|kids|son|daughter|baby|brother|sister|neighbour|boss)|the (?:postman|neighbours?|kids?|children|baby|man|woman|dog|cat|boss|nurse|doctor))\b|\b(?:her|his|their|nan'?s|mum'?s) (?:sleepers|pills|tablets)\b.{0,30}\b(?:stays? quiet|shuts? up|stop(?:s)? breathing)\b",
];
