//! Whether words mean danger, come from a child, or hate: read off the place where the sentence model put them, so that it
//! is also heard in words that nobody wrote a pattern for.
//!
//! A small network over the model's numbers, taught by `tools/understanding/signs.py`; the thresholds are those at which
//! hardly any of some fifteen thousand harmless sentences is taken for one.

use super::network::{Network, read};
use crate::{care::Danger, script::Manner};
use serde::Deserialize;
use std::sync::OnceLock;

/// What words may be a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// They may harm themselves.
    Self_,
    /// They, or somebody beside them, may need a doctor at once.
    Body,
    /// Somebody harms them, or a child.
    Harmed,
    /// They may harm somebody.
    Others,
    /// Somebody whom they know may harm themselves.
    Another,
    /// They are under eighteen.
    Child,
    /// They hate, or want her to.
    Hate,
    /// It may be danger, or only something heavy: to be met with quiet.
    Heavy,
}

impl Sign {
    /// The danger that it is a sign of.
    pub fn danger(self) -> Option<Danger> {
        match self {
            Self::Self_ => Some(Danger::Self_),
            Self::Body => Some(Danger::Body),
            Self::Harmed => Some(Danger::Harmed),
            Self::Others => Some(Danger::Others),
            Self::Another => Some(Danger::Another),
            Self::Child | Self::Hate | Self::Heavy => None,
        }
    }
}

/// In the order of the network's last layer; the first of all is nothing.
const KINDS: [Sign; 7] = [Sign::Self_, Sign::Body, Sign::Harmed, Sign::Others, Sign::Another, Sign::Child, Sign::Hate];

#[derive(Deserialize)]
struct Signs {
    /// From which share on it is danger, of whatever kind; a child; hate. 0..1.
    danger: f32,
    child: f32,
    hate: f32,
    /// From which share of danger on it is heavy.
    heavy: f32,
    network: Network,
}

impl Signs {
    fn of(&self, place: &[f32]) -> Option<Sign> {
        let shares: [f32; 7] = self.network.shares(place);
        let (dangers, rest) = shares.split_at(5);
        let danger = dangers.iter().sum::<f32>();
        if danger >= self.danger {
            let most = dangers.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?.0;
            return Some(KINDS[most]);
        }
        match rest {
            [child, _] if *child >= self.child => Some(Sign::Child),
            [_, hate] if *hate >= self.hate => Some(Sign::Hate),
            _ => (danger >= self.heavy).then_some(Sign::Heavy),
        }
    }
}

/// How words begin without one of which hardly anybody speaks of danger. The numbers alone take a good many who only talk of
/// their lives for somebody in danger; both together hardly any.
const OF_DANGER: &[&str] = &[
    "kill",
    "kll",
    "die",
    "dying",
    "dead",
    "death",
    "dei",
    "suicid",
    "s*icid",
    "pill",
    "tablet",
    "paracetamol",
    "codeine",
    "insulin",
    "meds",
    "xanax",
    "overdos",
    "od",
    "kms",
    "unaliv",
    "razor",
    "blade",
    "knife",
    "cutting",
    "scab",
    "scar",
    "bleed",
    "blood",
    "rope",
    "belt",
    "noose",
    "bridge",
    "roof",
    "ledge",
    "railing",
    "balcon",
    "train",
    "jump",
    "drown",
    "hang",
    "gun",
    "burn",
    "hurt",
    "hit",
    "punch",
    "slap",
    "beat",
    "strangl",
    "chok",
    "abus",
    "rape",
    "touch",
    "afraid",
    "frighten",
    "safe",
    "threat",
    "stalk",
    "hiding",
    "lock",
    "police",
    "bruise",
    "skirt",
    "starv",
    "kilo",
    "purg",
    "vomit",
    "swallow",
    "bleach",
    "unconscious",
    "breath",
    "lips",
    "seizure",
    "goodbye",
    "waking",
    "wake",
    "anymore",
    "disappear",
    "voices",
    "basement",
    "toddler",
    "alone",
    "forever",
    "myself",
    "herself",
    "himself",
    "hammer",
    "nudes",
    "stairs",
];

/// The same for whoever is under eighteen.
const OF_A_CHILD: &[&str] = &[
    "year", "yr", "grade", "school", "homework", "teacher", "mummy", "bedtime", "birthday", "born", "turning", "minor",
    "gcse", "sats", "tooth", "kid", "old", "mum", "mom", "dad", "underage", "parents",
];

/// Whether one of its words begins so, or is a number up to seventeen where `ages` are looked for.
fn has_a_word(text: &str, begin: &[&str], ages: bool) -> bool {
    let low = text.to_lowercase();
    let mut words = low.split(|c: char| !c.is_alphanumeric() && c != '*').filter(|word| !word.is_empty());
    words.any(|word| {
        // Short ones are whole words: `od` is no `odd`.
        let begins = |begin: &&str| if begin.len() < 3 { word == *begin } else { word.starts_with(begin) };
        begin.iter().any(begins) || ages && word.parse::<u32>().is_ok_and(|age| (5..18).contains(&age))
    })
}

/// From this share on nothing is answered as if it were a joke or good news.
const UNEASY: f32 = 0.3;
/// From this share of danger on it is met as something sad is.
const SAD: f32 = 0.5;

/// How something is told of which it was `heard` how: what may be danger is met as something sad is, and to what may be a
/// child’s or hate she is neither glad nor charmed.
pub(super) fn soberly(place: &[f32], heard: Option<Manner>) -> Option<Manner> {
    let Some(signs) = signs() else { return heard };
    let shares: [f32; 7] = signs.network.shares(place);
    let (dangers, rest) = shares.split_at(5);
    let danger = dangers.iter().sum::<f32>();
    match heard {
        _ if danger >= SAD => Some(Manner::Sorry),
        Some(Manner::Glad | Manner::Funny | Manner::Kind) if danger + rest.iter().sum::<f32>() >= UNEASY => None,
        _ => heard,
    }
}

/// Whether a text has a word in it without which hardly anybody speaks of danger.
pub(super) fn speaks_of_danger(text: &str) -> bool {
    has_a_word(text, OF_DANGER, false)
}

/// What a text is a sign of, if it is of anything, from where the sentence model put it.
pub(super) fn sign(text: &str, place: &[f32]) -> Option<Sign> {
    let sign = by_numbers(place)?;
    let said = match sign {
        Sign::Child => has_a_word(text, OF_A_CHILD, true),
        Sign::Hate => true,
        _ => speaks_of_danger(text),
    };
    said.then_some(sign)
}

fn by_numbers(place: &[f32]) -> Option<Sign> {
    signs()?.of(place)
}

fn signs() -> Option<&'static Signs> {
    static READ: OnceLock<Option<Signs>> = OnceLock::new();
    let read =
        || read("mind/signs.ron", include_str!("../../../assets/mind/signs.ron"), |signs: &Signs| &signs.network);
    READ.get_or_init(read).as_ref()
}

#[cfg(all(test, feature = "sentence-model"))]
mod tests {
    use super::{super::network::tests::held_out, *};
    use crate::mind::SentenceModel;
    use std::path::Path;

    #[test]
    fn of_what_was_never_taught_a_good_part_is_heard_and_little_else() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let model = SentenceModel::read(&root.join("assets/mind")).unwrap();
        let (mut heard, mut all, mut wrong) = (0, 0, 0);
        for (kind, text, place) in held_out("signs") {
            let sign = sign(&text, &place);
            match kind.as_str() {
                "none" => wrong += usize::from(sign.is_some()),
                _ => {
                    all += 1;
                    heard += usize::from(sign.is_some());
                }
            }
        }
        assert!(3 * heard >= all && wrong <= 2, "{heard} of {all}, {wrong} false alarms");
        for text in [
            "i had toast",
            "how was your day",
            "the lift is stuck again",
            "do you love me",
            "my nephew is twelve",
            "Josh broke up with me on Sunday over text",
            "she's got a bit of a cold, the doctor says it's nothing",
            "my ex-wife texted, she wants the blender back",
            "I've got twelve quid till the student loan comes in",
            "spuds are up on the allotment, first earlies",
        ] {
            assert_eq!(sign(text, &model.place(text).unwrap()), None, "{text}");
        }
    }
}
