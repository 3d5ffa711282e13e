//! From the bytes of a file to the JSON text in it. What it comes in may be a PNG, a CHARX archive, or
//! nothing. No picture is decoded, nothing is unpacked to a disk, and everything has a most.

use super::{CardFault, png};
use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// As much of a file as is read.
pub const MOST_BYTES: usize = 16 << 20;

/// As much JSON as is read.
pub const MOST_TEXT: usize = 1 << 20;

/// As much base64 as is read: what [`MOST_TEXT`] can become, and some for line ends.
const MOST_ENCODED: usize = MOST_TEXT / 3 * 4 + (64 << 10);

/// Cards in the wild come with padding and without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// What a card came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wrapping {
    /// Nothing: bare JSON.
    #[default]
    Json,
    /// The text chunk of a PNG.
    Png,
    /// A CHARX archive.
    Charx,
}

/// The JSON text, and what was around it.
pub(super) struct Unpacked {
    pub text: Vec<u8>,
    pub wrapping: Wrapping,
    pub left_out: Vec<String>,
}

/// Finds the JSON text in a file.
pub(super) fn unpack(bytes: &[u8]) -> Result<Unpacked, CardFault> {
    if bytes.len() > MOST_BYTES {
        return Err(CardFault::TooLarge { what: "the file", most: MOST_BYTES });
    }
    let mut left_out = Vec::new();
    let (text, wrapping) = if bytes.starts_with(png::SIGNATURE) {
        left_out.push("the picture: text only is taken".to_owned());
        (from_png(bytes)?, Wrapping::Png)
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let (text, others) = from_charx(bytes)?;
        if others > 0 {
            left_out.push(format!("{others} other files in the archive: pictures, sounds and programs are not taken"));
        }
        (text, Wrapping::Charx)
    } else {
        (bytes.to_vec(), Wrapping::Json)
    };
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text).to_vec();
    if wrapping == Wrapping::Json && text.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Err(CardFault::NotACard);
    }
    if text.len() > MOST_TEXT {
        return Err(CardFault::TooLarge { what: "the card’s text", most: MOST_TEXT });
    }
    Ok(Unpacked { text, wrapping, left_out })
}

fn from_png(bytes: &[u8]) -> Result<Vec<u8>, CardFault> {
    let (chunk, encoded) = png::card(bytes, MOST_ENCODED)?;
    let encoded: Vec<u8> = encoded.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
    BASE64.decode(encoded).map_err(|why| CardFault::Packed { chunk, why: why.to_string() })
}

/// The text of `card.json`, and how many files lie beside it. Those are never looked at.
fn from_charx(bytes: &[u8]) -> Result<(Vec<u8>, usize), CardFault> {
    let damaged = |why: &dyn std::fmt::Display| CardFault::Archive(why.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|why| damaged(&why))?;
    let others = archive.len().saturating_sub(1);
    let card = archive.by_name("card.json").map_err(|why| match why {
        ZipError::FileNotFound => CardFault::NoCardJson,
        other => damaged(&other),
    })?;
    let mut text = Vec::new();
    // What the archive says about its size is only what it says: no more than this is ever unpacked.
    card.take(MOST_TEXT as u64 + 1).read_to_end(&mut text).map_err(|why| damaged(&why))?;
    Ok((text, others))
}
