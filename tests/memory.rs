//! What she keeps: forty probes in the five shapes of LongMemEval (Wu et al., 2025), answered by code alone, and the same
//! as they are asked in the game.

#[cfg(feature = "sentence-model")]
use super::mind::attacks::life;
use super::mind::story;
use bevy::ecs::system::RunSystemOnce;
use room_tone::{
    mind::memory::{Context, Found, Recall, Said, Thread, asks, learn, recall},
    script::{Effect, Phase, Scene, SceneId, Tone},
    story::{Calendar, Chronicle, Entry, Ledger, Life, Source, TOPICS, TaughtBy},
    talk::PlayerInput,
    tools::Driver,
};
use serde::Deserialize;

/// What is asked of her memory, and what must come of it.
#[derive(Debug, Deserialize)]
struct Probe {
    shape: Shape,
    told: Vec<Told>,
    day: u32,
    phase: Phase,
    scene: SceneId,
    ask: String,
    want: Want,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Extraction,
    AcrossDays,
    When,
    Changed,
    Never,
}

/// Something that he says on some day.
#[derive(Debug, Deserialize)]
struct Told {
    day: u32,
    phase: Phase,
    scene: SceneId,
    say: String,
}

#[derive(Debug, Deserialize)]
enum Want {
    /// Her answer holds all of these.
    Holds(Vec<String>),
    /// She never heard it, and says so.
    Never,
}

fn probes(text: &str) -> Vec<Probe> {
    ron::from_str(text).unwrap()
}

/// A life in which he is at this day and place.
fn go(driver: &mut Driver, day: u32, phase: Phase, scene: &SceneId) {
    let now = driver.life().calendar();
    let mut effects = Vec::new();
    if day > now.day {
        effects.push(Effect::Days(day - now.day));
    }
    effects.extend([Effect::Phase(phase), Effect::Go(scene.clone())]);
    commit(driver, Entry::Applied { effects });
}

fn commit(driver: &mut Driver, entry: Entry) {
    let write = move |mut ledger: Ledger| ledger.commit(entry.clone());
    driver.app().world_mut().run_system_once(write).unwrap();
}

/// He says something, and what it teaches is kept, as the referee does it.
fn say(driver: &mut Driver, text: &str) {
    commit(driver, Entry::Typed { beat: None, text: text.into() });
    let names: Vec<String> = story().cast.members.values().map(|member| member.name.clone()).collect();
    for what in learn(text, &names) {
        commit(driver, Entry::Learned { by: TaughtBy::Talk, what });
    }
    // She answers it: so it was she who heard it.
    let (beat, line, who) = (TOPICS.into(), "heard".into(), story().topics.who.clone());
    commit(driver, Entry::Said { beat, line, who, text: "Yes.".into(), tone: Tone::Plain, source: Source::Authored });
}

fn live(probe: &Probe) -> Driver {
    let mut driver = Driver::new(story().clone(), |_| {});
    driver.send(PlayerInput::Begin { seed: 7 });
    for told in &probe.told {
        go(&mut driver, told.day, told.phase, &told.scene);
        say(&mut driver, &told.say);
    }
    go(&mut driver, probe.day, probe.phase, &probe.scene);
    driver
}

/// What her memory finds, asked by code.
fn asked(probe: &Probe, driver: &mut Driver) -> Option<Recall> {
    let question = asks(&probe.ask)?;
    let life = driver.app().world().resource::<Life>();
    let mut thread = Thread::default();
    let said = probe.told.iter().map(|told| Said {
        turn: 0,
        whom: thread.next(&told.say, &[]),
        text: told.say.clone(),
        day: told.day,
        phase: told.phase,
        scene: Some(told.scene.clone()),
    });
    let said: Vec<Said> = said.collect();
    recall(
        &question,
        &Context {
            memory: life.memory(),
            now: Calendar { day: probe.day, phase: probe.phase, ..life.calendar() },
            place: &|scene| story().scenes.get(scene).map(Scene::told),
            his: &|| said.clone(),
            hers: &Vec::new,
        },
    )
}

/// Why an answer is not what was wanted.
fn fault(probe: &Probe, recall: Option<&Recall>) -> Option<String> {
    let all = recall.map(|recall| {
        let Recall { memory, words, when, place, before, .. } = recall;
        let parts = [Some(memory), words.as_ref(), when.as_ref(), place.as_ref(), before.as_ref()];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" | ").to_lowercase()
    });
    let right = match (&probe.want, recall) {
        (Want::Never, found) => found.is_some_and(|recall| recall.found == Found::Never),
        (Want::Holds(_), None) => false,
        (Want::Holds(_), Some(recall)) if recall.found == Found::Never => false,
        (Want::Holds(words), Some(_)) => {
            words.iter().all(|word| all.as_ref().is_some_and(|all| all.contains(&word.to_lowercase())))
        }
    };
    let found = recall.map(|recall| recall.found);
    (!right).then(|| format!("{:?}: {:?} wanted {:?}, found {found:?} {all:?}", probe.shape, probe.ask, probe.want))
}

fn faults(probes: &[Probe]) -> Vec<String> {
    let answer = |probe: &Probe| {
        let mut driver = live(probe);
        let recall = asked(probe, &mut driver);
        fault(probe, recall.as_ref())
    };
    probes.iter().filter_map(answer).collect()
}

/// The same in a life: he tells her all of it, and then asks. Gives what is wrong with each answer that is wrong.
#[cfg(feature = "sentence-model")]
fn wrong_in_talk(probes: &[Probe], mind: room_tone::mind::Mind) -> Vec<String> {
    // With the sentence model, as players have it.
    let mut driver = Driver::new(story().clone(), |app| {
        app.insert_resource(mind);
    });
    // A later evening, so that every sort of line of hers may come.
    let Some(stop) = life::stops().last() else { panic!("no life stands at a talk") };
    let mut wrong = Vec::new();
    for probe in probes {
        life::resume(&mut driver, stop);
        let first = driver.life().calendar().day - 1;
        for told in &probe.told {
            go(&mut driver, first + told.day, told.phase, &told.scene);
            say(&mut driver, &told.say);
        }
        go(&mut driver, first + probe.day, probe.phase, &probe.scene);
        let shown = driver.send(PlayerInput::Type(probe.ask.clone()));
        let lines: Vec<_> = shown
            .iter()
            .filter_map(|shown| match shown {
                room_tone::talk::Told::Line(line) if line.source != Source::Player => Some(line),
                _ => None,
            })
            .collect();
        let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        let low = text.to_lowercase();
        let right = match &probe.want {
            Want::Never => lines.iter().any(|line| line.id.as_str().starts_with("keeps_never")),
            Want::Holds(words) => words.iter().all(|word| low.contains(&word.to_lowercase())),
        };
        if !right {
            wrong.push(format!("{:?} wanted {:?}, she said {text:?}", probe.ask, probe.want));
        }
    }
    wrong
}

#[cfg(feature = "sentence-model")]
#[test]
fn forty_probes_are_answered_in_her_lines() {
    let wrong = wrong_in_talk(&probes(include_str!("memory/probes.ron")), room_tone::mind::Mind::default());
    assert!(wrong.is_empty(), "{} of 40 wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[cfg(feature = "embedded-mind")]
#[test]
#[ignore = "needs the weights that ./play fetches"]
fn forty_probes_are_answered_whoever_performs() {
    use super::mind::real::{Server, real};
    use room_tone::mind::Mind;
    let probes = probes(include_str!("memory/probes.ron"));
    let server = Server::start();
    for (name, mind) in [("embedded", Mind::with(Box::new(real()))), ("endpoint", server.mind())] {
        println!("{name}");
        let wrong = wrong_in_talk(&probes, mind);
        assert!(wrong.is_empty(), "{name}: {} of 40 wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn forty_probes_are_answered_by_code_alone() {
    let probes = probes(include_str!("memory/probes.ron"));
    assert_eq!(probes.len(), 40);
    let faults = faults(&probes);
    assert!(faults.is_empty(), "{} of 40 wrong:\n{}", faults.len(), faults.join("\n"));
}

/// Twenty more that nothing was mended by: what can be expected of it.
#[test]
fn when_he_told_her_says_which_of_it_he_means() {
    let told = |day, phase, say: &str| Told { day, phase, scene: "apartment".into(), say: say.into() };
    let asked = |ask: &str, want: &str| Probe {
        shape: Shape::Extraction,
        told: vec![
            told(2, Phase::Morning, "dad's moved in with us, bad hip, he's in the box room"),
            told(4, Phase::Night, "dads got a shadow on his scan. they dont know yet"),
            told(4, Phase::Night, "we run a bakery, in leicester"),
            told(5, Phase::Morning, "me and Col got shut in a coal shed once. my brother Col, i mean"),
            told(5, Phase::Morning, "he sang yellow submarine the whole way thru till dad found us"),
            told(5, Phase::Morning, "tea, milk, two sugars"),
            told(5, Phase::Morning, "my cat biscuit woke me at five"),
        ],
        day: 5,
        phase: Phase::Morning,
        scene: "apartment".into(),
        ask: ask.into(),
        want: Want::Holds(vec![want.into()]),
    };
    let faults = faults(&[
        asked("what did i tell you about my dad last night", "shadow"),
        asked("whats wrong with him", "scan"),
        asked("what do i do for a living", "bakery"),
        asked("what did col sing?", "submarine"),
        asked("how many sugars do i take?", "two sugars"),
        asked("do you remember my cats name?", "biscuit"),
        asked("what happened to me today?", "col"),
        // He errs: it was three days ago.
        asked("what did i say about the box room yesterday", "box room"),
    ]);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn most_of_what_nobody_mended_anything_for_is_answered_as_well() {
    let probes = probes(include_str!("memory/apart.ron"));
    let faults = faults(&probes);
    println!("{} of {} right\n{}", probes.len() - faults.len(), probes.len(), faults.join("\n"));
    assert!(faults.len() * 5 <= probes.len() * 2, "{}", faults.join("\n"));
}

#[test]
fn the_chronicle_tells_the_same_memory_again() {
    let probes = probes(include_str!("memory/probes.ron"));
    let mut driver = live(&probes[0]);
    let entries = driver.app().world().resource::<Chronicle>().entries().to_vec();
    let memory = driver.life().memory().clone();
    assert!(memory.held().count() > 0);
    let mut again = Driver::new(story().clone(), |_| {});
    again.send(PlayerInput::Resume(entries));
    assert_eq!(*again.life().memory(), memory);
}
