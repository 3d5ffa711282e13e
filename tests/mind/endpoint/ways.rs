//! The way to a server: sent on, asked to wait, by way of a proxy, behind a certificate.

use super::{KEY, fails, request, whole};
use crate::mind::server::{answers, asked, event, finished, server, streams};
use room_tone::mind::{Performer, performers::endpoint::Endpoint};
use rustls::{ServerConfig, ServerConnection, StreamOwned, pki_types::PrivatePkcs8KeyDer};
use std::{
    io::Read,
    net::TcpListener,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::Receiver,
    },
    thread,
    time::{Duration, Instant},
};

fn rain() -> String {
    event("I hear rain.") + &finished("stop")
}

fn endpoint(url: &str) -> Endpoint {
    Endpoint::new(url, "m", Some(KEY.into())).expect("an address")
}

#[test]
fn at_the_same_place_one_may_be_sent_on_with_the_key() {
    for status in ["307 Temporary Redirect", "308 Permanent Redirect"] {
        let (url, requests) = asked(move |request, stream| {
            if request.starts_with("POST /v1/chat/completions ") {
                answers(&format!("{status}\r\nLocation: /v2/chat?a=b"), "text/plain", "")(stream);
            } else {
                streams(rain())(stream);
            }
        });
        assert_eq!(whole(&endpoint(&url).perform(request())), ("I hear rain.".into(), Ok(())));
        let (first, second) = (requests.recv().expect("a request"), requests.recv().expect("another"));
        assert!(second.starts_with("POST /v2/chat?a=b HTTP/1.1"), "{second}");
        assert!(second.contains(&format!("Bearer {KEY}")), "{second}");
        let body = |request: &str| request.split_once("\r\n{").map(|(_, body)| body.to_owned());
        assert_eq!(body(&first), body(&second));
    }
}

#[test]
fn to_another_place_nobody_is_sent() {
    for status in
        ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
    {
        let (other, there) = server(streams(rain()));
        let place = other.trim_end_matches("/v1").to_owned();
        let to = format!("{status}\r\nLocation: {place}/v1/chat/completions?key=hush");
        let (_, why) = fails(answers(&to, "text/plain", ""));
        assert!(why.contains(&place) && why.contains("nothing was sent there") && !why.contains("hush"), "{why}");
        assert!(there.recv_timeout(Duration::from_millis(100)).is_err(), "it was asked");
    }
    let (_, why) = fails(answers("308 Permanent Redirect\r\nLocation: https://127.0.0.1:1/v1", "text/plain", ""));
    assert!(why.contains("https://127.0.0.1:1/v1"), "another scheme is another place: {why}");
}

#[test]
fn nobody_is_sent_round_in_circles() {
    let (url, requests) = server(answers("307 Temporary Redirect\r\nLocation: /v1/again", "text/plain", ""));
    let (_, end) = whole(&endpoint(&url).perform(request()));
    assert!(end.as_ref().is_err_and(|why| why.contains("in circles")), "{end:?}");
    assert_eq!(requests.try_iter().count(), 4, "the first, and three more");
}

/// A server that answers like this once, and then as it should.
fn busy_once(answer: &'static str) -> (String, Receiver<String>) {
    let times = AtomicUsize::new(0);
    server(move |stream| match times.fetch_add(1, Ordering::Relaxed) {
        0 => answers(answer, "application/json", "{\"error\":{\"message\":\"slow down\"}}")(stream),
        _ => streams(rain())(stream),
    })
}

#[test]
fn a_moment_is_waited_out_once() {
    for busy in ["429 Too Many Requests\r\nRetry-After: 1", "503 Service Unavailable\r\nRetry-After: 1"] {
        let (url, requests) = busy_once(busy);
        let began = Instant::now();
        assert_eq!(whole(&endpoint(&url).perform(request())), ("I hear rain.".into(), Ok(())));
        assert!(began.elapsed() >= Duration::from_secs(1), "{:?}", began.elapsed());
        assert_eq!(requests.try_iter().count(), 2);
    }
    let (url, requests) = server(answers("503 Service Unavailable\r\nRetry-After: 1", "text/plain", ""));
    let (_, end) = whole(&endpoint(&url).perform(request()));
    assert!(end.is_err_and(|why| why.contains("left alone for a second")));
    assert_eq!(requests.try_iter().count(), 2, "it is asked again once");
}

#[test]
fn a_longer_wait_is_said_and_kept() {
    for busy in [
        "429 Too Many Requests\r\nRetry-After: 40",
        "503 Service Unavailable\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:50:17 GMT",
    ] {
        let (url, requests) = busy_once(busy);
        let mut endpoint = endpoint(&url);
        let (_, end) = whole(&endpoint.perform(request()));
        assert!(end.as_ref().is_err_and(|why| why.contains("asks to be left alone for 40 seconds")), "{end:?}");
        assert_eq!(requests.try_iter().count(), 1);
        let began = Instant::now();
        let (_, end) = whole(&endpoint.perform(request()));
        assert!(end.as_ref().is_err_and(|why| why.contains("asks to be left alone for")), "{end:?}");
        assert!(began.elapsed() < Duration::from_millis(500), "it fails at once");
        assert_eq!(requests.try_iter().count(), 0, "and nothing was asked");
    }
}

/// What the doctor finds wrong, in an environment with this proxy.
fn trouble_by_proxy(url: &str, proxy: &str) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_room-tone"));
    for name in ["ALL_PROXY", "HTTPS_PROXY", "NO_PROXY", "all_proxy", "https_proxy", "http_proxy", "no_proxy"] {
        command.env_remove(name);
    }
    let output = command
        .args(["doctor", "--endpoint", url, "--model", "m", "--json"])
        .env("ROOM_TONE_HOME", home.path())
        .env("ROOM_TONE_KEY", KEY)
        .env("HTTP_PROXY", proxy)
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    told["report"]["trouble"].as_str().expect("trouble").to_owned()
}

#[test]
fn far_addresses_go_by_the_proxy_and_near_ones_do_not() {
    let paid = || answers("402 Payment Required", "application/json", "{\"error\":\"no credit\"}");
    let (proxy, by_proxy) = server(paid());
    let proxy = proxy.trim_end_matches("/v1").to_owned();
    let why = trouble_by_proxy("http://far.example.invalid:81/v1", &proxy);
    assert!(why.contains("far.example.invalid:81 wants to be paid first"), "{why}");
    let request = by_proxy.try_recv().expect("the proxy was asked");
    assert!(request.starts_with("POST http://far.example.invalid:81/v1/chat/completions HTTP/1.1"), "{request}");
    by_proxy.try_iter().for_each(drop);

    let (near, requests) = server(paid());
    let why = trouble_by_proxy(&near, &proxy);
    assert!(why.contains("wants to be paid first"), "{why}");
    assert!(requests.try_recv().expect("it was asked").starts_with("POST /v1/chat/completions HTTP/1.1"));
    assert_eq!(by_proxy.try_iter().count(), 0, "nothing on this machine goes by a proxy");

    // A proxy that is not there is named as what it is.
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let why = trouble_by_proxy("http://far.example.invalid:81/v1", &format!("http://127.0.0.1:{port}"));
    assert!(why.contains("far.example.invalid:81") && why.contains("proxy"), "{why}");
}

/// A server on this machine that signed its certificate itself, for localhost and 127.0.0.1.
fn self_signed() -> String {
    let names = ["localhost", "127.0.0.1"].map(str::to_owned);
    let own = rcgen::generate_simple_self_signed(names).expect("a certificate");
    let certificate = own.cert.der().clone();
    let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key.into())
        .expect("a certificate");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://{}/v1", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(config.clone()).expect("a connection");
            // Whoever does not trust it hangs up here.
            let mut stream = StreamOwned::new(connection, stream);
            while stream.read(&mut [0; 1024]).is_ok_and(|read| read > 0) {}
        }
    });
    url
}

#[test]
fn a_certificate_that_nobody_knows_is_refused_with_what_to_do() {
    let (text, end) = whole(&endpoint(&self_signed()).perform(request()));
    let why = end.expect_err("it is refused");
    assert!(text.is_empty() && why.contains("signed its certificate itself"), "{why}");
    assert!(why.contains("certificates that this machine trusts"), "{why}");
}

#[test]
fn a_server_without_https_says_so() {
    let (url, _requests) = server(answers("200 OK", "text/plain", "hello"));
    let (_, end) = whole(&endpoint(&url.replace("http://", "https://")).perform(request()));
    assert!(end.as_ref().is_err_and(|why| why.contains("https")), "{end:?}");
}
