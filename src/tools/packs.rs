//! `room-tone packs`: what others have written, laid over the story, and what it changes.

use super::cli::fail;
use crate::{
    packs::{
        self, Change, How, LoadError, Loaded, Much, Order, Pack, PackManifest, Reason, Refusal, Shelved, changes,
        gather, load, read_at, tally,
    },
    platform,
    script::{Diagnostic, check, nearest, pack_of},
};
use clap::Subcommand;
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fmt::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Longer words than this are cut where they are only shown.
const SHOWN: usize = 72;

/// What can be done with packs. Without one of these they are listed.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum PacksCommand {
    /// List what is there, what of it is on and in which order, and what it changes in numbers
    List,
    /// Lay a pack over the story from now on
    Enable {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Take a pack away again; its files stay
    Disable {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Lay a pack one place earlier: the others lie over it
    Up {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Lay a pack one place later: it lies over the others
    Down {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Say field by field what packs change, and where two of them change the same
    ///
    /// Without an id it is about those that are on.
    Changes {
        /// Only this pack; it need not be on
        #[arg(value_name = "ID")]
        id: Option<String>,
    },
    /// Read one pack, wherever it lies, and say what is wrong with it
    Check {
        /// Its folder, or its zip
        #[arg(value_name = "DIR|ZIP")]
        place: PathBuf,
    },
}

pub(super) fn run(what: Option<&PacksCommand>, json: bool) -> ExitCode {
    match what {
        None | Some(PacksCommand::List) => list(json),
        Some(PacksCommand::Enable { id }) => enable(id),
        Some(PacksCommand::Disable { id }) => keep(id, |order, _| order.turn(id, false)),
        Some(PacksCommand::Up { id }) => keep(id, |order, shelf| order.step(id, true, shelf)),
        Some(PacksCommand::Down { id }) => keep(id, |order, shelf| order.step(id, false, shelf)),
        Some(PacksCommand::Changes { id }) => tell_changes(id.as_deref(), json),
        Some(PacksCommand::Check { place }) => check_one(place, json),
    }
}

/// What is kept of the order; what is wrong with it is said.
fn order() -> Order {
    let (order, note) = Order::read();
    note.iter().for_each(|note| eprintln!("{note}"));
    order
}

/// Changes the order, if there is such a pack.
fn keep(id: &str, change: impl FnOnce(&mut Order, &[String])) -> ExitCode {
    let mut order = order();
    let shelf: Vec<String> = gather(&platform::mods_dirs(), &order, &[]).shelf.into_iter().map(|s| s.id).collect();
    if !shelf.iter().any(|there| there == id) && order.place(id) == usize::MAX {
        return fail(&unknown(id, &shelf));
    }
    change(&mut order, &shelf);
    match order.keep() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => fail(&why),
    }
}

fn unknown(id: &str, shelf: &[String]) -> String {
    let places: Vec<String> = platform::mods_dirs().iter().map(|place| place.display().to_string()).collect();
    match nearest(id, shelf.iter().map(String::as_str)) {
        Some(near) => format!("there is no pack {id}; did you mean {near}?"),
        None => format!("there is no pack {id} in {}", places.join(" or ")),
    }
}

/// Turns a pack on, if the story plays with it.
fn enable(id: &str) -> ExitCode {
    let mut order = order();
    order.turn(id, true);
    let loaded = match load(&platform::assets_dir(), &platform::mods_dirs(), &order, &[]) {
        Ok(loaded) => loaded,
        Err(why) => return fail(&why.to_string()),
    };
    let shelf = &loaded.gathered.shelf;
    // A pack that is named and not there is on the shelf too, as one that is gone.
    match shelf.iter().find(|shelved| shelved.id == id && shelved.on) {
        Some(Shelved { refused: Some(Refusal { reason: Reason::NotThere, .. }), .. }) | None => {
            let others: Vec<String> = shelf.iter().map(|s| s.id.clone()).filter(|other| other != id).collect();
            return fail(&unknown(id, &others));
        }
        Some(Shelved { refused: Some(refusal), .. }) => return fail(&refusal.to_string()),
        Some(shelved) => shelved.warnings.iter().for_each(|warning| eprintln!("{warning}")),
    }
    let (script, faults) = check(&loaded.sources);
    if script.is_none() {
        faults.iter().filter(|fault| fault.is_error()).for_each(|fault| eprintln!("{fault}"));
        return fail(&format!("the story cannot be played with {id}: it stays off"));
    }
    match order.keep() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => fail(&why),
    }
}

fn list(json: bool) -> ExitCode {
    let order = order();
    let loaded = match load(&platform::assets_dir(), &platform::mods_dirs(), &order, &[]) {
        Ok(loaded) => loaded,
        Err(why) => return fail(&why.to_string()),
    };
    let Loaded { base, sources, gathered, .. } = loaded;
    let (_, faults) = check(&sources);
    let on = changes(&base, &gathered.packs);
    let mut shown = Vec::new();
    for mut shelved in gathered.shelf {
        let id = shelved.id.clone();
        let of_it = |path: &str| pack_of(path) == Some(id.as_str());
        let laid = gathered.packs.iter().position(|pack| pack.manifest.id == id && shelved.on);
        let tally = if laid.is_some() {
            shelved.faults = faults.iter().filter(|fault| of_it(&fault.path)).cloned().collect();
            tally(on.iter().filter(|change| change.pack == id))
        } else if shelved.refused.is_some() {
            String::new()
        } else {
            // One that is off is read, weighed against what is on, and let go again.
            match read_at(&shelved.place, Much::Whole) {
                Ok(pack) => {
                    shelved.warnings.clone_from(&pack.warnings);
                    let with: Vec<Pack> = gathered.packs.iter().cloned().chain([pack]).collect();
                    tally(changes(&base, &with).iter().filter(|change| change.pack == id))
                }
                Err(refusal) => {
                    shelved.refused = Some(refusal);
                    String::new()
                }
            }
        };
        shown.push((shelved, laid, tally));
    }
    if json {
        let list: Vec<Value> = shown.iter().map(|(shelved, laid, tally)| listed(shelved, *laid, tally)).collect();
        return print_json(&list);
    }
    if shown.is_empty() {
        println!("There are no packs. They are looked for here:");
        platform::mods_dirs().iter().for_each(|place| println!("  {}", place.display()));
    }
    for (shelved, laid, tally) in &shown {
        print!("{}", written(shelved, *laid, tally));
    }
    ExitCode::SUCCESS
}

fn listed(shelved: &Shelved, laid: Option<usize>, tally: &str) -> Value {
    json!({
        "id": shelved.id,
        "on": shelved.on,
        "order": laid.map(|at| at + 1),
        "name": shelved.manifest.as_ref().map(|pack| &pack.name),
        "version": shelved.manifest.as_ref().map(|pack| &pack.version),
        "pack": shelved.manifest,
        "place": shelved.place.display().to_string(),
        "changes": tally,
        "refused": shelved.refused,
        "warnings": shelved.warnings,
        "faults": shelved.faults,
    })
}

fn written(shelved: &Shelved, laid: Option<usize>, tally: &str) -> String {
    let state = match (shelved.on, laid) {
        (true, Some(at)) => format!("on {:>3}", at + 1),
        (true, None) => "left out".to_owned(),
        (false, _) => "off".to_owned(),
    };
    let mut out = String::new();
    let name = shelved.manifest.as_ref().map(|pack| format!("  {} {}", pack.name, pack.version));
    let _ = writeln!(out, "{state:<9} {}{}", shelved.id, name.unwrap_or_default());
    let mut under = |line: &str| {
        line.lines().for_each(|line| {
            let _ = writeln!(out, "          {line}");
        });
    };
    if let Some(PackManifest { about, replaces, .. }) = &shelved.manifest {
        under(about);
        if *replaces {
            under("a story of its own");
        }
    }
    under(tally);
    shelved.refused.iter().for_each(|refusal| under(&refusal.to_string()));
    shelved.warnings.iter().for_each(|warning| under(&format!("warning: {warning}")));
    shelved.faults.iter().filter(|fault| fault.is_error()).for_each(|fault| under(&fault.to_string()));
    let warned = shelved.faults.iter().filter(|fault| !fault.is_error()).count();
    if warned > 0 {
        under(&format!("{warned} warnings (room-tone packs check tells them)"));
    }
    under(&shelved.place.display().to_string());
    out
}

fn tell_changes(only: Option<&str>, json: bool) -> ExitCode {
    let mut order = order();
    if let Some(id) = only {
        order.turn(id, true);
    }
    let loaded = match load(&platform::assets_dir(), &platform::mods_dirs(), &order, &[]) {
        Ok(loaded) => loaded,
        Err(why) => return fail(&why.to_string()),
    };
    if let Some(id) = only
        && !loaded.gathered.packs.iter().any(|pack| pack.manifest.id == id)
    {
        let shelf = &loaded.gathered.shelf;
        let refusal = shelf.iter().filter(|shelved| shelved.id == id).find_map(|shelved| shelved.refused.as_ref());
        return match refusal.filter(|refusal| refusal.reason != Reason::NotThere) {
            Some(refusal) => fail(&refusal.to_string()),
            None => {
                let others: Vec<String> = shelf.iter().map(|s| s.id.clone()).filter(|other| other != id).collect();
                fail(&unknown(id, &others))
            }
        };
    }
    let mut all = changes(&loaded.base, &loaded.gathered.packs);
    all.retain(|change| only.is_none_or(|only| change.pack == only));
    if json {
        return print_json(&all);
    }
    print!("{}", told(&all));
    ExitCode::SUCCESS
}

/// Changes for people: pack by pack, thing by thing.
fn told(all: &[Change]) -> String {
    let mut out = String::new();
    let (mut pack, mut thing) = (None, None);
    for change in all {
        if pack != Some(&change.pack) {
            let numbers = tally(all.iter().filter(|other| other.pack == change.pack));
            let _ = writeln!(out, "{}: {numbers}", change.pack);
            pack = Some(&change.pack);
            thing = None;
        }
        let also = if change.collides.is_empty() {
            String::new()
        } else {
            format!("   (so does {})", change.collides.join(", "))
        };
        let name = format!("{} {}", change.kind.words().0, change.id);
        let short = |text: &Option<String>| text.as_deref().map_or_else(|| "nothing".to_owned(), shortened);
        let _ = match change.how {
            How::Added => writeln!(out, "  + {name}: {}{also}", short(&change.is)),
            How::Removed => writeln!(out, "  - {name}{also}"),
            How::Replaced => writeln!(out, "  = {name} is replaced{also}"),
            How::Changed => {
                if thing.as_ref() != Some(&name) {
                    let _ = writeln!(out, "  ~ {name}");
                }
                let field = if change.field.is_empty() { "it says" } else { &change.field };
                writeln!(out, "      {field}: {} → {}{also}", short(&change.was), short(&change.is))
            }
        };
        thing = Some(name);
    }
    out
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

/// Reads a pack with those that it needs, and says what is wrong in its files.
fn check_one(place: &Path, json: bool) -> ExitCode {
    if !place.exists() {
        return fail(&format!("{}: there is no such folder or zip", place.display()));
    }
    let mut pack = match read_at(place, Much::Whole) {
        Ok(pack) => pack,
        Err(refusal) => return found(None, &[], Some(&refusal), json),
    };
    let (id, called) = (pack.manifest.id.clone(), packs::name(place));
    if id != called {
        pack.warnings.push(format!(
            "it is called {called}, but its id is {id}: in mods/ it would be refused. Rename the one or the other."
        ));
    }
    // Only what it needs is laid under it: it has to stand without the player's other packs.
    let mut order = Order::default();
    needed(&pack.manifest, &mut order, &mut BTreeSet::new());
    let loaded = match load(&platform::assets_dir(), &platform::mods_dirs(), &order, &[place.to_path_buf()]) {
        Ok(loaded) => loaded,
        Err(LoadError::Pack(refusal)) => return found(Some(&pack), &[], Some(&refusal), json),
        Err(LoadError::Base(why)) => return fail(&why),
    };
    let (script, mut faults) = check(&loaded.sources);
    // Warnings of others are none of its business; an error anywhere is, since the story would not play with it.
    let id = pack.manifest.id.as_str();
    faults.retain(|fault| pack_of(&fault.path) == Some(id) || (script.is_none() && fault.is_error()));
    let unmarked = script.map(|script| packs::unmarked(&pack, &script)).unwrap_or_default();
    pack.warnings.extend(unmarked);
    found(Some(&pack), &faults, None, json)
}

/// Turns on what a pack needs, and what that needs.
fn needed(manifest: &PackManifest, order: &mut Order, seen: &mut BTreeSet<String>) {
    for id in manifest.needs.keys() {
        if !seen.insert(id.clone()) {
            continue;
        }
        order.turn(id, true);
        let mods = platform::mods_dirs();
        let mut places = mods.iter().flat_map(|folder| [folder.join(id), folder.join(format!("{id}.zip"))]);
        if let Some(pack) = places.find_map(|place| read_at(&place, Much::Manifest).ok()) {
            needed(&pack.manifest, order, seen);
        }
    }
}

fn found(pack: Option<&Pack>, faults: &[Diagnostic], refusal: Option<&Refusal>, json: bool) -> ExitCode {
    let errors = faults.iter().filter(|fault| fault.is_error()).count();
    let warnings = pack.map(|pack| pack.warnings.as_slice()).unwrap_or_default();
    if json {
        let pack = pack.map(|pack| &pack.manifest);
        let said = json!({ "pack": pack, "refused": refusal, "warnings": warnings, "faults": faults });
        if print_json(&said) != ExitCode::SUCCESS {
            return ExitCode::from(2);
        }
    } else {
        refusal.iter().for_each(|refusal| println!("{refusal}"));
        warnings.iter().for_each(|warning| println!("warning: {warning}"));
        faults.iter().for_each(|fault| println!("{fault}"));
        if let (Some(pack), None) = (pack, refusal) {
            let (files, warned) = (pack.files.len(), faults.len() - errors + warnings.len());
            println!("{}: {files} files, {errors} errors, {warned} warnings", pack.manifest.id);
        }
    }
    if refusal.is_some() || errors > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

fn print_json(value: &impl serde::Serialize) -> ExitCode {
    match serde_json::to_string_pretty(value) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(why) => fail(&why.to_string()),
    }
}
