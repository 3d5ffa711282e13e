//! A small host of files that does as a test says, right or wrong.

use sha2::{Digest, Sha256};
use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, channel},
    },
    thread,
    time::Duration,
};

/// The shortest header of a model, and so many bytes in all.
pub(super) fn model(length: usize) -> Vec<u8> {
    let mut bytes = b"GGUF\x03\0\0\0".to_vec();
    bytes.extend_from_slice(&[0; 16]);
    bytes.extend((bytes.len()..length).map(|at| (at * 31 % 251) as u8));
    bytes
}

pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How it behaves.
pub(super) struct Host {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it calls the state of the file.
    pub etag: &'static str,
    /// The SHA-256 that it declares.
    pub declares: Option<String>,
    /// Whether it knows ranges.
    pub ranges: bool,
    /// The first time, it breaks off after so many bytes.
    pub breaks_at: Option<usize>,
    /// The first time, it says no more after so many bytes, and holds on.
    pub stops_at: Option<usize>,
    /// Whether it sends elsewhere first, and declares there, as Hugging Face does.
    pub redirects: bool,
    /// Where it sends, if not to the file.
    pub location: Option<&'static str>,
    /// Where it listens.
    pub listener: TcpListener,
}

impl Host {
    pub fn new(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.to_vec(),
            etag: "\"state-1\"",
            declares: Some(digest(bytes)),
            ranges: true,
            breaks_at: None,
            stops_at: None,
            redirects: false,
            location: None,
            listener: TcpListener::bind("127.0.0.1:0").unwrap(),
        }
    }

    fn port(&self) -> u16 {
        self.listener.local_addr().unwrap().port()
    }

    /// Opens it: the file's address, and the requests as they came.
    pub fn open(self) -> (String, Receiver<String>) {
        let url = format!("http://127.0.0.1:{}/resolve/room-tone-test.gguf", self.port());
        let (heard, requests) = channel();
        thread::spawn(move || {
            let begun = AtomicBool::new(false);
            thread::scope(|scope| {
                for stream in self.listener.incoming().flatten() {
                    let request = head(&stream);
                    // The test may have ended meanwhile.
                    heard.send(request.clone()).ok();
                    let (host, begun) = (&self, &begun);
                    scope.spawn(move || host.answer(&request, stream, begun));
                }
            });
        });
        (url, requests)
    }

    fn answer(&self, request: &str, mut stream: TcpStream, begun: &AtomicBool) {
        let linked = self
            .declares
            .as_ref()
            .map(|declares| format!("X-Linked-Etag: \"{declares}\"\r\nX-Linked-Size: {}\r\n", self.bytes.len()));
        let linked = linked.unwrap_or_default();
        if self.redirects && !request.starts_with("GET /cdn/") {
            let location = self.location.unwrap_or("/cdn/room-tone-test.gguf");
            let answer = format!(
                "HTTP/1.1 302 Found\r\n{linked}Location: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(answer.as_bytes()).ok();
            return;
        }
        // Where the file comes from, nothing is declared.
        let linked = if self.redirects { String::new() } else { linked };
        let from = self.range(request);
        let whole = self.bytes.len();
        let (status, range) = match from {
            Some(from) => ("206 Partial Content", format!("Content-Range: bytes {from}-{}/{whole}\r\n", whole - 1)),
            None => ("200 OK", String::new()),
        };
        let rest = &self.bytes[from.unwrap_or_default()..];
        let head = format!(
            "HTTP/1.1 {status}\r\n{linked}{range}ETag: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.etag,
            rest.len()
        );
        stream.write_all(head.as_bytes()).ok();
        let first = !begun.swap(true, Ordering::Relaxed);
        let cut = if first { self.breaks_at.or(self.stops_at) } else { None };
        stream.write_all(&rest[..cut.unwrap_or(rest.len())]).ok();
        stream.flush().ok();
        if first && self.stops_at.is_some() {
            thread::sleep(Duration::from_secs(20));
        }
    }

    /// From where on it gives the file, if it gives a part.
    fn range(&self, request: &str) -> Option<usize> {
        let line = |name: &str| {
            let mut lines = request.lines().map(str::to_ascii_lowercase);
            lines.find_map(|line| Some(line.strip_prefix(name)?.trim().to_owned()))
        };
        let from = line("range: bytes=")?.trim_end_matches('-').parse::<usize>().ok()?;
        let same = line("if-range:").is_none_or(|state| state == self.etag);
        (self.ranges && same && from < self.bytes.len()).then_some(from)
    }
}

fn head(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            return head;
        }
        head.push_str(&line);
    }
}
