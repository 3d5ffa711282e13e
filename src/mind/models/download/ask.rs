//! Asking a host for a file: redirects followed by hand, and what the host says about the file on the way.
//!
//! Hugging Face tells a file's SHA-256 and size (`X-Linked-Etag`, `X-Linked-Size`) where it sends elsewhere, and not
//! where the file then comes from. So every answer on the way is read. Only https is spoken, but for a host on this
//! machine.

use super::{QUIET, Stop, wanted::digest};
use reqwest::{Response, StatusCode, Url, header::HeaderMap};
use std::net::IpAddr;

/// So often a host may send elsewhere.
const HOPS: usize = 8;

/// An answer that is a file, or the rest of one.
pub(super) struct Given {
    pub answer: Response,
    /// Who was asked, as it may be shown.
    pub host: String,
    /// What a host on the way said that the file's SHA-256 is.
    pub sha256: Option<String>,
    /// And its size.
    size: Option<u64>,
}

/// An address that may be asked; in plain words what is wrong with it, if it may not.
pub(super) fn address(typed: &str) -> Result<Url, String> {
    let url = Url::parse(typed.trim())
        .map_err(|_| "the address cannot be read; it should look like https://host/path/model.gguf".to_owned())?;
    let named = url.host_str().is_some_and(|host| !host.is_empty());
    if !named || !(url.scheme() == "https" || (url.scheme() == "http" && is_here(&url))) {
        return Err("the address does not begin with https://, and nothing else is safe to fetch from".into());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the address holds a name or a password; give one without, since none is sent".into());
    }
    Ok(url)
}

fn is_here(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let host = host.trim_matches(['[', ']']);
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    })
}

fn shown(url: &Url) -> String {
    let host = url.host_str().unwrap_or("the host");
    url.port().map_or_else(|| host.into(), |port| format!("{host}:{port}"))
}

/// Asks for a file, or for the rest of it: from which byte on, and in which state.
pub(super) async fn ask(url: &Url, rest: Option<(u64, Option<&str>)>) -> Result<Given, Stop> {
    let host = shown(url);
    let (mut at, mut sha256, mut size) = (url.clone(), None, None);
    for _ in 0..=HOPS {
        let client = crate::platform::http::own_client(is_here(&at)).map_err(Stop::Over)?;
        // Packed on the way, it would not be the file that was promised.
        let mut get = client.get(at.clone()).header("accept-encoding", "identity");
        if let Some((from, etag)) = rest {
            get = get.header("range", format!("bytes={from}-"));
            if let Some(etag) = etag {
                get = get.header("if-range", etag);
            }
        }
        let there = shown(&at);
        let answer = match tokio::time::timeout(QUIET, get.send()).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(why)) if why.is_connect() => {
                return Err(Stop::Elsewhere(format!("nobody answers at {there}; is this machine on the network?")));
            }
            Ok(Err(_)) => return Err(Stop::Elsewhere(format!("{there} broke off before it answered"))),
            Err(_) => return Err(Stop::Elsewhere(format!("{there} does not answer"))),
        };
        sha256 = sha256.or_else(|| linked_digest(answer.headers()));
        size = size.or_else(|| number(answer.headers(), "x-linked-size"));
        match answer.status() {
            StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => {
                return Ok(Given { answer, host, sha256, size });
            }
            status if status.is_redirection() => at = next(url, &at, &answer)?,
            status => return Err(Stop::Elsewhere(refusal(&there, status))),
        }
    }
    Err(Stop::Elsewhere(format!("{host} sends from one place to the next without end")))
}

/// Where an answer sends. Somebody far away must not send to this machine.
fn next(first: &Url, at: &Url, answer: &Response) -> Result<Url, Stop> {
    let there = shown(at);
    let lost = || Stop::Elsewhere(format!("{there} sends elsewhere and does not say where"));
    let location = answer.headers().get("location").and_then(|place| place.to_str().ok()).ok_or_else(lost)?;
    let next = at.join(location).map_err(|_| lost())?;
    let allowed = address(next.as_str()).is_ok() && (!is_here(&next) || is_here(first));
    if allowed {
        return Ok(next);
    }
    Err(Stop::Elsewhere(format!("{there} sends to an address that is not safe to fetch from")))
}

fn refusal(there: &str, status: StatusCode) -> String {
    let code = status.as_u16();
    match code {
        401 | 403 => format!("{there} gives it only to those who have an account ({code}); fetch it in a browser"),
        404 | 410 => format!("{there} does not have it ({code}); check the address"),
        429 => format!("{there} asks to be left alone for a while ({code}); try later"),
        500..=599 => format!("{there} has a fault of its own ({code}); try later"),
        _ => format!("{there} does not give it ({code})"),
    }
}

/// The SHA-256 that a host declares: an etag that has its form.
fn linked_digest(headers: &HeaderMap) -> Option<String> {
    let etag = headers.get("x-linked-etag")?.to_str().ok()?.trim();
    digest(etag.trim_start_matches("W/").trim_matches('"')).ok()
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// `bytes 5-9/10` as first and whole.
fn range(headers: &HeaderMap) -> Option<(u64, u64)> {
    let (range, whole) = headers.get("content-range")?.to_str().ok()?.trim().strip_prefix("bytes ")?.split_once('/')?;
    Some((range.split_once('-')?.0.trim().parse().ok()?, whole.trim().parse().ok()?))
}

impl Given {
    /// Whether it is the whole file.
    pub fn is_from_the_beginning(&self) -> bool {
        self.answer.status() == StatusCode::OK
    }

    /// Whether it is the rest, from this byte on.
    pub fn goes_on_from(&self, bytes: u64) -> bool {
        self.answer.status() == StatusCode::PARTIAL_CONTENT
            && range(self.answer.headers()).is_some_and(|(first, _)| first == bytes)
    }

    /// Whether it has nothing from there on.
    pub fn has_no_more(&self) -> bool {
        self.answer.status() == StatusCode::RANGE_NOT_SATISFIABLE
    }

    /// What the host calls this state of the file. A weak one does not say that the bytes are the same.
    pub fn etag(&self) -> Option<String> {
        let etag = self.answer.headers().get("etag")?.to_str().ok()?.trim();
        etag.starts_with('"').then(|| etag.to_owned())
    }

    /// How large the whole file is.
    pub fn whole(&self) -> Result<u64, String> {
        let headers = self.answer.headers();
        let comes = range(headers).map(|(_, whole)| whole).or_else(|| number(headers, "content-length"));
        match (self.size, comes) {
            (Some(said), Some(comes)) if said != comes => Err(format!(
                "{} says that the file has {said} bytes and sends one of {comes}; nothing was fetched",
                self.host
            )),
            (_, Some(whole)) | (Some(whole), None) => Ok(whole),
            (None, None) => Err(format!("{} does not say how large the file is; nothing was fetched", self.host)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_safe_is_asked() {
        for good in
            ["https://host.example/a.gguf", "http://127.0.0.1:1/a.gguf", "http://[::1]:1/a", "http://localhost/a"]
        {
            assert!(address(good).is_ok(), "{good}");
        }
        for wrong in
            ["http://host.example/a.gguf", "file:///etc/passwd", "ftp://h/a", "https://me:key@h/a", "a.gguf", ""]
        {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_a_digest_is_taken_for_one() {
        let said = |etag: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-linked-etag", etag.parse().unwrap());
            linked_digest(&headers)
        };
        let digest = "ab".repeat(32);
        assert_eq!(said(&format!("\"{digest}\"")), Some(digest.clone()));
        assert_eq!(said(&format!("W/\"{}\"", digest.to_uppercase())), Some(digest));
        // What is no large file has a shorter one, of another kind.
        assert_eq!(said(&format!("\"{}\"", "ab".repeat(20))), None);
    }
}
