//! Why a card was not read.

use thiserror::Error;

/// Why a card was not read. None of the card's own words stand in it: it can be printed anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CardFault {
    /// More than is read.
    #[error("{what} has more than {most} bytes, and no more is read; use a copy without pictures or sounds in it")]
    TooLarge {
        /// The file, or something in it.
        what: &'static str,
        /// As much as is read.
        most: usize,
    },
    /// None of the three that are known.
    #[error("this is neither a PNG, nor a CHARX archive, nor JSON; get the card as one of the three")]
    NotACard,
    /// A PNG whose chunks do not follow each other as they should.
    #[error("the PNG is damaged at byte {at}: {what}; get the file again")]
    Png {
        /// Where the chunk begins.
        at: usize,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A picture, and no more.
    #[error(
        "no card is in this PNG: it has no text chunk `ccv3` or `chara`; programs that scale or repack a picture \
         take them out, so get the file as it was first offered"
    )]
    NoCardInPng,
    /// A text chunk that does not hold what it should.
    #[error("the PNG’s text chunk `{chunk}` cannot be unpacked: {why}; get the file again")]
    Packed {
        /// Which.
        chunk: &'static str,
        /// Why not.
        why: String,
    },
    /// An archive that cannot be read.
    #[error("the archive cannot be read: {0}; get the file again, without a password")]
    Archive(String),
    /// An archive of something else.
    #[error("the archive has no `card.json` at its root, so it is not a CHARX card")]
    NoCardJson,
    /// Text that is not JSON, or nested beyond what is read.
    #[error("the card’s JSON cannot be read: {0}")]
    Json(String),
    /// JSON of something else.
    #[error("this is JSON, but not of a character: {0}")]
    NotACharacter(&'static str),
}
