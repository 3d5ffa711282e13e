//! llama.cpp itself: a model that is loaded, and a session in which it speaks.

use super::super::{Piece, Prompt, Request, Speaker, Stage, thoughts::Thoughts};
use llama_cpp_2::{
    LogOptions,
    context::{LlamaContext, params::LlamaContextParams},
    llama_backend::LlamaBackend,
    llama_batch::LlamaBatch,
    model::{LlamaChatMessage, LlamaChatTemplate, LlamaModel, params::LlamaModelParams},
    sampling::LlamaSampler,
    send_logs_to_tracing,
    token::LlamaToken,
};
use std::{num::NonZeroU32, path::Path, sync::OnceLock};

/// How much a session holds: prompt and answer, in tokens.
pub(crate) const CONTEXT: u32 = 4_096;
/// A prompt is read in parts of so many tokens, so that a cancelled one stops soon.
pub(crate) const PART: usize = 32;

/// How many threads the model may have: one core is left to the game, and more than four gain little
/// for a model of this size. With every core taken by both, llama.cpp crawls.
pub(crate) fn threads() -> i32 {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores.saturating_sub(1).clamp(1, 4) as i32
}

/// A model, loaded.
pub(crate) struct Loaded {
    pub(crate) model: LlamaModel,
    template: LlamaChatTemplate,
}

/// A model in the middle of speaking: what it has read is kept until something else is asked.
pub(crate) struct Session<'m> {
    loaded: &'m Loaded,
    context: LlamaContext<'m>,
    batch: LlamaBatch<'static>,
    /// What the context holds, token by token.
    held: Vec<LlamaToken>,
}

/// The library, started once.
pub(crate) fn backend() -> Result<&'static LlamaBackend, String> {
    static BACKEND: OnceLock<Result<LlamaBackend, String>> = OnceLock::new();
    let started = BACKEND.get_or_init(|| {
        // It has a lot to say about itself on stderr, where our own words to the player belong.
        send_logs_to_tracing(LogOptions::default().with_logs_enabled(false));
        LlamaBackend::init().map_err(|why| format!("llama.cpp cannot be started here ({why})"))
    });
    started.as_ref().map_err(Clone::clone)
}

impl Loaded {
    /// Loads weights for as long as `goes_on` says so, which hears how much is read, 0..1. The file must be there.
    pub(crate) fn load(path: &Path, goes_on: impl FnMut(f32) -> bool + 'static) -> Result<Self, String> {
        let damaged = |why: &str| format!("The language model cannot be used ({}: {why})", path.display());
        let params = LlamaModelParams::default().with_progress_callback(goes_on);
        let model = LlamaModel::load_from_file(backend()?, path, &params).map_err(|why| damaged(&why.to_string()))?;
        // Weights without a template of their own mostly know this one.
        let template = model.chat_template(None).or_else(|_| LlamaChatTemplate::new("chatml"));
        let template = template.map_err(|why| damaged(&why.to_string()))?;
        Ok(Self { model, template })
    }

    /// A session on so many threads.
    pub(crate) fn session(&self, threads: i32) -> Result<Session<'_>, String> {
        let context = self.context(threads)?;
        Ok(Session { loaded: self, context, batch: LlamaBatch::new(PART, 1), held: Vec::new() })
    }

    pub(crate) fn context(&self, threads: i32) -> Result<LlamaContext<'_>, String> {
        let params = LlamaContextParams::default()
            .with_n_ctx(NonZeroU32::new(CONTEXT))
            .with_n_batch(PART as u32)
            .with_n_ubatch(PART as u32)
            .with_n_threads(threads)
            .with_n_threads_batch(threads);
        let context = self.model.new_context(backend()?, params);
        context.map_err(|why| format!("There is no room for the language model ({why})"))
    }

    /// A prompt in the model's own framing. `open` leaves it where the answer begins.
    fn framed(&self, prompt: &Prompt, turns: usize, open: bool) -> Result<String, String> {
        let message = |role: &str, text: &str| {
            LlamaChatMessage::new(role.into(), unmarked(text))
                .map_err(|why| format!("the prompt cannot be said ({why})"))
        };
        let mut chat = vec![message("system", &prompt.system)?];
        for (who, text) in &prompt.turns[..turns] {
            chat.push(message(if *who == Speaker::Theodore { "user" } else { "assistant" }, text)?);
        }
        let framed = self.model.apply_chat_template(&self.template, &chat, open).or_else(|_| {
            // A template that llama.cpp does not know: the commonest one will do.
            let common = LlamaChatTemplate::new("chatml").map_err(|why| why.to_string())?;
            self.model.apply_chat_template(&common, &chat, open).map_err(|why| why.to_string())
        });
        framed.map_err(|why| format!("the prompt cannot be framed ({why})"))
    }

    /// A prompt as the model reads it, up to where its answer begins.
    pub(crate) fn tokens(&self, prompt: &Prompt) -> Result<Vec<LlamaToken>, String> {
        let framed = self.framed(prompt, prompt.turns.len(), true)?;
        Ok(self.model.vocab().tokenize(framed.as_bytes(), true, true))
    }

    /// How words are drawn.
    pub(crate) fn sampler(&self, temperature: f32, seed: u64) -> LlamaSampler {
        let words = self.model.n_vocab();
        LlamaSampler::chain_simple([
            LlamaSampler::penalties(words, 64, 1.1, 0.0, 0.0),
            LlamaSampler::top_k(40),
            LlamaSampler::top_p(0.9, 1),
            LlamaSampler::temp(temperature.max(0.01)),
            LlamaSampler::dist((seed ^ (seed >> 32)) as u32),
        ])
    }
}

impl Session<'_> {
    /// Says a request to the stage, token by token; how many tokens it said.
    pub(crate) fn perform(
        &mut self,
        request: &Request,
        stage: &Stage,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<usize, String> {
        let tokens = self.loaded.tokens(&request.prompt)?;
        if !self.read(&tokens, request.max_tokens as usize, goes_on)? {
            return Ok(0);
        }
        let mut sampler = self.loaded.sampler(request.temperature, request.seed);
        let vocabulary = self.loaded.model.vocab();
        let (mut characters, mut thoughts) = (Characters::default(), Thoughts::default());
        let (mut piece, mut said) = (Vec::new(), 0);
        for _ in 0..request.max_tokens {
            if !goes_on() {
                return Ok(said);
            }
            let token = sampler.sample(&self.context, self.batch.n_tokens() - 1);
            if vocabulary.is_eog(token) {
                break;
            }
            said += 1;
            piece.clear();
            vocabulary.token_to_piece_into(token, &mut piece, false, None);
            let text = thoughts.hear(&characters.take(&piece));
            if !text.is_empty() && !stage.send(Piece::Text(text)) {
                return Ok(said);
            }
            self.decode(&[token], true)?;
        }
        stage.send(Piece::Text(thoughts.end()));
        Ok(said)
    }

    /// Reads as much of a prompt as the next one that begins like it can use, while the order stands.
    pub(crate) fn prepare(&mut self, prompt: &Prompt, stands: &dyn Fn() -> bool) -> Result<(), String> {
        let turns = prompt.turns.len().saturating_sub(1);
        let framed = self.loaded.framed(prompt, turns, false)?;
        let tokens = self.loaded.model.vocab().tokenize(framed.as_bytes(), true, true);
        self.read(&tokens, 0, stands)?;
        Ok(())
    }

    /// Brings the context to hold just these tokens, and leaves it ready to go on. False if the order did
    /// not stand to the end.
    fn read(&mut self, tokens: &[LlamaToken], room: usize, stands: &dyn Fn() -> bool) -> Result<bool, String> {
        if tokens.is_empty() || tokens.len() + room > CONTEXT as usize {
            return Err(format!("the prompt is too long for the model ({} tokens)", tokens.len()));
        }
        // The last token is always read anew: what comes after it is what we want to know.
        let same = self.held.iter().zip(tokens).take_while(|(a, b)| a == b).count().min(tokens.len() - 1);
        let kept = self.context.clear_kv_cache_seq(Some(0), Some(same as u32), None);
        let same = match kept {
            Ok(true) => same,
            _ => {
                // Some models cannot forget in part.
                self.context.clear_kv_cache();
                0
            }
        };
        self.held.truncate(same);
        let mut parts = tokens[same..].chunks(PART).peekable();
        while let Some(part) = parts.next() {
            if !stands() {
                return Ok(false);
            }
            self.decode(part, parts.peek().is_none())?;
        }
        Ok(true)
    }

    /// Reads a part; `ask` asks what would come after its last token.
    fn decode(&mut self, part: &[LlamaToken], ask: bool) -> Result<(), String> {
        let fail = |why: &dyn std::fmt::Display| format!("the language model failed ({why})");
        self.batch.clear();
        for (i, token) in part.iter().enumerate() {
            let at = (self.held.len() + i) as i32;
            self.batch.add(*token, at, &[0], ask && i + 1 == part.len()).map_err(|why| fail(&why))?;
        }
        if let Err(why) = self.context.decode(&mut self.batch) {
            // What it holds now is not known: begin anew next time.
            self.context.clear_kv_cache();
            self.held.clear();
            return Err(fail(&why));
        }
        self.held.extend_from_slice(part);
        Ok(())
    }
}

/// A turn in which nothing can be taken for its end. What was typed is cleaned already when a prompt is
/// made; this is for prompts that come from elsewhere.
fn unmarked(text: &str) -> String {
    text.replace("<|", "< ").replace("|>", " >").replace('\0', " ")
}

/// Bytes become characters as soon as they are whole.
#[derive(Debug, Default)]
pub(crate) struct Characters(Vec<u8>);

impl Characters {
    /// Takes bytes and gives the characters that are whole by now; what can never be one becomes `�`.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> String {
        self.0.extend_from_slice(bytes);
        let mut out = String::new();
        loop {
            match std::str::from_utf8(&self.0) {
                Ok(text) => {
                    out.push_str(text);
                    self.0.clear();
                    return out;
                }
                Err(why) => {
                    let (valid, broken) = (why.valid_up_to(), why.error_len());
                    out.push_str(&String::from_utf8_lossy(&self.0[..valid]));
                    let Some(broken) = broken else {
                        self.0.drain(..valid);
                        return out;
                    };
                    out.push('\u{FFFD}');
                    self.0.drain(..valid + broken);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_survive_being_cut() {
        let text = "naïve – 雨 👋🏽.";
        let mut characters = Characters::default();
        let whole: String = text.bytes().map(|byte| characters.take(&[byte])).collect();
        assert_eq!(whole, text);
        assert_eq!(Characters::default().take(&[0xFF, b'a', 0xC3]), "\u{FFFD}a");
    }
}
