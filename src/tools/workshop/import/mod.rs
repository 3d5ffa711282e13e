//! `room-tone import CARD --as CAST_ID --into mods/ID`: a character card becomes a supporting role in a pack.
//!
//! A card is somebody else's file, and most of what can be found on the network was made for programs that hand
//! all of it to a model. Here it is text and nothing else: a description behind a fence, lines, and things that can
//! be asked about. It brings no instructions, no pictures, no code, and it opens no gap. Each step is a file: what it
//! comes in (`container`, `png`), what stands in it (`card`, `book`), making that harmless (`tame`, `macros`,
//! `marks`), what becomes of it (`role`, `speech`, `asks`, `meet`), and putting it into a pack (`ron_text`, `write`).

mod asks;
mod book;
mod card;
mod container;
mod fault;
mod macros;
mod marks;
mod meet;
mod png;
mod role;
mod ron_text;
mod speech;
mod tame;
mod write;

pub use book::{Entry, MOST_ENTRIES};
pub use card::{Card, Spec, read_card};
pub use container::{MOST_BYTES, MOST_TEXT, Wrapping};
pub use fault::CardFault;

use crate::{
    platform,
    script::{Cast, CastId, Member, Node, parse_source},
    tools::cli,
};
use meet::{Meeting, Met, meet};
use std::{
    fmt,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    process::ExitCode,
};
use tame::{Names, cut, shown};
use write::{Made, PackFile, beat_name, put};

/// What the player's man is called in a card's text.
const USER: &str = "Theodore";

/// Roles that the game itself counts on.
const OWN: [&str; 4] = ["narrator", "screen", "theodore", "samantha"];

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Who it was, as the player reads it.
    pub name: String,
    /// What the role is called in the files.
    pub cast: CastId,
    /// What was taken from the card.
    pub taken: Vec<String>,
    /// What was not, and why.
    pub left_out: Vec<String>,
    /// What else somebody should know.
    pub notes: Vec<String>,
    /// The files, in the pack.
    pub files: Vec<PathBuf>,
    /// The pack.
    pub pack: PathBuf,
}

pub(super) fn run(card: &Path, cast: &str, into: &Path, replace: bool) -> ExitCode {
    let bytes = match read(card) {
        Ok(bytes) => bytes,
        Err(why) => return cli::fail(&format!("{}: {why}", card.display())),
    };
    match import(&bytes, cast, into, replace) {
        Ok(imported) => {
            print!("{imported}");
            ExitCode::SUCCESS
        }
        Err(why) => cli::fail(&format!("{}: {why}", card.display())),
    }
}

/// A file, or as much of it as shows that it is too large.
fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Takes a card into a pack, as a role that is called `cast` there. Everything is written, or nothing is.
pub fn import(bytes: &[u8], cast: &str, into: &Path, replace: bool) -> Result<Imported, String> {
    let pack = into.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    id(pack).map_err(|why| format!("--into {}: {why}", into.display()))?;
    id(cast).map_err(|why| format!("--as {cast}: {why}"))?;
    if OWN.contains(&cast) || taken(cast) {
        return Err(format!("--as {cast}: the story has somebody of that name; a card becomes a role beside them"));
    }
    let card = read_card(bytes).map_err(|fault| fault.to_string())?;
    let mut left_out = card.left_out.clone();
    let name = Some(tame::name(&card.name)).filter(|name| !name.is_empty()).unwrap_or_else(|| cast.to_owned());
    let called = Some(tame::name(&card.nickname)).filter(|name| !name.is_empty()).unwrap_or_else(|| name.clone());
    let names = Names { char: &called, user: USER };

    let member = role::member(&card, &name, &names);
    let id = format!("{pack}/{}", beat_name(into, pack, cast));
    let met = meet(&Meeting { card: &card, id: &id, cast, name: &name, names })?;
    let taken = taken_from(&card, &member, &met, &mut left_out);
    let author = Some(shown(&tame::tame(&card.creator, &names), 80)).filter(|author| !author.is_empty());
    let about = cut(&shown(&tame::tame(&card.creator_notes, &names), 2_000), 240);
    let file = PackFile {
        id: pack.to_owned(),
        name: name.clone(),
        version: "0.1.0".into(),
        authors: vec![author.unwrap_or_else(|| "not said in the card".into())],
        languages: vec!["en".into()],
        content: Vec::new(),
        licence: "see the card".into(),
        about: if about.is_empty() { format!("{name}, from a character card.") } else { about.clone() },
    };
    let cast: CastId = cast.into();
    let put = put(into, &Made { pack: &file, cast: &cast, member: &member, beat: &met.beat }, replace)?;
    let mut notes = put.notes;
    if !about.is_empty() {
        notes.push(format!("its maker says: {about}"));
    }
    notes.push(format!("it comes up late on a day, from the second on; `when` and `pull` in {id} say so"));
    Ok(Imported { name, cast, taken, left_out, notes, files: put.files, pack: into.to_owned() })
}

/// What was taken, one thing a line; what was cut is added to what was left out.
fn taken_from(card: &Card, member: &Member, met: &Met, left_out: &mut Vec<String>) -> Vec<String> {
    let persona = member.persona.as_ref();
    let told = persona.map_or(0, |persona| persona.always.chars().count()).saturating_sub(role::FENCE.chars().count());
    let pitch = persona.map_or(0, |persona| persona.pitch.len());
    let stood: usize =
        [&card.description, &card.personality, &card.scenario].map(|text| text.chars().count()).iter().sum();
    if stood > role::LONGEST {
        left_out.push(format!(
            "what does not fit of description, personality and scenario: a model is told {} characters at most, cut at \
             a sentence",
            role::LONGEST
        ));
    }
    if met.cut > 0 {
        left_out.push(format!("the ends of {} greetings: nobody stands at a door for so long", met.cut));
    }
    if met.asks.empty > 0 {
        left_out.push(format!(
            "world book entries with no plain words in them, or with none of their own: {}",
            met.asks.empty
        ));
    }
    if met.asks.cut > 0 {
        left_out.push(format!("the ends of world book entries that would be speeches: {}", met.asks.cut));
    }
    let spec = match card.spec {
        Spec::V1 => "version 1",
        Spec::V2 => "version 2",
        Spec::V3 => "version 3",
    };
    let wrapping = match card.wrapping {
        Wrapping::Json => "bare JSON",
        Wrapping::Png => "a PNG",
        Wrapping::Charx => "a CHARX archive",
    };
    let asks = met.beat.nodes.get("talk").map_or(0, |node| match node {
        Node::Turn { talk: Some(talk), .. } => talk.accepts.len(),
        _ => 0,
    });
    vec![
        format!("a card of {spec}, in {wrapping}"),
        format!("description, personality and scenario: {told} of {stood} characters, behind a fence"),
        format!("{pitch} exchanges that show the voice"),
        format!("{} greetings, {} lines", met.greetings, met.lines),
        format!("{asks} things to ask about, {} answers", met.asks.lines),
    ]
}

/// Whether the base story has a role of this name.
fn taken(cast: &str) -> bool {
    let file = platform::assets_dir().join("story/cast.ron");
    let base = std::fs::read_to_string(file).ok().and_then(|text| parse_source::<Cast>("cast.ron", &text).ok());
    base.is_some_and(|base| base.members.contains_key(cast))
}

/// An id as files and folders can be called by it anywhere.
fn id(text: &str) -> Result<(), String> {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
    if begins && text.len() <= 40 && text.chars().all(letters) {
        Ok(())
    } else {
        Err("small letters, digits, - and _, at most 40 of them, a letter first; as mara".into())
    }
}

impl fmt::Display for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} is in {} now, as `{}`.", self.name, self.pack.display(), self.cast)?;
        for (heading, list) in [("taken", &self.taken), ("left out", &self.left_out), ("to know", &self.notes)] {
            if !list.is_empty() {
                writeln!(f, "\n{heading}")?;
                list.iter().try_for_each(|each| writeln!(f, "  {each}"))?;
            }
        }
        writeln!(f, "\nwritten")?;
        self.files.iter().try_for_each(|file| writeln!(f, "  {}", file.display()))?;
        writeln!(f, "\nnext: room-tone check --pack {}", self.pack.display())
    }
}
