//! `room-tone models`: who could speak for her, on this machine or from a short list, and who does.

use super::cli::fail;
use crate::mind::{
    doctor::Grade,
    models::{self, Found, Model, Speaks, bytes, clean, files, find, keep},
    trust,
};
use clap::Subcommand;
use serde_json::json;
use std::{
    fmt::Write as _,
    io::{BufRead, IsTerminal, Write as _},
    path::Path,
    process::ExitCode,
};

pub(super) const LONG: &str = "\
Lists who could speak for her: written lines, the small model that comes with the game, models of servers that run on \
this machine (Ollama, LM Studio, llama.cpp, KoboldCpp), GGUF files in the usual folders, and a short list of free \
models that can be fetched.

`use` says who speaks from now on, in the window and in the terminal; --mind and --endpoint still win. `get` fetches a \
model, goes on where it was stopped (Ctrl+C), and keeps it only if its SHA-256 is right. A model that nobody has \
examined here may do little: `room-tone doctor` examines it. `remove` deletes files of the game's own folder only.";

/// What can be done with models. Without one of these they are listed.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum ModelsCommand {
    /// List who could speak for her, and what each needs
    List,
    /// Fetch a model of the list, or any GGUF file
    Get {
        /// Its name in the list, or an address
        #[arg(value_name = "NAME|URL")]
        what: String,
        /// What its SHA-256 must be, if the host does not say so
        #[arg(long, value_name = "HEX")]
        sha256: Option<String>,
    },
    /// Let it speak for her from now on
    Use {
        /// Its name in the list, a GGUF file, `default` or `written`
        #[arg(value_name = "NAME|FILE")]
        name: String,
    },
    /// Delete a model from the game's own folder
    Remove {
        /// Its name in the list
        #[arg(value_name = "NAME")]
        name: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

pub(super) fn run(what: Option<&ModelsCommand>, json: bool) -> ExitCode {
    let done = match what {
        None | Some(ModelsCommand::List) => {
            list(json);
            Ok(())
        }
        Some(ModelsCommand::Get { what, sha256 }) => get(what, sha256.as_deref(), json),
        Some(ModelsCommand::Use { name }) => choose(name, json),
        Some(ModelsCommand::Remove { name, yes }) => remove(name, *yes, json),
    };
    done.map_or_else(|why| fail(&why), |()| ExitCode::SUCCESS)
}

/// Everything that is there. Servers answer while folders are read.
#[cfg(feature = "endpoint")]
fn look() -> Found {
    let asking = models::servers::ask(&models::servers::PORTS);
    let mut found = Found::look(Vec::new());
    found.served = asking.wait();
    found
}

#[cfg(not(feature = "endpoint"))]
fn look() -> Found {
    Found::look(Vec::new())
}

fn list(json: bool) {
    let found = look();
    let models = found.models();
    if json {
        println!("{}", json!({ "models": models, "trouble": found.trouble }));
    } else {
        found.trouble.iter().for_each(|trouble| eprintln!("{trouble}"));
        print!("{}", table(&models));
    }
}

/// A line for each, and under it what else there is to say.
fn table(models: &[Model]) -> String {
    let head = ["", "name", "size", "memory", "licence", "grade", "where"].map(str::to_owned);
    let rows: Vec<[String; 7]> = std::iter::once(head).chain(models.iter().map(row)).collect();
    // The last column is as long as it is.
    let widths: Vec<usize> =
        (0..6).map(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or_default()).collect();
    let mut page = String::new();
    for (at, row) in rows.iter().enumerate() {
        for (cell, width) in row.iter().zip(widths.iter().copied()) {
            let _ = write!(page, "{cell:width$}  ");
        }
        let _ = writeln!(page, "{}", row[6]);
        let Some(model) = at.checked_sub(1).and_then(|at| models.get(at)) else { continue };
        for more in [&model.about, &model.like].into_iter().filter(|more| !more.is_empty()) {
            let _ = writeln!(page, "     {more}");
        }
    }
    page.push_str("\n* is chosen, and speaks if it is here. `room-tone models use NAME` lets another one speak.\n");
    if models.iter().any(|model| model.there && model.grade.is_none() && model.speaks != Speaks::Written) {
        page.push_str(
            "A model without a grade has not been examined here; a file may do as little as grade D until `room-tone \
             doctor` has looked at it.\n",
        );
    }
    page
}

fn row(model: &Model) -> [String; 7] {
    let size = |size: Option<u64>| size.map(bytes).unwrap_or_else(|| "–".into());
    let place = match model.part {
        Some(part) => format!("{}; {} are here", model.place, bytes(part)),
        None => model.place.clone(),
    };
    [
        if model.in_use { "*" } else { "" }.into(),
        clean(&model.name),
        size(model.bytes),
        size(model.ram),
        model.licence.as_deref().map(clean).unwrap_or_else(|| "–".into()),
        model.grade.map(|grade| format!("{grade:?}")).unwrap_or_else(|| "–".into()),
        place,
    ]
}

fn choose(name: &str, json: bool) -> Result<(), String> {
    let (called, speaks, grade) = who(name)?;
    keep(&speaks)?;
    let means = grade.map(Grade::means);
    if json {
        println!("{}", json!({ "kind": "use", "name": called, "speaks": speaks, "grade": grade, "means": means }));
        return Ok(());
    }
    println!("From now on: {}.", clean(&called));
    if std::env::var_os("ROOM_TONE_GGUF").is_some_and(|named| !named.is_empty()) {
        println!("But $ROOM_TONE_GGUF names a file, and as long as it does, that one speaks.");
    }
    match (&speaks, grade, means) {
        (Speaks::Written, ..) => {}
        (Speaks::File(_), ..) if !cfg!(feature = "embedded-mind") => {
            println!(
                "This build has no language model in it, so she will say written lines; another build may use it."
            );
        }
        (_, Some(grade), Some(means)) => println!("The doctor gave it grade {grade:?}. {means}"),
        (Speaks::File(_), ..) => println!(
            "Nobody has examined it here, so it may say no more than the written lines, now and then a little \
             differently. Run `room-tone doctor`: it says what she will and won't do with it, and it is trusted that far."
        ),
        _ => {
            println!("Run `room-tone doctor`: it says what she will and won't do with it, and it is trusted that far.");
        }
    }
    Ok(())
}

/// Who is meant: its name, what is to be kept, and its grade if it has one.
fn who(name: &str) -> Result<(String, Speaks, Option<Grade>), String> {
    let path = Path::new(name);
    let is_path =
        path.components().count() > 1 || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gguf"));
    if is_path && path.is_file() {
        let path = std::path::absolute(path).map_err(|why| format!("{name} cannot be found again: {why}"))?;
        if files::open(&path).is_none() {
            return Err(format!("{} is no GGUF file of a model that talks; choose another one", path.display()));
        }
        let speaks = Speaks::File(path);
        let grade = trust::grade(&speaks.choice());
        return Ok((clean(name), speaks, grade));
    }
    let models = look().models();
    let model = find(&models, name)?;
    if model.there {
        return Ok((model.name.clone(), model.speaks.clone(), model.grade));
    }
    // Without it, written lines are said: the choice may stand until `./play` has fetched it.
    if model.speaks == Speaks::Default {
        return Ok((model.name.clone(), Speaks::Default, None));
    }
    Err(if model.can_be_had {
        format!("{0} is not here yet; `room-tone models get {0}` fetches it ({1})", model.name, size_of(model))
    } else {
        format!("{} is not here any more ({}); choose another one", model.name, model.place)
    })
}

fn size_of(model: &Model) -> String {
    model.bytes.map(bytes).unwrap_or_else(|| "its size is not known".into())
}

fn remove(name: &str, yes: bool, json: bool) -> Result<(), String> {
    // What lies in the own folder needs no server to be found.
    let models = Found::look(Vec::new()).models();
    let model = find(&models, name)?;
    if !model.removable {
        let own = models::folder();
        return Err(format!(
            "{} does not lie in the game's own folder ({}); remove it where it is: {}",
            clean(&model.name),
            own.display(),
            model.place
        ));
    }
    if !yes && !agreed(model)? {
        return Ok(());
    }
    let freed = models::remove(model)?;
    if json {
        println!("{}", json!({ "kind": "removed", "name": model.name, "freed": freed }));
    } else {
        println!("{} is removed; {} are free again.", clean(&model.name), bytes(freed));
        if model.in_use {
            println!("It spoke for her; from now on the game's own small model does, if it is there.");
        }
    }
    Ok(())
}

/// Asks whoever sits at the terminal.
fn agreed(model: &Model) -> Result<bool, String> {
    if !std::io::stdin().is_terminal() {
        return Err("nobody is there to be asked; say --yes".into());
    }
    eprint!("Remove {} ({})? [y/N] ", clean(&model.name), size_of(model));
    std::io::stderr().flush().ok();
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|why| why.to_string())?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

#[cfg(feature = "endpoint")]
fn get(what: &str, sha256: Option<&str>, json: bool) -> Result<(), String> {
    use models::download::{self, Step, Wanted};
    let wanted = if what.contains("://") {
        Wanted::at(what, sha256)?
    } else {
        let list = models::curated::list()?;
        let Some(model) = list.iter().find(|model| model.id == what) else {
            return Err(unlisted(what, list.iter().map(|model| model.id.as_str())));
        };
        if sha256.is_some() {
            return Err("--sha256 is for an address; a model of the list has its own".into());
        }
        if !json {
            eprintln!("{}, {}, {}", model.name, model.licence, bytes(model.bytes));
        }
        Wanted::listed(model)?
    };
    let name = if what.contains("://") { wanted.file().to_owned() } else { what.to_owned() };
    let mut download = download::get(wanted, models::folder())?;
    let mut line = Line { shown: std::io::stderr().is_terminal() && !json, tenth: 0 };
    loop {
        let step = download.wait();
        if json {
            println!("{}", object(&step));
        }
        match step {
            Step::Coming(progress) if !json => line.show(&progress),
            Step::Checking if !json => line.say("looking at what is here …"),
            Step::Coming(_) | Step::Checking => {}
            Step::Done(path) => {
                line.end();
                if !json {
                    println!("It is here, whole: {}", path.display());
                    println!("`room-tone models use {name}` lets it speak for her.");
                }
                return Ok(());
            }
            Step::Failed(why) => {
                line.end();
                return Err(why);
            }
            Step::Cancelled => {
                line.end();
                return Err("it was cancelled; what came so far is kept".into());
            }
        }
    }
}

#[cfg(not(feature = "endpoint"))]
fn get(_: &str, _: Option<&str>, _: bool) -> Result<(), String> {
    Err("this build cannot reach the network; one with the feature `endpoint` can".into())
}

#[cfg(feature = "endpoint")]
fn unlisted<'a>(what: &str, ids: impl Iterator<Item = &'a str> + Clone) -> String {
    let what = clean(what);
    match crate::script::nearest(&what, ids.clone()) {
        Some(near) => format!("there is no {what} in the list; did you mean {near}?"),
        None => format!("there is no {what} in the list; there are: {}", ids.collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(feature = "endpoint")]
fn object(step: &models::download::Step) -> serde_json::Value {
    use models::download::Step;
    match step {
        Step::Coming(at) => {
            json!({ "kind": "progress", "bytes": at.bytes, "whole": at.whole, "rate": at.rate, "left": at.left })
        }
        Step::Checking => json!({ "kind": "checking" }),
        Step::Done(path) => json!({ "kind": "done", "path": path }),
        Step::Failed(why) => json!({ "kind": "failed", "why": why }),
        Step::Cancelled => json!({ "kind": "cancelled" }),
    }
}

/// How far it is: on a terminal one line that changes, elsewhere a line at every tenth.
#[cfg(feature = "endpoint")]
struct Line {
    shown: bool,
    tenth: u64,
}

#[cfg(feature = "endpoint")]
impl Line {
    fn show(&mut self, progress: &models::download::Progress) {
        let models::download::Progress { bytes: here, whole, rate, left } = *progress;
        let hundredth = here.saturating_mul(100) / whole.max(1);
        let left = left.map(|seconds| format!(", {} left", time(seconds))).unwrap_or_default();
        let said = format!("{} of {} ({hundredth} %), {} a second{left}", bytes(here), bytes(whole), bytes(rate));
        if self.shown {
            self.say(&said);
        } else if hundredth / 10 > self.tenth {
            self.tenth = hundredth / 10;
            eprintln!("{said}");
        }
    }

    fn say(&self, said: &str) {
        if self.shown {
            eprint!("\r\u{1b}[K{said}");
            std::io::stderr().flush().ok();
        }
    }

    /// Makes room for what comes after.
    fn end(&self) {
        if self.shown {
            eprint!("\r\u{1b}[K");
            std::io::stderr().flush().ok();
        }
    }
}

#[cfg(feature = "endpoint")]
fn time(seconds: u64) -> String {
    match seconds {
        0..=90 => format!("{seconds} s"),
        91..=5_400 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{:.1} h", seconds as f64 / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_who_speaks_and_who_was_not_examined() {
        let found = Found::default().models();
        let page = table(&found);
        assert!(page.lines().any(|line| line.contains("written") && line.contains("the story itself")), "{page}");
        assert!(page.contains("default") && page.contains("memory"), "{page}");
        assert_eq!(
            page.lines().filter(|line| line.starts_with("* ")).count(),
            2,
            "one speaks, and one line says so: {page}"
        );
    }

    #[cfg(feature = "endpoint")]
    #[test]
    fn what_is_not_in_the_list_is_said_with_what_is() {
        let ids = ["qwen2.5-7b", "mistral-nemo-12b"];
        assert!(unlisted("qwen2.5-7", ids.into_iter()).contains("did you mean qwen2.5-7b?"));
        assert!(unlisted("gpt", ids.into_iter()).contains("mistral-nemo-12b"));
    }
}
