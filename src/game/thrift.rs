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
