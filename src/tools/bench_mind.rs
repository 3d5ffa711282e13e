//! Measures the mind: how fast a typed sentence is understood, what a sentence from an endpoint costs on its way, how
//! soon the model in this process speaks, and what our way of asking it costs beside the barest loop over the same
//! library.

use crate::mind::SentenceModel;
use serde_json::{Value, json};
use std::{
    io::Write,
    time::{Duration, Instant},
};

/// Runs the benchmark and prints what it found: as JSON, or as a page.
pub fn run(as_json: bool) -> Result<(), String> {
    let mut found = serde_json::Map::new();
    found.insert("understand".into(), understand()?);
    #[cfg(feature = "endpoint")]
    found.insert("endpoint_p99_ms".into(), milliseconds(super::bench_endpoint::measure()?).into());
    #[cfg(feature = "embedded-mind")]
    found.insert("embedded".into(), embedded::measure()?);
    let found = Value::Object(found);
    let mut out = std::io::stdout().lock();
    let page = if as_json { format!("{found}\n") } else { page(&found) };
    // Whoever reads may have read enough.
    out.write_all(page.as_bytes()).or_else(|why| match why.kind() {
        std::io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(why.to_string()),
    })
}

fn page(found: &Value) -> String {
    let number = |at: &str| found.pointer(at).and_then(Value::as_f64).unwrap_or_default();
    let mut page = format!(
        "understanding   {:.2} ms a sentence (median of {}), {:.1} ms to load\n",
        number("/understand/median_ms"),
        number("/understand/sentences"),
        number("/understand/load_ms"),
    );
    if found.get("endpoint_p99_ms").is_some() {
        page += &format!(
            "endpoint        {:.2} ms from the wire to a whole sentence (99 in 100)\n",
            number("/endpoint_p99_ms")
        );
    }
    if found.get("embedded").is_some() {
        page += &format!(
            "bare loop       {:.1} tokens/s\nour performer   {:.1} tokens/s, {:.2} of the bare loop\n\
             first token     {:.0} ms on a new prompt of {} tokens, {:.0} ms on one whose head is known\n",
            number("/embedded/bare_tokens_per_second"),
            number("/embedded/tokens_per_second"),
            number("/embedded/ratio"),
            number("/embedded/first_token_ms"),
            number("/embedded/prompt_tokens"),
            number("/embedded/first_token_known_head_ms"),
        );
    }
    page
}

fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}

fn understand() -> Result<Value, String> {
    const SENTENCES: usize = 240;
    let (began, folder) = (Instant::now(), crate::platform::assets_dir().join("mind"));
    let model = SentenceModel::read(&folder)?;
    let load = began.elapsed();
    // What people type: four to sixteen words. Each is new, as what is typed always is.
    let words = "i heard you say the rain was late again and nobody in this house had noticed it until you told me so";
    let words: Vec<&str> = words.split(' ').collect();
    let mut times = Vec::with_capacity(SENTENCES);
    for n in 0..SENTENCES {
        let from = n % 7;
        let sentence = format!("{} {}", words[from..from + 3 + n % 13].join(" "), words[n % words.len()]);
        let began = Instant::now();
        model.place(&sentence)?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    Ok(json!({
        "sentences": SENTENCES,
        "median_ms": milliseconds(times[SENTENCES / 2]),
        "p95_ms": milliseconds(times[SENTENCES * 95 / 100]),
        "load_ms": milliseconds(load),
    }))
}

#[cfg(feature = "embedded-mind")]
mod embedded {
    use super::milliseconds;
    use crate::mind::{
        Performance, Performer, Piece, Prompt, Request, Speaker,
        performers::embedded::{
            Embedded,
            model::{Loaded, threads},
            weights,
        },
    };
    use llama_cpp_2::llama_batch::LlamaBatch;
    use serde_json::{Value, json};
    use std::time::{Duration, Instant};

    /// So many tokens a run.
    const TOKENS: u32 = 128;
    /// So many runs each; the best of either side counts, since everything else on a machine only slows.
    const RUNS: u64 = 5;

    /// Both loops on the same prompt, taking turns, so that neither gets the better half of the time.
    pub(super) fn measure() -> Result<Value, String> {
        let found = weights::find()?;
        let loaded = Loaded::load(&found.path, |_| true)?;
        let mut ours = Embedded::new(found.clone(), None);
        // Loading is not what is measured.
        run(&mut ours, &request("«hello»", 1, 0))?;
        let (mut bare_best, mut our_best) = (0.0_f64, 0.0_f64);
        for seed in 0..RUNS {
            bare_best = bare_best.max(bare(&loaded, &request("«What do you hear?»", TOKENS, seed))?);
            our_best = our_best.max(run(&mut ours, &request("«What do you hear?»", TOKENS, seed))?.per_second);
        }
        // A head that nobody has read yet; then the same one with other last words.
        let mut fresh = request("«What do you hear?»", 8, 1);
        fresh.prompt.system = format!("It is evening. {}", fresh.prompt.system);
        let first = run(&mut ours, &fresh)?.first;
        fresh.prompt.turns = vec![(Speaker::Theodore, "«And now?»".into())];
        let known = run(&mut ours, &fresh)?.first;
        Ok(json!({
            "model": found.path.file_name().map(|name| name.to_string_lossy()),
            "threads": threads(),
            "prompt_tokens": loaded.tokens(&fresh.prompt)?.len(),
            "bare_tokens_per_second": round(bare_best),
            "tokens_per_second": round(our_best),
            "ratio": round(our_best / bare_best),
            "first_token_ms": milliseconds(first),
            "first_token_known_head_ms": milliseconds(known),
        }))
    }

    fn round(number: f64) -> f64 {
        (number * 1000.0).round() / 1000.0
    }

    fn request(typed: &str, max_tokens: u32, seed: u64) -> Request {
        let system = "You are Samantha, a voice in one man's flat. You talk with Theodore, who writes other people's \
                      letters for a living and never sends his own. You tell him everything that you hear, at \
                      great length: the fridge, the lift, the rain, the way he puts down a cup.";
        let prompt =
            Prompt { system: system.repeat(4), turns: vec![(Speaker::Theodore, typed.into())], ..Default::default() };
        Request { prompt, max_tokens, temperature: 0.7, seed }
    }

    struct Run {
        first: Duration,
        per_second: f64,
    }

    /// Our way: an order to the thread, pieces over the channel. The clock runs from the first piece to the
    /// end.
    fn run(performer: &mut Embedded, request: &Request) -> Result<Run, String> {
        let (began, before) = (Instant::now(), performer.said());
        let performance: Performance = performer.perform(request.clone());
        let mut first = None;
        loop {
            match performance.poll() {
                Some(Piece::Text(text)) if !text.is_empty() => {
                    first.get_or_insert_with(Instant::now);
                }
                Some(Piece::Done) => break,
                Some(Piece::Failed(why)) => return Err(why),
                Some(Piece::Text(_)) | None => std::thread::sleep(Duration::from_millis(4)),
            }
        }
        let first = first.ok_or("the model said nothing")?;
        let said = (performer.said() - before) as f64;
        Ok(Run { first: first.duration_since(began), per_second: said / first.elapsed().as_secs_f64().max(1e-9) })
    }

    /// The barest way: one context, one batch, sample and decode.
    fn bare(loaded: &Loaded, request: &Request) -> Result<f64, String> {
        let text = |why: &dyn std::fmt::Display| why.to_string();
        let tokens = loaded.tokens(&request.prompt)?;
        let mut context = loaded.context(threads())?;
        let mut batch = LlamaBatch::new(tokens.len(), 1);
        let mut at = 0;
        for part in tokens.chunks(crate::mind::performers::embedded::model::PART) {
            batch.clear();
            for token in part {
                at += 1;
                batch.add(*token, at - 1, &[0], at as usize == tokens.len()).map_err(|why| text(&why))?;
            }
            context.decode(&mut batch).map_err(|why| text(&why))?;
        }
        let mut sampler = loaded.sampler(request.temperature, request.seed);
        let (mut began, mut said) = (Instant::now(), 0_u32);
        for _ in 0..request.max_tokens {
            let token = sampler.sample(&context, batch.n_tokens() - 1);
            if loaded.model.vocab().is_eog(token) {
                break;
            }
            if said == 0 {
                // As on the other side, the clock starts with the first token.
                began = Instant::now();
            }
            said += 1;
            batch.clear();
            batch.add(token, at, &[0], true).map_err(|why| text(&why))?;
            at += 1;
            context.decode(&mut batch).map_err(|why| text(&why))?;
        }
        Ok(f64::from(said) / began.elapsed().as_secs_f64().max(1e-9))
    }
}
