//! Words that are met with quiet, and not with a joke.

/// Whether typed words tell of something grave: whoever does not understand them has to be quiet, and not funny.
pub fn sounds_grave(text: &str) -> bool {
    const GRAVE: &[&str] = &[
        "mum",
        "mums",
        "mom",
        "moms",
        "mother",
        "dad",
        "dads",
        "father",
        "died",
        "dies",
        "dying",
        "dead",
        "death",
        "funeral",
        "buried",
        "grave",
        "cancer",
        "hospital",
        "hospice",
        "dementia",
        "alzheimers",
        "miscarriage",
        "baby",
        "cry",
        "cried",
        "crying",
        "scared",
        "afraid",
        "terrified",
        "frightened",
        "lonely",
        "alone",
        "abuse",
        "abused",
        "drunk",
        "drinking",
        "addict",
        "relapsed",
        "depressed",
        "depression",
        "diagnosed",
        "tumour",
        "tumor",
        "lost",
        "prison",
        "crash",
        "accident",
        "grief",
        "miss",
        "ashamed",
        "guilty",
        "forgive",
        "divorced",
        "divorce",
        "stroke",
        "murdered",
        "shot",
        "stabbed",
        "pregnant",
        "help",
        "shouldnt",
        "bridge",
        "pills",
        "tablets",
        "knife",
        "gun",
        "hits",
        "hitting",
    ];
    // A thing that gives up is no death.
    const THINGS: &[&str] =
        &["phone died", "battery died", "laptop died", "phone is dead", "battery is dead", "plant is dead"];
    let words = text.replace(['’', '\''], "").to_lowercase();
    if THINGS.iter().any(|thing| words.contains(thing)) {
        return false;
    }
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| GRAVE.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_grave_is_heard_as_that() {
        assert!(
            sounds_grave("mums in a care home in Hull, she doesnt know me") && sounds_grave("i cried at the station")
        );
        assert!(sounds_grave("i took something i shouldn't have") && sounds_grave("help"));
        assert!(!sounds_grave("i had toast for dinner") && !sounds_grave("my phone died"));
    }
}
