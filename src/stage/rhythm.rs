//! How a line would be heard: where its stresses fall and where she draws breath. As long as nobody voices her, this is
//! all the sound that the lamp has to go by.

use crate::script::Tone;

/// Seconds between two syllables of somebody calm: about five a second (Pellegrino, Coupé and Marsico 2011 measured a
/// little over six for English read aloud).
const SYLLABLE: f32 = 0.19;
/// Seconds until half of a stress has faded.
const FADES: f32 = 0.13;
/// Seconds in which a stress comes.
const COMES: f32 = 0.06;

/// The stresses of a line, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rhythm {
    stresses: Vec<Stress>,
}

/// One syllable: when it comes, in seconds from the line's beginning, and how loud it is, 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stress {
    at: f32,
    loud: f32,
}

impl Rhythm {
    /// Reads a line as somebody would say it.
    pub fn of(text: &str, tone: Tone) -> Self {
        let (pace, loud) = manner(tone);
        let mut stresses = Vec::new();
        let mut at = 0.0;
        for word in text.split_whitespace() {
            let letters: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let syllables = syllables(&letters);
            // Short words carry the others; of a long one the first syllable is the heaviest.
            let weight = if letters.chars().count() <= 3 { 0.55 } else { 1.0 };
            for syllable in 0..syllables {
                let falls = if syllable == 0 { 1.0 } else { 0.6 };
                stresses.push(Stress { at, loud: loud * weight * falls });
                at += SYLLABLE / pace;
            }
            at += pause(word) / pace;
        }
        Self { stresses }
    }

    /// How loud she is `seconds` after the line began, 0..1.
    pub fn level(&self, seconds: f32) -> f32 {
        let begun = self.stresses.partition_point(|stress| stress.at <= seconds);
        // What came earlier has faded.
        let heard = &self.stresses[begun.saturating_sub(4)..begun];
        heard.iter().map(|stress| stress.loud * swell(seconds - stress.at)).fold(0.0, f32::max)
    }

    /// Seconds until the last of it has faded.
    pub fn lasts(&self) -> f32 {
        self.stresses.last().map_or(0.0, |last| last.at + 6.0 * FADES)
    }
}

/// A stress `seconds` after it came: it rises quickly and fades slowly.
fn swell(seconds: f32) -> f32 {
    (seconds / COMES).clamp(0.0, 1.0) * (-(seconds - COMES).max(0.0) / FADES * std::f32::consts::LN_2).exp()
}

/// How fast a tone is, and how loud: 1 is what is usual.
fn manner(tone: Tone) -> (f32, f32) {
    match tone {
        Tone::Bright | Tone::Teasing => (1.12, 1.0),
        Tone::Plain | Tone::Exact | Tone::Dry => (1.0, 0.85),
        Tone::Warm => (0.94, 0.85),
        Tone::Careful => (0.86, 0.7),
        Tone::Soft | Tone::Quiet => (0.88, 0.55),
        Tone::Tired => (0.78, 0.5),
    }
}

/// Syllables of a word in small letters: its groups of vowels. Where no vowel is written, one for two signs.
fn syllables(word: &str) -> usize {
    let vowel = |c: char| "aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿ".contains(c);
    let mut groups = 0;
    let mut before = false;
    for c in word.chars() {
        groups += usize::from(vowel(c) && !before);
        before = vowel(c);
    }
    // The last letter of “voice” is not spoken, that of “table” is.
    if groups > 1 && word.ends_with('e') && !word.ends_with("le") {
        groups -= 1;
    }
    if groups == 0 { word.chars().count().div_ceil(2) } else { groups }
}

/// Seconds of silence after a word.
fn pause(word: &str) -> f32 {
    match word.trim_end_matches(['”', '"', '’', ')']).chars().last() {
        Some('.' | '?' | '!' | '。') => 0.55,
        Some('…' | '–' | '—') => 0.45,
        Some(',' | ';' | ':' | '、') => 0.28,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_have_the_syllables_that_they_are_said_with() {
        for (word, count) in [("lamp", 1), ("voice", 1), ("evening", 3), ("letter", 2), ("table", 2), ("7", 1), ("", 0)]
        {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn a_full_stop_is_a_silence_and_a_comma_a_shorter_one() {
        let least = |text: &str| {
            let rhythm = Rhythm::of(text, Tone::Plain);
            let last = rhythm.stresses.last().map_or(0.0, |last| last.at);
            (20..400)
                .map(|k| k as f32 * 0.005)
                .take_while(|at| *at < last)
                .map(|at| rhythm.level(at))
                .fold(1.0, f32::min)
        };
        let (flows, comma, stop) = (
            Rhythm::of("You kept it open", Tone::Plain),
            Rhythm::of("You kept it, open", Tone::Plain),
            Rhythm::of("You kept it. Open", Tone::Plain),
        );
        assert!(flows.lasts() < comma.lasts() && comma.lasts() < stop.lasts());
        assert!(least("You kept it. Open.") < least("You kept it open."));
    }

    #[test]
    fn tired_is_slower_and_lower_than_bright() {
        let text = "The kettle again";
        let (tired, bright) = (Rhythm::of(text, Tone::Tired), Rhythm::of(text, Tone::Bright));
        assert!(tired.lasts() > bright.lasts());
        assert!(tired.level(COMES) < bright.level(COMES));
    }

    proptest! {
        #[test]
        fn whatever_is_written_the_level_is_a_level_and_ends(text in ".{0,200}", at in 0.0_f32..60.0) {
            let rhythm = Rhythm::of(&text, Tone::Warm);
            prop_assert!((0.0..=1.0).contains(&rhythm.level(at)));
            prop_assert!(rhythm.level(rhythm.lasts() + 1.0) < 0.01);
        }
    }
}
