//! Anthropic's Messages API, as Anthropic and the gateways that imitate it speak it.

use super::dialect::{End, Heard, hidden};
use crate::mind::performers::{Request, Speaker};
use reqwest::{
    Url,
    header::{HeaderMap, HeaderValue},
};
use serde_json::{Value, json};

/// The version of the API that this was written for.
const VERSION: &str = "2023-06-01";

/// Completes an address: the host alone, its `/v1`, or the whole.
pub(super) fn complete(url: &mut Url, path: &str) {
    if path.ends_with("/messages") {
        url.set_path(path);
    } else if path.is_empty() {
        url.set_path("/v1/messages");
    } else {
        url.set_path(&format!("{path}/messages"));
    }
}

pub(super) fn headers(key: Option<&str>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("anthropic-version", HeaderValue::from_static(VERSION));
    if let Some(value) = key.and_then(hidden) {
        headers.insert("x-api-key", value);
    }
    if cfg!(target_family = "wasm") {
        // A page may ask only if it says that it knows that its key is in the page.
        headers.insert("anthropic-dangerous-direct-browser-access", HeaderValue::from_static("true"));
    }
    headers
}

pub(super) fn body(model: &str, request: &Request) -> Value {
    let mut messages = Vec::new();
    // He has to have the first word, and no turn may be empty.
    if request.prompt.turns.first().is_some_and(|(who, _)| *who == Speaker::Samantha) {
        messages.push(json!({ "role": "user", "content": "…" }));
    }
    messages.extend(request.prompt.turns.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(who, text)| {
        let role = match who {
            Speaker::Theodore => "user",
            Speaker::Samantha => "assistant",
        };
        json!({ "role": role, "content": text.trim() })
    }));
    let mut body = json!({
        "model": model,
        "messages": messages,
        "stream": true,
        "max_tokens": request.max_tokens,
        "temperature": request.temperature.clamp(0.0, 1.0),
    });
    if !request.prompt.system.is_empty() {
        body["system"] = request.prompt.system.as_str().into();
    }
    body
}

/// An event of a stream. Blocks that are no text (`thinking`, `redacted_thinking`, `tool_use`) are not shown.
pub(super) fn read(value: &Value) -> Heard {
    let is = |at: &str, what: &str| value.pointer(at).is_some_and(|kind| kind == what);
    let text = |at: &str| Heard::Text(value.pointer(at).and_then(Value::as_str).unwrap_or_default().into());
    match value.get("type").and_then(Value::as_str) {
        Some("content_block_start") if is("/content_block/type", "text") => text("/content_block/text"),
        Some("content_block_delta") if is("/delta/type", "text_delta") => text("/delta/text"),
        Some("message_delta") => match value.pointer("/delta/stop_reason").and_then(Value::as_str) {
            Some(reason) => Heard::Last(String::new(), end(reason)),
            None => Heard::Text(String::new()),
        },
        Some("message_stop") => Heard::Over,
        // `message_start`, `content_block_stop`, `ping`, and what may be added some day.
        _ if value.is_object() => Heard::Text(String::new()),
        _ => Heard::Nonsense,
    }
}

/// An answer in one piece.
pub(super) fn whole(value: &Value) -> Heard {
    let Some(blocks) = value.get("content").and_then(Value::as_array) else { return Heard::Nonsense };
    let text = blocks
        .iter()
        .filter(|block| block.get("type").is_some_and(|kind| kind == "text"))
        .filter_map(|block| block.get("text").and_then(Value::as_str))
        .collect();
    Heard::Last(text, value.get("stop_reason").and_then(Value::as_str).map_or(End::Said, end))
}

fn end(reason: &str) -> End {
    match reason {
        "max_tokens" | "model_context_window_exceeded" => End::Full,
        "refusal" => End::Refused,
        _ => End::Said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mind::performers::Prompt;

    #[test]
    fn every_event_is_read() {
        let text = |text: &str| Heard::Text(text.into());
        let last = |end| Heard::Last(String::new(), end);
        for (data, wanted) in [
            (r#"{"type":"message_start","message":{"id":"m","content":[],"stop_reason":null}}"#, text("")),
            (r#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#, text("")),
            (
                r#"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"hm"}}"#,
                text(""),
            ),
            (r#"{"type":"ping"}"#, text("")),
            (r#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}"#, text("Hi")),
            (r#"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}"#, text("")),
            (
                r#"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"x"}}"#,
                text(""),
            ),
            (r#"{"type":"content_block_stop","index":0}"#, text("")),
            (r#"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{}}"#, last(End::Said)),
            (r#"{"type":"message_delta","delta":{"stop_reason":"stop_sequence"}}"#, last(End::Said)),
            (r#"{"type":"message_delta","delta":{"stop_reason":"max_tokens"}}"#, last(End::Full)),
            (r#"{"type":"message_delta","delta":{"stop_reason":"refusal"}}"#, last(End::Refused)),
            (r#"{"type":"message_stop"}"#, Heard::Over),
            ("[]", Heard::Nonsense),
        ] {
            assert_eq!(read(&serde_json::from_str(data).unwrap()), wanted, "{data}");
        }
    }

    #[test]
    fn an_answer_in_one_piece_is_read() {
        let value = json!({
            "content": [{ "type": "thinking", "thinking": "hm", "text": "hm" }, { "type": "text", "text": "At once." }],
            "stop_reason": "end_turn",
        });
        assert_eq!(whole(&value), Heard::Last("At once.".into(), End::Said));
        assert_eq!(whole(&json!({ "hello": 1 })), Heard::Nonsense);
    }

    #[test]
    fn the_body_keeps_to_the_rules() {
        let turns = vec![
            (Speaker::Samantha, "Hello, you. ".into()),
            (Speaker::Theodore, "«hm»".into()),
            (Speaker::Samantha, " ".into()),
        ];
        let prompt = Prompt { system: "You are Samantha.".into(), turns, ..Default::default() };
        let body = body("m", &Request { prompt, max_tokens: 40, temperature: 1.7, seed: 9 });
        assert_eq!((&body["system"], &body["temperature"]), (&"You are Samantha.".into(), &1.0.into()));
        let wanted = json!([
            { "role": "user", "content": "…" },
            { "role": "assistant", "content": "Hello, you." },
            { "role": "user", "content": "«hm»" },
        ]);
        assert_eq!(body["messages"], wanted);
        assert!(body.get("seed").is_none() && body.get("top_p").is_none(), "{body}");
    }
}
