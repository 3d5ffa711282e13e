//! What differs between the servers' languages: where they listen, what they are sent, how they answer.

use super::{chat, events::Event, messages, said};
use crate::mind::performers::Request;
use reqwest::{Url, header::HeaderMap};
use serde_json::Value;

/// The language that a server speaks, known by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// OpenAI's chat completions, which nearly everybody speaks.
    Chat,
    /// Anthropic's Messages API.
    Messages,
}

/// What was heard in an event.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Heard {
    /// Some text, perhaps none.
    Text(String),
    /// The last of the text, perhaps none, and why it is the last.
    Last(String, End),
    /// The stream says that it is over.
    Over,
    /// The server says that it failed, and in this way.
    Failed(Value),
    /// Something that is no event of this language.
    Nonsense,
}

/// Why nothing more is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// All was said.
    Said,
    /// There was no more room: what was said in whole sentences stays.
    Full,
    /// The model, or somebody between, would not say it.
    Refused,
    /// The server gave up.
    Broke,
}

impl Dialect {
    /// The language that is spoken at this address, which is completed to the one that requests go to.
    pub(super) fn of(url: &mut Url) -> Self {
        let path = url.path().trim_end_matches('/').to_owned();
        if path.ends_with("/chat/completions") {
            url.set_path(&path);
            return Self::Chat;
        }
        let anthropic = url.host_str() == Some("api.anthropic.com");
        if path.ends_with("/messages") || anthropic {
            messages::complete(url, &path);
            return Self::Messages;
        }
        url.set_path(&format!("{path}/chat/completions"));
        Self::Chat
    }

    /// What it is called in a sentence: "no chat completion".
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Chat => "chat completion",
            Self::Messages => "answer of a Messages API",
        }
    }

    /// How its addresses end.
    pub(super) fn ends(self) -> &'static str {
        match self {
            Self::Chat => "most end in /v1",
            Self::Messages => "most end in /v1/messages",
        }
    }

    /// The headers of a request, among them the key.
    pub(super) fn headers(self, key: Option<&str>) -> HeaderMap {
        match self {
            Self::Chat => chat::headers(key),
            Self::Messages => messages::headers(key),
        }
    }

    /// The body of a request to this model.
    pub(super) fn body(self, model: &str, request: &Request) -> Value {
        match self {
            Self::Chat => chat::body(model, request),
            Self::Messages => messages::body(model, request),
        }
    }

    /// What an event of a stream says. Thoughts that come in fields or blocks of their own are not looked
    /// at; neither are tool calls, which nobody asked for.
    pub(super) fn heard(self, event: &Event) -> Heard {
        let data = event.data.trim();
        if data == "[DONE]" {
            return Heard::Over;
        }
        if data.is_empty() {
            return Heard::Text(String::new());
        }
        let is_error = event.name == "error";
        let Ok(value) = serde_json::from_str::<Value>(data) else {
            return if is_error { Heard::Failed(Value::String(data.into())) } else { Heard::Nonsense };
        };
        if is_error || said::error(&value).is_some() {
            return Heard::Failed(value);
        }
        match self {
            Self::Chat => chat::read(&value),
            Self::Messages => messages::read(&value),
        }
    }

    /// What an answer says that came in one piece, by a server that does not stream.
    pub(super) fn whole(self, value: Value) -> Heard {
        if said::error(&value).is_some() {
            return Heard::Failed(value);
        }
        match self {
            Self::Chat => chat::whole(&value),
            Self::Messages => messages::whole(&value),
        }
    }
}

/// A header's value that no log shows; none if it is no value.
pub(super) fn hidden(value: &str) -> Option<reqwest::header::HeaderValue> {
    let mut value = reqwest::header::HeaderValue::from_str(value).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_completed_and_say_what_is_spoken_there() {
        for (typed, dialect, whole) in [
            ("http://127.0.0.1:8080/v1", Dialect::Chat, "http://127.0.0.1:8080/v1/chat/completions"),
            ("http://localhost:1/v1/", Dialect::Chat, "http://localhost:1/v1/chat/completions"),
            ("https://host.example", Dialect::Chat, "https://host.example/chat/completions"),
            ("https://host.example/v1/chat/completions/", Dialect::Chat, "https://host.example/v1/chat/completions"),
            ("https://api.anthropic.com", Dialect::Messages, "https://api.anthropic.com/v1/messages"),
            ("https://api.anthropic.com/v1/", Dialect::Messages, "https://api.anthropic.com/v1/messages"),
            ("https://api.anthropic.com/v1/messages", Dialect::Messages, "https://api.anthropic.com/v1/messages"),
            (
                "https://api.anthropic.com/v1/chat/completions",
                Dialect::Chat,
                "https://api.anthropic.com/v1/chat/completions",
            ),
            ("http://127.0.0.1:4000/v1/messages/", Dialect::Messages, "http://127.0.0.1:4000/v1/messages"),
            ("http://127.0.0.1:4000/messages", Dialect::Messages, "http://127.0.0.1:4000/messages"),
            (
                "https://api.anthropic.com.example/v1",
                Dialect::Chat,
                "https://api.anthropic.com.example/v1/chat/completions",
            ),
        ] {
            let mut url = Url::parse(typed).unwrap();
            assert_eq!((Dialect::of(&mut url), url.as_str()), (dialect, whole), "{typed}");
        }
    }

    #[test]
    fn errors_are_heard_in_every_shape() {
        for (name, data) in [
            ("", r#"{"error":{"message":"out of memory","code":500}}"#),
            ("", r#"{"error":"no"}"#),
            ("error", r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#),
            ("error", r#"{"code":500,"message":"slot is busy"}"#),
            ("error", "it broke"),
            ("", r#"{"choices":[{"delta":{"content":""},"error":{"message":"gone","code":502}}]}"#),
            ("", r#"{"object":"error","message":"too long","code":400}"#),
            ("", r#"{"detail":[{"msg":"field required"}]}"#),
        ] {
            let event = Event { name: name.into(), data: data.into() };
            for dialect in [Dialect::Chat, Dialect::Messages] {
                assert!(matches!(dialect.heard(&event), Heard::Failed(_)), "{data}");
            }
        }
    }
}
