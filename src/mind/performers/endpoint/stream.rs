//! What one event of a streamed chat completion says.

use super::faults;
use serde_json::Value;

/// What was heard in an event.
#[derive(Debug, PartialEq)]
pub(super) enum Heard {
    /// Some text, perhaps none; and whether it was the last.
    Text(String, bool),
    /// The stream says that it is over.
    Done,
    /// The server says that it failed, and how.
    Failed(String),
    /// Something that is no event of a chat completion.
    Nonsense,
}

/// Reads an event. Thoughts that come in fields of their own (`reasoning`, `reasoning_content`) are
/// not looked at; neither are tool calls, which nobody asked for.
pub(super) fn heard(data: &str, key: Option<&str>) -> Heard {
    let data = data.trim();
    if data == "[DONE]" {
        return Heard::Done;
    }
    if data.is_empty() {
        return Heard::Text(String::new(), false);
    }
    let Ok(event) = serde_json::from_str::<Value>(data) else { return Heard::Nonsense };
    if let Some(why) = faults::said(&event, key) {
        return Heard::Failed(why);
    }
    let Some(choices) = event.get("choices").and_then(Value::as_array) else {
        // Some servers send events about other things (`{"type":"ping"}`, usage) in between.
        return if event.is_object() { Heard::Text(String::new(), false) } else { Heard::Nonsense };
    };
    let Some(choice) = choices.first() else { return Heard::Text(String::new(), false) };
    let last = choice.get("finish_reason").is_some_and(Value::is_string);
    let content = choice.pointer("/delta/content").or_else(|| choice.pointer("/message/content"));
    let text = match content {
        Some(Value::String(text)) => text.clone(),
        // The same in parts: [{"type":"text","text":"…"}].
        Some(Value::Array(parts)) => parts.iter().filter_map(|part| part.get("text").and_then(Value::as_str)).collect(),
        _ => String::new(),
    };
    Heard::Text(text, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_framing_is_heard() {
        let text = |text: &str, last| Heard::Text(text.into(), last);
        for (data, wanted) in [
            (r#"{"choices":[{"delta":{"content":"Hi"},"finish_reason":null}]}"#, text("Hi", false)),
            (r#"{"choices":[{"delta":{"role":"assistant"}}]}"#, text("", false)),
            (r#"{"choices":[{"delta":{"role":"assistant","content":null}}]}"#, text("", false)),
            (r#"{"choices":[{"delta":{"reasoning_content":"hmm"}}]}"#, text("", false)),
            (r#"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#, text("", true)),
            (r#"{"choices":[{"delta":{"content":[{"type":"text","text":"Hi"}]}}]}"#, text("Hi", false)),
            (r#"{"choices":[],"usage":{"total_tokens":9}}"#, text("", false)),
            (r#"{"type":"ping"}"#, text("", false)),
            ("[DONE]", Heard::Done),
            (" [DONE] ", Heard::Done),
            ("<html>", Heard::Nonsense),
            ("3", Heard::Nonsense),
            ("", text("", false)),
            (r#"{"error":{"message":"out of memory","code":500}}"#, Heard::Failed("out of memory".into())),
            (r#"{"error":"no"}"#, Heard::Failed("no".into())),
        ] {
            assert_eq!(heard(data, None), wanted, "{data}");
        }
    }
}
