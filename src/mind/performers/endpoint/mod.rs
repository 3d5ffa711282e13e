//! A model behind an address that speaks chat completions.
//!
//! One request a performance, streamed. Whatever a server does (refuses, hangs, answers with a web
//! page, stops in the middle of a character) becomes one short sentence about what is wrong. The key
//! is in the request's header and nowhere else.

mod faults;
mod stream;

use super::{Performance, Performer, Piece, Prompt, Request, Speaker, Stage, thoughts::Thoughts};
use crate::{
    mind::{doctor::Grade, persona},
    platform::http,
    story::Source,
};
use eventsource_stream::{EventStreamError, Eventsource};
use futures_util::{StreamExt, future::Abortable};
use serde_json::{Value, json};
use std::fmt;
use stream::Heard;

/// The most that is read of an answer that is not a stream.
const BODY: usize = 64 * 1024;

/// Where the model is, and what it is called.
#[derive(Clone)]
pub struct Endpoint {
    url: reqwest::Url,
    model: String,
    key: Option<String>,
    /// Whether it was found to be no good for more than saying the written line again.
    small: bool,
}

/// Without the key, and without what else an address may carry.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("at", &self.place()).field("model", &self.model).finish_non_exhaustive()
    }
}

impl Endpoint {
    /// The model of this name at this base address; in plain words what is wrong with the address, if
    /// it is none.
    pub fn new(url: &str, model: &str, key: Option<String>) -> Result<Self, String> {
        const LIKE: &str = "it should look like http://127.0.0.1:8080/v1";
        let typed = url.trim();
        if typed.is_empty() {
            return Err(format!("There is no address for the model; {LIKE}"));
        }
        let mut url = reqwest::Url::parse(typed).map_err(|_| format!("The model's address cannot be read; {LIKE}"))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
            return Err(format!("The model's address does not begin with http:// or https://; {LIKE}"));
        }
        let path = url.path().trim_end_matches('/').to_owned();
        if !path.ends_with("/chat/completions") {
            url.set_path(&format!("{path}/chat/completions"));
        }
        let key = key.map(|key| key.trim().to_owned()).filter(|key| !key.is_empty());
        if key.as_ref().is_some_and(|key| !key.is_ascii() || key.contains(char::is_whitespace)) {
            return Err("The model's key holds characters that no key has; copy it again".into());
        }
        Ok(Self { url, model: model.trim().into(), key, small: false })
    }

    /// Trusted as far as its grade goes; one that was never examined is trusted.
    pub fn trust(self, grade: Option<Grade>) -> Self {
        Self { small: grade.is_some_and(Grade::keeps_to_the_line), ..self }
    }

    /// The address as it may be shown: host and port.
    pub(crate) fn place(&self) -> String {
        let host = self.url.host_str().unwrap_or("the address");
        self.url.port().map_or_else(|| host.into(), |port| format!("{host}:{port}"))
    }

    /// Whether it is on this machine.
    fn near(&self) -> bool {
        self.url.host_str().is_some_and(|host| {
            let host = host.trim_matches(['[', ']']);
            host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
        })
    }

    async fn speak(&self, request: &Request, stage: &Stage) -> Result<(), String> {
        let client = http::client(self.near())?;
        let mut post = client.post(self.url.clone()).header("accept", "text/event-stream").json(&self.body(request));
        if let Some(key) = &self.key {
            post = post.bearer_auth(key);
        }
        let answer = post.send().await.map_err(|why| faults::unreachable(&why, &self.place()))?;
        let status = answer.status();
        let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.to_ascii_lowercase();
        if !status.is_success() {
            let body = some_of(answer).await;
            return Err(faults::status(status.as_u16(), &body, &self.place(), self.key.as_deref()));
        }
        if kind.contains("html") {
            return Err(faults::not_a_model(&self.place()));
        }
        if kind.contains("application/json") {
            return self.all_at_once(&some_of(answer).await, stage);
        }
        self.streamed(answer, stage).await
    }

    /// A server that does not stream sends one JSON object.
    fn all_at_once(&self, body: &str, stage: &Stage) -> Result<(), String> {
        let value: Value = serde_json::from_str(body).map_err(|_| faults::not_a_model(&self.place()))?;
        if let Some(why) = faults::said(&value, self.key.as_deref()) {
            return Err(format!("{} says: {why}", self.place()));
        }
        let text = value.pointer("/choices/0/message/content").and_then(Value::as_str);
        let text = text.ok_or_else(|| faults::not_a_model(&self.place()))?;
        let mut thoughts = Thoughts::default();
        stage.send(Piece::Text(thoughts.hear(text)));
        stage.send(Piece::Text(thoughts.end()));
        Ok(())
    }

    async fn streamed(&self, answer: reqwest::Response, stage: &Stage) -> Result<(), String> {
        let mut events = answer.bytes_stream().eventsource();
        let mut thoughts = Thoughts::default();
        let mut finished = false;
        while let Some(event) = events.next().await {
            let event = match event {
                Ok(event) => event,
                // What was said is said; only the way it ended is wrong.
                Err(_) if finished => break,
                Err(EventStreamError::Utf8(_)) => return Err(faults::half_a_character(&self.place())),
                Err(EventStreamError::Parser(_)) => return Err(faults::not_a_model(&self.place())),
                Err(EventStreamError::Transport(_)) => return Err(faults::cut_off(&self.place())),
            };
            match stream::heard(&event.data, self.key.as_deref()) {
                Heard::Text(text, last) => {
                    finished |= last;
                    let text = thoughts.hear(&text);
                    if !text.is_empty() && !stage.send(Piece::Text(text)) {
                        return Ok(());
                    }
                }
                Heard::Done => {
                    finished = true;
                    break;
                }
                Heard::Failed(why) => return Err(format!("{} says: {why}", self.place())),
                Heard::Nonsense => return Err(faults::not_a_model(&self.place())),
            }
        }
        if !finished {
            return Err(faults::cut_off(&self.place()));
        }
        stage.send(Piece::Text(thoughts.end()));
        Ok(())
    }

    fn body(&self, request: &Request) -> Value {
        let mut messages = vec![json!({ "role": "system", "content": request.prompt.system })];
        messages.extend(request.prompt.turns.iter().map(|(who, text)| {
            let role = match who {
                Speaker::Theodore => "user",
                Speaker::Samantha => "assistant",
            };
            json!({ "role": role, "content": text })
        }));
        json!({
            "model": self.model,
            "messages": messages,
            "stream": true,
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
            "top_p": 0.9,
            // Positive and small enough for every server's idea of a number.
            "seed": request.seed & 0x7FFF_FFFF,
        })
    }
}

/// The beginning of a body, whatever it is; nothing if it cannot be read.
async fn some_of(answer: reqwest::Response) -> String {
    let mut bytes = Vec::new();
    let mut chunks = answer.bytes_stream();
    while let Some(Ok(chunk)) = chunks.next().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() >= BODY {
            bytes.truncate(BODY);
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Performer for Endpoint {
    fn source(&self) -> Source {
        Source::Endpoint
    }

    fn keeps_to_the_line(&self) -> bool {
        self.small
    }

    fn perform(&mut self, request: Request) -> Performance {
        let request = if self.small { persona::only_again(request) } else { request };
        let (stage, abort, performance) = Performance::open_abortable();
        let (endpoint, at) = (self.clone(), stage.clone());
        let speak = async move {
            let end = match endpoint.speak(&request, &at).await {
                Ok(()) => Piece::Done,
                Err(why) => Piece::Failed(why),
            };
            at.send(end);
        };
        // Dropping the performance drops the request in the middle of whatever it waits for.
        let spawned = http::spawn(async move {
            Abortable::new(speak, abort).await.ok();
        });
        if let Err(why) = spawned {
            stage.send(Piece::Failed(why));
        }
        performance
    }

    fn prepare(&mut self, _: &Prompt) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_completed() {
        for (typed, path) in [
            ("http://127.0.0.1:8080/v1", "/v1/chat/completions"),
            (" http://localhost:1/v1/ ", "/v1/chat/completions"),
            ("https://host.example", "/chat/completions"),
            ("https://host.example/v1/chat/completions", "/v1/chat/completions"),
        ] {
            assert_eq!(Endpoint::new(typed, "m", None).unwrap().url.path(), path);
        }
    }

    #[test]
    fn what_is_no_address_is_said() {
        for typed in ["", "localhost:8080", "not an address", "file:///etc/passwd", "http://"] {
            let why = Endpoint::new(typed, "m", None).unwrap_err();
            assert!(why.contains("http://127.0.0.1:8080/v1"), "{typed:?}: {why}");
        }
    }

    #[test]
    fn who_was_found_too_small_keeps_to_the_line() {
        let endpoint = || Endpoint::new("http://127.0.0.1:1/v1", "m", None).unwrap();
        assert!(!endpoint().keeps_to_the_line() && !endpoint().trust(Some(Grade::B)).keeps_to_the_line());
        assert!(endpoint().trust(Some(Grade::C)).keeps_to_the_line());
    }

    #[test]
    fn the_key_is_not_printed() {
        let endpoint = Endpoint::new("http://me:secret@host:1/v1?key=secret", "m", Some("secret".into())).unwrap();
        assert!(!format!("{endpoint:?}").contains("secret"));
    }
}
