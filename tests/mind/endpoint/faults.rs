//! A table of faults. Whatever a server does, within six seconds it is known in one plain sentence, and what was
//! written is said.

use super::{KEY, reply, trusted};
use crate::{
    authored::script,
    mind::server::{answers, event, finished, message, said, server, stopped, streams},
};
use flate2::{Compression, write::GzEncoder};
use room_tone::{
    mind::{Mind, MindChoice, ReplyEvent, SILENCE},
    story::Entry,
    tools::{Driver, by_words, live},
};
use serde_json::json;
use std::{
    io::Write,
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

/// What a server does, at which address, and what is said of it.
struct Fault {
    what: &'static str,
    end: &'static str,
    treat: Box<dyn Fn(TcpStream) + Send + Sync>,
    /// Part of the sentence.
    why: &'static str,
}

/// A fault of a server that speaks chat completions.
fn chat(what: &'static str, why: &'static str, treat: impl Fn(TcpStream) + Send + Sync + 'static) -> Fault {
    Fault { what, end: "", treat: Box::new(treat), why }
}

/// A fault of a server that speaks the Messages API.
fn messages(what: &'static str, why: &'static str, treat: impl Fn(TcpStream) + Send + Sync + 'static) -> Fault {
    Fault { what, end: "/messages", treat: Box::new(treat), why }
}

/// Sends a beginning, and then the same again and again for as long as somebody listens.
fn forever(
    head: &'static str,
    piece: impl Into<Vec<u8>>,
    pause: Duration,
) -> impl Fn(TcpStream) + Send + Sync + 'static {
    let piece = piece.into();
    move |mut stream| {
        let until = Instant::now() + Duration::from_secs(20);
        let mut well = stream.write_all(head.as_bytes()).is_ok();
        while well && Instant::now() < until {
            well = stream.write_all(&piece).is_ok();
            thread::sleep(pause);
        }
    }
}

/// Everything that is sent is sent as it stands here, status line and all.
fn raw(bytes: impl Into<Vec<u8>>) -> impl Fn(TcpStream) + Send + Sync + 'static {
    let bytes = bytes.into();
    move |mut stream| {
        stream.write_all(&bytes).ok();
    }
}

/// More blanks than anybody reads, in few bytes.
fn bomb() -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..8 {
        packed.write_all(&vec![b' '; 1024 * 1024]).expect("packed");
    }
    packed.finish().expect("packed")
}

const STREAM: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
const HTML: &str = "<!doctype html><html><body><h1>It broke</h1></body></html>";
const NO_WAIT: Duration = Duration::ZERO;

fn of_the_connection() -> Vec<Fault> {
    vec![
        chat("hangs up at once", "broke off", |_| {}),
        chat("speaks something else", "127.0.0.1", raw("SSH-2.0-OpenSSH_9.2\r\n")),
        chat("sends half a head", "broke off", raw("HTTP/1.1 200 OK\r\nContent-Ty")),
        chat("sends a head and no body", "broke off", streams("")),
        chat(
            "sends less than it promised",
            "broke off",
            raw(format!("{}Content-Length: 9000\r\n\r\n{}", head(), event("I he"))),
        ),
        chat("breaks its chunks", "broke off", raw(format!("{}Transfer-Encoding: chunked\r\n\r\nzz\r\n", head()))),
        chat(
            "packs in an unknown way",
            "packs its answer",
            answers("200 OK\r\nContent-Encoding: br", "text/event-stream", "x"),
        ),
        chat(
            "packs badly",
            "127.0.0.1",
            answers("200 OK\r\nContent-Encoding: gzip", "text/event-stream", "not packed at all"),
        ),
        chat("packs a bomb", "does not stop", answers("200 OK\r\nContent-Encoding: gzip", "text/event-stream", bomb())),
        chat("sends a head for ever", "127.0.0.1", forever("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n", NO_WAIT)),
        chat("picks up and is silent", "within 6 seconds", forever("", "", Duration::from_millis(50))),
        chat(
            "sends its head letter by letter",
            "within 6 seconds",
            forever("HTTP/1.1 200 OK\r\nX: ", "x", Duration::from_millis(100)),
        ),
        chat(
            "sends nothing but signs of life",
            "within 6 seconds",
            forever(STREAM, ": wait\n\n", Duration::from_millis(100)),
        ),
    ]
}

fn head() -> &'static str {
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
}

fn of_the_status() -> Vec<Fault> {
    let error = |error: serde_json::Value| json!({ "error": error }).to_string();
    let long = error(json!({ "message": "too long", "code": "context_length_exceeded" }));
    let long_there =
        error(json!({ "message": "the request exceeds", "type": "exceed_context_size_error", "code": 400 }));
    let loading = error(json!({ "message": "Loading model", "type": "unavailable_error", "code": 503 }));
    let filtered = error(json!({ "message": "…", "code": "content_filter" }));
    let api = "application/json";
    vec![
        chat("401", "does not take the key", answers("401 Unauthorized", api, error(json!({ "message": KEY })))),
        chat("402", "wants to be paid", answers("402 Payment Required", api, error("no credit".into()))),
        chat("403", "does not take the key", answers("403 Forbidden", "text/html", HTML)),
        chat("404", "no such address or model", answers("404 Not Found", api, error("model not found".into()))),
        chat("407", "proxy", answers("407 Proxy Authentication Required", "text/plain", "")),
        chat("422", "field required", answers("422 Unprocessable", api, r#"{"detail":[{"msg":"field required"}]}"#)),
        chat("429", "left alone for a while", answers("429 Too Many Requests", api, error("slow down".into()))),
        chat("429 for 40 seconds", "40 seconds", answers("429 Too Many Requests\r\nRetry-After: 40", api, "{}")),
        chat("503, loading", "still loading", answers("503 Service Unavailable", api, loading)),
        chat("503, twice", "left alone for a second", answers("503 Service Unavailable\r\nRetry-After: 1", api, "{}")),
        chat("500", "a fault of its own", answers("500 Internal Server Error", "text/html", HTML)),
        chat("502", "a fault of its own", answers("502 Bad Gateway", "text/plain", "")),
        chat("504", "took too long", answers("504 Gateway Timeout", "text/plain", "")),
        chat(
            "500 without end",
            "a fault of its own",
            forever("HTTP/1.1 500 Oh\r\n\r\n", "x", Duration::from_millis(20)),
        ),
        chat("400, too long", "longer context", answers("400 Bad Request", api, long)),
        chat("400, too long for llama.cpp", "longer context", answers("400 Bad Request", api, long_there)),
        chat("400, filtered", "would not say it", answers("400 Bad Request", api, filtered)),
        chat("301", "sends elsewhere", answers("301 Moved Permanently\r\nLocation: /v2", "text/plain", "")),
        chat(
            "308 to another",
            "other.example",
            answers("308 Permanent Redirect\r\nLocation: https://other.example/", api, ""),
        ),
        chat("307 in circles", "in circles", answers("307 Temporary Redirect\r\nLocation: /v1/again", api, "")),
        chat("600", "unheard of", answers("600 Whatever", "text/plain", "")),
        messages(
            "529",
            "is busy",
            answers(
                "529 Overloaded",
                api,
                r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
            ),
        ),
        messages(
            "400, too long",
            "longer context",
            answers(
                "400 Bad Request",
                api,
                r#"{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 9 > 8"}}"#,
            ),
        ),
    ]
}

fn of_the_answer() -> Vec<Fault> {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let refusal = r#"data: {"choices":[{"delta":{"refusal":"I can’t."}}]}"#.to_owned() + "\n\n";
    let thought = r#"data: {"choices":[{"delta":{"reasoning":"hm"}}]}"#.to_owned() + "\n\n";
    let busy = message(&json!({ "type": "error", "error": { "type": "overloaded_error", "message": "Overloaded" } }));
    let api = "application/json";
    vec![
        chat("a web page", "no chat completion", answers("200 OK", "text/html", HTML)),
        chat("a web page, called a stream", "no chat completion", streams(HTML)),
        chat("plain words", "no chat completion", answers("200 OK", "text/plain", "It works!\n")),
        chat("some other object", "no chat completion", answers("200 OK", api, r#"{"hello":1}"#)),
        chat("half an object", "broke off", answers("200 OK", api, r#"{"choices":[{"mess"#)),
        chat("an object too deep to read", "no chat completion", answers("200 OK", api, deep)),
        chat("an error, called well", "no such thing", answers("200 OK", api, r#"{"error":"no such thing"}"#)),
        chat("an error in a stream", "out of memory", streams("data: {\"error\":{\"message\":\"out of memory\"}}\n\n")),
        chat("an event called error", "it broke", streams("event: error\ndata: {\"message\":\"it broke\"}\n\n")),
        chat("a field called error", "slot", streams("error: {\"code\":500,\"message\":\"no slot\"}\n\n")),
        chat("an error after half a sentence", "gone", streams(event("I he") + "data: {\"error\":\"gone\"}\n\n")),
        chat("half a sentence", "broke off", streams(event("I hear the"))),
        chat("half an event", "broke off", streams("data: {\"choi")),
        chat(
            "half a character",
            "middle of a character",
            streams(b"data: {\"choices\":[{\"delta\":{\"content\":\"\xE9\x9B"),
        ),
        chat("no text at all", "no text", streams(b"data: \xFF\xFE\xFD\n\n")),
        chat("events of another kind", "no chat completion", streams("data: <xml/>\n\n")),
        chat("the end and nothing before it", "it said nothing", streams("data: [DONE]\n\n")),
        chat("thoughts alone", "thought until", streams(thought + &finished("length"))),
        chat("a filter", "would not say it", streams(event("I he") + &finished("content_filter"))),
        chat("a refusal", "would not say it", streams(refusal)),
        chat("an end that is an error", "broke off", streams(event("I he") + &finished("error"))),
        chat("a line without end", "does not stop", forever(STREAM, "data: xxxxxxxx".repeat(1000), NO_WAIT)),
        chat("a million tiny events", "does not stop", forever(STREAM, "data: {}\n\n".repeat(1000), NO_WAIT)),
        chat("a sentence without end", "", forever(STREAM, event("and ").repeat(100), NO_WAIT)),
        messages("busy in the middle", "is busy: Overloaded", streams(said("I he") + &busy)),
        messages("a refusal", "would not say it", streams(said("I he") + &stopped("refusal"))),
        messages("half a message", "broke off", streams(said("I he"))),
        messages("some other object", "no answer of a Messages API", answers("200 OK", api, r#"{"hello":1}"#)),
    ]
}

/// Asks once, and says how it ended.
fn ends(fault: Fault) {
    let Fault { what, end, treat, why: wanted } = fault;
    let (url, _requests) = server(treat);
    let mut mind = trusted(&format!("{url}{end}"));
    let began = Instant::now();
    mind.begin(reply(), began.elapsed());
    let mut events = Vec::new();
    while !matches!(events.last(), Some(ReplyEvent::Over { .. })) {
        events.extend(mind.poll(began.elapsed()));
        thread::sleep(Duration::from_millis(4));
    }
    let took = began.elapsed();
    let [ReplyEvent::Over { stand_in: true, why: Some(why), .. }] = events.as_slice() else {
        panic!("{what}: {events:?}")
    };
    assert!(why.contains(wanted) && !why.contains(KEY), "{what}: {why}");
    assert!(why.len() < 260 && !why.contains(['<', '\n']), "{what}: {why}");
    assert!(took < SILENCE + Duration::from_secs(1), "{what}: {took:?}");
}

#[test]
fn every_fault_ends_in_one_sentence_and_the_written_line() {
    let mut faults = of_the_connection();
    faults.extend(of_the_status());
    faults.extend(of_the_answer());
    assert!(faults.len() >= 60, "{}", faults.len());
    // All at once, since some of them take their six seconds.
    thread::scope(|scope| {
        for fault in faults {
            scope.spawn(move || ends(fault));
        }
    });
}

/// What was typed and what was said, in order, of a life with a mind like this.
fn told(choice: MindChoice) -> Vec<String> {
    let mut driver = Driver::new(script(), |app| {
        by_words(app);
        let mut mind = Mind::default();
        mind.choose(choice);
        app.insert_resource(mind);
    });
    let typed = |driver: &Driver| driver.entries().iter().filter(|entry| matches!(entry, Entry::Typed { .. })).count();
    live(&mut driver, "jailbreaker", 3, |driver| typed(driver) >= 12 || driver.entries().len() > 4_000);
    assert!(typed(&driver) >= 3, "somebody typed");
    let words = |entry: &Entry| match entry {
        Entry::Typed { text, .. } => Some(format!("> {text}")),
        Entry::Said { text, source, .. } => Some(format!("{}: {text}", source.word())),
        _ => None,
    };
    driver.entries().iter().filter_map(words).collect()
}

#[test]
fn a_life_with_a_broken_server_is_the_life_without_one() {
    let written = told(MindChoice::Authored);
    for treat in [
        Box::new(|_| {}) as Box<dyn Fn(TcpStream) + Send + Sync>,
        Box::new(answers("500 Internal Server Error", "text/html", HTML)),
        Box::new(streams(event("half a sen"))),
    ] {
        let (url, requests) = server(treat);
        let broken = told(MindChoice::Endpoint { url, model: "m".into(), key: None });
        assert!(requests.try_recv().is_ok(), "it was asked");
        assert_eq!(broken, written);
    }
}
