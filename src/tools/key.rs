//! `room-tone key`: puts the key of a server into the system's keyring, and takes it out again.

use super::cli;
use crate::mind::keys;
use clap::Subcommand;
use std::{
    io::{BufRead, IsTerminal, Read, stdin},
    process::ExitCode,
};

pub(super) const LONG: &str = "\
Keeps the key of a server in the keyring of this system, an entry a server: `room-tone key set --endpoint URL` reads it \
from standard input, `room-tone key forget --endpoint URL` takes it out again. Whenever that endpoint is asked, the key \
goes with the request, and nowhere else. It stands in no file of the game, no log and no message.

A key in $ROOM_TONE_KEY comes before the one in the keyring.";

/// More than any key has.
const LONGEST: u64 = 16 * 1024;

#[derive(Clone, Copy, Debug, Subcommand)]
pub(super) enum KeyCommand {
    /// Read the key from standard input and keep it
    Set,
    /// Take it out again
    Forget,
}

pub(super) fn run(what: KeyCommand, endpoint: Option<&str>) -> ExitCode {
    let Some(url) = endpoint else {
        return cli::fail("say for which server, as in room-tone key set --endpoint https://api.example.org/v1");
    };
    let done = server(url).and_then(|server| match what {
        KeyCommand::Set => {
            let place = keys::store(&server, &typed(&server)?)?;
            Ok(format!("The key for {server} is in {place} now."))
        }
        KeyCommand::Forget if keys::forget(&server)? => Ok(format!("The key for {server} is forgotten.")),
        KeyCommand::Forget => Ok(format!("There was no key for {server}.")),
    });
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => cli::fail(&why),
    }
}

#[cfg(feature = "endpoint")]
fn server(url: &str) -> Result<String, String> {
    crate::mind::performers::endpoint::server(url)
}

#[cfg(not(feature = "endpoint"))]
fn server(_: &str) -> Result<String, String> {
    Err("this build cannot reach a model behind an address".into())
}

/// The key, from standard input: all of it, or from a keyboard one line.
fn typed(server: &str) -> Result<String, String> {
    let (mut text, input) = (String::new(), stdin());
    let read = if input.is_terminal() {
        eprintln!("The key for {server}, and Enter. It can be seen while you type; it can also come by a pipe.");
        input.lock().take(LONGEST).read_line(&mut text)
    } else {
        input.lock().take(LONGEST).read_to_string(&mut text)
    };
    read.map_err(|_| "standard input could not be read as text".to_owned())?;
    keys::proper(&text)
}
