//! Measures the mind.

/// Placeholder until the mind room is whole.
pub fn run(_json: bool) -> Result<(), String> {
    Err("not built yet".into())
}
