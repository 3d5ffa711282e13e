//! How somebody is heard: what they are called by now, and how long it is quiet before they speak.

use crate::{
    script::{CastId, Line, Member, Script},
    story::{Read, all_hold},
};

/// How long it is quiet before a line, in seconds, where nobody says anything about it.
const QUIET: f32 = 0.25;

/// What somebody is called by now.
pub(super) fn name_of(script: &Script, truth: &impl Read, who: &CastId) -> String {
    let Some(member) = script.cast.members.get(who) else { return who.to_string() };
    let named = member.named.iter().find(|naming| all_hold(&naming.when, truth));
    named.map_or_else(|| member.name.clone(), |naming| naming.name.clone())
}

/// Seconds of quiet before a line.
pub(super) fn pause_before(script: &Script, truth: &impl Read, who: &CastId, line: &Line) -> f32 {
    let member = script.cast.members.get(who);
    let at_once = member.is_some_and(|member| !member.at_once.is_empty() && all_hold(&member.at_once, truth));
    quiet(line.pause, member, at_once)
}

/// The line's own pause, or that of whoever says it; none for somebody who has given them up.
fn quiet(own: Option<f32>, member: Option<&Member>, at_once: bool) -> f32 {
    if at_once {
        return 0.0;
    }
    own.or(member.and_then(|member| member.pause)).unwrap_or(QUIET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_gave_up_their_pauses_has_none_even_where_a_line_asks_for_one() {
        let slow: Member = serde_json::from_str(r#"{"name": "Voice", "pause": 0.7}"#).unwrap();
        assert_eq!(quiet(None, None, false), QUIET);
        assert_eq!(quiet(None, Some(&slow), false), 0.7);
        assert_eq!(quiet(Some(3.0), Some(&slow), false), 3.0);
        assert_eq!(quiet(Some(3.0), Some(&slow), true), 0.0);
    }
}
