//! What stands on the pages about who speaks for her, and what each row does.

use super::{Desk, Place, opened};
use crate::{
    mind::models::{Model, Speaks, bytes, clean},
    screens::rows::Row,
};

/// What a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Opens the page of this one.
    Open(String),
    /// One step back.
    Back,
    LookAgain,
    Use,
    Get,
    StopGet,
    Examine,
    StopExamining,
    Copy,
    AskToRemove,
    Remove,
    /// It only says something.
    Nothing,
}

/// A page: its heading, what stands under it and whether it is quiet, and its rows.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub heading: String,
    pub words: Vec<(String, bool)>,
    pub items: Vec<(Act, Row)>,
}

/// The page that is open now.
pub(super) fn of(place: &Place, desk: &Desk, can_examine: bool) -> View {
    let mut view = match opened(place, desk) {
        Some(model) if place.asking => question(&model),
        Some(model) => page(&model, desk, can_examine),
        None => list(desk),
    };
    // What its own page says already is not said twice.
    let told = |said: &String| view.words.iter().any(|(word, _)| !word.is_empty() && said.ends_with(word.as_str()));
    let said = desk.said.clone().filter(|said| !told(said));
    view.words.extend(said.map(|said| (said, false)));
    view
}

fn item(act: Act, text: impl Into<String>) -> (Act, Row) {
    (act, Row { size: 21.0, ..Row::new("", text) })
}

fn list(desk: &Desk) -> View {
    let mut words = vec![("Whoever speaks says only what the story has decided.".to_owned(), true)];
    if desk.work.is_looking() {
        words.push(("Looking who is here …".into(), true));
    }
    if let Some((name, how_far)) = desk.work.getting() {
        words.push((format!("{name}: {how_far}"), false));
    }
    words.extend(examining(desk));
    if !desk.models.is_empty() && desk.models.iter().all(|model| !model.in_use) {
        words.push(("Whoever was named at the start speaks until the game is closed.".into(), true));
    }
    let row = |model: &Model| {
        let text = match (model.in_use, model.there) {
            (true, true) => format!("{}  ·  speaks now", model.title),
            (true, false) => format!("{}  ·  chosen, but not here", model.title),
            (false, _) => model.title.clone(),
        };
        let row = Row { under: Some(under(model)), quiet: !model.there, ..Row::new("", text) };
        (Act::Open(model.name.clone()), row)
    };
    let mut items: Vec<_> = desk.models.iter().map(row).collect();
    items.push(item(Act::LookAgain, "Look again"));
    items.push(item(Act::Back, "Back"));
    View { heading: "Who speaks for her".into(), words, items }
}

fn examining(desk: &Desk) -> Option<(String, bool)> {
    let (name, doing) = desk.examining.as_ref()?;
    Some((format!("The doctor is with {name}: {doing} …"), false))
}

/// Where it is and what it needs, in one line.
fn under(model: &Model) -> String {
    let mut said = vec![clean(&model.place)];
    said.extend(model.bytes.map(bytes));
    said.extend(model.ram.map(|ram| format!("{} of memory", bytes(ram))));
    said.extend(model.licence.as_deref().map(clean));
    match model.grade {
        Some(grade) => said.push(format!("grade {grade:?}")),
        None if model.there && model.speaks != Speaks::Written => said.push("not examined".into()),
        None => {}
    }
    said.join("  ·  ")
}

fn page(model: &Model, desk: &Desk, can_examine: bool) -> View {
    let mut words = vec![(under(model), true)];
    words.extend(
        [&model.about, &model.like].into_iter().filter(|said| !said.is_empty()).map(|said| (said.clone(), false)),
    );
    words.extend(model.part.map(|part| (format!("{} of it are here already.", bytes(part)), true)));
    let examined = desk.examined.as_ref().filter(|examined| examined.name == model.name);
    match (examined, model.grade) {
        (Some(examined), _) => words.push((examined.sentence.clone(), false)),
        (None, Some(grade)) => words.push((grade.means().to_owned(), false)),
        (None, None) => {}
    }
    words.extend(examining(desk));

    let mut items = Vec::new();
    if model.in_use {
        let text = if model.there { "It speaks for her now" } else { "Chosen, but not here: somebody else stands in" };
        items.push(item(Act::Nothing, text));
    } else if model.there {
        items.push(item(Act::Use, "Let it speak for her"));
    }
    match desk.work.getting() {
        Some((name, how_far)) if name == model.name => {
            words.push((how_far, false));
            items.push(item(Act::StopGet, "Stop fetching it"));
        }
        Some((name, _)) if model.can_be_had => items.push(item(Act::Nothing, format!("First {name} is fetched"))),
        None if model.can_be_had => {
            let how_much = model.bytes.map(bytes).unwrap_or_default();
            let text = if model.part.is_some() { "Go on fetching it" } else { "Fetch it" };
            items.push(item(Act::Get, format!("{text} ({how_much})")));
        }
        _ => {}
    }
    if desk.examining.is_some() {
        items.push(item(Act::StopExamining, "Send the doctor away"));
    } else if can_examine && model.there && model.speaks != Speaks::Written {
        items.push(item(Act::Examine, "Let the doctor look at it, for some minutes"));
    }
    if examined.is_some() {
        items.push(item(Act::Copy, "Copy the doctor’s report"));
    }
    if model.removable && desk.work.getting().is_none_or(|(name, _)| name != model.name) {
        items.push(item(Act::AskToRemove, "Remove it from the disk"));
    }
    items.push(item(Act::Back, "Back"));
    View { heading: clean(&model.title), words, items }
}

fn question(model: &Model) -> View {
    let size = model.part.or(model.bytes).map(bytes).unwrap_or_default();
    let words =
        vec![(format!("Its file is deleted, and {size} are free again. It can be fetched another time."), false)];
    let items = vec![item(Act::Remove, "Remove it"), item(Act::Back, "Not yet")];
    View { heading: clean(&model.title), words, items }
}

/// What is said when somebody else begins to speak.
pub(super) fn now_speaks(model: &Model) -> String {
    let title = clean(&model.title);
    match (&model.speaks, model.grade) {
        (Speaks::Written, _) => "From now on, everything that she says was written by a person.".into(),
        (_, Some(grade)) => format!("From now on: {title}. {}", grade.means()),
        (Speaks::File(_), None) => format!(
            "From now on: {title}. Nobody has examined it here, so it may say no more than the written lines, now and \
             then a little differently. The doctor may change that."
        ),
        _ => format!("From now on: {title}."),
    }
}
