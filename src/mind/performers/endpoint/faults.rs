//! What is wrong with an endpoint, in short plain words: where, what, and how to mend it.

use super::{
    dialect::Dialect,
    events::Broken,
    quiet,
    said::{self, Known},
};
use crate::platform::http;
use reqwest::Url;
use serde_json::Value;
use std::{error::Error, time::Duration};

/// The most characters of what a server says about itself.
const QUOTE: usize = 120;
/// The most characters of an address that a server names.
const ADDRESS: usize = 80;

/// Who is spoken of in a sentence about a fault.
#[derive(Clone, Copy)]
pub(super) struct Faults<'a> {
    /// Host and port.
    pub place: &'a str,
    /// What must not stand in any sentence.
    pub key: Option<&'a str>,
    pub dialect: Dialect,
    /// Whether it is on this machine.
    pub near: bool,
}

impl Faults<'_> {
    /// Nobody could be reached.
    pub(super) fn unreachable(&self, why: &reqwest::Error) -> String {
        let place = self.place;
        let causes = causes(why);
        let has = |words: &[&str]| words.iter().any(|word| causes.contains(word));
        if why.is_builder() {
            format!("the request to {place} could not be made; check the address and the key")
        } else if has(&["tunnel error", "proxy"]) {
            format!("the proxy on the way to {place} does not let it through; check HTTPS_PROXY, or put it in NO_PROXY")
        } else if has(&["certificate", "unknownissuer", "unknown issuer"]) {
            // Before names, since what is said of a certificate may list its names.
            self.certificate(&causes)
        } else if has(&["dns error", "lookup address", "name or service", "no such host"]) {
            format!("there is no {place}: no such name is known; check the address")
        } else if has(&["corrupt message", "invalidcontenttype", "wrong version number"]) {
            format!("{place} does not speak https; write http:// if that is right")
        } else if has(&["tls", "handshake", "invalid peer"]) {
            format!("{place} could not prove who it is; check the address, and whether it wants http:// or https://")
        } else if why.is_timeout() {
            format!("nobody answered at {place} in time; is the server running?{}", self.by_proxy())
        } else if http::IN_A_PAGE && http::nobody_answers(why) {
            // A page is never told which of these it was.
            format!(
                "nobody answers at {place}, or this page may not ask there: the server must allow this page's address \
                 (CORS; Ollama has OLLAMA_ORIGINS for it), the browser must be allowed to reach your own network, and a \
                 page from https:// reaches only https:// and this machine"
            )
        } else if http::nobody_answers(why) || has(&["refused"]) {
            format!("nobody answers at {place}; is the server running?{}", self.by_proxy())
        } else if has(&["invalid http", "too large", "parse"]) {
            format!("what answers at {place} speaks no HTTP; check the address")
        } else {
            self.cut_off()
        }
    }

    fn certificate(&self, causes: &str) -> String {
        let place = self.place;
        if causes.contains("expired") || causes.contains("not valid yet") || causes.contains("notvalidyet") {
            format!("the certificate of {place} is out of date; renew it there, or set this machine's clock")
        } else if causes.contains("not valid for name") || causes.contains("notvalidforname") {
            format!("the certificate of {place} is for another name; use the name that it was made for")
        } else {
            format!(
                "{place} signed its certificate itself, or somebody did whom this machine does not know; add it to the \
                 certificates that this machine trusts, or use http:// if the server is on it"
            )
        }
    }

    /// Reaching far addresses may have failed on the way.
    fn by_proxy(&self) -> &'static str {
        if !self.near && http::proxied() { " It was asked for by way of the proxy in HTTP_PROXY." } else { "" }
    }

    /// The server answered that it can't, or won't.
    pub(super) fn status(&self, status: u16, body: &str) -> String {
        let value = serde_json::from_str::<Value>(body).ok().filter(|value| said::error(value).is_some());
        if let Some(known) = value.as_ref().and_then(|value| self.known(value)) {
            return known;
        }
        let place = self.place;
        let said = value.map(|value| format!(": {}", self.line(&value))).unwrap_or_default();
        match status {
            // What it says about a key may quote the key.
            401 | 403 if self.key.is_none() => {
                format!("{place} wants a key ({status}); give it with `room-tone key set` or in ROOM_TONE_KEY")
            }
            401 | 403 => format!("{place} does not take the key ({status}); check it"),
            402 => format!("{place} wants to be paid first ({status}){said}"),
            404 => format!("{place} has no such address or model ({status}){said}; check both"),
            407 => format!("the proxy on the way to {place} wants to know who asks ({status}); check HTTP_PROXY"),
            408 | 504 => format!("{place} took too long ({status})"),
            413 => format!("the question was too long for {place} ({status}){said}"),
            // Whose limit it was, and by how much, is written for whoever runs the server, often with a trace of the key.
            429 => format!("{place} asks to be left alone for a while ({status})"),
            400..=499 => format!("{place} does not understand the question ({status}){said}"),
            503 => format!("{place} is busy or still loading ({status}){said}"),
            529 => format!("{place} is busy ({status}){said}"),
            500..=599 => format!("{place} has a fault of its own ({status}){said}"),
            _ => format!("{place} answered something unheard of ({status})"),
        }
    }

    /// The server sends to another address, which is not followed.
    pub(super) fn elsewhere(&self, status: u16, to: Option<&Url>) -> String {
        let place = self.place;
        let Some(to) = to else { return format!("{place} sends elsewhere ({status}) and does not say where") };
        let address = format!("{}{}", to.origin().ascii_serialization(), to.path());
        format!(
            "{place} sends elsewhere ({status}), to {}; nothing was sent there. Use that address if you trust it",
            short(&address, ADDRESS)
        )
    }

    /// The server sends on and on.
    pub(super) fn in_circles(&self) -> String {
        format!("{} sends round in circles; check the address", self.place)
    }

    /// What a server says in an answer that looked well at first.
    pub(super) fn told(&self, value: &Value) -> String {
        self.known(value).unwrap_or_else(|| format!("{} says: {}", self.place, self.line(value)))
    }

    /// Faults that have a name of their own.
    fn known(&self, value: &Value) -> Option<String> {
        match said::known(value)? {
            Known::TooLong => Some(format!(
                "the talk is longer than the model at {} can hold in mind; use a model with a longer context, or give it \
                 more where it is started",
                self.place
            )),
            Known::Refused => Some(self.refused()),
            Known::Busy => Some(format!("{} is busy: {}", self.place, self.line(value))),
        }
    }

    /// What a server says went wrong: one short line, without the key.
    fn line(&self, value: &Value) -> String {
        short(&said::line(value, self.key), QUOTE)
    }

    /// The server asks to be left alone for so long.
    pub(super) fn alone(&self, wait: Duration) -> String {
        format!("{} asks to be left alone for {}", self.place, quiet::span(wait))
    }

    /// Something answers, but not a model.
    pub(super) fn not_a_model(&self) -> String {
        let (name, ends) = (self.dialect.name(), self.dialect.ends());
        format!("what answers at {} is no {name}; check the address ({ends})", self.place)
    }

    /// The answer is packed in a way that nobody asked for.
    pub(super) fn packed(&self, how: &str) -> String {
        format!(
            "{} packs its answer in a way that is not known here ({}); turn that off there",
            self.place,
            short(how, 20)
        )
    }

    /// The answer ended in the middle.
    pub(super) fn cut_off(&self) -> String {
        format!("{} broke off in the middle", self.place)
    }

    /// Reading the answer failed.
    pub(super) fn broke(&self, why: &reqwest::Error) -> String {
        let causes = causes(why);
        if ["deflate", "gzip", "decompress", "corrupt"].iter().any(|word| causes.contains(word)) {
            return format!("what {} sends cannot be unpacked; turn off compression there", self.place);
        }
        self.cut_off()
    }

    /// What is sent is no stream of events.
    pub(super) fn broken(&self, how: Broken) -> String {
        match how {
            Broken::Long => self.endless(),
            Broken::NotText => format!("what {} sends is no text", self.place),
        }
    }

    /// The answer ended in the middle of a character.
    pub(super) fn half_a_character(&self) -> String {
        format!("{} broke off in the middle of a character", self.place)
    }

    /// The answer is longer than anything that was asked for.
    pub(super) fn endless(&self) -> String {
        format!("{} does not stop sending", self.place)
    }

    /// The model would not say it, or somebody on the way.
    pub(super) fn refused(&self) -> String {
        format!("the model at {} would not say it", self.place)
    }

    /// Everything that it was given went into thoughts.
    pub(super) fn only_thought(&self) -> String {
        format!(
            "the model at {} thought until it had no room left to speak; use one that does not think first",
            self.place
        )
    }
}

/// What lies behind an error, in small letters.
fn causes(why: &reqwest::Error) -> String {
    let mut causes = String::new();
    let mut cause = why.source();
    while let Some(error) = cause {
        causes.push_str(&error.to_string().to_ascii_lowercase());
        causes.push(' ');
        cause = error.source();
    }
    causes
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() > most { text.chars().take(most).chain(['…']).collect() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const FAULTS: Faults<'static> =
        Faults { place: "host:1", key: Some("sk-secret"), dialect: Dialect::Chat, near: false };

    #[test]
    fn faults_with_names_say_what_to_do() {
        for value in [
            json!({ "error": { "code": "context_length_exceeded", "message": "too long" } }),
            json!({ "error": { "code": 400, "type": "exceed_context_size_error", "message": "x" } }),
            json!({ "object": "error", "message": "This model's maximum context length is 512 tokens.", "code": 400 }),
            json!({ "error": { "type": "invalid_request_error", "message": "prompt is too long: 9 > 8" } }),
        ] {
            let why = FAULTS.status(400, &value.to_string());
            assert!(why.contains("longer context"), "{why}");
        }
        let filtered = json!({ "error": { "code": "content_filter", "message": "…" } });
        assert!(FAULTS.status(400, &filtered.to_string()).contains("would not say it"));
        let busy = json!({ "type": "error", "error": { "type": "overloaded_error", "message": "Overloaded" } });
        assert_eq!(FAULTS.told(&busy), "host:1 is busy: Overloaded");
    }

    #[test]
    fn what_a_server_says_is_short_and_without_the_key() {
        let said = |message: &str| FAULTS.line(&json!({ "error": { "message": message } }));
        assert_eq!(said("no sk-secret\n here"), "no … here");
        assert_eq!(said(&"x".repeat(500)).chars().count(), QUOTE + 1);
    }

    #[test]
    fn another_address_is_named_without_what_it_carries() {
        let to = Url::parse("https://me:hush@other.example:81/v1?key=hush").unwrap();
        let why = FAULTS.elsewhere(308, Some(&to));
        assert!(why.contains("https://other.example:81/v1;") && !why.contains("hush"), "{why}");
        assert!(FAULTS.elsewhere(308, None).contains("does not say where"));
    }
}
