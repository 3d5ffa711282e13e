//! Measures what a sentence costs between the wire and whoever says it: a server in this process that answers at
//! once, and the mind as the game asks it.

use crate::{
    mind::{Mind, Prompt, Reply, ReplyEvent, Speaker, doctor::Grade, performers::endpoint::Endpoint},
    script::Tone,
};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::{Duration, Instant},
};

/// So many answers, of so many sentences as there are below.
const ANSWERS: usize = 200;
/// Each ends its line, so that it is whole as soon as it is there.
const SENTENCES: [&str; 2] = ["I hear a pen.\n", "And rain.\n"];

/// How long ninety-nine in a hundred sentences take at most, from the moment in which they are sent.
pub(super) fn measure() -> Result<Duration, String> {
    let (url, sent) = server()?;
    let endpoint = Endpoint::new(&url, "none", None)?;
    let mut mind = Mind::with(Box::new(endpoint.trust(Some(Grade::A))));
    // The first makes the client, which is done once.
    answer(&mut mind, &sent)?;
    let mut times = Vec::with_capacity(ANSWERS * SENTENCES.len());
    for _ in 0..ANSWERS {
        times.extend(answer(&mut mind, &sent)?);
    }
    times.sort_unstable();
    times.get(times.len() * 99 / 100).copied().ok_or_else(|| "the endpoint said nothing".into())
}

/// One answer, and how long each of its sentences took.
fn answer(mind: &mut Mind, sent: &Receiver<Instant>) -> Result<Vec<Duration>, String> {
    let began = Instant::now();
    mind.begin(reply(), began.elapsed());
    let mut times = Vec::new();
    loop {
        for event in mind.poll(began.elapsed()) {
            match event {
                ReplyEvent::Sentence(..) => {
                    let sent = sent.recv_timeout(Duration::from_secs(5)).map_err(|why| why.to_string())?;
                    times.push(sent.elapsed());
                }
                ReplyEvent::Over { stand_in: true, why, .. } => {
                    return Err(format!("the endpoint failed: {}", why.unwrap_or_default()));
                }
                ReplyEvent::Over { .. } => return Ok(times),
            }
        }
        thread::yield_now();
    }
}

fn reply() -> Reply {
    let prompt = Prompt {
        system: "You are Samantha.".into(),
        turns: vec![(Speaker::Theodore, "«hm»".into())],
        means: "Yes.".into(),
    };
    Reply {
        to_the_line: false,
        if_broken: None,
        beat: "hello/evening".into(),
        stand_in: vec![("yes".into(), "Yes.".into(), Tone::Plain)],
        who: "samantha".into(),
        name: "Samantha".into(),
        typed: "hm".into(),
        prompt,
        keep_out: Vec::new(),
        said_before: Vec::new(),
        seed: 1,
    }
}

/// A server that says its sentences to whoever asks, and when it sent each.
fn server() -> Result<(String, Receiver<Instant>), String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|why| format!("no port is free ({why})"))?;
    let address = listener.local_addr().map_err(|why| why.to_string())?;
    let (when, sent) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Whoever hangs up has heard enough.
            serve(stream, &when).ok();
        }
    });
    Ok((format!("http://{address}/v1"), sent))
}

fn serve(mut stream: TcpStream, when: &Sender<Instant>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let (mut reader, mut length) = (BufReader::new(stream.try_clone()?), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    reader.read_exact(&mut vec![0; length])?;
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")?;
    for sentence in SENTENCES {
        // As fast as a quick model speaks.
        thread::sleep(Duration::from_millis(3));
        let event = serde_json::json!({ "choices": [{ "delta": { "content": sentence } }] });
        let now = Instant::now();
        stream.write_all(format!("data: {event}\n\n").as_bytes())?;
        when.send(now).ok();
    }
    stream.write_all(b"data: [DONE]\n\n")
}
