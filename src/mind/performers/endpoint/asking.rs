//! Asking a server until it answers: sent on at the same place, and patient for a moment.

use super::{Endpoint, Request, faults::Faults, quiet};
use crate::platform::http;
use futures_util::StreamExt;
use reqwest::{Response, Url};
use std::time::Duration;

/// The most that is read of an answer that only says what is wrong.
const BODY: usize = 64 * 1024;
/// So long it is read for.
const BODY_TIME: Duration = Duration::from_secs(2);
/// A server may send on so many times.
const HOPS: u32 = 3;
/// A wait that a server asks for and that is waited out. An answer has six seconds in all.
const SHORT: Duration = Duration::from_secs(2);

impl Endpoint {
    /// Asks, follows where the server may send to, and waits once if it asks for a moment.
    pub(super) async fn ask(&self, request: &Request, faults: &Faults<'_>) -> Result<Response, String> {
        let client = http::client(self.near())?;
        let body = self.dialect.body(&self.model, request);
        let (mut url, mut hops, mut waited) = (self.url.clone(), 0, false);
        loop {
            let headers = self.dialect.headers(faults.key);
            let post =
                client.post(url.clone()).headers(headers).header("accept", "text/event-stream, application/json");
            let answer = post.json(&body).send().await.map_err(|why| faults.unreachable(&why))?;
            match answer.status().as_u16() {
                200..=299 => return Ok(answer),
                status @ (307 | 308) => {
                    let next = location(&answer, &url).filter(|next| next.origin() == self.url.origin());
                    let Some(next) = next else {
                        return Err(faults.elsewhere(status, location(&answer, &url).as_ref()));
                    };
                    if hops == HOPS {
                        return Err(faults.in_circles());
                    }
                    (url, hops) = (next, hops + 1);
                }
                status @ 300..=399 => return Err(faults.elsewhere(status, location(&answer, &url).as_ref())),
                status @ (429 | 503 | 529) => match quiet::wish(answer.headers()) {
                    Some(wish) if wish <= SHORT && !waited && http::HAS_TIMERS => {
                        waited = true;
                        http::sleep(wish).await;
                    }
                    Some(wish) => {
                        self.quiet.keep(wish);
                        return Err(faults.alone(wish));
                    }
                    None => return Err(faults.status(status, &some_of(answer).await)),
                },
                status => return Err(faults.status(status, &some_of(answer).await)),
            }
        }
    }
}

/// Where an answer sends to, with what our own address carries and nothing else.
fn location(answer: &Response, from: &Url) -> Option<Url> {
    let mut to = from.join(answer.headers().get("location")?.to_str().ok()?).ok()?;
    to.set_username(from.username()).ok();
    to.set_password(from.password()).ok();
    Some(to)
}

/// The beginning of a body, whatever it is; nothing if it cannot be read.
async fn some_of(answer: Response) -> String {
    let mut bytes = Vec::new();
    let mut chunks = answer.bytes_stream();
    let read = async {
        while let Some(Ok(chunk)) = chunks.next().await {
            bytes.extend_from_slice(&chunk);
            if bytes.len() >= BODY {
                break;
            }
        }
    };
    http::within(BODY_TIME, read).await;
    bytes.truncate(BODY);
    String::from_utf8_lossy(&bytes).into_owned()
}
