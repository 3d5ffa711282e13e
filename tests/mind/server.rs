//! A small server that does as a test says, right or wrong.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc::{Receiver, channel},
    thread,
};

/// A server that treats every caller in one way. Gives its base address, and the requests as they came.
pub(super) fn server(treat: impl Fn(TcpStream) + Send + Sync + 'static) -> (String, Receiver<String>) {
    asked(move |_, stream| treat(stream))
}

/// A server that looks at what it is asked.
pub(super) fn asked(treat: impl Fn(&str, TcpStream) + Send + Sync + 'static) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
    let (heard, requests) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let request = read_request(&stream);
            // The test may have ended meanwhile.
            heard.send(request.clone()).ok();
            treat(&request, stream);
        }
    });
    (url, requests)
}

fn read_request(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let (mut request, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        request.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok();
    request + &String::from_utf8_lossy(&body)
}

/// An answer in one piece, after which the connection is closed.
pub(super) fn answers(status: &str, kind: &str, body: impl AsRef<[u8]>) -> impl Fn(TcpStream) + Send + Sync + 'static {
    let mut whole = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n").into_bytes();
    whole.extend_from_slice(body.as_ref());
    move |mut stream| {
        stream.write_all(&whole).ok();
    }
}

pub(super) fn event(text: &str) -> String {
    format!(
        "data: {}\n\n",
        serde_json::json!({ "choices": [{ "index": 0, "delta": { "content": text }, "finish_reason": null }] })
    )
}

pub(super) fn streams(body: impl AsRef<[u8]>) -> impl Fn(TcpStream) + Send + Sync + 'static {
    answers("200 OK", "text/event-stream", body)
}

/// The end of a stream of chat completions, for this reason.
pub(super) fn finished(reason: &str) -> String {
    let event = serde_json::json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": reason }] });
    format!("data: {event}\n\ndata: [DONE]\n\n")
}

/// An event as the Messages API sends it.
pub(super) fn message(value: &serde_json::Value) -> String {
    format!("event: {}\ndata: {value}\n\n", value["type"].as_str().unwrap_or("message"))
}

/// A piece of what is said, as the Messages API sends it.
pub(super) fn said(text: &str) -> String {
    message(&serde_json::json!({
        "type": "content_block_delta", "index": 1, "delta": { "type": "text_delta", "text": text },
    }))
}

/// The end of a message, for this reason.
pub(super) fn stopped(reason: &str) -> String {
    let delta =
        serde_json::json!({ "type": "message_delta", "delta": { "stop_reason": reason, "stop_sequence": null } });
    message(&delta) + &message(&serde_json::json!({ "type": "message_stop" }))
}
