//! `pack.ron`: what a pack says about itself.

use super::{Reason, bounds};
use crate::script::{Content, parse_source};
use semver::{Version, VersionReq};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The name under which a pack may need the game itself.
pub(super) const GAME: &str = "room-tone";

/// What a pack says about itself: `mods/<id>/pack.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Pack", deny_unknown_fields)]
pub struct PackManifest {
    /// Its name for files and for other packs: small letters, digits and hyphens.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// `1.2.0`.
    pub version: String,
    /// Who wrote it.
    #[serde(default)]
    pub authors: Vec<String>,
    /// The packs that it cannot do without, and which versions of them: `{"lighthouse": ">=1.0"}`.
    #[serde(default)]
    pub needs: BTreeMap<String, String>,
    /// The languages that it is written in.
    #[serde(default = "english")]
    pub languages: Vec<String>,
    /// What some players would like to know before.
    #[serde(default)]
    pub content: BTreeSet<Content>,
    /// Under which licence its words may be passed on.
    #[serde(default)]
    pub licence: String,
    /// What it is, in a sentence or two.
    #[serde(default)]
    pub about: String,
    /// Whether it is a story of its own: then nothing of the story before it stays. The places stay, unless it has
    /// its own.
    #[serde(default)]
    pub replaces: bool,
}

fn english() -> Vec<String> {
    vec!["en".into()]
}

impl PackManifest {
    /// Its version, to be compared.
    pub(super) fn version(&self) -> Option<Version> {
        version(&self.version)
    }
}

/// Reads a `pack.ron`, and refuses what could not be told apart or compared later.
pub fn parse_pack(path: &str, text: &str) -> Result<PackManifest, Reason> {
    if let Some(line) = bounds::too_deep(text) {
        return Err(Reason::TooDeep(path.into(), line));
    }
    let manifest: PackManifest = parse_source(path, text).map_err(Reason::Manifest)?;
    for id in manifest.needs.keys().chain([&manifest.id]) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || id.len() > 64 || !id.chars().all(plain) {
            return Err(Reason::BadId(id.chars().take(80).collect()));
        }
    }
    if manifest.id == GAME {
        return Err(Reason::BadId(manifest.id));
    }
    if manifest.version().is_none() {
        return Err(Reason::BadVersion { of: "its own".into(), text: manifest.version });
    }
    for (id, wanted) in &manifest.needs {
        if VersionReq::parse(wanted).is_err() {
            return Err(Reason::BadVersion { of: format!("of `{id}`"), text: wanted.clone() });
        }
    }
    Ok(manifest)
}

/// A version; what people leave out at its end is nought.
pub(super) fn version(text: &str) -> Option<Version> {
    ["", ".0", ".0.0"].into_iter().find_map(|end| Version::parse(&format!("{}{end}", text.trim())).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(more: &str) -> Result<PackManifest, Reason> {
        parse_pack("pack.ron", &format!("Pack(name: \"N\", {more})"))
    }

    #[test]
    fn a_short_one_is_enough() {
        let pack = parse("id: \"my-pack\", version: \"1.0\"").unwrap();
        assert_eq!(pack.version(), Some(Version::new(1, 0, 0)));
        assert_eq!(pack.languages, ["en"]);
        assert!(!pack.replaces && pack.needs.is_empty());
    }

    #[test]
    fn ids_and_versions_that_cannot_be_used_are_named() {
        for id in ["My Pack", "", "a/b", "..", "pack_one", "room-tone", "päck"] {
            let why = parse(&format!("id: \"{id}\", version: \"1.0.0\"")).unwrap_err();
            assert_eq!(why, Reason::BadId(id.into()), "{id}");
        }
        assert!(matches!(parse("id: \"a\", version: \"soon\""), Err(Reason::BadVersion { .. })));
        let needs = parse("id: \"a\", version: \"1.0.0\", needs: {\"b\": \"the newest\"}");
        assert!(matches!(needs, Err(Reason::BadVersion { .. })), "{needs:?}");
    }

    #[test]
    fn a_slip_is_found_with_its_line() {
        let why = parse_pack("mods/x/pack.ron", "Pack(\n  id: \"x\",\n  nmae: \"X\",\n)").unwrap_err();
        assert!(why.to_string().starts_with("mods/x/pack.ron:3:") && why.help().contains("`name`"), "{why}");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}", more in "[(){}\\[\\]\",:a-z0-9 \n]{0,60}") {
            let _ = parse_pack("pack.ron", &text);
            let _ = parse(&more);
        }
    }
}
