//! What is wrong with an endpoint, in short plain words: where, what, and how to mend it.

use serde_json::Value;
use std::error::Error;

/// The most characters of what a server says about itself.
const QUOTE: usize = 120;

/// Nobody could be reached.
pub(super) fn unreachable(why: &reqwest::Error, place: &str) -> String {
    let mut causes = String::new();
    let mut cause = why.source();
    while let Some(error) = cause {
        causes.push_str(&error.to_string().to_ascii_lowercase());
        causes.push(' ');
        cause = error.source();
    }
    let has = |words: &[&str]| words.iter().any(|word| causes.contains(word));
    if why.is_builder() {
        format!("the request to {place} could not be made; check the address and the key")
    } else if has(&["dns", "lookup address", "name or service", "no such host"]) {
        format!("there is no {place}: no such name is known; check the address")
    } else if has(&["certificate", "tls", "handshake", "invalid peer"]) {
        format!("{place} could not prove who it is; check the address, and whether it wants http:// or https://")
    } else if why.is_timeout() {
        format!("nobody answered at {place} in time; is the server running?")
    } else if crate::platform::http::nobody_answers(why) || has(&["refused"]) {
        format!("nobody answers at {place}; is the server running?")
    } else {
        cut_off(place)
    }
}

/// The server answered that it can't, or won't.
pub(super) fn status(status: u16, body: &str, place: &str, key: Option<&str>) -> String {
    let said = serde_json::from_str::<Value>(body).ok().and_then(|value| said(&value, key));
    let said = said.map(|said| format!(": {said}")).unwrap_or_default();
    match status {
        300..=399 => format!("{place} sends elsewhere ({status}); use the address that it names"),
        // What it says about a key may quote the key.
        401 | 403 if key.is_none() => format!("{place} wants a key ({status})"),
        401 | 403 => format!("{place} does not take the key ({status}); check it"),
        404 => format!("{place} has no such address or model ({status}){said}; check both"),
        408 | 504 => format!("{place} took too long ({status})"),
        413 => format!("the question was too long for {place} ({status}){said}"),
        429 => format!("{place} asks to be left alone for a while ({status}){said}"),
        400..=499 => format!("{place} does not understand the question ({status}){said}"),
        503 => format!("{place} is busy or still loading ({status}){said}"),
        500..=599 => format!("{place} has a fault of its own ({status}){said}"),
        _ => format!("{place} answered something unheard of ({status})"),
    }
}

/// What a JSON answer says went wrong, if it says so: one short line, without the key.
pub(super) fn said(value: &Value, key: Option<&str>) -> Option<String> {
    let error = value.get("error").filter(|error| !error.is_null()).or_else(|| {
        // {"detail": …} and {"message": …} count only where nothing was answered.
        let plain = value.get("detail").or_else(|| value.get("message"));
        plain.filter(|_| value.get("choices").is_none())
    })?;
    let message = ["message", "error", "detail", "code"]
        .iter()
        .find_map(|name| error.get(name).and_then(Value::as_str))
        .or_else(|| error.as_str())
        .unwrap_or("it failed");
    let mut line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.starts_with('<') {
        line = "it failed".into();
    }
    if let Some(key) = key.filter(|key| !key.is_empty()) {
        line = line.replace(key, "…");
    }
    if line.chars().count() > QUOTE {
        line = line.chars().take(QUOTE).chain(['…']).collect();
    }
    Some(line)
}

/// Something answers, but not a model.
pub(super) fn not_a_model(place: &str) -> String {
    format!("what answers at {place} is no chat completion; check the address (most end in /v1)")
}

/// The answer ended in the middle.
pub(super) fn cut_off(place: &str) -> String {
    format!("{place} broke off in the middle")
}

/// The answer ended in the middle of a character.
pub(super) fn half_a_character(place: &str) -> String {
    format!("{place} broke off in the middle of a character")
}
