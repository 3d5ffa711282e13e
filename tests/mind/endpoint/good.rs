//! Everything that servers do and that is well: what she says of it is the same.

use super::{KEY, OVER, answer, request, trusted, whole};
use crate::mind::server::{answers, event, finished, message, said, server, stopped, streams};
use flate2::{
    Compression,
    write::{GzEncoder, ZlibEncoder},
};
use room_tone::{
    mind::{Performer, ReplyEvent, performers::endpoint::Endpoint},
    story::Source,
};
use serde_json::json;
use std::{
    io::Write,
    net::TcpStream,
    sync::mpsc::channel,
    thread,
    time::{Duration, Instant},
};

type Treat = Box<dyn Fn(TcpStream) + Send + Sync>;

/// What is said of an answer at an address that ends like this.
fn says(end: &str, treat: impl Fn(TcpStream) + Send + Sync + 'static) -> (String, Result<(), String>) {
    let (url, _requests) = server(treat);
    let mut endpoint = Endpoint::new(&format!("{url}{end}"), "m", Some(KEY.into())).expect("an address");
    whole(&endpoint.perform(request()))
}

fn gzipped(body: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body.as_bytes()).expect("packed");
    encoder.finish().expect("packed")
}

fn deflated(body: &str) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body.as_bytes()).expect("packed");
    encoder.finish().expect("packed")
}

/// The same body, a few bytes a chunk, as HTTP frames them.
fn chunked(body: &str) -> Vec<u8> {
    let mut whole = Vec::new();
    for chunk in body.as_bytes().chunks(7) {
        whole.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        whole.extend_from_slice(chunk);
        whole.extend_from_slice(b"\r\n");
    }
    whole.extend_from_slice(b"0\r\n\r\n");
    whole
}

/// Sends it, and stays on the line.
fn stays(body: String) -> Treat {
    Box::new(move |mut stream: TcpStream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
        stream.write_all(format!("{head}{body}").as_bytes()).ok();
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(10));
            drop(stream);
        });
    })
}

fn boxed(treat: impl Fn(TcpStream) + Send + Sync + 'static) -> Treat {
    Box::new(treat)
}

#[test]
fn chat_completions_are_heard_however_they_come() {
    let rain = event("I hear ") + &event("rain.") + &finished("stop");
    let thoughts = [
        r#"{"choices":[{"delta":{"role":"assistant","content":null,"reasoning_content":"He is sad."}}]}"#,
        r#"{"choices":[{"delta":{"content":"","reasoning":"Very."}}]}"#,
        r#"{"choices":[{"delta":{"reasoning_details":[{"type":"reasoning.text","text":"So?"}]}}]}"#,
    ];
    let thoughts: String = thoughts.iter().map(|event| format!("data: {event}\n\n")).collect();
    let usage = "data: {\"choices\":[],\"usage\":{\"total_tokens\":9}}\n\n";
    let whole = json!({ "choices": [{
        "message": { "role": "assistant", "content": "I hear rain.", "reasoning": "Very." }, "finish_reason": "stop",
    }] });
    let parts = json!({ "choices": [{ "message": { "content": [
        { "type": "thinking", "thinking": "Very.", "text": "Very." },
        { "type": "text", "text": "I hear " }, { "type": "text", "text": "rain." },
    ] } }] });
    let split = "data: {\"choices\":[{\"delta\":\ndata: {\"content\":\"I hear rain.\"}}]}\n\ndata: [DONE]\n\n";
    let gzip = "200 OK\r\nContent-Encoding: gzip";
    let deflate = "200 OK\r\nContent-Encoding: deflate";
    let sse = "text/event-stream";
    let rows: Vec<(&str, Treat)> = vec![
        ("plainly", boxed(streams(&rain))),
        ("with CRLF", boxed(streams(rain.replace('\n', "\r\n")))),
        ("with CR", boxed(streams(rain.replace('\n', "\r")))),
        ("behind a byte order mark", boxed(streams(format!("\u{FEFF}{rain}")))),
        ("without a blank line at the end", boxed(streams(rain.trim_end()))),
        ("without [DONE]", boxed(streams(rain.replace("data: [DONE]\n\n", "")))),
        ("without a reason", boxed(streams(event("I hear rain.") + "data: [DONE]\n\n"))),
        ("with comments", boxed(streams(format!(": OPENROUTER PROCESSING\n\n:\n\n{rain}: bye\n\n")))),
        ("with ids and times", boxed(streams(format!("id: 7\nretry: 900\n\nevent: message\nid: 8\n{rain}")))),
        ("with thoughts", boxed(streams(thoughts.clone() + &rain))),
        ("with thoughts in marks", boxed(streams(event("<think>Very.") + &event("</think>") + &rain))),
        (
            "with usage",
            boxed(streams(format!("{usage}{}{usage}data: [DONE]\n\n", rain.replace("data: [DONE]\n\n", "")))),
        ),
        ("with a ping", boxed(streams(format!("event: ping\ndata: {{\"type\":\"ping\"}}\n\n{rain}")))),
        ("over two lines", boxed(streams(split))),
        ("until its room is used up", boxed(streams(event("I hear rain.") + &finished("length")))),
        ("called JSON", boxed(answers("200 OK", "application/json", &rain))),
        ("called text", boxed(answers("200 OK", "text/plain", &rain))),
        ("whole", boxed(answers("200 OK", "application/json", whole.to_string()))),
        ("whole, called a stream", boxed(answers("200 OK", sse, whole.to_string()))),
        ("whole, after blanks", boxed(answers("200 OK", "application/json", format!("\n \n  {whole}\n")))),
        ("whole, in parts", boxed(answers("200 OK", "application/json; charset=utf-8", parts.to_string()))),
        ("in small chunks", boxed(answers("200 OK\r\nTransfer-Encoding: chunked", sse, chunked(&rain)))),
        ("gzipped", boxed(answers(gzip, sse, gzipped(&rain)))),
        ("deflated", boxed(answers(deflate, sse, deflated(&rain)))),
        ("gzipped and whole", boxed(answers(gzip, "application/json", gzipped(&whole.to_string())))),
        ("packed as it is", boxed(answers("200 OK\r\nContent-Encoding: identity", sse, &rain))),
        ("and stays on the line", stays(rain.clone())),
        ("and stays on the line without [DONE]", stays(rain.replace("data: [DONE]\n\n", ""))),
    ];
    for (how, treat) in rows {
        let began = Instant::now();
        assert_eq!(says("", treat), ("I hear rain.".into(), Ok(())), "{how}");
        assert!(began.elapsed() < Duration::from_secs(3), "{how}: {:?}", began.elapsed());
    }
}

#[test]
fn messages_are_heard_however_they_come() {
    let start = message(&json!({ "type": "message_start", "message": {
        "id": "m", "type": "message", "role": "assistant", "content": [], "stop_reason": null, "usage": {},
    } }));
    let thinks = [
        json!({ "type": "content_block_start", "index": 0, "content_block": { "type": "thinking", "thinking": "" } }),
        json!({ "type": "content_block_delta", "index": 0, "delta": { "type": "thinking_delta", "thinking": "Sad." } }),
        json!({ "type": "content_block_delta", "index": 0, "delta": { "type": "signature_delta", "signature": "x" } }),
        json!({ "type": "content_block_stop", "index": 0 }),
    ];
    let thinks: String = thinks.iter().map(message).collect();
    let opens = message(&json!({
        "type": "content_block_start", "index": 1, "content_block": { "type": "text", "text": "" },
    }));
    let ping = message(&json!({ "type": "ping" }));
    let rain = format!(
        "{start}{thinks}{opens}{ping}{}{}{}",
        said("I hear "),
        said("rain."),
        message(&json!({ "type": "content_block_stop", "index": 1 })),
    );
    let whole = json!({
        "type": "message", "role": "assistant", "stop_reason": "end_turn", "usage": {},
        "content": [{ "type": "thinking", "thinking": "Sad." }, { "type": "text", "text": "I hear rain." }],
    });
    let new = message(&json!({ "type": "something_new", "delta": { "text": "no" } }));
    let well = rain.clone() + &stopped("end_turn");
    let rows: Vec<(&str, Treat)> = vec![
        ("plainly", boxed(streams(&well))),
        ("with CRLF", boxed(streams(well.replace('\n', "\r\n")))),
        ("until a stop sequence", boxed(streams(rain.clone() + &stopped("stop_sequence")))),
        ("until its room is used up", boxed(streams(rain.clone() + &stopped("max_tokens")))),
        (
            "without its last event",
            boxed(streams(well.replace("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", ""))),
        ),
        ("with an event that nobody knows yet", boxed(streams(format!("{new}{well}")))),
        ("whole", boxed(answers("200 OK", "application/json", whole.to_string()))),
        ("gzipped", boxed(answers("200 OK\r\nContent-Encoding: gzip", "text/event-stream", gzipped(&well)))),
        ("and stays on the line", stays(well.clone())),
    ];
    for (how, treat) in rows {
        assert_eq!(says("/messages", treat), ("I hear rain.".into(), Ok(())), "{how}");
    }
}

#[test]
fn a_request_for_a_message_is_one() {
    let (url, requests) = server(streams(said("Hi.") + &stopped("end_turn")));
    let mut endpoint = Endpoint::new(&format!("{url}/messages"), "claude", Some(KEY.into())).expect("an address");
    assert_eq!(whole(&endpoint.perform(request())), ("Hi.".into(), Ok(())));
    let request = requests.recv().expect("a request");
    let (head, body) = request.split_at(request.find('{').expect("a body"));
    assert!(head.starts_with("POST /v1/messages HTTP/1.1"), "{head}");
    let head = head.to_ascii_lowercase();
    assert!(head.contains("anthropic-version: 2023-06-01") && head.contains(&format!("x-api-key: {KEY}")), "{head}");
    assert!(!head.contains("authorization") && !body.contains(KEY), "{head}");
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    assert_eq!((&body["model"], &body["stream"], &body["max_tokens"]), (&"claude".into(), &true.into(), &40.into()));
    assert_eq!(body["system"], "You are Samantha.");
    let roles: Vec<_> =
        body["messages"].as_array().expect("messages").iter().map(|m| m["role"].as_str().expect("a role")).collect();
    assert_eq!(roles, ["user", "assistant", "user"]);
    assert!(body.get("seed").is_none() && body.get("top_p").is_none());
}

#[test]
fn what_was_said_in_whole_sentences_stays_when_there_is_no_more_room() {
    let cut = event("I hear a pen. And then the ") + &finished("length");
    let (url, _requests) = server(streams(cut));
    let mut mind = trusted(&url);
    let (events, _) = answer(&mut mind);
    assert_eq!(events, [ReplyEvent::Sentence("I hear a pen.".into(), Source::Endpoint), OVER]);
    assert!(!mind.status.away);
}

#[test]
fn a_packed_stream_comes_piece_by_piece() {
    let (heard, go_on) = channel::<()>();
    let go_on = std::sync::Mutex::new(go_on);
    let (url, requests) = server(move |mut stream: TcpStream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n\r\n";
        stream.write_all(head.as_bytes()).ok();
        let mut packed = GzEncoder::new(stream, Compression::fast());
        packed.write_all(event("I hear ").as_bytes()).ok();
        packed.flush().ok();
        // The rest comes only after the first piece was heard.
        go_on.lock().expect("unspoilt").recv_timeout(Duration::from_secs(10)).expect("the first piece was heard");
        packed.write_all((event("rain.") + &finished("stop")).as_bytes()).ok();
        packed.finish().ok();
    });
    let mut endpoint = Endpoint::new(&url, "m", None).expect("an address");
    let performance = endpoint.perform(request());
    let until = Instant::now() + Duration::from_secs(10);
    let first = loop {
        if let Some(piece) = performance.poll() {
            break piece;
        }
        assert!(Instant::now() < until, "the first piece did not come by itself");
        thread::sleep(Duration::from_millis(1));
    };
    assert_eq!(first, room_tone::mind::Piece::Text("I hear ".into()));
    heard.send(()).expect("the server waits");
    assert_eq!(whole(&performance), ("rain.".into(), Ok(())));
    let request = requests.recv().expect("a request").to_ascii_lowercase();
    assert!(request.contains("accept-encoding: identity"), "nobody asks for packing: {request}");
}
