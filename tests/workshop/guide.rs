//! The examples of `docs/writing.md`, word for word: each is laid over the base story and played by the
//! plan that stands below it.

use room_tone::{
    platform,
    script::{Code, Script, Source, check, laid, load_folder, parse_source},
    tools::{Character, Many, plan},
};

/// What writers have, as it begins where it is used. Each has to stand in some example.
const CONSTRUCTS: &str = "
    Say( | Turn( | Do( | If( | Write( | Card( | Wait( | Cue( | Visit( | Pick( | Jump( | End( | Way(when | how: Once
    Sound( | Look( | Lamp( | start: Touch( | start: CutsIn | start: Visited | again: true | tension: 0 | content: [
    Done( | Chose( | WalkedAway( | Flag( | Count( | Is( | Act( | Day( | Phase( | In( | Papers( | Wrote( | Believes(
    Not( | Any( | All( | Move( | Set( | Clear( | Add( | Go( | Days( | Believe( | instead: [ | other: [ | left: Left(
    locked: ( | cost: Cost( | lasts: | FreeTalk( | keep_out: [ | Accept( | any: true | visit: | Deed( | Arc( | Facts( | Naming(
    Persona( | Client( | Letter( | Ending( | Scene( | Template( | Use(
";

/// Files that stand one after the other, and the plan below them.
struct Example {
    files: Vec<Source>,
    plan: String,
}

/// Every block of a text in its order: the word after its fence, and what is in it.
fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in text.lines() {
        if let Some(language) = line.strip_prefix("```") {
            match open.take() {
                Some(block) => blocks.push(block),
                None => open = Some((language, String::new())),
            }
        } else if let Some((_, body)) = &mut open {
            body.push_str(line);
            body.push('\n');
        }
    }
    assert!(open.is_none(), "a block of the guide is never closed");
    blocks
}

/// A block as the file that its first line names.
fn file(text: String) -> Source {
    let path = text.lines().next().and_then(|line| line.strip_prefix("// ")).map(ToOwned::to_owned);
    let path = path.unwrap_or_else(|| panic!("this example does not begin with its path:\n{text}"));
    Source { path, text }
}

fn guide() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/writing.md")).unwrap()
}

/// The examples, and the simulated players among them.
fn read(guide: &str) -> (Vec<Example>, Vec<Source>) {
    let (mut examples, mut players, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for (language, body) in blocks(guide) {
        match language {
            "ron" => {
                let file = file(body);
                let list = if file.path.ends_with(".player.ron") { &mut players } else { &mut files };
                list.push(file);
            }
            "plan" => examples.push(Example { files: std::mem::take(&mut files), plan: body }),
            _ => {}
        }
    }
    assert!(files.is_empty(), "no plan stands below {:?}", files.iter().map(|file| &file.path).collect::<Vec<_>>());
    (examples, players)
}

fn base() -> Vec<Source> {
    load_folder(&platform::assets_dir()).unwrap()
}

/// The base story with an example over it. Nothing may be wrong with the example's own files.
fn over(base: &[Source], files: &[Source]) -> Script {
    let (script, faults) = check(&laid(base, files, false));
    let own = |path: &str| files.iter().any(|file| file.path == path);
    let wrong = faults.iter().filter(|fault| fault.is_error() || (own(&fault.path) && fault.code != Code::W102));
    let wrong: Vec<_> = wrong.map(ToString::to_string).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    script.unwrap()
}

#[test]
fn every_example_of_the_guide_plays() {
    let (examples, _) = read(&guide());
    assert!(examples.len() >= 16, "only {} examples were found", examples.len());
    let base = base();
    for Example { files, plan } in examples {
        let path = &files.last().unwrap_or_else(|| panic!("this plan plays nothing:\n{plan}")).path;
        let script = over(&base, &files);
        plan::play(&script, &plan).unwrap_or_else(|fault| panic!("{path}, its plan:{fault}"));
    }
}

#[test]
fn every_construct_stands_in_an_example() {
    let (examples, _) = read(&guide());
    let files: Vec<_> = examples.into_iter().flat_map(|example| example.files).collect();
    // Not the end of a longer name: `Do(` is no part of `Redo(`.
    let begins = |text: &str, at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let constructs = CONSTRUCTS.split(['|', '\n']).map(str::trim).filter(|construct| !construct.is_empty());
    let missing: Vec<_> = constructs
        .filter(|construct| {
            !files.iter().any(|file| file.text.match_indices(construct).any(|(at, _)| begins(&file.text, at)))
        })
        .collect();
    assert!(missing.is_empty(), "no example has {missing:?}");
}

#[test]
fn every_player_of_the_guide_comes_to_an_ending() {
    let (_, players) = read(&guide());
    assert!(!players.is_empty());
    let script = check(&base()).0.unwrap();
    for file in players {
        let player: Character = parse_source(&file.path, &file.text).unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(file.path, format!("players/{}.player.ron", player.id));
        let many = Many { script: &script, players: std::slice::from_ref(&player), runs: 4, seed: 1, threads: 1 };
        let report = many.live(|_, _| {});
        assert!(report.runs == 4 && report.dead_ends.is_empty(), "{:?}", report.dead_ends);
    }
}
