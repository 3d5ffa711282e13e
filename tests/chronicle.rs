//! The chronicle tells a life again, exactly.

use super::authored::script;
use proptest::prelude::*;
use room_tone::{
    story::{Entry, Source},
    talk::{PlayerInput, Told, TurnKind, Waiting},
    tools::Driver,
};

/// Answers turns by these numbers: the offers, and past them silence, walking away, typed words.
fn live(driver: &mut Driver, seed: u64, answers: &[u8]) -> Vec<Told> {
    let mut told = driver.send(PlayerInput::Begin { seed });
    for answer in answers {
        let Waiting::Turn(turn) = &driver.floor().waiting else { break };
        let open: Vec<_> = turn.offers.iter().filter(|o| o.locked.is_none()).collect();
        let input = match usize::from(*answer) % (open.len() + 3) {
            at if at < open.len() => PlayerInput::Choose(open[at].id.clone()),
            at if at == open.len() && turn.can_leave => PlayerInput::Leave,
            at if at == open.len() + 1 && turn.kind != TurnKind::World => PlayerInput::Type("the lamp, I think".into()),
            _ if turn.kind == TurnKind::World => PlayerInput::Choose(open[0].id.clone()),
            _ => PlayerInput::Silence,
        };
        told.extend(driver.send(input));
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_life_told_again_is_the_same_life(seed in any::<u64>(), answers in proptest::collection::vec(any::<u8>(), 0..120)) {
        let mut lived = Driver::new(script(), |_| {});
        live(&mut lived, seed, &answers);
        let entries = lived.entries().to_vec();
        // Through text, as a save goes.
        let text = serde_json::to_string(&entries).unwrap();
        let read: Vec<Entry> = serde_json::from_str(&text).unwrap();
        let mut told = Driver::new(script(), |_| {});
        told.send(PlayerInput::Resume(read));
        prop_assert_eq!(told.entries(), entries.as_slice());
        prop_assert_eq!(told.snapshot(), lived.snapshot());
        prop_assert_eq!(&told.floor().waiting, &lived.floor().waiting);
    }
}

#[test]
fn the_same_seed_and_answers_make_the_same_life() {
    let answers: Vec<u8> = (0..90).map(|n| (n * 37 % 251) as u8).collect();
    let mut a = Driver::new(script(), |_| {});
    let mut b = Driver::new(script(), |_| {});
    assert_eq!(live(&mut a, 7, &answers), live(&mut b, 7, &answers));
    assert_eq!(a.snapshot(), b.snapshot());
}

#[test]
fn everything_is_written_down() {
    let mut driver = Driver::new(script(), |_| {});
    let told = live(&mut driver, 7, &[0, 0, 0, 0, 0, 0, 0, 0]);
    let entries = driver.entries();
    assert!(matches!(entries[0], Entry::Began { seed: 7, .. }));
    assert!(entries.iter().any(|e| matches!(e, Entry::Chose { .. })));
    assert!(entries.iter().any(|e| matches!(e, Entry::Applied { .. })));
    for line in told.iter().filter_map(|t| if let Told::Line(line) = t { Some(line) } else { None }) {
        let written = entries.iter().any(|e| match e {
            Entry::Said { text, .. } | Entry::Chose { text, .. } | Entry::Typed { text, .. } => *text == line.text,
            _ => false,
        });
        assert!(written, "{} is not in the chronicle", line.text);
        assert!(matches!(line.source, Source::Authored | Source::Player));
    }
}
