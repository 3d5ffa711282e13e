//! Who may live the simulated lives: characters that choose without understanding a word.
//!
//! Each is one file, `assets/players/NAME.player.ron`. A pack may bring more in a folder `players` of its own, or put
//! one in the place of another. What they do with a turn stands in `lives.rs`.

use crate::{
    platform,
    script::{Code, Diagnostic, Gauge, locate, nearest, parse_source, position},
};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// Not somebody but everybody, for `--player`.
pub(super) const ALL: &str = "all";

/// How files of players end.
const ENDING: &str = ".player.ron";

/// Whoever types more than this hardly takes a turn, and comes nowhere.
const MOST_TYPED: f32 = 0.9;

/// How much a state value may weigh.
const HEAVIEST: f32 = 10.0;

/// A simulated player: every number is a share of turns, 0..1, unless it says otherwise. At a turn it is asked, in
/// this order: does he leave, is he silent or lets the day go on, does he type, does he try something new, does he
/// take anything at all? If none of it, he takes what he wants most.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename = "Player", deny_unknown_fields)]
pub struct Character {
    /// The name: the file's.
    pub id: String,
    /// What he is like, in a sentence.
    pub about: String,
    /// How often he walks away, where that is offered.
    #[serde(default)]
    pub leaves: f32,
    /// How often he lets a turn of talk pass.
    #[serde(default)]
    pub silence: f32,
    /// How often, where he is free, he lets the day go on: it goes on with what stands first.
    #[serde(default = "hurries")]
    pub hurries: f32,
    /// What he types where typing is open, into a letter too. The chances add up.
    #[serde(default)]
    pub types: Vec<Typed>,
    /// How often he takes something that he has not done in this life: a choice, a thing in the room, or a deed in the
    /// middle of a talk, which nobody does otherwise.
    #[serde(default)]
    pub looks: f32,
    /// How often he takes any of what is offered, by chance.
    #[serde(default)]
    pub whim: f32,
    /// What a state value is worth to him when it rises, -10..10. Who wants nothing takes any choice.
    #[serde(default)]
    pub wants: BTreeMap<Gauge, f32>,
    /// What he makes of that.
    #[serde(default)]
    pub weighs: Weighs,
    /// How he writes letters.
    #[serde(default)]
    pub letters: Taste,
}

/// As often as most people let the day go on.
fn hurries() -> f32 {
    0.25
}

/// Something that is typed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    /// The words.
    pub say: String,
    /// How often.
    pub chance: f32,
}

/// Which choice is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Weighs {
    /// The one that brings most of what he wants.
    #[default]
    Most,
    /// The one that changes least, whichever way. State values that are not among his `wants` count as 1.
    Least,
}

/// Which piece of a letter is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Taste {
    /// Any.
    #[default]
    Any,
    /// The one that is about as warm as the client.
    Fitting,
    /// The warmest.
    Warmest,
    /// The coolest.
    Coolest,
}

/// The base game's own players, by name. A file with faults is left out; `load` says what is wrong with it.
pub fn base() -> &'static BTreeMap<String, Character> {
    static BASE: OnceLock<BTreeMap<String, Character>> = OnceLock::new();
    BASE.get_or_init(|| load(&[]).0)
}

/// All players by name: the base game's own, and those of the packs, the later in the place of the earlier. And what
/// is wrong with their files; a player whose file has faults is left out.
pub fn load(packs: &[PathBuf]) -> (BTreeMap<String, Character>, Vec<Diagnostic>) {
    let assets = platform::assets_dir();
    let (mut all, mut faults) = (BTreeMap::new(), Vec::new());
    for folder in std::iter::once(&assets).chain(packs) {
        for file in files(&folder.join("players")) {
            match read(&file) {
                Ok(character) => {
                    all.insert(character.id.clone(), character);
                }
                Err(mut wrong) => faults.append(&mut wrong),
            }
        }
    }
    (all, faults)
}

/// What to say when nobody has this name.
pub(super) fn nobody(name: &str, all: &BTreeMap<String, Character>) -> String {
    let names: Vec<&str> = all.keys().map(String::as_str).chain([ALL]).collect();
    let help = nearest(name, names.iter().copied())
        .map_or_else(|| format!("there are: {}", names.join(", ")), |near| format!("did you mean {near}?"));
    format!("nobody of that name; {help}")
}

/// The authored files in a folder, in the order of their names; none if there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| folder.join(entry.file_name())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ron"));
    files.sort();
    files
}

fn read(file: &Path) -> Result<Character, Vec<Diagnostic>> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let path = format!("players/{name}");
    let bytes = std::fs::read(file).map_err(|why| {
        vec![Diagnostic::at(&path, (1, 1), Code::E001, why.to_string(), "make the file readable, or take it away")]
    })?;
    parse(&path, &String::from_utf8_lossy(&bytes))
}

/// Reads one file and checks what is in it.
fn parse(path: &str, text: &str) -> Result<Character, Vec<Diagnostic>> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let Some(stem) = file.strip_suffix(ENDING) else {
        let help = format!("end its name in {ENDING}");
        return Err(vec![Diagnostic::at(path, (1, 1), Code::E001, "not a kind of file that is known", help)]);
    };
    let character: Character = parse_source(path, text).map_err(|fault| vec![*fault])?;
    let faults = character.faults(path, text, stem);
    if faults.is_empty() { Ok(character) } else { Err(faults) }
}

impl Character {
    fn faults(&self, path: &str, text: &str, stem: &str) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        let mut add = |at: (u32, u32), code: Code, what: String, help: &str| {
            faults.push(Diagnostic::at(path, at, code, what, help));
        };
        if self.id != stem {
            let what = format!("the id is `{}`, but the file is named `{stem}`", self.id);
            add(locate(text, &self.id, 0), Code::E004, what, &format!("write `id: \"{stem}\"`, or rename the file"));
        }
        if self.id == ALL {
            add(locate(text, ALL, 0), Code::E003, "`all` already means everybody".into(), "give it another name");
        }
        let shares = [
            ("leaves", self.leaves),
            ("silence", self.silence),
            ("hurries", self.hurries),
            ("looks", self.looks),
            ("whim", self.whim),
        ];
        for (knob, share) in shares.into_iter().filter(|(_, share)| !(0.0..=1.0).contains(share)) {
            add(after(text, knob), Code::E006, format!("`{knob}` is {share}"), "a share of turns lies between 0 and 1");
        }
        let typed: f32 = self.types.iter().map(|typed| typed.chance).sum();
        let odd = self.types.iter().any(|typed| !(0.0..=1.0).contains(&typed.chance));
        if odd || !(0.0..=MOST_TYPED).contains(&typed) {
            let what = format!("the chances of what is typed add up to {typed}");
            let help = format!("each lies between 0 and 1, and all of them together are {MOST_TYPED} at most");
            add(after(text, "types"), Code::E006, what, &help);
        }
        for (gauge, weight) in self.wants.iter().filter(|(_, weight)| !(-HEAVIEST..=HEAVIEST).contains(*weight)) {
            let help = format!("it lies between -{HEAVIEST} and {HEAVIEST}");
            add(after(text, gauge.name()), Code::E006, format!("`{gauge}` weighs {weight}"), &help);
        }
        faults
    }
}

/// Where a field stands in the text.
fn after(text: &str, field: &str) -> (u32, u32) {
    text.find(&format!("{field}:")).map_or((1, 1), |at| position(text, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ten_are_there_and_none_is_like_another() {
        let (all, faults) = load(&[]);
        assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        for name in
            ["clinging", "cruel", "curious", "evasive", "honest", "jailbreaker", "kind", "leaver", "random", "silent"]
        {
            assert!(all.contains_key(name), "{name} is missing");
        }
        let nameless = |one: &Character| Character { id: String::new(), about: String::new(), ..one.clone() };
        for (a, b) in all.values().flat_map(|a| all.values().map(move |b| (a, b))).filter(|(a, b)| a.id < b.id) {
            assert_ne!(nameless(a), nameless(b), "{} and {}", a.id, b.id);
        }
    }

    fn fault(text: &str) -> String {
        parse("players/odd.player.ron", text)
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn a_fault_in_a_file_is_named_with_its_place() {
        let said = fault("Player(\n    id: \"odd\",\n    about: \"\",\n    whom: 0.5,\n)");
        assert!(said.starts_with("players/odd.player.ron:") && said.contains("did you mean `whim`?"), "{said}");
        let said = fault("Player(\n    id: \"odd\",\n    about: \"\",\n    whim: 1.5,\n)");
        assert!(said.starts_with("players/odd.player.ron:4:5: error[E006]"), "{said}");
        let said = fault("Player(id: \"even\", about: \"\")");
        assert!(said.contains("error[E004]") && said.contains("rename the file"), "{said}");
        let said = fault(
            "Player(id: \"odd\", about: \"\", types: [Typed(say: \"a\", chance: 0.5), Typed(say: \"b\", chance: 0.5)])",
        );
        assert!(said.contains("add up to 1"), "{said}");
        let said = fault("Player(id: \"odd\", about: \"\", wants: { Hurt: 11.0 })");
        assert!(said.contains("`Hurt` weighs 11"), "{said}");
        assert!(parse("players/odd.ron", "Player(id: \"odd\", about: \"\")").is_err());
    }

    #[test]
    fn a_pack_brings_players_and_puts_one_in_the_place_of_another() {
        let pack = tempfile::tempdir().unwrap();
        std::fs::create_dir(pack.path().join("players")).unwrap();
        let put = |name: &str, text: &str| std::fs::write(pack.path().join("players").join(name), text).unwrap();
        put("keeper.player.ron", "Player(id: \"keeper\", about: \"Keeps the light.\", whim: 1.0)");
        put("kind.player.ron", "Player(id: \"kind\", about: \"Another kindness.\", whim: 1.0)");
        put("broken.player.ron", "Player(id: \"broken\", about: ");
        put("notes.txt", "not for the game");
        let (all, faults) = load(&[pack.path().to_path_buf()]);
        assert!(all.contains_key("keeper") && all.contains_key("cruel"));
        assert_eq!(all["kind"].about, "Another kindness.");
        assert_eq!(faults.len(), 1);
        assert!(!all.contains_key("broken"));
    }

    #[test]
    fn who_is_missing_is_told_who_is_near() {
        assert_eq!(nobody("knid", base()), "nobody of that name; did you mean kind?");
        assert!(nobody("bartholomew", base()).contains("jailbreaker, kind"));
    }
}
