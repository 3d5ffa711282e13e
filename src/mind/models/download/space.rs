//! Whether there is room on the disk.

use super::bytes;
use std::path::Path;

/// So much is left free, whatever is fetched.
const LEFT: u64 = 200_000_000;

/// Whether so many bytes fit where this file is to lie; in plain words if they do not. Where the system does not say
/// how much is free, a full disk is told when it is met.
pub(super) fn check(place: &Path, needed: u64) -> Result<(), String> {
    let Some(folder) = place.parent() else { return Ok(()) };
    match free(folder) {
        Some(free) if free < needed.saturating_add(LEFT) => Err(format!(
            "there is not enough room in {}: {} are missing, and {} are free; make room, and fetch it again",
            folder.display(),
            bytes(needed.saturating_add(LEFT) - free),
            bytes(free),
        )),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_fit_is_said_before() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(check(&folder.path().join("a"), 0).is_err(), free(folder.path()).is_some_and(|free| free < LEFT));
        if cfg!(unix) {
            let why = check(&folder.path().join("a"), u64::MAX / 2).unwrap_err();
            assert!(why.contains("not enough room"), "{why}");
        }
    }
}
