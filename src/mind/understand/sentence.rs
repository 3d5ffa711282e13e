//! The sentence model: a sentence goes in, a direction comes out, and sentences that mean the same
//! point the same way.
//!
//! all-MiniLM-L6-v2 with 8-bit weights: the mean over its words' vectors, brought to length 1.

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::{NdTensor, prelude::*};
use rten_text::{
    TokenId,
    models::{Model as Vocabulary, WordPiece, WordPieceOptions},
    normalizers::{Bert, BertOptions, Normalizer},
    pre_tokenizers::{Bert as Splitter, PreTokenizer},
};
use serde::Deserialize;
use std::{collections::HashMap, sync::Arc};

/// How many numbers say where a sentence lies.
pub(super) const WIDE: usize = 384;
/// What the model was trained to read at once, in tokens; the rest of a longer text is not read.
const LONG: usize = 128;
/// The same in characters, so that a pasted book does not have to be cut into tokens first.
const LONG_CHARS: usize = 2_000;

/// SHA-256 of `minilm-int8.onnx`.
pub(super) const DIGEST: &str = "0aaecc558fce2f4ff33bab0ff9ba265175ec17b8e968a0ee9238028c0b542050";

/// The model with its vocabulary.
pub(crate) struct SentenceModel {
    model: Model,
    vocabulary: WordPiece,
    normalizer: Bert,
    inputs: Vec<(NodeId, Input)>,
    output: NodeId,
    options: RunOptions,
    start: TokenId,
    end: TokenId,
}

#[derive(Clone, Copy)]
enum Input {
    Tokens,
    Mask,
    Types,
}

/// The part of a `tokenizer.json` that is needed here.
#[derive(Deserialize)]
struct TokenizerFile {
    model: VocabularyPart,
}

#[derive(Deserialize)]
struct VocabularyPart {
    vocab: HashMap<String, TokenId>,
}

impl SentenceModel {
    /// Makes a model of its weights and of the text of its `tokenizer.json`; says in plain words why it
    /// can't.
    pub(crate) fn load(weights: Vec<u8>, tokenizer: &str) -> Result<Self, String> {
        let tokenizer: TokenizerFile = serde_json::from_str(tokenizer)
            .map_err(|why| format!("The sentence model's tokenizer.json cannot be read ({why})"))?;
        let vocabulary = WordPiece::from_vocab(tokenizer.model.vocab, WordPieceOptions::default());
        let wrong = |what: &str| format!("The sentence model is not the one this game knows ({what})");
        let token = |name: &str| vocabulary.get_token_id(name).ok_or_else(|| wrong(&format!("no token {name}")));
        let (start, end, _) = (token("[CLS]")?, token("[SEP]")?, token("[UNK]")?);

        // Laid out once for the way in which they are read: a little more memory, and faster ever after.
        let loaded = ModelOptions::with_all_ops().prepack_weights(true).load(weights);
        let model = loaded.map_err(|why| format!("The sentence model is damaged ({why})"))?;
        let mut inputs = Vec::new();
        for &id in model.input_ids() {
            let info = model.node_info(id);
            let input = match info.as_ref().and_then(rten::NodeInfo::name) {
                Some("input_ids") => Input::Tokens,
                Some("attention_mask") => Input::Mask,
                Some("token_type_ids") => Input::Types,
                other => return Err(wrong(&format!("it asks for {}", other.unwrap_or("something nameless")))),
            };
            inputs.push((id, input));
        }
        let output = *model.output_ids().first().ok_or_else(|| wrong("it gives nothing back"))?;
        // One thread: the game wants the other cores, and short sentences gain nothing from more.
        let options = RunOptions::default().with_thread_pool(Some(Arc::new(ThreadPool::with_num_threads(1))));
        let normalizer = Bert::new(BertOptions { lowercase: true, strip_accents: true });
        let model = Self { model, vocabulary, normalizer, inputs, output, options, start, end };
        // A model that loads and then cannot speak is found out now, not at the player's first word.
        model.place("room tone")?;
        Ok(model)
    }

    /// Reads the weights from a folder, checked: a damaged file must not reach the part that trusts it.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn read(folder: &std::path::Path) -> Result<Self, String> {
        use sha2::{Digest, Sha256};

        let mend = "get assets/mind/ anew from where you have the game";
        let missing = |path: &std::path::Path, why: std::io::Error| {
            format!("The sentence model cannot be read ({}: {why}); {mend}", path.display())
        };
        let path = folder.join("minilm-int8.onnx");
        let model = std::fs::read(&path).map_err(|why| missing(&path, why))?;
        let digest = Sha256::digest(&model).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        if digest != DIGEST {
            return Err(format!("The sentence model is damaged or another one ({}); {mend}", path.display()));
        }
        let path = folder.join("tokenizer.json");
        let tokenizer = std::fs::read_to_string(&path).map_err(|why| missing(&path, why))?;
        Self::load(model, &tokenizer)
    }

    /// Where a sentence lies: [`WIDE`] numbers, together of length 1, so that a dot product is a cosine.
    pub(crate) fn place(&self, sentence: &str) -> Result<Box<[f32]>, String> {
        let failed = |why: &dyn std::fmt::Display| format!("The sentence model failed ({why})");
        let tokens = self.tokens(sentence).map_err(|why| failed(&why))?;
        let length = tokens.len();
        let row = |numbers: Vec<i32>| NdTensor::from_data([1, length], numbers);
        let inputs = self.inputs.iter().map(|(id, input)| {
            let tensor = match input {
                Input::Tokens => row(tokens.clone()),
                Input::Mask => row(vec![1; length]),
                Input::Types => row(vec![0; length]),
            };
            (*id, ValueOrView::from(tensor))
        });
        let mut outputs =
            self.model.run(inputs.collect(), &[self.output], Some(self.options.clone())).map_err(|why| failed(&why))?;
        let vectors: NdTensor<f32, 3> =
            outputs.remove(0).try_into().map_err(|_| failed(&"it gave back something else than vectors"))?;
        if vectors.shape() != [1, length, WIDE] {
            return Err(failed(&format!("it gave back {:?} numbers", vectors.shape())));
        }
        let mut mean = vec![0.0_f32; WIDE];
        for (at, number) in vectors.iter().enumerate() {
            mean[at % WIDE] += number;
        }
        let norm = mean.iter().map(|n| n * n).sum::<f32>().sqrt();
        if !norm.is_finite() || norm <= f32::EPSILON {
            return Err(failed(&"it gave back nothing that can be compared"));
        }
        mean.iter_mut().for_each(|n| *n /= norm);
        Ok(mean.into())
    }

    /// The sentence in the model's own alphabet, with its start and its end.
    fn tokens(&self, sentence: &str) -> Result<Vec<i32>, String> {
        let (clean, _) = self.normalizer.normalize(&spaced(sentence)).map_err(|why| why.to_string())?;
        let mut tokens = vec![self.start];
        for word in Splitter::new().pre_tokenize(&clean).map_err(|why| why.to_string())? {
            tokens.extend(self.vocabulary.encode(word).map_err(|why| why.to_string())?);
            if tokens.len() >= LONG {
                break;
            }
        }
        tokens.truncate(LONG - 1);
        tokens.push(self.end);
        Ok(tokens.into_iter().map(|token| token as i32).collect())
    }
}

/// The text without control characters, and with spaces around characters that are words of their own.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(LONG_CHARS) {
        match c {
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' => out.extend([' ', c, ' ']),
            '’' | '‘' => out.push('\''),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() || c == '\u{FFFD}' => {}
            c => out.push(c),
        }
    }
    out
}
