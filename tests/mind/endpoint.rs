//! The endpoint's client, against a server that does everything wrong, and against a real one.

#![expect(clippy::print_stdout, reason = "what it measured is printed")]

mod faults;
mod good;
mod keys;
mod ways;

use super::server::{answers, event, server, streams};
use room_tone::{
    mind::{
        Mind, MindChoice, Performance, Performer, Piece, Prompt, Reply, ReplyEvent, Request, SILENCE, Speaker,
        doctor::Grade, performers::endpoint::Endpoint,
    },
    script::Tone,
    story::Source,
};
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc::channel,
    thread,
    time::{Duration, Instant},
};

const KEY: &str = "sk-very-secret-0123456789";

fn request() -> Request {
    let turns = vec![
        (Speaker::Theodore, "«hello»".into()),
        (Speaker::Samantha, "Hello, you.".into()),
        (Speaker::Theodore, "«hm»".into()),
    ];
    let prompt = Prompt { system: "You are Samantha.".into(), turns, ..Default::default() };
    Request { prompt, max_tokens: 40, temperature: 0.7, seed: u64::MAX }
}

fn perform(url: &str) -> Performance {
    Endpoint::new(url, "test-model", Some(KEY.into())).expect("an address").perform(request())
}

/// Everything that was said, and how it ended.
fn whole(performance: &Performance) -> (String, Result<(), String>) {
    let until = Instant::now() + Duration::from_secs(20);
    let mut text = String::new();
    while Instant::now() < until {
        match performance.poll() {
            Some(Piece::Text(piece)) => text += &piece,
            Some(Piece::Done) => return (text, Ok(())),
            Some(Piece::Failed(why)) => {
                assert!(!why.contains(KEY) && why.len() < 260 && !why.contains('<'), "{why}");
                return (text, Err(why));
            }
            None => thread::sleep(Duration::from_millis(1)),
        }
    }
    panic!("nothing came of it in 20 seconds; so far: {text:?}");
}

fn fails(treat: impl Fn(TcpStream) + Send + Sync + 'static) -> (String, String) {
    let (url, _requests) = server(treat);
    let (text, end) = whole(&perform(&url));
    let why = end.expect_err("it fails");
    println!("{why}");
    (text, why)
}

fn says(treat: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let (url, _requests) = server(treat);
    let (text, end) = whole(&perform(&url));
    assert_eq!(end, Ok(()), "after {text:?}");
    text
}

#[test]
fn the_request_is_a_chat_completion_and_the_key_is_in_its_header_alone() {
    let (url, requests) = server(streams(event("Hi.") + "data: [DONE]\n\n"));
    assert_eq!(whole(&perform(&url)), ("Hi.".into(), Ok(())));
    let request = requests.recv().expect("a request");
    let (head, body) = request.split_at(request.find('{').expect("a body"));
    assert!(head.starts_with("POST /v1/chat/completions HTTP/1.1"), "{head}");
    assert!(head.contains(&format!("Bearer {KEY}")) && !body.contains(KEY));
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(
        (&body["model"], &body["stream"], &body["max_tokens"]),
        (&"test-model".into(), &true.into(), &40.into())
    );
    let roles: Vec<_> =
        body["messages"].as_array().expect("messages").iter().map(|m| m["role"].as_str().expect("a role")).collect();
    assert_eq!(roles, ["system", "user", "assistant", "user"]);
    assert!(body["seed"].as_u64().is_some_and(|seed| seed <= 0x7FFF_FFFF));
}

#[test]
fn every_framing_of_a_stream_is_heard() {
    let role = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n";
    let only_role = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n";
    let empty = "data: {\"choices\":[],\"usage\":{}}\n\n";
    let stop = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    let thought = "data: {\"choices\":[{\"delta\":{\"content\":null,\"reasoning_content\":\"He is sad.\",\"reasoning\":\"Very.\"}}]}\n\n";
    let body = format!(
        ": ping\n\n{role}{only_role}{thought}{}{empty}{}{stop}{empty}data: [DONE]\n\n",
        event("I hear "),
        event("rain.")
    );
    assert_eq!(says(streams(&body)), "I hear rain.");
    assert_eq!(says(streams(body.replace('\n', "\r\n"))), "I hear rain.");
    // Without [DONE], but finished all the same.
    assert_eq!(says(streams(format!("{}{stop}", event("Yes.")))), "Yes.");
    // Thoughts between marks, cut anywhere.
    let thinking: String = ["<thi", "nk>He wants", " rain.</", "think>", "Rain."].map(event).concat();
    assert_eq!(says(streams(thinking + "data: [DONE]\n\n")), "Rain.");
    // A server that does not stream.
    let json = r#"{"choices":[{"message":{"role":"assistant","content":"<think>no</think>At once."},"finish_reason":"stop"}]}"#;
    assert_eq!(says(answers("200 OK", "application/json", json)), "At once.");
}

#[test]
fn characters_may_be_cut_in_half_on_the_way() {
    let body = event("Naïve – 雨, “so” 👋🏽.") + "data: [DONE]\n\n";
    let text = says(move |mut stream| {
        stream.set_nodelay(true).ok();
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n").ok();
        for byte in body.as_bytes() {
            stream.write_all(&[*byte]).ok();
            stream.flush().ok();
            thread::sleep(Duration::from_micros(300));
        }
    });
    assert_eq!(text, "Naïve – 雨, “so” 👋🏽.");
}

#[test]
fn half_a_character_at_the_end_is_said() {
    let mut body = event("I hear ").into_bytes();
    body.extend_from_slice(b"data: {\"choices\":[{\"delta\":{\"content\":\"\xE9\x9B");
    let (text, why) = fails(streams(body));
    assert_eq!(text, "I hear ");
    assert!(why.contains("in the middle of a character"), "{why}");
}

#[test]
fn a_stream_that_breaks_off_is_said() {
    let (text, why) = fails(streams(event("I hear ") + "data: {\"choi"));
    assert_eq!((text.as_str(), why.contains("broke off")), ("I hear ", true), "{why}");
    let (_, why) = fails(|mut stream: TcpStream| {
        let part = event("I hear ");
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 90000\r\n\r\n";
        stream.write_all(format!("{head}{part}").as_bytes()).ok();
    });
    assert!(why.contains("broke off"), "{why}");
    let (_, why) = fails(|_| {});
    assert!(why.contains("broke off"), "{why}");
    let (_, why) = fails(streams(""));
    assert!(why.contains("broke off"), "{why}");
}

#[test]
fn statuses_are_put_in_plain_words() {
    let json = |what: &str| format!("{{\"error\":{{\"message\":\"{what}\",\"type\":\"x\"}}}}");
    let html = "<!doctype html><html><body><h1>It broke</h1></body></html>";
    for (status, wanted) in [
        ("401 Unauthorized", "does not take the key"),
        ("403 Forbidden", "does not take the key"),
        ("404 Not Found", "no such address or model"),
        ("429 Too Many Requests", "left alone for a while"),
        ("500 Internal Server Error", "a fault of its own"),
        ("503 Service Unavailable", "busy or still loading"),
        ("400 Bad Request", "does not understand"),
        ("307 Temporary Redirect", "sends elsewhere"),
    ] {
        for (kind, body) in [
            ("application/json", json(&format!("it is {KEY} now"))),
            ("text/html", html.into()),
            ("text/plain", String::new()),
        ] {
            let (text, why) = fails(answers(status, kind, body));
            assert!(text.is_empty() && why.contains(wanted) && why.contains("127.0.0.1:"), "{status}: {why}");
        }
    }
    let (_, why) = fails(answers("404 Not Found", "application/json", json("model gone")));
    assert!(why.contains("model gone"), "{why}");
    let (_, why) = fails(answers(
        "500 Internal Server Error",
        "application/json",
        "{\"error\":\"".to_owned() + &"x".repeat(500_000),
    ));
    assert!(why.contains("a fault of its own"), "{why}");
}

#[test]
fn what_is_no_model_is_said() {
    let html = "<!doctype html><html><body>Hello</body></html>";
    for treat in [("text/html; charset=utf-8", html), ("application/json", "{\"hello\":1}"), ("application/json", html)]
    {
        let (_, why) = fails(answers("200 OK", treat.0, treat.1));
        assert!(why.contains("no chat completion"), "{why}");
    }
    let (_, why) = fails(streams("data: <html>\n\n"));
    assert!(why.contains("no chat completion"), "{why}");
    fails(streams(html));
    fails(|mut stream: TcpStream| {
        stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n").ok();
    });
}

#[test]
fn an_error_inside_a_stream_is_said() {
    let error = "data: {\"error\":{\"message\":\"out of memory\",\"code\":500}}\n\n";
    let (text, why) = fails(streams(event("I hear ") + error));
    assert_eq!((text.as_str(), why.contains("out of memory")), ("I hear ", true), "{why}");
    let (_, why) = fails(answers("200 OK", "application/json", format!("{{\"error\":\"no {KEY} here\"}}")));
    assert!(why.contains("no … here"), "{why}");
}

#[test]
fn nobody_there_is_said() {
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let (_, end) = whole(&perform(&format!("http://127.0.0.1:{port}/v1")));
    assert!(end.clone().expect_err("it fails").contains("nobody answers"), "{end:?}");
    let (_, end) = whole(&perform("http://no-such-host.invalid/v1"));
    let why = end.expect_err("it fails");
    assert!(why.contains("no-such-host.invalid") && why.contains("no such name"), "{why}");
    // Encrypted where it is not.
    let (url, _requests) = server(answers("200 OK", "text/plain", "hello"));
    let (_, end) = whole(&perform(&url.replace("http://", "https://")));
    println!("{end:?}");
    end.expect_err("it fails");
}

#[test]
fn dropping_a_performance_hangs_up() {
    let (told, hung_up) = channel();
    let (url, requests) = server(move |mut stream: TcpStream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n").ok();
        stream.write_all(event("I hear ").as_bytes()).ok();
        stream.set_read_timeout(Some(Duration::from_secs(10))).ok();
        // Reading nothing, and no error, is the other side hanging up.
        told.send(stream.read(&mut [0; 16]).is_ok_and(|n| n == 0)).ok();
    });
    let performance = perform(&url);
    requests.recv().expect("a request");
    let began = Instant::now();
    while performance.poll().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    drop(performance);
    assert_eq!(hung_up.recv_timeout(Duration::from_secs(5)), Ok(true));
    assert!(began.elapsed() < Duration::from_secs(5));
}

fn reply() -> Reply {
    Reply {
        to_the_line: false,
        if_broken: None,
        beat: "hello/evening".into(),
        stand_in: vec![("a".into(), "And whose turn is it when you get home?".into(), Tone::Soft)],
        who: "samantha".into(),
        name: "Samantha".into(),
        typed: "I write letters for other people".into(),
        prompt: request().prompt,
        keep_out: vec![],
        said_before: vec![],
        seed: 7,
    }
}

/// The end of an answer that was the model's own.
const OVER: ReplyEvent = ReplyEvent::Over { stand_in: false, broke: false, why: None };

/// A mind with a model that the doctor found good.
fn trusted(url: &str) -> Mind {
    let endpoint = Endpoint::new(url, "m", Some(KEY.into())).expect("an address");
    Mind::with(Box::new(endpoint.trust(Some(Grade::A))))
}

/// A whole answer by a mind, with the time it took.
fn answer(mind: &mut Mind) -> (Vec<ReplyEvent>, Duration) {
    let began = Instant::now();
    mind.begin(reply(), began.elapsed());
    let mut all = Vec::new();
    loop {
        let frame = Instant::now();
        all.extend(mind.poll(began.elapsed()));
        assert!(frame.elapsed() < Duration::from_millis(250), "a frame waited {:?}", frame.elapsed());
        if matches!(all.last(), Some(ReplyEvent::Over { .. })) {
            return (all, began.elapsed());
        }
        thread::sleep(Duration::from_millis(4));
    }
}

#[test]
fn a_server_that_hangs_makes_her_away_until_it_is_back() {
    // It picks up, and then nothing.
    let (url, _requests) = server(|stream| {
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(20));
            drop(stream);
        });
    });
    let mut mind = Mind::default();
    mind.choose(MindChoice::Endpoint { url, model: "m".into(), key: None });
    let (events, took) = answer(&mut mind);
    assert!(matches!(events.as_slice(), [ReplyEvent::Over { stand_in: true, why: Some(_), .. }]), "{events:?}");
    assert!(took >= SILENCE && took < SILENCE + Duration::from_secs(1), "{took:?}");
    assert!(mind.status.away && mind.status.trouble.is_some());
    // Nobody has examined the one who is there now: she says the line again.
    let again = event("And whose turn is it ") + &event("when you get home?") + "data: [DONE]\n\n";
    let (url, _requests) = server(streams(again));
    mind.choose(MindChoice::Endpoint { url, model: "m".into(), key: None });
    let (events, _) = answer(&mut mind);
    let again = ReplyEvent::Sentence("And whose turn is it when you get home?".into(), Source::Endpoint);
    assert_eq!(events, [again, OVER]);
    assert_eq!((mind.status.away, mind.status.trouble.clone()), (false, None));
}

#[test]
fn whoever_was_not_examined_adds_nothing_of_its_own() {
    let own = event("I hear a pen.") + &event(" And rain.") + "data: [DONE]\n\n";
    let (url, _requests) = server(streams(own.clone()));
    let mut mind = Mind::default();
    mind.choose(MindChoice::Endpoint { url, model: "m".into(), key: None });
    let (events, _) = answer(&mut mind);
    assert!(matches!(events.as_slice(), [ReplyEvent::Over { stand_in: true, .. }]), "{events:?}");
    let (url, _requests) = server(streams(own));
    let (events, _) = answer(&mut trusted(&url));
    let sentence = |text: &str| ReplyEvent::Sentence(text.into(), Source::Endpoint);
    assert_eq!(events, [sentence("I hear a pen."), sentence("And rain."), OVER]);
}
