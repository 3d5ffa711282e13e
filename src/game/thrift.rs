//! What the engine does in every frame that this game has no use for is left out: hundreds of systems run in a frame, and
//! what they cost, on a small machine, is mostly that they are asked at all.

use crate::screens::{Menu, Screen};
use bevy::{
    app::MainScheduleOrder,
    ecs::{
        message::{MessageRegistry, ShouldUpdateMessages},
        schedule::{ScheduleCleanupPolicy, ScheduleLabel, SingleThreadedExecutor},
    },
    pbr::{update_mesh_previous_global_transforms, update_previous_view_data},
    prelude::*,
    time::Fixed,
};

/// In one frame of so many, messages that everybody could read are thrown away: to go through all kinds of them, most of
/// them without any, takes longer than any system.
const CLEARS: u32 = 8;
/// Seconds between two fixed steps. Nothing here is moved by such steps.
const STEP: f64 = 1.0;

/// Stands where the engine would turn from state to state in every frame.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct Turning;

/// Comes last, when all schedules are there.
pub(super) fn plugin(app: &mut App) {
    app.insert_resource(Time::<Fixed>::from_seconds(STEP));
    app.add_systems(Last, clear_messages);
    turn_when_asked(app);
    remember_no_motion(app);
    one_after_another(app);
}

/// The engine waits for a fixed step before it throws messages away, and has none while the game is paused.
fn clear_messages(mut registry: ResMut<MessageRegistry>, mut frames: Local<u32>) {
    *frames = (*frames + 1) % CLEARS;
    registry.should_update = match *frames {
        0 => ShouldUpdateMessages::Ready,
        _ => ShouldUpdateMessages::Waiting,
    };
}

/// From screen to screen one gets seldom; to see that nobody asked for it, the engine runs a dozen systems.
fn turn_when_asked(app: &mut App) {
    app.add_systems(Turning, (|world: &mut World| world.run_schedule(StateTransition)).run_if(asked));
    let mut order = app.world_mut().resource_mut::<MainScheduleOrder>();
    order.insert_after(StateTransition, Turning);
    order.labels.retain(|label| *label != StateTransition.intern());
}

fn asked(screen: Res<NextState<Screen>>, menu: Res<NextState<Menu>>) -> bool {
    !matches!((&*screen, &*menu), (NextState::Unchanged, NextState::Unchanged))
}

/// Where everything was in the frame before is only asked for blur and smoothing by motion, which this game has none of.
fn remember_no_motion(app: &mut App) {
    app.world_mut().schedule_scope(PreUpdate, |world, before| {
        // Where the engine does not do it, there is nothing to leave out.
        let these = ScheduleCleanupPolicy::RemoveSystemsOnly;
        _ = before.remove_systems_in_set(update_mesh_previous_global_transforms, world, these);
        _ = before.remove_systems_in_set(update_previous_view_data, world, these);
    });
}

/// Waking another thread for some microseconds costs more than they do. What takes longer is a task.
fn one_after_another(app: &mut App) {
    for (_, schedule) in app.world_mut().resource_mut::<Schedules>().iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::state::app::StatesPlugin;

    #[derive(Message)]
    struct Word(u32);

    #[derive(Resource, Default)]
    struct Heard(Vec<u32>);

    fn app() -> App {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, StatesPlugin)).init_state::<Screen>().init_state::<Menu>();
        app.add_message::<Word>().init_resource::<Heard>();
        app.add_systems(Update, |mut words: MessageReader<Word>, mut heard: ResMut<Heard>| {
            heard.0.extend(words.read().map(|word| word.0));
        });
        plugin(&mut app);
        app.finish();
        app.cleanup();
        app.update();
        app
    }

    #[test]
    fn a_screen_that_is_asked_for_comes_with_the_next_frame_and_is_entered_once() {
        let mut app = app();
        app.add_systems(OnEnter(Menu::Settings), |mut heard: ResMut<Heard>| heard.0.push(7));
        app.world_mut().resource_mut::<NextState<Menu>>().set(Menu::Settings);
        for _ in 0..4 {
            app.update();
            assert_eq!(*app.world().resource::<State<Menu>>().get(), Menu::Settings);
        }
        assert_eq!(app.world().resource::<Heard>().0, [7]);
    }

    #[test]
    fn every_message_is_read_once_and_thrown_away_also_while_time_stands_still() {
        let mut app = app();
        app.world_mut().resource_mut::<Time<Virtual>>().pause();
        for word in 0..100 {
            app.world_mut().write_message(Word(word));
            app.update();
        }
        assert_eq!(app.world().resource::<Heard>().0, (0..100).collect::<Vec<_>>());
        let kept = app.world().resource::<Messages<Word>>().len();
        assert!(kept <= 2 * CLEARS as usize, "{kept} messages are kept");
    }
}
