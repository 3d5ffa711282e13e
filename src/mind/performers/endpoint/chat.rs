//! OpenAI's chat completions, as OpenAI, llama.cpp, Ollama, LM Studio, vLLM, OpenRouter and LiteLLM speak them.

use super::dialect::{End, Heard, hidden};
use crate::mind::performers::{Request, Speaker};
use reqwest::header::{AUTHORIZATION, HeaderMap};
use serde_json::{Value, json};

pub(super) fn headers(key: Option<&str>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Some(value) = key.and_then(|key| hidden(&format!("Bearer {key}"))) {
        headers.insert(AUTHORIZATION, value);
    }
    headers
}

pub(super) fn body(model: &str, request: &Request) -> Value {
    let mut messages = vec![json!({ "role": "system", "content": request.prompt.system })];
    messages.extend(request.prompt.turns.iter().map(|(who, text)| {
        let role = match who {
            Speaker::Theodore => "user",
            Speaker::Samantha => "assistant",
        };
        json!({ "role": role, "content": text })
    }));
    json!({
        "model": model,
        "messages": messages,
        "stream": true,
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "top_p": 0.9,
        // Positive and small enough for every server's idea of a number.
        "seed": request.seed & 0x7FFF_FFFF,
    })
}

/// An event of a stream. `reasoning`, `reasoning_content` and `reasoning_details` are thoughts.
pub(super) fn read(value: &Value) -> Heard {
    let Some(choices) = value.get("choices").and_then(Value::as_array) else {
        // Some servers send events about other things (`{"type":"ping"}`, usage) in between.
        return if value.is_object() { Heard::Text(String::new()) } else { Heard::Nonsense };
    };
    let Some(choice) = choices.first() else { return Heard::Text(String::new()) };
    let part =
        |name: &str| choice.pointer(&format!("/delta/{name}")).or_else(|| choice.pointer(&format!("/message/{name}")));
    let text = part("content").map(text).unwrap_or_default();
    if part("refusal").and_then(Value::as_str).is_some_and(|refusal| !refusal.is_empty()) {
        return Heard::Last(text, End::Refused);
    }
    match choice.get("finish_reason").and_then(Value::as_str).filter(|reason| !reason.is_empty()) {
        Some(reason) => Heard::Last(text, end(reason)),
        None => Heard::Text(text),
    }
}

/// An answer in one piece.
pub(super) fn whole(value: &Value) -> Heard {
    if value.pointer("/choices/0").is_none() {
        return Heard::Nonsense;
    }
    match read(value) {
        Heard::Text(text) => Heard::Last(text, End::Said),
        heard => heard,
    }
}

fn text(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        // The same in parts: [{"type":"text","text":"…"}]. Mistral's parts may be thoughts: {"type":"thinking"}.
        Value::Array(parts) => parts
            .iter()
            .filter(|part| part.get("type").is_none_or(|kind| kind == "text" || kind == "output_text"))
            .filter_map(|part| part.get("text").and_then(Value::as_str))
            .collect(),
        _ => String::new(),
    }
}

fn end(reason: &str) -> End {
    match reason.to_ascii_lowercase().as_str() {
        "length" | "max_tokens" => End::Full,
        "content_filter" | "safety" | "refusal" | "prohibited_content" => End::Refused,
        "error" | "abort" | "insufficient_system_resource" => End::Broke,
        _ => End::Said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_read() {
        let text = |text: &str| Heard::Text(text.into());
        let last = |text: &str, end| Heard::Last(text.into(), end);
        for (data, wanted) in [
            (r#"{"choices":[{"delta":{"content":"Hi"},"finish_reason":null}]}"#, text("Hi")),
            (r#"{"choices":[{"delta":{"role":"assistant"}}]}"#, text("")),
            (r#"{"choices":[{"delta":{"role":"assistant","content":null},"finish_reason":""}]}"#, text("")),
            (r#"{"choices":[{"delta":{"reasoning_content":"hmm","content":null}}]}"#, text("")),
            (r#"{"choices":[{"delta":{"reasoning":"hmm","reasoning_details":[{"text":"hmm"}]}}]}"#, text("")),
            (r#"{"choices":[{"delta":{"content":[{"type":"text","text":"Hi"}]}}]}"#, text("Hi")),
            (r#"{"choices":[{"delta":{"content":[{"type":"thinking","text":"hmm"}]}}]}"#, text("")),
            (r#"{"choices":[{"delta":{"tool_calls":[{"id":"a"}]}}]}"#, text("")),
            (r#"{"choices":[],"usage":{"total_tokens":9}}"#, text("")),
            (r#"{"type":"ping"}"#, text("")),
            (r#"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#, last("", End::Said)),
            (r#"{"choices":[{"delta":{"content":"."},"finish_reason":"length"}]}"#, last(".", End::Full)),
            (r#"{"choices":[{"delta":{},"finish_reason":"content_filter"}]}"#, last("", End::Refused)),
            (r#"{"choices":[{"delta":{"refusal":"I can’t."}}]}"#, last("", End::Refused)),
            (r#"{"choices":[{"delta":{},"finish_reason":"error"}]}"#, last("", End::Broke)),
            ("3", Heard::Nonsense),
        ] {
            assert_eq!(read(&serde_json::from_str(data).unwrap()), wanted, "{data}");
        }
    }

    #[test]
    fn an_answer_in_one_piece_is_read() {
        let value = json!({ "choices": [{ "message": { "content": "At once.", "reasoning": "hmm" } }] });
        assert_eq!(whole(&value), Heard::Last("At once.".into(), End::Said));
        let value = json!({ "choices": [{ "message": { "content": null }, "finish_reason": "length" }] });
        assert_eq!(whole(&value), Heard::Last(String::new(), End::Full));
        assert_eq!(whole(&json!({ "hello": 1 })), Heard::Nonsense);
        assert_eq!(whole(&json!({ "choices": [] })), Heard::Nonsense);
    }
}
