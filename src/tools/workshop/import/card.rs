//! What stands in a character card: versions 2 and 3 of the specification, and the flat first one.
//!
//! Fields that are not known are passed over, as the specification asks; fields that could only tell a
//! program what to do are not taken, and that is said. All text is still as it stands in the card: see
//! [`tame`](super::tame).

use super::{
    CardFault, Wrapping,
    book::{self, Entry},
    container::unpack,
};
use serde_json::{Map, Value};

/// As many greetings as are taken.
const MOST_GREETINGS: usize = 8;

/// Which version of the specification a card follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spec {
    /// Six fields, nothing around them.
    V1,
    /// `chara_card_v2`.
    #[default]
    V2,
    /// `chara_card_v3`.
    V3,
}

/// A character card as it was read. Its text is untrusted and unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Which version it follows.
    pub spec: Spec,
    /// What it came in.
    pub wrapping: Wrapping,
    /// The character's name.
    pub name: String,
    /// What the character is called instead, if anything.
    pub nickname: String,
    /// Who the character is.
    pub description: String,
    /// The same, shorter.
    pub personality: String,
    /// Where and how the two meet.
    pub scenario: String,
    /// What the character says first; and other first things to say, the most usual first.
    pub greetings: Vec<String>,
    /// Exchanges that show how the character talks.
    pub mes_example: String,
    /// Who made the card.
    pub creator: String,
    /// What the maker wants people to know. Never shown to a model.
    pub creator_notes: String,
    /// What the character knows, entry by entry.
    pub book: Vec<Entry>,
    /// What of the card was not taken, and why.
    pub left_out: Vec<String>,
}

/// Reads a character card: a PNG with it in a text chunk, a CHARX archive, or bare JSON. Takes any bytes.
pub fn read_card(bytes: &[u8]) -> Result<Card, CardFault> {
    let unpacked = unpack(bytes)?;
    let mut card = parse(&unpacked.text)?;
    card.wrapping = unpacked.wrapping;
    card.left_out.extend(unpacked.left_out);
    Ok(card)
}

fn parse(text: &[u8]) -> Result<Card, CardFault> {
    let root: Value = serde_json::from_slice(text).map_err(|why| CardFault::Json(why.to_string()))?;
    let spec = root.get("spec").and_then(Value::as_str).unwrap_or_default();
    if spec.starts_with("lorebook") {
        return Err(CardFault::NotACharacter("it is a world book alone; import a card that has it in it"));
    }
    let (spec, data) = match (root.get("data").and_then(Value::as_object), root.as_object()) {
        (Some(data), _) if spec == "chara_card_v3" => (Spec::V3, data),
        (Some(data), _) => (Spec::V2, data),
        (None, Some(root)) => (Spec::V1, root),
        (None, None) => return Err(CardFault::NotACharacter("it is not an object")),
    };
    if data.get("name").and_then(Value::as_str).is_none() {
        return Err(CardFault::NotACharacter("it has no `name`"));
    }
    let mut card = Card { spec, ..Card::default() };
    let newer = root.get("spec_version").and_then(Value::as_str).and_then(|version| version.parse::<f64>().ok());
    if newer.is_some_and(|version| version > 3.0) {
        card.left_out.push("whatever is new since version 3.0 of the specification".into());
    }
    card.take(data);
    Ok(card)
}

impl Card {
    fn take(&mut self, data: &Map<String, Value>) {
        let text = |field: &str| data.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        self.name = text("name");
        self.nickname = text("nickname");
        self.description = text("description");
        self.personality = text("personality");
        self.scenario = text("scenario");
        self.mes_example = text("mes_example");
        self.creator = text("creator");
        self.creator_notes = text("creator_notes");
        self.greet(text("first_mes"), data);
        for field in ["system_prompt", "post_history_instructions"] {
            if !text(field).trim().is_empty() {
                self.left_out.push(format!("{field}: a card may describe a person, not tell the game what to do"));
            }
        }
        if let Some(book) = data.get("character_book") {
            self.book = book::entries(book, &mut self.left_out);
        }
        let many = |field: &str| data.get(field).and_then(Value::as_array).map_or(0, Vec::len);
        if many("assets") > 0 {
            self.left_out.push(format!("assets: {} pictures, sounds or programs; text only is taken", many("assets")));
        }
        if many("group_only_greetings") > 0 {
            self.left_out.push("group_only_greetings: nobody else is there when they meet".into());
        }
        if data.get("extensions").and_then(Value::as_object).is_some_and(|extensions| !extensions.is_empty()) {
            self.left_out.push("extensions: they belong to other programs".into());
        }
    }

    /// The first message, then the others; each once.
    fn greet(&mut self, first: String, data: &Map<String, Value>) {
        let others = data.get("alternate_greetings").and_then(Value::as_array).into_iter().flatten();
        let others = others.filter_map(Value::as_str).map(ToOwned::to_owned);
        let mut beyond = 0;
        for greeting in std::iter::once(first).chain(others) {
            if greeting.trim().is_empty() || self.greetings.contains(&greeting) {
                continue;
            }
            if self.greetings.len() < MOST_GREETINGS {
                self.greetings.push(greeting);
            } else {
                beyond += 1;
            }
        }
        if beyond > 0 {
            self.left_out.push(format!("{beyond} greetings beyond the first {MOST_GREETINGS}"));
        }
    }
}
