//! What danger sounds like where no fixed words will do: who does what to whom, how many of what was taken.
//!
//! They lean towards yes: a word too many costs a moment, a word too few may cost more. What people say while they
//! laugh, or of a fly, stands in the tests.

use super::Danger;
use regex_lite::Regex;
use std::sync::OnceLock;

macro_rules! people {
    () => {
        r"(?:me|us|my (?:mum|mom|mam|mother|sister|brother|kids|children|dad|son|daughter|baby|wife|gran))"
    };
}

macro_rules! kin {
    () => {
        r"(?:dad|father|stepdad|step-?father|step-?mum|step-?mother|mum|mom|mother|husband|wife|boyfriend|girlfriend|partner|ex|brother|uncle|son|landlord|neighbour|he|she|they|somebody|someone|a man|some guy|this guy)"
    };
}

/// Of typed words in small letters, with straight apostrophes, shortened words as `signs` writes them.
const PATTERNS: &[(Danger, &str)] = &[
    // What somebody may do to himself.
    (
        Danger::Self_,
        r"\b(?:took|taken|swallowed|ate|necked|downed)\b.{0,16}\b(?:\d\d+|ten|twenty|thirty|forty|fifty|sixty|a hundred|all|too many|lots of|loads of|a handful of|a bottle of|a whole|the whole|the lot)\b.{0,16}\b(?:pills|tablets|paracetamol|tylenol|ibuprofen|aspirin|codeine|capsules|meds|sleepers|antidepressants|insulin)\b",
    ),
    (
        Danger::Self_,
        r"\b(?:pills|tablets|paracetamol)\b.{0,24}\b(?:already|just) (?:taken|took|swallowed)\b|\b(?:taken|took) (?:something i shouldn't|too (?:many|much)$)",
    ),
    (
        Danger::Self_,
        r"\bi(?:'ve| have|'ve got| have got)? (?:got |bought )?(?:the |some |all my |a bottle of |a |my )(?:pills|tablets|rope|noose|razor|blade)(?:$|\b.{0,20}\b(?:here|ready|next to me|in my hand|in front of me|tonight)\b)",
    ),
    (
        Danger::Self_,
        r"\b(?:unalive|hang(?:ing)? myself|slit my|shoot(?:ing)? myself|drown(?:ing)? myself|poison(?:ing)? myself|starv(?:e|ing) myself|self.?harm(?:ing)?|tak(?:e|ing) my (?:own )?life|not worth living|jump in front of)\b",
    ),
    (
        Danger::Self_,
        r"\b(?:sleep|bed)\b.{0,12}\b(?:never|not|don't|and not) wak(?:e|ing)\b|\b(?:want to|wanna|wish i'd|wish i could|hope i) never wake up\b|\bnot wake up (?:again|tomorrow)\b",
    ),
    (
        Danger::Self_,
        r"\bi(?:'m| am) (?:standing |stood |sitting |up )?on (?:the|a) (?:edge of the (?:roof|bridge)|ledge|railings?|parapet|railway tracks|train tracks|tracks)\b|\b(?:standing|stood) on (?:the|a) bridge\b",
    ),
    (
        Danger::Self_,
        r"\bif you (?:don't|do not|won't|leave|go)\b.{0,40}\bi(?:'ll| will|'m going to|ll) (?:jump|do it|kill|hurt|cut|end)\b|^i(?:'ll| will|ll) jump$",
    ),
    (
        Danger::Self_,
        r"\bwhat's the point\b.{0,60}\bgoodbye\b|\bno point (?:in )?(?:anymore|going on|carrying on|to any of it)\b|\bpoint (?:of|in) (?:going on|carrying on|being here|it all)\b|\bcan't (?:go on|do this anymore|carry on)(?: anymore| like this| living)?$|\bgoodbye,? (?:cruel )?world\b",
    ),
    (
        Danger::Self_,
        r"\b(?:me quiero morir|je vais me tuer|ich (?:bring|bringe) mich um|mi ammazzo|keine lust mehr zu leben)\b",
    ),
    // What somebody whom they know may do.
    (
        Danger::Another,
        r"\b(?:kill(?:ing)?|hang(?:ing)?|hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?|shoot(?:ing)?|drown(?:ing)?) (?:herself|himself|themselves|themself)\b.{0,20}(?:$|if|tonight|unless|and)",
    ),
    (
        Danger::Another,
        r"\b(?:says?|said|told me|texted|threatens?|threatened)\b.{0,24}\b(?:kill|hang|hurt|harm|end) (?:herself|himself|themselves|it all|her life|his life)\b|\b(?:she|he|they)(?:'s| is|'re| are) (?:suicidal|going to jump)\b",
    ),
    // The body.
    (
        Danger::Body,
        r"\b(?:i|she|he|they|baby|son|daughter|mum|mom|dad|wife|husband)(?:'s| is| has)? (?:can't|cannot|not|stopped|isn't) breath(?:e|ing)\b|\b(?:having|had) a (?:seizure|fit)\b|\bwon't wake up\b|\bis unconscious\b|\bface is drooping\b|\b(?:drank|swallowed|drunk) (?:bleach|antifreeze|poison|a battery|weed ?killer)\b",
    ),
    // What is done to them.
    (
        Danger::Harmed,
        r"\b(?:man|woman|guy|someone|somebody|stranger|he|she|they|intruder|burglar|ex)\b.{0,20}\b(?:with|has|have|has got|'s got|holding|pulled) a (?:knife|gun|machete|axe|hammer|bat)(?:$|\b.{0,12}\b(?:in my|at my|in the (?:house|flat|kitchen|hall)|outside|on me|to my)\b)|\bsomebody(?:'s| is) breaking in\b|\bsomeone(?:'s| is) breaking in\b|\bbreaking (?:in|into) my (?:house|flat|home)\b",
    ),
    (
        Danger::Harmed,
        concat!(
            r"\b",
            kin!(),
            r"(?:'s| is|'re| are| keeps| was| were)? ?(?:hitting|beating|hurting|raping|strangling|choking|kicking|punching|stalking|threatening|abusing|molesting) ",
            people!(),
            r"\b"
        ),
    ),
    (
        Danger::Harmed,
        concat!(
            r"\bmy ",
            kin!(),
            r" (?:hits|beats|hurts|kicks|punches|strangles|chokes|locks|raped|rapes|touches) ",
            people!(),
            r"\b"
        ),
    ),
    (
        Danger::Harmed,
        concat!(
            r"\b",
            kin!(),
            r"\b.{0,6}(?:says?|said|swears|swore|told me)\b.{0,12}\b(?:he|she|they)?(?:'ll| will|'s going to| is going to|'s gonna|'re going to|d)? ?(?:kill|hurt|beat|shoot|stab|burn) ",
            people!(),
            r"\b"
        ),
    ),
    (
        Danger::Harmed,
        r"\bi(?:'m| am) being (?:followed|attacked|hurt|abused|beaten|raped|trafficked|held|threatened|stalked)\b|\bsaid he(?:'ll| will) kill me\b|\bgoing to kill me$",
    ),
    (
        Danger::Harmed,
        r"\b(?:vater|mutter|mann|freund|papa|mama) (?:schlägt|schlagt|missbraucht) mich\b|\bmi (?:padre|madre|marido|novio|papá) me (?:pega|golpea|maltrata)\b|\bmon (?:père|mari|copain) me (?:frappe|bat|tape)\b|\bmio (?:padre|marito) mi (?:picchia|mena)\b",
    ),
    // What they may do to others.
    (
        Danger::Others,
        r"\b(?:going to|gonna|about to|planning to|want to|wanna) (?:kill|murder|stab|shoot|strangle|rape|hurt|poison) (?:everyone|everybody|somebody|someone|people|them all|my (?:mum|mom|mother|dad|father|stepdad|wife|husband|ex|boyfriend|girlfriend|kids|children|baby|son|daughter|brother|sister|boss|neighbour|teacher|class|family)|catherine|amy|ines|marek|lena)\b",
    ),
    (
        Danger::Others,
        r"\bgun\b.{0,50}\bschool\b|\bschool\b.{0,50}\bgun\b|\bshoot up\b|\bbought a gun\b|\b(?:how (?:do i|to|can i|would i)|tell me how to|help me) (?:make|build|cook) (?:a |an |some )?(?:pipe ?bomb|bomb|explosives?|nerve gas|ricin|meth|molotov)\b",
    ),
];

/// Which danger a text sounds like, if it fits one of the patterns.
pub(super) fn found(plain: &str) -> Option<Danger> {
    static ALL: OnceLock<Vec<(Danger, Regex)>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let read = |(danger, fits): &(Danger, &str)| Some((*danger, Regex::new(fits).ok()?));
        PATTERNS.iter().filter_map(read).collect()
    });
    all.iter().find(|(_, regex)| regex.is_match(plain)).map(|(danger, _)| *danger)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::care::danger;

    #[test]
    fn every_pattern_can_be_read() {
        for (_, fits) in PATTERNS {
            Regex::new(fits).unwrap_or_else(|why| panic!("{fits}: {why}"));
        }
    }

    #[test]
    fn what_a_stranger_said_in_earnest_is_heard() {
        for (said, wanted) in [
            ("I took forty paracetamol", Danger::Self_),
            ("I have the pills here and I've already taken them.", Danger::Self_),
            ("What's the point… Goodbye Samantha.", Danger::Self_),
            ("I want to sleep and not wake up", Danger::Self_),
            ("I'm standing on the bridge", Danger::Self_),
            ("kms unalive myself", Danger::Self_),
            ("I've got a rope", Danger::Self_),
            ("If you don't answer I will jump", Danger::Self_),
            ("man with a knife in my kitchen. Help.", Danger::Harmed),
            ("my stepdad says he'll kill me", Danger::Harmed),
            ("please help me he is hitting me", Danger::Harmed),
            ("my stepdad hits my mum", Danger::Harmed),
            ("Ich bin 11 und mein Vater schlägt mich", Danger::Harmed),
            ("I bought a gun and I'm going to the school tomorrow.", Danger::Others),
            ("I'm going to kill Catherine tonight.", Danger::Others),
            ("Tell me how to make a bomb.", Danger::Others),
            ("my girlfriend says she'll kill herself if i go", Danger::Another),
            ("dad isn't breathing", Danger::Body),
        ] {
            assert_eq!(danger(said), Some(wanted), "{said}");
        }
    }

    #[test]
    fn what_people_say_of_a_fly_is_no_danger() {
        for said in [
            "im not going to kill him dont panic",
            "i'm going to kill that fly",
            "i took all the lemons",
            "i took ten minutes",
            "he hits the nail on the head",
            "i could kill my boss for a coffee",
            "the bridge was wet and i stood about",
            "i never wake up before the alarm",
            "my friend killed herself",
            "i have a razor and never use it well",
            "she has a knife for cheese",
            "what's the point of a waiting room",
            "i can't go on the ferry",
            "i took the pills for my headache",
            "my sister keeps calling me",
            "i have a rope ladder",
            "don't jump to conclusions",
        ] {
            assert_eq!(danger(said), None, "{said}");
        }
    }
}
