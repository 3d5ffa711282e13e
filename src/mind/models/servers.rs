//! Model servers on this machine: who is there, and what they offer.
//!
//! Only 127.0.0.1 is asked, each server on its usual port, all of them at once, on the network's own thread. Whoever
//! does not answer at once, or answers something else, is not there. No key is sent.

use super::{Served, clean};
use crate::platform::http;
use bevy::log::debug;
use futures_util::StreamExt;
use serde_json::Value;
use std::{
    sync::{
        Mutex,
        mpsc::{Receiver, Sender, TryRecvError, channel},
    },
    time::Duration,
};

/// So long a server that is there may take for its whole answer.
const WHOLE: Duration = Duration::from_millis(1_500);
/// The most that is read of an answer.
const BODY: usize = 512 * 1024;
/// The most models that are taken from one server.
const MODELS: usize = 100;
/// A longer name than this is no name.
const NAME: usize = 200;

/// A kind of server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// Ollama.
    Ollama,
    /// LM Studio.
    LmStudio,
    /// The server of llama.cpp.
    LlamaCpp,
    /// `KoboldCpp`.
    KoboldCpp,
}

/// Where each usually listens.
pub const PORTS: [(Server, u16); 4] =
    [(Server::Ollama, 11_434), (Server::LmStudio, 1_234), (Server::LlamaCpp, 8_080), (Server::KoboldCpp, 5_001)];

impl Server {
    /// The name as it is typed, and as it is read.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Ollama => ("ollama", "Ollama"),
            Self::LmStudio => ("lmstudio", "LM Studio"),
            Self::LlamaCpp => ("llama.cpp", "llama.cpp"),
            Self::KoboldCpp => ("koboldcpp", "KoboldCpp"),
        }
    }

    /// What is asked, one after the other, until something comes of it.
    fn paths(self) -> &'static [&'static str] {
        match self {
            Self::Ollama => &["/api/tags", "/v1/models"],
            Self::LmStudio | Self::LlamaCpp => &["/v1/models"],
            Self::KoboldCpp => &["/v1/models", "/api/v1/model"],
        }
    }
}

/// Servers that are being asked.
#[derive(Debug)]
pub struct Asking {
    answers: Mutex<Receiver<Vec<Served>>>,
    found: Vec<Served>,
}

/// Asks whoever may listen at these ports of this machine. Returns at once.
pub fn ask(ports: &[(Server, u16)]) -> Asking {
    let (sender, receiver) = channel();
    for (server, port) in ports.iter().copied() {
        let sender: Sender<Vec<Served>> = sender.clone();
        let asked = http::spawn(async move {
            // Nobody may be listening any more.
            sender.send(of(server, port).await).ok();
        });
        if let Err(why) = asked {
            debug!("{server:?} was not asked: {why}");
        }
    }
    Asking { answers: Mutex::new(receiver), found: Vec::new() }
}

impl Asking {
    /// What all of them offer, once the last has answered or has not. Never blocks.
    pub fn poll(&mut self) -> Option<Vec<Served>> {
        let Ok(answers) = self.answers.get_mut() else { return Some(Vec::new()) };
        loop {
            match answers.try_recv() {
                Ok(served) => self.found.extend(served),
                Err(TryRecvError::Empty) => return None,
                Err(TryRecvError::Disconnected) => return Some(in_order(std::mem::take(&mut self.found))),
            }
        }
    }

    /// The same, waited for. Not for a frame.
    #[cfg(not(target_family = "wasm"))]
    pub fn wait(self) -> Vec<Served> {
        let Self { answers, mut found } = self;
        let Ok(answers) = answers.into_inner() else { return found };
        // Each of them ends by itself, and then the channel closes.
        found.extend(answers.iter().flatten());
        in_order(found)
    }
}

/// In an order that does not depend on who was quicker.
fn in_order(mut found: Vec<Served>) -> Vec<Served> {
    found.sort_by(|a, b| (&a.url, &a.model).cmp(&(&b.url, &b.model)));
    found.dedup();
    found
}

async fn of(server: Server, port: u16) -> Vec<Served> {
    let Ok(client) = http::here() else { return Vec::new() };
    for path in server.paths() {
        let url = format!("http://127.0.0.1:{port}{path}");
        let asked = client.get(url).header("accept", "application/json").timeout(WHOLE).send();
        // Who does not answer the first question will not answer the second.
        let Ok(answer) = asked.await else { return Vec::new() };
        if !answer.status().is_success() {
            continue;
        }
        let Some(value) = object(answer).await else { continue };
        let offers = offers(server, port, &value);
        if !offers.is_empty() {
            return offers;
        }
    }
    Vec::new()
}

async fn object(answer: reqwest::Response) -> Option<Value> {
    let mut body = Vec::new();
    let mut chunks = answer.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        body.extend_from_slice(&chunk.ok()?);
        if body.len() > BODY {
            return None;
        }
    }
    serde_json::from_slice(&body).ok()
}

/// What an answer offers, of whichever of the three forms it is.
fn offers(server: Server, port: u16, answer: &Value) -> Vec<Served> {
    let named = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(clean);
    let (word, title) = server.names();
    let served = |model: &str| Served {
        server: word,
        title,
        url: format!("http://127.0.0.1:{port}/v1"),
        model: model.to_owned(),
        ..Served::default()
    };
    let list = |name: &str| answer.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut offers = Vec::new();
    for model in list("models").iter().take(MODELS) {
        let Some(name) = model.get("name").and_then(Value::as_str).filter(|name| is_name(name)) else { continue };
        let details = model.get("details").unwrap_or(&Value::Null);
        offers.push(Served {
            parameters: named(details, "parameter_size"),
            quantisation: named(details, "quantization_level"),
            bytes: model.get("size").and_then(Value::as_u64),
            ..served(name)
        });
    }
    if !offers.is_empty() {
        // Newer servers of llama.cpp answer in two forms at once.
        return offers;
    }
    for model in list("data").iter().take(MODELS) {
        let Some(name) = model.get("id").and_then(Value::as_str).filter(|name| is_name(name)) else { continue };
        let meta = model.get("meta").unwrap_or(&Value::Null);
        offers.push(Served {
            context: meta.get("n_ctx_train").and_then(Value::as_u64),
            bytes: meta.get("size").and_then(Value::as_u64),
            ..served(name)
        });
    }
    // The older form of KoboldCpp: one name, or this where there is none.
    let one = answer.get("result").and_then(Value::as_str).filter(|name| is_name(name) && *name != "inactive");
    offers.extend(one.map(served));
    offers
}

/// Whether it can be sent back as it is, shown as it is, and talks.
fn is_name(name: &str) -> bool {
    let measures = name.contains("embed") || name.contains("bge-") || name.contains("rerank");
    !name.is_empty() && name.len() <= NAME && clean(name) == name && !measures
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn names(server: Server, answer: &Value) -> Vec<String> {
        offers(server, 1, answer).into_iter().map(|served| served.model).collect()
    }

    #[test]
    fn each_form_of_answer_is_read() {
        let ollama = json!({ "models": [
            { "name": "llama3.2:3b", "size": 2_019_393_189_u64,
              "details": { "parameter_size": "3.2B", "quantization_level": "Q4_K_M" } },
            { "name": "nomic-embed-text:latest" },
            { "name": "a\u{1b}[31mb" },
        ] });
        let offers = offers(Server::Ollama, 11_434, &ollama);
        assert_eq!(offers.len(), 1);
        assert_eq!((offers[0].model.as_str(), offers[0].bytes), ("llama3.2:3b", Some(2_019_393_189)));
        assert_eq!(
            (offers[0].parameters.as_deref(), offers[0].url.as_str()),
            (Some("3.2B"), "http://127.0.0.1:11434/v1")
        );
        let data = json!({ "object": "list", "data": [{ "id": "qwen2.5-7b", "meta": { "n_ctx_train": 32_768 } }] });
        assert_eq!(names(Server::LlamaCpp, &data), ["qwen2.5-7b"]);
        assert_eq!(names(Server::KoboldCpp, &json!({ "result": "koboldcpp/Nemo" })), ["koboldcpp/Nemo"]);
        for nothing in [
            json!(null),
            json!([]),
            json!({ "models": 3 }),
            json!({ "data": [1, {}] }),
            json!({ "result": "inactive" }),
        ] {
            assert!(names(Server::LmStudio, &nothing).is_empty(), "{nothing}");
        }
    }
}
