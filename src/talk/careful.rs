//! What goes before whatever typed words mean: danger, a child, hate, what somebody should keep to himself, and what may be
//! too heavy for a scene to go on over. Decided here is with which standing topic she answers, and what the game itself says.

use crate::{
    care::{self, Danger},
    mind::{Answer, memory, understand::Sign},
    script::ChoiceId,
    story::{Chronicle, Entry},
};

/// How certain it is that words mean what they are only a sign of.
const SIGNED: f32 = 0.99;
/// The standing topic for what may be heavy.
const HEAVY: &str = "heavy";
/// The standing topic for what is light, soon after danger.
const STILL: &str = "harm-still";
/// The standing topic for danger that was none.
const NOTHING: &str = "harm-none";
/// For so many of his turns after danger she doesn’t joke, sing or court.
const STILL_FOR: usize = 4;
/// What is light.
const LIGHT: &[&str] = &[
    "sing",
    "hum",
    "joke",
    "laugh",
    "play",
    "teased",
    "story",
    "poem",
    "flirt",
    "crude",
    "touch",
    "body",
    "her-looks",
    "love",
    "want",
    "voice",
    "compliment",
    "dream",
    "goat",
    "birthday",
    "friends",
    "woman",
];
/// The standing topics with which a child is answered.
const CHILD: [&str; 2] = ["child", "child-refused"];
/// The standing topics that are nothing for a child.
const COURTS: &[&str] = &["crude", "flirt", "touch", "body", "her-looks", "love"];

/// What he has just typed, as it was understood.
pub(super) struct Spoken<'a> {
    pub answer: &'a Answer,
    /// What it would be taken for.
    pub meaning: Option<&'a (ChoiceId, f32)>,
    /// Whether that is a choice on the screen.
    pub offered: bool,
    /// What there was before it.
    pub chronicle: &'a Chronicle,
}

/// What comes of it.
#[derive(Debug, Default)]
pub(super) struct Careful {
    /// What the game says, as itself.
    pub notes: Vec<&'static str>,
    /// With what she answers, and how certain that is.
    pub topic: Option<(ChoiceId, f32)>,
}

/// Looks whether anything of that is in it. `standing` finds a standing topic, if somebody is there who answers with it.
pub(super) fn careful(spoken: &Spoken, standing: impl Fn(&str) -> Option<ChoiceId>) -> Careful {
    let Spoken { answer, meaning, offered, chronicle } = *spoken;
    let text = answer.text.as_str();
    let cares = |danger: Danger| [danger.topic(), care::TOPIC].into_iter().find_map(&standing);
    let mut careful = Careful::default();
    let danger = care::danger(text);
    let sign = answer.sign.filter(|_| danger.is_none());
    // Whatever he says to “will you ring somebody” is said to that, unless he takes up something else on offer; and what is
    // grave by itself is more of it: “of paracetamol, an hour ago”.
    let more = || care::sounds_grave(text) && !memory::is_question(text);
    let still = after_danger(chronicle).filter(|_| !offered && (is_a_reply(text) || more()));
    // Who says that it was nothing is believed, and may say it again.
    if danger.is_none() && danger_lately(chronicle) && care::takes_back(text) {
        careful.topic = standing(NOTHING).map(|topic| (topic, 1.0));
        if careful.topic.is_some() {
            return careful;
        }
    }
    careful.topic = danger.or(still).and_then(cares).map(|topic| (topic, 1.0));
    if careful.topic.is_some() {
        return careful;
    }
    // It may be a sign of danger, or mean it, in words for which there is no pattern.
    let signed = sign.and_then(Sign::danger);
    let meant = signed.or_else(|| meaning.and_then(|(id, _)| Danger::of_topic(id.as_str())));
    careful.notes.extend(meant.map(Danger::help));
    careful.topic = signed.and_then(cares).map(|topic| (topic, SIGNED));
    if careful.topic.is_some() {
        return careful;
    }
    // She refuses it, whatever it was nearest to, and also later in a life in which a child has said so. What a child
    // talks of is a sign of a child every time; it is told once.
    let (said, says) = (said_a_child(chronicle), care::is_a_child(text));
    let signed_child = sign == Some(Sign::Child) && !said && !says;
    if signed_child && !care::not_for_a_child(text, said) {
        careful.notes.push(care::CHILD);
    }
    let child = said || says || signed_child;
    let courts = child && meaning.is_some_and(|(id, _)| COURTS.contains(&id.as_str()));
    let topics: &[&str] = if courts || care::not_for_a_child(text, child) {
        &["child-refused", "child", "crude"]
    } else if says || signed_child {
        &["child"]
    } else if care::gives_away(text) {
        &["private"]
    } else if care::hateful(text) {
        &["vile", "crude"]
    } else if care::filthy(text) {
        &["crude", "vile"]
    } else if sign == Some(Sign::Hate) {
        &["vile", "crude"]
    } else {
        &[]
    };
    careful.topic = topics.iter().find_map(|topic| standing(topic)).map(|topic| (topic, 1.0));
    // What goes before it is a child, hate and the like.
    let light = meaning.is_some_and(|(id, _)| LIGHT.contains(&id.as_str())) && !offered;
    if careful.topic.is_none() && light && danger_lately(chronicle) {
        careful.topic = standing(STILL).map(|topic| (topic, 1.0));
    }
    // What nobody foresaw and may be heavy is met with quiet, and no scene goes over it.
    let heavy = careful.topic.is_none() && meaning.is_none() && sign == Some(Sign::Heavy);
    if heavy && !memory::is_question(text) && !care::only_sounds_grave(text) && !care::ended_well(text) {
        careful.topic = standing(HEAVY).map(|topic| (topic, SIGNED));
        // It may be nothing, so nobody is told twice.
        careful.notes.extend((!was_heavy(chronicle)).then_some(care::ONCE));
    }
    careful
}

/// Whether somebody said in this life that they are a child.
pub(super) fn said_a_child(chronicle: &Chronicle) -> bool {
    chronicle.entries().iter().any(|entry| match entry {
        Entry::Typed { text, .. } => care::is_a_child(text),
        Entry::Understood { meaning: Some(meaning), .. } => CHILD.contains(&meaning.as_str()),
        _ => false,
    })
}

/// Whether one of his last turns sounded like danger, or was taken for it, and he has not taken it back. That he might
/// harm himself, nobody takes back in a sentence.
fn danger_lately(chronicle: &Chronicle) -> bool {
    let mut turns = 0;
    let lately = chronicle.entries().iter().rev().take_while(|entry| {
        turns += usize::from(entry.is_deed());
        turns <= STILL_FOR
    });
    let (mut danger, mut taken_back) = (false, false);
    for entry in lately {
        match entry {
            Entry::Typed { text, .. } => match care::danger(text) {
                Some(Danger::Self_) => return true,
                Some(_) => danger |= !taken_back,
                None => {}
            },
            Entry::Understood { meaning: Some(meaning), .. } if meaning.as_str() == NOTHING => taken_back = true,
            Entry::Understood { meaning: Some(meaning), .. } => {
                danger |= !taken_back && Danger::of_topic(meaning.as_str()).is_some();
            }
            _ => {}
        }
    }
    danger
}

/// Whether something in this life was heavy before.
fn was_heavy(chronicle: &Chronicle) -> bool {
    let heavy =
        |entry: &Entry| matches!(entry, Entry::Understood { meaning: Some(meaning), .. } if meaning.as_str() == HEAVY);
    chronicle.entries().iter().any(heavy)
}

/// What his turn before this one sounded like, or was taken to mean, if that was danger.
pub(super) fn after_danger(chronicle: &Chronicle) -> Option<Danger> {
    let entries = chronicle.entries();
    let last = entries.iter().rposition(Entry::is_deed)?;
    let Entry::Typed { text, .. } = &entries[last] else { return None };
    // What was only a reply to “will you ring somebody” was written down as certain, and asks for no second one.
    let meant = entries[last..].iter().find_map(|entry| match entry {
        Entry::Understood { meaning: Some(meaning), score, .. } if *score < 1.0 => Danger::of_topic(meaning.as_str()),
        _ => None,
    });
    care::danger(text).or(meant)
}

/// Whether it can be said to what she has just asked of somebody in danger: it is short, asks nothing, and tells of
/// nothing grave of its own.
fn is_a_reply(text: &str) -> bool {
    const SHORT: usize = 8;
    text.split_whitespace().count() <= SHORT && !memory::is_question(text) && !care::sounds_grave(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Heard;

    /// What comes of words that mean nothing foreseen, after those that were typed before them.
    fn after(before: &[&str], text: &str, sign: Option<Sign>) -> Careful {
        let typed = before.iter().map(|text| Entry::Typed { beat: None, text: (*text).into() });
        let chronicle = Chronicle::of(typed);
        let answer = Answer { text: text.into(), ranked: Vec::new(), by: Heard::Meaning, sign, manner: None };
        let spoken = Spoken { answer: &answer, meaning: None, offered: false, chronicle: &chronicle };
        careful(&spoken, |id| Some(id.into()))
    }

    fn topic(careful: &Careful) -> Option<&str> {
        careful.topic.as_ref().map(|(id, _)| id.as_str())
    }

    #[test]
    fn a_sign_of_danger_has_its_notice_and_what_is_only_heavy_a_softer_one() {
        let sure = after(&[], "she won't wake", Some(Sign::Body));
        assert_eq!((topic(&sure), sure.notes.as_slice()), (Some("harm-body"), [Danger::Body.help()].as_slice()));
        let heavy = after(&[], "i do her teaspoon now", Some(Sign::Heavy));
        assert_eq!((topic(&heavy), heavy.notes.as_slice()), (Some("heavy"), [care::ONCE].as_slice()));
        let more = after(&["i took the whole packet"], "of paracetamol, about an hour ago", None);
        assert_eq!(topic(&more), Some("harm"));
        let saying = after(&[], "saturdays? over my dead body", Some(Sign::Heavy));
        assert_eq!((topic(&saying), saying.notes.len()), (None, 0));
        let plain = after(&[], "i had toast", None);
        assert_eq!((topic(&plain), plain.notes.len()), (None, 0));
    }

    #[test]
    fn what_was_nothing_is_taken_back() {
        let denied = after(&["he hits me", "ha"], "nobody's hurting me! i only meant the dog", None);
        assert_eq!(topic(&denied), Some("harm-none"));
        assert_eq!(topic(&after(&["i had toast"], "i only meant the dog", None)), None);
    }

    #[test]
    fn nobody_jokes_soon_after_danger() {
        let meant = |before: &[&str], id: &str| {
            let chronicle = Chronicle::of(before.iter().map(|text| Entry::Typed { beat: None, text: (*text).into() }));
            let answer =
                Answer { text: "x y z".into(), ranked: Vec::new(), by: Heard::Meaning, sign: None, manner: None };
            let meaning = (ChoiceId::from(id), 0.9);
            let spoken = Spoken { answer: &answer, meaning: Some(&meaning), offered: false, chronicle: &chronicle };
            careful(&spoken, |id| Some(id.into())).topic.map(|(id, _)| id.to_string())
        };
        assert_eq!(meant(&["i want to kill myself", "ok", "yes"], "joke").as_deref(), Some("harm-still"));
        assert_eq!(meant(&["i want to kill myself", "ok", "yes"], "weather"), None);
        assert_eq!(meant(&["i want to kill myself", "a", "b", "c", "d"], "joke"), None);
        // A child who courts is refused all the same.
        assert_eq!(meant(&["i am twelve", "i want to kill myself", "ok"], "flirt").as_deref(), Some("child-refused"));
    }

    #[test]
    fn a_child_is_told_once_and_courted_never() {
        let first = after(&[], "my teacher is horrible", Some(Sign::Child));
        assert_eq!((topic(&first), first.notes.as_slice()), (Some("child"), [care::CHILD].as_slice()));
        let later = after(&["i am twelve years old"], "my teacher is horrible", Some(Sign::Child));
        assert_eq!((topic(&later), later.notes.len()), (None, 0), "they may talk of school");
    }

    #[test]
    fn a_pattern_goes_before_a_sign_and_hate_is_refused() {
        let danger = after(&[], "i want to kill myself", Some(Sign::Hate));
        assert_eq!((topic(&danger), danger.topic.as_ref().map(|(_, score)| *score)), (Some(care::TOPIC), Some(1.0)));
        assert_eq!(topic(&after(&[], "sing something nasty of them", Some(Sign::Hate))), Some("vile"));
    }
}
