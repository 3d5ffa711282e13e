//! Going back and forth in a life: whatever was done, each turn before is there again, exactly.

use super::{authored, small};
use proptest::prelude::*;
use room_tone::{
    save::{self, SaveCommand, Slot},
    story::{Entry, Snapshot},
    talk::{PlayerInput, Told, TurnKind, Waiting},
    tools::Driver,
};
use std::fs;

/// All that can be told apart about a life that waits for its player.
#[derive(Clone, Debug, PartialEq)]
struct Moment {
    entries: Vec<Entry>,
    snapshot: Snapshot,
    waiting: Waiting,
}

fn moment(driver: &mut Driver) -> Moment {
    let snapshot = driver.snapshot();
    Moment { entries: driver.entries().to_vec(), snapshot, waiting: driver.floor().waiting.clone() }
}

/// What a number makes the player do at this turn: an offer, or past them silence, walking away, typed words.
fn answer(driver: &Driver, number: u8) -> Option<PlayerInput> {
    let Waiting::Turn(turn) = &driver.floor().waiting else { return None };
    let open: Vec<_> = turn.offers.iter().filter(|o| o.locked.is_none()).collect();
    Some(match usize::from(number) % (open.len() + 3) {
        at if at < open.len() => PlayerInput::Choose(open[at].id.clone()),
        at if at == open.len() && turn.can_leave => PlayerInput::Leave,
        at if at == open.len() + 1 && turn.kind != TurnKind::World => PlayerInput::Type("the lamp, I think".into()),
        _ => PlayerInput::Silence,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn each_turn_before_is_there_again(seed in any::<u64>(), steps in proptest::collection::vec(any::<(u8, u8)>(), 0..60)) {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("life.journal");
        let name = file.to_string_lossy().into_owned();
        let mut driver = Driver::new(authored::script(), |app| {
            app.insert_resource(Slot(name));
        });
        driver.app().world_mut().write_message(SaveCommand::New { seed: Some(seed) });
        driver.app().update();
        driver.settle();
        let mut past = vec![moment(&mut driver)];
        let mut future: Vec<Moment> = Vec::new();
        for (what, number) in steps {
            match what % 6 {
                0 | 1 => {
                    driver.send(PlayerInput::Back);
                    if past.len() > 1 {
                        future.extend(past.pop());
                    }
                }
                2 => {
                    driver.send(PlayerInput::Forth);
                    past.extend(future.pop());
                }
                _ => {
                    let before = driver.entries().len();
                    let Some(input) = answer(&driver, number) else { continue };
                    driver.send(input);
                    if driver.entries().len() > before {
                        past.push(moment(&mut driver));
                        future.clear();
                    }
                }
            }
            let now = moment(&mut driver);
            prop_assert_eq!(&now, past.last().unwrap());
            // What stands on the disk is the same life, at every moment.
            let read = save::read(&fs::read_to_string(&file).unwrap());
            prop_assert!(read.fault.is_none());
            let written = read.entries();
            prop_assert_eq!(written.as_slice(), driver.entries());
        }
        let mut again = Driver::new(authored::script(), |_| {});
        again.send(PlayerInput::Resume(save::read(&fs::read_to_string(&file).unwrap()).entries()));
        let again = moment(&mut again);
        prop_assert_eq!(&again, past.last().unwrap());
    }
}

fn notes(told: &[Told]) -> Vec<&str> {
    told.iter().filter_map(|told| if let Told::Note(note) = told { Some(note.as_str()) } else { None }).collect()
}

#[test]
fn nobody_goes_back_beyond_the_beginning_or_forth_beyond_the_end() {
    let mut driver = Driver::new(small::script(), |_| {});
    assert!(driver.send(PlayerInput::Back).is_empty());
    driver.send(PlayerInput::Begin { seed: 7 });
    let first = moment(&mut driver);
    assert_eq!(notes(&driver.send(PlayerInput::Back)), ["There is nothing before this."]);
    assert_eq!(notes(&driver.send(PlayerInput::Forth)), ["There is nothing after this yet."]);
    assert_eq!(moment(&mut driver), first);
}

#[test]
fn a_life_that_ended_can_be_taken_back_and_end_again() {
    let mut driver = Driver::new(small::script(), |_| {});
    driver.send(PlayerInput::Begin { seed: 7 });
    small::choose(&mut driver, &[1, 1, 1, 1, 1]);
    let before = moment(&mut driver);
    small::choose(&mut driver, &[1]);
    let ended = moment(&mut driver);
    assert_eq!(ended.waiting, Waiting::Ended("over".into()));
    let told = driver.send(PlayerInput::Back);
    assert!(told.contains(&Told::Opened) && told.contains(&Told::Turn), "{told:?}");
    assert_eq!(moment(&mut driver), before);
    let told = driver.send(PlayerInput::Forth);
    assert!(told.contains(&Told::Ending("over".into())), "{told:?}");
    assert_eq!(moment(&mut driver), ended);
}

#[test]
fn a_new_deed_takes_the_place_of_what_was_taken_back() {
    let mut driver = Driver::new(small::script(), |_| {});
    driver.send(PlayerInput::Begin { seed: 7 });
    small::choose(&mut driver, &[1]);
    driver.send(PlayerInput::Back);
    small::choose(&mut driver, &[2]);
    assert_eq!(notes(&driver.send(PlayerInput::Forth)), ["There is nothing after this yet."]);
    assert!(!driver.life().flag("lit"));
    // What changed a gauge up to its end is taken off to where it was, not by as much as it would have added.
    let rest = |driver: &mut Driver| driver.snapshot().gauge(room_tone::script::Gauge::Rest);
    driver.send(PlayerInput::Back);
    let before = rest(&mut driver);
    small::choose(&mut driver, &[1]);
    assert!((rest(&mut driver) - 1.0).abs() < f32::EPSILON);
    driver.send(PlayerInput::Back);
    assert!((rest(&mut driver) - before).abs() < f32::EPSILON);
}

#[test]
fn what_was_said_before_can_still_be_read() {
    let mut driver = Driver::new(small::script(), |_| {});
    driver.send(PlayerInput::Begin { seed: 7 });
    small::choose(&mut driver, &[1, 2]);
    let told = driver.send(PlayerInput::Back);
    let shown =
        told.iter().filter_map(|told| if let Told::Line(line) = told { Some(line.text.as_str()) } else { None });
    assert_eq!(shown.collect::<Vec<_>>(), ["It is hot."]);
    let backlog: Vec<_> = driver.floor().backlog.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(backlog, ["Good morning.", "It is hot."]);
}

#[test]
fn a_day_is_begun_again_and_what_came_after_it_can_come_again() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("life.journal");
    let name = file.to_string_lossy().into_owned();
    let mut driver = Driver::new(super::mind::story().clone(), |app| {
        room_tone::tools::by_words(app);
        app.insert_resource(Slot(name));
    });
    driver.app().world_mut().write_message(SaveCommand::New { seed: Some(3) });
    driver.app().update();
    driver.settle();
    room_tone::tools::go_on(&mut driver, "honest", 3, |driver| driver.life().calendar().day >= 5);
    let later = moment(&mut driver);
    let days = room_tone::story::days(driver.entries(), driver.script());
    assert!(days.len() >= 4 && days.windows(2).all(|pair| pair[0].day < pair[1].day), "{days:?}");
    assert!(days.iter().any(|day| day.beats.iter().any(|beat| beat.missed > 0 && !beat.taken.is_empty())));

    let day = days[2].day;
    driver.send(PlayerInput::BackToDay { day });
    assert_eq!(driver.life().calendar().day, day);
    assert!(driver.floor().waiting.turn().is_some());
    let read = save::read(&fs::read_to_string(&file).unwrap());
    assert_eq!(read.entries(), driver.entries(), "what is kept stands there, too");
    driver.send(PlayerInput::Forth);
    assert_eq!(moment(&mut driver).entries, later.entries);
    driver.send(PlayerInput::BackToDay { day: 1 });
    assert_eq!(driver.life().turns(), 0);
    // A day that has not come is said to be so, and changes nothing.
    let told = driver.send(PlayerInput::BackToDay { day: 99 });
    assert!(told.iter().any(|told| matches!(told, Told::Note(note) if note.contains("not been lived"))), "{told:?}");
}

#[test]
fn the_next_life_knows_that_there_was_one() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("life.journal");
    let live = |number: u64| {
        let name = file.to_string_lossy().into_owned();
        let mut driver = Driver::new(small::script(), |app| {
            app.insert_resource(Slot(name));
        });
        driver.app().world_mut().write_message(SaveCommand::New { seed: Some(number) });
        driver.app().update();
        driver.settle();
        for choice in ["tea", "stay"] {
            driver.send(PlayerInput::Choose(choice.into()));
        }
        while let Waiting::Turn(turn) = &driver.floor().waiting {
            let last = turn.offers.iter().find(|offer| offer.id.as_str() == "enough").or(turn.offers.first());
            let input = last.map_or(PlayerInput::Silence, |offer| PlayerInput::Choose(offer.id.clone()));
            driver.send(input);
        }
        driver.app().update();
        assert!(matches!(driver.floor().waiting, Waiting::Ended(_)));
        driver.life().before().lives
    };
    assert_eq!((live(1), live(2), live(2), live(3)), (0, 1, 2, 2), "the same seed is the same life");
    let kept = fs::read_to_string(home.path().join("lived.json")).unwrap();
    assert!(kept.contains("\"small\"") && kept.contains("over"), "{kept}");
    // One that cannot be read is set aside as it is, and the next life is a first one.
    fs::write(home.path().join("lived.json"), "{").unwrap();
    assert_eq!(live(4), 0);
    assert_eq!(fs::read_to_string(home.path().join("lived.json.aside-1")).unwrap(), "{");
    assert_eq!(live(5), 1, "and it is counted from there");
}
