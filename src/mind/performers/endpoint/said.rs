//! What a server says about itself when something went wrong: every server in a shape of its own.

use serde_json::Value;

/// Faults that everybody has, under different names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The prompt is longer than the model's context.
    TooLong,
    /// Somebody found that this may not be said.
    Refused,
    /// It has too much to do.
    Busy,
}

/// The part of a JSON object that says what went wrong, if one does.
pub(super) fn error(value: &Value) -> Option<&Value> {
    let is_one = |error: &&Value| !matches!(error, Value::Null | Value::Bool(false));
    let named = value.get("error").filter(is_one).or_else(|| value.pointer("/choices/0/error").filter(is_one));
    named.or_else(|| {
        // {"detail": …} and {"message": "…"} count only where nothing was answered.
        let detail = value.get("detail").is_some_and(|detail| detail.is_string() || detail.is_array());
        let message = value.get("message").is_some_and(Value::is_string);
        ((detail || message) && value.get("choices").is_none()).then_some(value)
    })
}

/// Whether it is one of the faults that have a remedy of their own.
pub(super) fn known(value: &Value) -> Option<Known> {
    const TOO_LONG: &[&str] = &[
        // OpenAI's and llama.cpp's codes, then what vLLM, Ollama, LM Studio and Anthropic write.
        "context_length_exceeded",
        "exceed_context_size",
        "context length",
        "context size",
        "context window",
        "prompt is too long",
    ];
    const REFUSED: &[&str] = &["content_filter", "content management policy", "content policy", "requires moderation"];
    let error = error(value)?;
    let mut marks = error.as_str().unwrap_or_default().to_ascii_lowercase();
    for name in ["code", "type", "message"] {
        marks.push(' ');
        marks.push_str(&error.get(name).and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase());
    }
    let has = |words: &[&str]| words.iter().any(|word| marks.contains(word));
    if has(TOO_LONG) {
        Some(Known::TooLong)
    } else if has(REFUSED) {
        Some(Known::Refused)
    } else {
        has(&["overloaded"]).then_some(Known::Busy)
    }
}

/// What it says, in one line without the key.
pub(super) fn line(value: &Value, key: Option<&str>) -> String {
    let error = error(value).unwrap_or(value);
    let message = ["/message", "/error", "/detail", "/detail/0/msg", "/msg", "/code"]
        .iter()
        .find_map(|name| error.pointer(name).and_then(Value::as_str))
        .or_else(|| error.as_str())
        .unwrap_or("it failed");
    let plain: String = message.chars().map(|c| if steers(c) { ' ' } else { c }).collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.starts_with('<') || line.is_empty() {
        return "it failed".into();
    }
    match key.filter(|key| !key.is_empty()) {
        Some(key) => line.replace(key, "…"),
        None => line,
    }
}

/// Whether a character steers a terminal, or turns text around.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_shape_is_understood() {
        for (value, wanted) in [
            (json!({ "error": { "message": "no\u{1B}[31m\n here" } }), "no [31m here"),
            (json!({ "error": { "message": "a\u{202E}b" } }), "a b"),
            (json!({ "error": "no" }), "no"),
            (json!({ "error": { "code": "gone" } }), "gone"),
            (json!({ "error": { "message": "<html>" } }), "it failed"),
            (json!({ "error": 7 }), "it failed"),
            (json!({ "detail": "Not Found" }), "Not Found"),
            (json!({ "detail": [{ "msg": "field required" }] }), "field required"),
            (json!({ "object": "error", "message": "sk-secret is no key", "code": 400 }), "… is no key"),
            (json!({ "choices": [{ "error": { "message": "gone" } }] }), "gone"),
        ] {
            assert!(error(&value).is_some(), "{value}");
            assert_eq!(line(&value, Some("sk-secret")), wanted, "{value}");
        }
    }

    #[test]
    fn what_is_no_error_is_none() {
        for value in [
            json!({ "error": null, "choices": [] }),
            json!({ "choices": [{ "delta": {} }], "message": "hello" }),
            json!({ "type": "message_start", "message": { "id": "m" } }),
            json!({ "type": "ping" }),
        ] {
            assert_eq!(error(&value), None, "{value}");
        }
    }
}
