//! The story without a window, driven by whoever holds it: the terminal, a test, a simulated player.

use crate::{
    CorePlugin, mind,
    script::Script,
    story::{Chronicle, Entry, Life, Snapshot, Truth},
    talk::{Floor, Pace, Playbill, PlayerInput, Told, Waiting},
};
use bevy::{
    ecs::schedule::{ScheduleLabel, SingleThreadedExecutor},
    ecs::system::SystemState,
    prelude::*,
    time::TimePlugin,
};
use std::time::Duration;

/// A core app and what it told since it was last asked.
pub struct Driver {
    app: App,
    /// How the truth is asked for: found once.
    truth: SystemState<Truth<'static, 'static>>,
}

/// What was told, kept until somebody takes it.
#[derive(Resource, Default)]
struct Heard(Vec<Told>);

impl Driver {
    /// A driver over this script, at once and without saving. `configure` may add to the app before it starts.
    pub fn new(script: Script, configure: impl FnOnce(&mut App)) -> Self {
        let mut app = App::new();
        app.add_plugins((TaskPoolPlugin::default(), TimePlugin, CorePlugin));
        app.insert_resource(script).insert_resource(Pace::Instant).init_resource::<Heard>();
        app.add_systems(Last, |mut told: MessageReader<Told>, mut heard: ResMut<Heard>| {
            heard.0.extend(told.read().cloned());
        });
        // A few small systems: handing them to other threads costs more than running them.
        for schedule in [First.intern(), PreUpdate.intern(), Update.intern(), PostUpdate.intern(), Last.intern()] {
            app.edit_schedule(schedule, |schedule| {
                schedule.set_executor(SingleThreadedExecutor::new());
            });
        }
        configure(&mut app);
        app.finish();
        app.cleanup();
        app.update();
        let truth = SystemState::new(app.world_mut());
        Self { app, truth }
    }

    /// Sends an input and runs until it is the player's turn again (or the life is over). Returns what
    /// was told meanwhile, in order.
    pub fn send(&mut self, input: PlayerInput) -> Vec<Told> {
        self.app.world_mut().write_message(input);
        self.settle()
    }

    /// Runs until nothing is under way.
    pub fn settle(&mut self) -> Vec<Told> {
        let mut told = Vec::new();
        for frame in 0_u64.. {
            self.app.update();
            told.append(&mut self.app.world_mut().resource_mut::<Heard>().0);
            if self.settled() {
                break;
            }
            // Whoever thinks here has thought by the next frame. Beyond that, only a mind or an understanding on
            // another thread can be waited for.
            if frame > 1 {
                std::thread::sleep(Duration::from_micros(300));
            }
        }
        told
    }

    fn settled(&self) -> bool {
        let world = self.app.world();
        let busy = !world.resource::<Playbill>().0.is_empty() || crate::talk::is_listening(world);
        !busy && world.resource::<Floor>().waiting != Waiting::Performing
    }

    /// What is waited for.
    pub fn floor(&self) -> &Floor {
        self.app.world().resource::<Floor>()
    }

    /// The life.
    pub fn life(&self) -> &Life {
        self.app.world().resource::<Life>()
    }

    /// Everything that happened.
    pub fn entries(&self) -> &[Entry] {
        self.app.world().resource::<Chronicle>().entries()
    }

    /// The script.
    pub fn script(&self) -> &Script {
        self.app.world().resource::<Script>()
    }

    /// All of the state.
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method alone is not general enough in its lifetimes"
    )]
    pub fn snapshot(&mut self) -> Snapshot {
        self.ask(|truth| truth.snapshot())
    }

    /// Asks something of what is true.
    pub fn ask<T>(&mut self, question: impl FnOnce(&Truth) -> T) -> T {
        match self.truth.get(self.app.world()) {
            Ok(truth) => question(&truth),
            Err(why) => unreachable!("the people are there from the start: {why}"),
        }
    }

    /// How the mind is doing.
    pub fn mind(&self) -> &mind::MindStatus {
        &self.app.world().resource::<mind::Mind>().status
    }

    /// The app itself.
    pub fn app(&mut self) -> &mut App {
        &mut self.app
    }
}
