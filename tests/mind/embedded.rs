//! The model in this process, when its weights are not what they should be.

use room_tone::mind::{
    Mind, Performance, Performer, Piece, Prompt, Request, Speaker,
    performers::embedded::{Embedded, weights},
};
use std::time::{Duration, Instant};

fn request() -> Request {
    let prompt = Prompt {
        system: "You are Samantha.".into(),
        turns: vec![(Speaker::Theodore, "«hello»".into())],
        ..Default::default()
    };
    Request { prompt, max_tokens: 40, temperature: 0.7, seed: 7 }
}

fn end(performance: &Performance) -> Piece {
    let until = Instant::now() + Duration::from_secs(20);
    while Instant::now() < until {
        match performance.poll() {
            Some(Piece::Text(_)) => {}
            Some(end) => return end,
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    }
    panic!("nothing came of it in 20 seconds");
}

/// What is wrong with a file of these bytes, and how it is said.
fn trouble(bytes: &[u8], default: bool) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(weights::FILE);
    std::fs::write(&path, bytes).expect("written");
    let mut embedded = Embedded::new(weights::at(path.clone(), default).expect("it is there"), None);
    assert!(matches!(end(&embedded.perform(request())), Piece::Failed(_)));
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(trouble) = embedded.trouble() {
            assert!(trouble.contains(&path.display().to_string()), "{trouble}");
            assert!(trouble.contains("written by a person"), "{trouble}");
            assert!(matches!(end(&embedded.perform(request())), Piece::Failed(_)), "and ever after");
            return trouble;
        }
        assert!(Instant::now() < until, "nobody said what is wrong");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn weights_that_are_missing_are_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let why = weights::at(folder.path().join("models").join(weights::FILE), true).unwrap_err();
    assert!(why.contains("./play") && why.contains(weights::FILE), "{why}");
    let why = weights::at(folder.path().join("mine.gguf"), false).unwrap_err();
    assert!(why.contains("ROOM_TONE_GGUF") && why.contains("mine.gguf"), "{why}");
}

#[test]
fn weights_that_are_damaged_are_said() {
    assert!(trouble(b"", true).contains("no GGUF file"));
    assert!(trouble(b"<html>404</html>", true).contains("./play"));
    assert!(trouble(b"GGUF\x03\0\0\0and then it broke off", true).contains("only there in part"));
    // The right length, and the wrong bytes: a hole in a file costs no room on the disk.
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(weights::FILE);
    std::fs::write(&path, b"GGUF\x03\0\0\0").expect("written");
    std::fs::File::options().write(true).open(&path).and_then(|file| file.set_len(98_362_432)).expect("stretched");
    let mut embedded = Embedded::new(weights::at(path, true).expect("it is there"), None);
    assert!(matches!(end(&embedded.perform(request())), Piece::Failed(_)));
    let trouble_said = (0..2_000).find_map(|_| {
        std::thread::sleep(Duration::from_millis(5));
        embedded.trouble()
    });
    assert!(trouble_said.expect("said").contains("damaged or another one"));
}

#[test]
fn another_model_that_is_none_is_said() {
    assert!(trouble(b"GGUF\x03\0\0\0and then nothing that fits", false).contains("cannot be used"));
}

#[test]
fn the_mind_says_that_it_plays_what_was_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(weights::FILE);
    std::fs::write(&path, b"no model").expect("written");
    let mut app = bevy::app::App::new();
    app.add_plugins((
        bevy::app::TaskPoolPlugin::default(),
        bevy::time::TimePlugin,
        bevy::asset::AssetPlugin::default(),
        room_tone::CorePlugin,
    ));
    app.insert_resource(Mind::with(Box::new(Embedded::new(weights::at(path, true).expect("there"), None))));
    let until = Instant::now() + Duration::from_secs(20);
    while app.world().resource::<Mind>().status.trouble.is_none() {
        app.update();
        assert!(Instant::now() < until, "nobody said what is wrong");
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(app.world().resource::<Mind>().status.performer, "authored");
    // Whoever shows it may take it; it is said once.
    app.world_mut().resource_mut::<Mind>().status.trouble = None;
    app.update();
    assert_eq!(app.world().resource::<Mind>().status.trouble, None);
}
