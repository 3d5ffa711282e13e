//! What is told, as JSON: one object for each thing that happens. `room-tone text --json` prints them,
//! the web page hands them to whoever listens; both say the same.

use super::{OpenTurn, PlayerInput, Told, TurnKind};
use crate::{script::Script, story::Snapshot};
use serde_json::{Value, json};

/// The object for something told; none for what only marks a moment. Places are made by [`place`].
pub fn told(told: &Told) -> Option<Value> {
    match told {
        Told::Line(line) | Told::Breath(line) => Some(json!({
            "kind": "line",
            "beat": line.beat,
            "id": line.id,
            "who": line.who,
            "name": line.name,
            "text": line.text,
            "tone": line.tone.word(),
            "source": line.source.word(),
            "breath": matches!(told, Told::Breath(_)),
        })),
        Told::Card { text, under } => Some(json!({ "kind": "card", "text": text, "under": under })),
        Told::Note(note) => Some(json!({ "kind": "note", "text": note })),
        Told::Show(show) => Some(json!({ "kind": "show", "what": show })),
        Told::Ending(ending) => Some(json!({ "kind": "ending", "id": ending })),
        Told::Place { .. } | Told::Opened | Told::Turn | Told::Closed => None,
    }
}

/// Where he is, in which light, and what can be touched there on this turn; while something is still
/// being performed there is no turn, and nothing to touch.
pub fn place(at: &Told, turn: Option<&OpenTurn>) -> Option<Value> {
    let Told::Place { scene, phase, day, .. } = at else { return None };
    let offers = turn.map(|turn| turn.offers.as_slice()).unwrap_or_default();
    let touch: Vec<_> = offers.iter().filter_map(|offer| offer.thing.as_ref()).collect();
    Some(json!({ "kind": "place", "scene": scene, "phase": phase.word(), "day": day, "touch": touch }))
}

/// All of the state; gauges to the third decimal, which is finer than any effect.
pub fn state(snapshot: &Snapshot) -> Value {
    let mut state = json!(snapshot);
    for (gauge, value) in &snapshot.gauges {
        state["gauges"][gauge] = json!((f64::from(*value) * 1000.0).round() / 1000.0);
    }
    state["kind"] = json!("state");
    state
}

/// What the player may do now.
pub fn choices(turn: &OpenTurn, script: &Script) -> Value {
    let choices = turn.offers.iter().enumerate().map(|(at, offer)| {
        json!({
            "n": at + 1,
            "id": offer.id,
            "text": offer.text,
            "locked": offer.locked.is_some(),
            "why": offer.locked,
            "thing": offer.thing,
        })
    });
    let choices: Vec<_> = choices.collect();
    let mut object = json!({
        "kind": "choices",
        "choices": choices,
        "typing": turn.typing,
        "silence": turn.kind == TurnKind::Talk,
        "leave": turn.can_leave,
    });
    if !turn.deeds.is_empty() {
        let deeds = turn.deeds.iter().map(|deed| json!({ "id": deed.id, "text": deed.text, "thing": deed.thing }));
        object["deeds"] = deeds.collect();
    }
    if let TurnKind::Letter { letter, part, ask, so_far } = &turn.kind {
        let brief = script.letters.get(letter).map(|letter| &letter.brief);
        object["letter"] = json!({ "id": letter, "part": part, "ask": ask, "so_far": so_far, "brief": brief });
    }
    object
}

/// The input that an object asks for: `{"choose":2}`, `{"type":"words"}`, `{"silence":true}`,
/// `{"act":"kettle"}`, `{"leave":true}`, `{"skip":true}`, `{"back":true}`, `{"forth":true}`,
/// `{"advance":true}`, `{"forget":3}`, `{"correct":3,"words":"how it is"}`.
pub fn input(object: &Value, turn: Option<&OpenTurn>) -> Option<PlayerInput> {
    if let Some(n) = object.get("choose").and_then(Value::as_u64) {
        let offer = turn?.offers.get(usize::try_from(n).ok()?.checked_sub(1)?)?;
        return Some(PlayerInput::Choose(offer.id.clone()));
    }
    if let Some(text) = object.get("type").and_then(Value::as_str) {
        return Some(PlayerInput::Type(text.into()));
    }
    if let Some(thing) = object.get("act").and_then(Value::as_str) {
        return Some(PlayerInput::Touch(thing.into()));
    }
    let number = |word: &str| object.get(word).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    if let Some(belief) = number("forget") {
        return Some(PlayerInput::Forget { belief });
    }
    if let (Some(belief), Some(what)) = (number("correct"), object.get("words").and_then(Value::as_str)) {
        return Some(PlayerInput::Correct { belief, what: what.into() });
    }
    let asks = |word: &str| object.get(word).and_then(Value::as_bool) == Some(true);
    match () {
        () if asks("silence") => Some(PlayerInput::Silence),
        () if asks("leave") => Some(PlayerInput::Leave),
        () if asks("back") => Some(PlayerInput::Back),
        () if asks("forth") => Some(PlayerInput::Forth),
        () if asks("skip") => Some(PlayerInput::Skip),
        () if asks("advance") => Some(PlayerInput::Advance),
        () => None,
    }
}
