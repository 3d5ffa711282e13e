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
pub use desktop::{apart, client, here, nobody_answers, own_client, spawn};

#[cfg(target_family = "wasm")]
pub use browser::{client, here, nobody_answers, spawn};

#[cfg(not(target_family = "wasm"))]
mod desktop {
    use std::{future::Future, sync::OnceLock, thread, time::Duration};
    use tokio::runtime::{Builder, Handle};

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
        let builder = reqwest::Client::builder()
            .connect_timeout(connect)
            // A key must not follow a redirect to somebody else.
            .redirect(reqwest::redirect::Policy::none());
        let builder = if near { builder.no_proxy() } else { builder };
        builder.build().map_err(|why| format!("this machine cannot make secure connections ({why})"))
    }
}

#[cfg(target_family = "wasm")]
mod browser {
    use std::future::Future;

    /// Runs a future to its end beside the game.
    pub fn spawn(future: impl Future<Output = ()> + 'static) -> Result<(), String> {
        wasm_bindgen_futures::spawn_local(future);
        Ok(())
    }

    /// A client. The browser decides about time and redirects.
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
