//! The text chunks of a PNG: walked from one to the next, each held against its checksum. Of the picture
//! itself nothing is read.

use super::CardFault;
use flate2::{Crc, read::ZlibDecoder};
use std::io::Read;

/// How every PNG begins.
pub(super) const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that hold a card, the better one first: the third edition of the specification, the second.
const KEYWORDS: [&str; 2] = ["ccv3", "chara"];

/// What a text chunk says, as it stands there.
#[derive(Clone, Copy)]
enum Text<'b> {
    Plain(&'b [u8]),
    Packed(&'b [u8]),
}

/// The text of the chunk that holds the card, and which chunk that was. Not more than `most` bytes.
pub(super) fn card(bytes: &[u8], most: usize) -> Result<(&'static str, Vec<u8>), CardFault> {
    let mut found: [Option<Text>; 2] = [None, None];
    walk(bytes, |kind, data| {
        let Some((keyword, text)) = text(kind, data) else { return };
        for (slot, wanted) in found.iter_mut().zip(KEYWORDS) {
            if slot.is_none() && keyword.eq_ignore_ascii_case(wanted.as_bytes()) {
                *slot = Some(text);
            }
        }
    })?;
    let best = KEYWORDS.into_iter().zip(found).find_map(|(keyword, text)| Some((keyword, text?)));
    let (keyword, text) = best.ok_or(CardFault::NoCardInPng)?;
    let text = match text {
        Text::Plain(text) => text.get(..most.saturating_add(1)).unwrap_or(text).to_vec(),
        Text::Packed(packed) => {
            let mut text = Vec::new();
            let unpacked = ZlibDecoder::new(packed).take(most as u64 + 1).read_to_end(&mut text);
            unpacked.map_err(|why| CardFault::Packed { chunk: keyword, why: why.to_string() })?;
            text
        }
    };
    if text.len() > most {
        return Err(CardFault::TooLarge { what: "the PNG’s text chunk", most });
    }
    Ok((keyword, text))
}

/// Shows every chunk, in order, up to the one that ends the file. What comes after that is not PNG.
fn walk<'b>(bytes: &'b [u8], mut show: impl FnMut([u8; 4], &'b [u8])) -> Result<(), CardFault> {
    let mut rest = bytes.strip_prefix(SIGNATURE).ok_or(CardFault::NotACard)?;
    loop {
        let at = bytes.len() - rest.len();
        let damaged = |what: &'static str| CardFault::Png { at, what };
        let (head, body) = rest.split_first_chunk::<8>().ok_or(damaged("it stops before its end"))?;
        let [a, b, c, d, kind @ ..] = *head;
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let (data, after) = body.split_at_checked(length).ok_or(damaged("a chunk is longer than the file"))?;
        let (sum, next) = after.split_first_chunk::<4>().ok_or(damaged("it stops before its end"))?;
        if at == SIGNATURE.len() && &kind != b"IHDR" {
            return Err(damaged("it does not begin with its header"));
        }
        let mut crc = Crc::new();
        crc.update(&kind);
        crc.update(data);
        if crc.sum() != u32::from_be_bytes(*sum) {
            return Err(damaged("a chunk does not match its checksum"));
        }
        if &kind == b"IEND" {
            return Ok(());
        }
        show(kind, data);
        rest = next;
    }
}

/// The keyword and the text of a text chunk.
fn text(kind: [u8; 4], data: &[u8]) -> Option<(&[u8], Text<'_>)> {
    if ![*b"tEXt", *b"zTXt", *b"iTXt"].contains(&kind) {
        return None;
    }
    let (keyword, rest) = to_nul(data)?;
    let text = match &kind {
        b"tEXt" => Text::Plain(rest),
        b"zTXt" => Text::Packed(rest.strip_prefix(&[0u8])?),
        _ => {
            let [packed, method, rest @ ..] = rest else { return None };
            let (_language, rest) = to_nul(rest)?;
            let (_translated, rest) = to_nul(rest)?;
            match (packed, method) {
                (0, _) => Text::Plain(rest),
                (1, 0) => Text::Packed(rest),
                _ => return None,
            }
        }
    };
    Some((keyword, text))
}

/// What comes before the first NUL, and what after it.
fn to_nul(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = data.iter().position(|byte| *byte == 0)?;
    Some((data.get(..at)?, data.get(at + 1..)?))
}
