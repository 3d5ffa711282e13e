//! Running a request beside the game.
//!
//! On a desktop the requests of all turn on one thread with a small runtime of its own, since they
//! would panic in the engine's task pools. In a browser they turn on the page's own loop.

use std::time::Duration;

/// How long it may take until somebody picks up.
pub const CONNECT: Duration = Duration::from_secs(5);
/// The same on this machine, where somebody is there at once or not at all.
pub const CONNECT_HERE: Duration = Duration::from_millis(400);

#[cfg(not(target_family = "wasm"))]
pub use desktop::{
    HAS_TIMERS, IN_A_PAGE, apart, beside, client, here, nobody_answers, own_client, proxied, sleep, spawn,
    unix_seconds, within,
};

#[cfg(target_family = "wasm")]
pub use browser::{
    HAS_TIMERS, IN_A_PAGE, beside, client, here, nobody_answers, proxied, sleep, spawn, unix_seconds, within,
};

#[cfg(not(target_family = "wasm"))]
mod desktop {
    use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue};
    use std::{
        future::Future,
        sync::OnceLock,
        thread,
        time::{Duration, SystemTime},
    };
    use tokio::runtime::{Builder, Handle};

    /// Whether this is a page, which may ask only those who let it.
    pub const IN_A_PAGE: bool = false;

    /// Whether a future can be stopped after some time.
    pub const HAS_TIMERS: bool = true;

    /// Runs a future to its end beside the game; in plain words why not, if it cannot.
    pub fn spawn(future: impl Future<Output = ()> + Send + 'static) -> Result<(), String> {
        static LOOP: OnceLock<Result<Handle, String>> = OnceLock::new();
        let handle = LOOP.get_or_init(start).as_ref().map_err(Clone::clone)?;
        handle.spawn(future);
        Ok(())
    }

    /// Runs a future to its end on a thread of its own: for one that reads and writes much, and would keep the others
    /// waiting. It needs an [`own_client`], since a connection lives only as long as the thread that it turns on.
    pub fn apart(name: &str, future: impl Future<Output = ()> + Send + 'static) -> Result<(), String> {
        let fail = |why: std::io::Error| format!("no thread for the network could be started ({why})");
        let runtime = Builder::new_current_thread().enable_all().build().map_err(fail)?;
        thread::Builder::new().name(name.into()).spawn(move || runtime.block_on(future)).map_err(fail)?;
        Ok(())
    }

    fn start() -> Result<Handle, String> {
        let fail = |why: std::io::Error| format!("no thread for the network could be started ({why})");
        let runtime = Builder::new_current_thread().enable_all().build().map_err(fail)?;
        let handle = runtime.handle().clone();
        // It turns for as long as the program runs.
        let turn = move || runtime.block_on(std::future::pending::<()>());
        thread::Builder::new().name("http".into()).spawn(turn).map_err(fail)?;
        Ok(handle)
    }

    /// What comes of a future, if it comes in time.
    pub async fn within<T>(time: Duration, future: impl Future<Output = T>) -> Option<T> {
        tokio::time::timeout(time, future).await.ok()
    }

    /// Does something that blocks on a thread of its own, and gives what comes of it, if it comes in time. What comes
    /// later is lost; `work` has to keep what is worth keeping.
    pub async fn beside<T: Send + 'static>(time: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        within(time, tokio::task::spawn_blocking(work)).await?.ok()
    }

    /// Waits beside the game.
    pub async fn sleep(time: Duration) {
        tokio::time::sleep(time).await;
    }

    /// Seconds since 1970 by this machine's clock.
    pub fn unix_seconds() -> Option<i64> {
        i64::try_from(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs()).ok()
    }

    /// Whether the environment names a proxy for addresses that are not on this machine.
    pub fn proxied() -> bool {
        ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
    }

    /// A client; `near` is for addresses on this machine, which no proxy may come between.
    /// Reads the system's certificates: call it inside a [`spawn`]ed future, not in a frame.
    pub fn client(near: bool) -> Result<reqwest::Client, String> {
        static FAR: OnceLock<Result<reqwest::Client, String>> = OnceLock::new();
        static NEAR: OnceLock<Result<reqwest::Client, String>> = OnceLock::new();
        let place = if near { &NEAR } else { &FAR };
        place.get_or_init(|| build(near, super::CONNECT)).clone()
    }

    /// A client that asks whether somebody is there on this machine, and does not wait long. The same holds for it.
    pub fn here() -> Result<reqwest::Client, String> {
        static HERE: OnceLock<Result<reqwest::Client, String>> = OnceLock::new();
        HERE.get_or_init(|| build(true, super::CONNECT_HERE)).clone()
    }

    /// A client that shares no connections, for what runs [`apart`].
    pub fn own_client(near: bool) -> Result<reqwest::Client, String> {
        build(near, super::CONNECT)
    }

    /// Whether a request failed before anybody picked up.
    pub fn nobody_answers(why: &reqwest::Error) -> bool {
        why.is_connect()
    }

    fn build(near: bool, connect: Duration) -> Result<reqwest::Client, String> {
        // Whoever was first has installed it; that it is installed already is no failure.
        rustls::crypto::ring::default_provider().install_default().ok();
        // Packing a stream only delays it, so nobody asks for it; what is packed all the same is unpacked.
        let plain = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("identity"))]);
        let builder = reqwest::Client::builder()
            .connect_timeout(connect)
            .default_headers(plain)
            // A key must not follow a redirect to somebody else: whoever asks looks at each of them.
            .redirect(reqwest::redirect::Policy::none());
        let builder = if near { builder.no_proxy() } else { builder };
        builder.build().map_err(|why| format!("this machine cannot make secure connections ({why})"))
    }
}

#[cfg(target_family = "wasm")]
mod browser {
    use std::{future::Future, time::Duration};

    /// Whether this is a page, which may ask only those who let it.
    pub const IN_A_PAGE: bool = true;

    /// Whether a future can be stopped after some time. Whoever wants to stop one drops it.
    pub const HAS_TIMERS: bool = false;

    /// Runs a future to its end beside the game.
    pub fn spawn(future: impl Future<Output = ()> + 'static) -> Result<(), String> {
        wasm_bindgen_futures::spawn_local(future);
        Ok(())
    }

    /// What comes of a future, however long it takes.
    pub async fn within<T>(_time: Duration, future: impl Future<Output = T>) -> Option<T> {
        Some(future.await)
    }

    /// Does something at once: a page has no threads, and nothing that blocks.
    pub async fn beside<T>(_time: Duration, work: impl FnOnce() -> T) -> Option<T> {
        Some(work())
    }

    /// Does not wait, since nothing here can.
    pub async fn sleep(_time: Duration) {}

    /// A page asks the server's clock and not this one.
    pub fn unix_seconds() -> Option<i64> {
        None
    }

    /// Proxies are the browser's own affair.
    pub fn proxied() -> bool {
        false
    }

    /// A client. The browser decides about time, proxies, packing and redirects.
    pub fn client(_near: bool) -> Result<reqwest::Client, String> {
        Ok(reqwest::Client::new())
    }

    /// The same, for this machine.
    pub fn here() -> Result<reqwest::Client, String> {
        client(true)
    }

    /// Whether a request failed before anybody picked up. A page is not told more than that it failed.
    pub fn nobody_answers(why: &reqwest::Error) -> bool {
        why.is_request()
    }
}
