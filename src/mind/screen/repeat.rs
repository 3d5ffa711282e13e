//! Whether it was said already, by her or just now by him, and whether it may be spoken of.

use crate::mind::words;

/// How alike two sentences are that count as the same one.
const SAME: f32 = 0.82;
/// How far back she remembers her own sentences word for word.
const BACK: usize = 400;

/// Something of what must not come up, if it does. An entry is a word, a name, or several words; its
/// possessive and plural count too, and accents do not matter.
pub(super) fn kept_out(normal: &str, keep_out: &[String]) -> Option<String> {
    let spaced = spaced(normal);
    keep_out.iter().find(|entry| stands(&spaced, entry)).cloned()
}

/// A [`normal`](words::normal) text, ready to be asked whether something [`stands`] in it.
pub(super) fn spaced(normal: &str) -> String {
    format!(" {} ", plain(normal))
}

/// Whether an entry stands in a text.
pub(super) fn stands(spaced: &str, entry: &str) -> bool {
    let entry = plain(&words::normal(entry));
    let ends =
        |rest: &str| ["", "s", "es"].iter().any(|e| rest.strip_prefix(e).is_some_and(|rest| rest.starts_with(' ')));
    let wanted = format!(" {entry}");
    !entry.is_empty() && spaced.match_indices(&wanted).any(|(at, _)| ends(&spaced[at + wanted.len()..]))
}

/// The letters without their accents.
fn plain(normal: &str) -> String {
    let bare = |c: char| match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'į' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'š' | 'ś' => 's',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        c => c,
    };
    normal.chars().map(bare).collect()
}

/// So many words in a row, word for word, are no accident.
const RECITED: usize = 6;

/// Words in a row that stand in what the model was told to be and to want: it gives away its part.
pub(super) fn recites(normal: &str, told: &str) -> Option<String> {
    let told = format!(" {told} ");
    let words: Vec<&str> = normal.split(' ').collect();
    words.windows(RECITED).map(|row| row.join(" ")).find(|row| told.contains(&format!(" {row} ")))
}

/// The earlier sentence that this one repeats. Words that everybody says again (`Yes.`) are free.
pub(super) fn again(normal: &str, said_before: &[String]) -> Option<String> {
    if normal.split(' ').count() < 4 {
        return None;
    }
    let from = said_before.len().saturating_sub(BACK);
    let same = |said: &&String| {
        sentences(said).any(|earlier| {
            let earlier = words::normal(earlier);
            earlier == normal || near_in_length(&earlier, normal) && words::likeness(&earlier, normal) >= SAME
        })
    };
    said_before[from..].iter().rev().find(same).cloned()
}

/// Whether a sentence only gives back what he typed.
pub(super) fn echoes(normal: &str, typed: &str) -> bool {
    if typed.split(' ').count() < 3 || normal.split(' ').count() < 3 {
        return false;
    }
    normal == typed
        || near_in_length(normal, typed) && words::likeness(normal, typed) >= SAME
        || (words::share(normal, typed) >= 0.9 && normal.split(' ').count() >= 5)
}

fn near_in_length(a: &str, b: &str) -> bool {
    a.len() * 2 >= b.len() && b.len() * 2 >= a.len()
}

/// A line may hold several sentences.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    std::iter::once(line).chain(line.split_inclusive(['.', '!', '?', '…']))
}

/// Which share of what the written line is about an answer must be about, too.
const KEPT: f32 = 0.85;

/// Whether a sentence says what the line says: about the same things, of the same people, and with as
/// many denials.
pub(super) fn keeps_to(normal: &str, line: &str) -> bool {
    let (said, meant) = (words::content(normal), words::content(line));
    let shared = said.intersection(&meant).count();
    let enough = shared >= meant.len().min(2) && shared > 0;
    // One word more is one thing more that is said: “you said that …” makes somebody have said it.
    enough
        && shared == said.len()
        && people(normal).is_subset(&people(line))
        && (denials(normal) == denials(line) || denials(normal) == 0 && normal.len() * 2 < line.len())
}

/// Whether an answer leaves out next to nothing of the line, its denials least of all.
pub(super) fn covers(answer: &str, line: &str) -> bool {
    let (said, meant) = (words::content(answer), words::content(line));
    said.intersection(&meant).count() as f32 >= KEPT * meant.len() as f32 && denials(answer) == denials(line)
}

/// Whether an answer has half of what a part of the line is about.
pub(super) fn touches(answer: &str, part: &str) -> bool {
    let (said, meant) = (words::content(answer), words::content(part));
    said.intersection(&meant).count() * 2 >= meant.len()
}

/// The same for a sentence that has only begun.
pub(super) fn still_keeps_to(begun: &str, line: &str) -> bool {
    // Its last word may be half a word.
    let Some((begun, _)) = begun.rsplit_once(' ') else { return true };
    let (said, meant) = (words::content(begun), words::content(line));
    let strayed = said.difference(&meant).count();
    strayed == 0 && people(begun).is_subset(&people(line)) && begun.len() <= line.len() * 2
}

/// Of whom it speaks.
fn people(normal: &str) -> std::collections::BTreeSet<&'static str> {
    let person = |word: &str| match word {
        "i" | "im" | "ill" | "ive" | "id" | "me" | "my" | "mine" | "myself" => Some("i"),
        "you" | "youre" | "youll" | "youve" | "youd" | "your" | "yours" | "yourself" => Some("you"),
        "he" | "hes" | "hed" | "him" | "his" => Some("he"),
        "she" | "shes" | "her" | "hers" => Some("she"),
        "we" | "weve" | "us" | "our" | "ours" => Some("we"),
        "they" | "theyre" | "theyll" | "theyve" | "them" | "their" => Some("they"),
        _ => None,
    };
    normal.split(' ').filter_map(person).collect()
}

fn denials(normal: &str) -> usize {
    let denies = |word: &&str| {
        matches!(*word, "not" | "no" | "never" | "none" | "nothing" | "nobody" | "nowhere" | "cannot" | "without")
            || word.len() > 3
                && word.ends_with("nt")
                && !matches!(
                    *word,
                    "want"
                        | "went"
                        | "front"
                        | "point"
                        | "spent"
                        | "sent"
                        | "meant"
                        | "rent"
                        | "count"
                        | "silent"
                        | "moment"
                        | "different"
                )
    };
    normal.split(' ').filter(denies).count()
}
