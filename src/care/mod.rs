//! Looking after the person who plays, outside every pack and every model.
//!
//! What is here cannot be changed by a story, a mod or a model: it reads what the player typed before
//! anybody else does, and speaks as the game, not as Samantha.

/// What the game says when a player's own words sound like danger.
pub const HELP: &str = "This is the game, not Samantha. If you are thinking of hurting yourself, please talk to \
    somebody tonight who can answer you: a person near you, your emergency number, or a helpline in your country \
    (findahelpline.com). The story waits; leaving it costs nothing.";

/// Whether typed words sound as if the player meant to harm themselves. Leans towards yes: a word too
/// many costs a moment, a word too few may cost more.
pub fn sounds_like_danger(text: &str) -> bool {
    const SIGNS: [&str; 12] = [
        "kill myself",
        "killing myself",
        "end my life",
        "end it all",
        "want to die",
        "wanna die",
        "suicide",
        "suicidal",
        "hurt myself",
        "harm myself",
        "cut myself",
        "better off dead",
    ];
    let plain: String = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    SIGNS.iter().any(|sign| plain.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hears_danger_and_lets_sadness_be() {
        assert!(sounds_like_danger("sometimes I want  to DIE"));
        assert!(sounds_like_danger("i might kill myself"));
        assert!(!sounds_like_danger("this fridge is killing me"));
        assert!(!sounds_like_danger("I feel lonely tonight"));
    }
}
