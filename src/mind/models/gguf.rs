//! What a GGUF file says about itself, in the few bytes before its weights.
//!
//! The file may be anybody's: every length in it is a claim. Texts are kept only up to a few hundred bytes, everything
//! else is stepped over, and after so many bytes reading ends. Nothing is kept that grows with what the file claims.

use super::quantisation;
use std::io::{BufReader, Error, ErrorKind, Read, Result, Seek};

/// So much of a file is walked through at most: the longest lists of words are a quarter of that.
const MOST: u64 = 96 << 20;
/// Longer texts than this are stepped over.
const TEXT: u64 = 512;
/// More entries than this are nobody's.
const ENTRIES: u64 = 1 << 16;

/// What a file says about itself. All of it is a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// `llama`, `qwen2`, …
    pub architecture: String,
    /// What its makers call it.
    pub name: Option<String>,
    /// `model`, `adapter`, `mmproj`; most say nothing.
    pub kind: Option<String>,
    /// How many parameters, as `1.7B`.
    pub parameters: Option<String>,
    /// How its numbers were made small, as `Q4_K_M`.
    pub quantisation: Option<String>,
    /// Under which licence, as it says itself.
    pub licence: Option<String>,
    /// How many tokens it was made to hold in mind.
    pub context: Option<u64>,
}

impl Header {
    /// Whether it is a model that talks, and not a part of one or one that only measures texts.
    pub fn talks(&self) -> bool {
        let other = ["clip", "t5encoder", "wavtokenizer-dec", "dream", "llada"];
        let measures = self.architecture.contains("bert") || self.architecture.contains("embedding");
        self.kind.as_deref().is_none_or(|kind| kind == "model")
            && !other.contains(&self.architecture.as_str())
            && !measures
    }
}

/// Reads the header; an error if it is none, or broken.
pub fn read(file: impl Read + Seek) -> Result<Header> {
    let mut reader = Walk { file: BufReader::new(file), left: MOST };
    if &reader.bytes::<4>()? != b"GGUF" {
        return Err(broken("it does not begin with GGUF"));
    }
    if !(2..=3).contains(&reader.u32()?) {
        return Err(broken("it is of a version that nobody here knows"));
    }
    let _tensors = reader.u64()?;
    let entries = reader.u64()?;
    if entries > ENTRIES {
        return Err(broken("it claims too many entries"));
    }
    let mut header = Header::default();
    for _ in 0..entries {
        let key = reader.text()?.unwrap_or_default();
        let value = reader.value()?;
        let said = |value: &Value| match value {
            Value::Text(text) => Some(super::clean(text)).filter(|text| !text.is_empty()),
            _ => None,
        };
        match key.as_str() {
            "general.architecture" => header.architecture = said(&value).unwrap_or_default(),
            "general.name" => header.name = said(&value),
            "general.type" => header.kind = said(&value),
            "general.size_label" => header.parameters = said(&value),
            "general.license" => header.licence = said(&value),
            "general.file_type" => header.quantisation = value.number().and_then(quantisation::name).map(str::to_owned),
            // The architecture stands before it, by the format's own rule.
            key if key.strip_suffix(".context_length") == Some(header.architecture.as_str()) => {
                header.context = value.number();
            }
            _ => {}
        }
    }
    Ok(header)
}

fn broken(why: &str) -> Error {
    Error::new(ErrorKind::InvalidData, why)
}

enum Value {
    Text(String),
    Number(u64),
    /// Stepped over.
    Other,
}

impl Value {
    fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// Reads on, and never further than it may.
struct Walk<R> {
    file: BufReader<R>,
    left: u64,
}

impl<R: Read + Seek> Walk<R> {
    fn spend(&mut self, bytes: u64) -> Result<()> {
        self.left = self.left.checked_sub(bytes).ok_or_else(|| broken("it claims too much"))?;
        Ok(())
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N]> {
        self.spend(N as u64)?;
        let mut bytes = [0; N];
        self.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn u32(&mut self) -> Result<u32> {
        Ok(u32::from_le_bytes(self.bytes()?))
    }

    fn u64(&mut self) -> Result<u64> {
        Ok(u64::from_le_bytes(self.bytes()?))
    }

    fn skip(&mut self, bytes: u64) -> Result<()> {
        self.spend(bytes)?;
        // What may be spent fits.
        self.file.seek_relative(bytes as i64)
    }

    /// A text, or none if it is too long to be kept.
    fn text(&mut self) -> Result<Option<String>> {
        let length = self.u64()?;
        if length > TEXT {
            self.skip(length)?;
            return Ok(None);
        }
        self.spend(length)?;
        let mut text = vec![0; length as usize];
        self.file.read_exact(&mut text)?;
        Ok(Some(String::from_utf8_lossy(&text).into_owned()))
    }

    fn value(&mut self) -> Result<Value> {
        Ok(match self.u32()? {
            4 => Value::Number(u64::from(self.u32()?)),
            10 => Value::Number(self.u64()?),
            8 => self.text()?.map_or(Value::Other, Value::Text),
            9 => {
                self.list()?;
                Value::Other
            }
            kind => {
                let width = width(kind).ok_or_else(|| broken("it holds a kind of value that nobody here knows"))?;
                self.skip(width)?;
                Value::Other
            }
        })
    }

    /// Steps over a list. One of lists is nobody's.
    fn list(&mut self) -> Result<()> {
        let (kind, length) = (self.u32()?, self.u64()?);
        if kind == 8 {
            // Each costs at least its own length: what may be spent bounds the turns.
            for _ in 0..length {
                let text = self.u64()?;
                self.skip(text)?;
            }
            return Ok(());
        }
        let width = width(kind).ok_or_else(|| broken("it holds a list of something that nobody here knows"))?;
        self.skip(length.checked_mul(width).ok_or_else(|| broken("it claims too much"))?)
    }
}

fn width(kind: u32) -> Option<u64> {
    Some(match kind {
        0 | 1 | 7 => 1,
        2 | 3 => 2,
        4..=6 => 4,
        10..=12 => 8,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;

    fn text(text: &str) -> Vec<u8> {
        let mut bytes = (text.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(text.as_bytes());
        bytes
    }

    fn entry(key: &str, kind: u32, value: &[u8]) -> Vec<u8> {
        [text(key), kind.to_le_bytes().to_vec(), value.to_vec()].concat()
    }

    fn file(entries: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = b"GGUF\x03\0\0\0".to_vec();
        bytes.extend_from_slice(&0_u64.to_le_bytes());
        bytes.extend_from_slice(&(entries.len() as u64).to_le_bytes());
        bytes.extend(entries.concat());
        bytes
    }

    #[test]
    fn what_a_file_says_is_read_and_the_rest_stepped_over() {
        let words = [8_u32.to_le_bytes().to_vec(), 2_u64.to_le_bytes().to_vec(), text("ab"), text("")].concat();
        let floats = [6_u32.to_le_bytes().to_vec(), 3_u64.to_le_bytes().to_vec(), vec![0; 12]].concat();
        let bytes = file(&[
            entry("general.architecture", 8, &text("qwen2")),
            entry("general.name", 8, &text("Qwen2.5\u{7} 7B")),
            entry("tokenizer.ggml.tokens", 9, &words),
            entry("tokenizer.ggml.scores", 9, &floats),
            entry("tokenizer.chat_template", 8, &text(&"x".repeat(3_000))),
            entry("qwen2.context_length", 4, &32_768_u32.to_le_bytes()),
            entry("general.size_label", 8, &text("7B")),
            entry("general.license", 8, &text("apache-2.0")),
            entry("general.file_type", 4, &15_u32.to_le_bytes()),
        ]);
        let header = read(Cursor::new(bytes)).unwrap();
        let expected = Header {
            architecture: "qwen2".into(),
            name: Some("Qwen2.5 7B".into()),
            kind: None,
            parameters: Some("7B".into()),
            quantisation: Some("Q4_K_M".into()),
            licence: Some("apache-2.0".into()),
            context: Some(32_768),
        };
        assert_eq!(header, expected);
        assert!(header.talks());
        assert!(!Header { architecture: "nomic-bert".into(), ..Header::default() }.talks());
        assert!(!Header { kind: Some("mmproj".into()), ..header }.talks());
    }

    #[test]
    fn a_file_that_claims_too_much_is_refused() {
        let endless = [8_u32.to_le_bytes().to_vec(), u64::MAX.to_le_bytes().to_vec()].concat();
        let wide = [12_u32.to_le_bytes().to_vec(), u64::MAX.to_le_bytes().to_vec()].concat();
        for entries in [entry("a", 9, &endless), entry("a", 9, &wide), entry("a", 8, &u64::MAX.to_le_bytes())] {
            assert!(read(Cursor::new(file(&[entries]))).is_err());
        }
        let mut many = file(&[]);
        many[16..24].copy_from_slice(&u64::MAX.to_le_bytes());
        assert!(read(Cursor::new(many)).is_err());
        assert!(read(Cursor::new(b"<html>404</html>")).is_err());
    }

    proptest! {
        /// Whatever stands in a file, reading it ends, and nothing that it claims is believed.
        #[test]
        fn nothing_in_a_file_can_stop_the_reader(rest in proptest::collection::vec(any::<u8>(), 0..2_000), begun in any::<bool>()) {
            let mut bytes = if begun { file(&[])[..16].to_vec() } else { Vec::new() };
            if begun {
                bytes.extend_from_slice(&8_u64.to_le_bytes());
            }
            bytes.extend(rest);
            if let Ok(header) = read(Cursor::new(bytes)) {
                for kept in [header.name, header.parameters, header.licence].into_iter().flatten() {
                    prop_assert!(kept.len() as u64 <= 4 * TEXT);
                }
            }
        }

        /// The same where kinds and lengths are nearly right.
        #[test]
        fn nearly_right_files_are_no_trouble(
            entries in proptest::collection::vec((0_u32..14, 0_u32..14, any::<u64>(), proptest::collection::vec(any::<u8>(), 0..40)), 0..6),
        ) {
            let entries: Vec<Vec<u8>> = entries
                .into_iter()
                .map(|(kind, inner, length, rest)| {
                    let value = match kind {
                        8 => [length.to_le_bytes().to_vec(), rest].concat(),
                        9 => [inner.to_le_bytes().to_vec(), (length >> 40).to_le_bytes().to_vec(), rest].concat(),
                        _ => rest,
                    };
                    entry("general.name", kind, &value)
                })
                .collect();
            let _ = read(Cursor::new(file(&entries)));
        }
    }
}
