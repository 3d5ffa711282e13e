//! Small pictures of lives: at the first moment of each day, at the end, and when a life is kept.
//!
//! A second, small eye opens for a few frames beside the player's own. It sees the stage and no screen, so
//! nothing has to be hidden and nobody waits; what it saw becomes a PNG in a task. Where there is no room for
//! pictures, in a browser, none are taken.

use super::second_eye::{PATIENCE, SecondEye, WARMS_UP, png};
use crate::{
    AppSystems,
    platform::storage,
    save::{self, Pictured, SaveCommand, Saves, Slot},
    stage::{Photo, Ready},
    story::Chronicle,
    talk::{Floor, Told, Waiting},
};
use bevy::{
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
    tasks::{IoTaskPool, Task, futures::check_ready},
};

/// How large a picture is, in pixels.
const SIZE: UVec2 = UVec2::new(320, 180);
/// So many seconds after a day began, its light is there and the eye stands.
const SETTLES: f64 = 2.5;
/// Once a picture has come of it, what it draws with is ready, and it is asked after so many frames.
const WARM: u32 = 3;
/// An empty picture is taken again so many times, with so many seconds between.
const TRIES: u8 = 4;
const BETWEEN: f64 = 2.0;

/// A picture that is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Wish {
    /// Of which kept life; none for the running one.
    slot: Option<u32>,
    /// Which life was being played.
    life: u64,
    /// Not before this moment.
    due: f64,
    tries: u8,
}

/// The small eye while it is open.
#[derive(Debug)]
struct Sitting {
    eye: Entity,
    target: Handle<Image>,
    frames: u32,
    wishes: Vec<Wish>,
}

/// A picture that is being written.
struct Work {
    wishes: Vec<Wish>,
    task: Task<Result<Taken, String>>,
}

/// What came of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Kept,
    /// There was nothing to be seen in it.
    Empty,
}

/// Pictures that are wanted, taken and written.
#[derive(Resource, Default)]
struct Studio {
    wishes: Vec<Wish>,
    sitting: Option<Sitting>,
    work: Vec<Work>,
    /// Whether the small eye has seen something before.
    warm: bool,
    /// The life and the day that were shown last.
    shown: Option<(u64, u32)>,
}

pub(super) fn plugin(app: &mut App) {
    if storage::HAS_ROOM {
        app.init_resource::<Studio>();
        app.add_systems(
            Update,
            (hang, ask, sit)
                .chain()
                .in_set(AppSystems::Present)
                .after(save::Written)
                .run_if(resource_exists::<Slot>.and_then(resource_exists::<Ready>)),
        );
    }
}

impl Studio {
    fn wish(&mut self, slot: Option<u32>, life: u64, due: f64) {
        self.wishes.retain(|wish| wish.slot != slot);
        self.wishes.push(Wish { slot, life, due, tries: 0 });
    }
}

/// Notes which pictures are wanted.
fn ask(
    mut told: MessageReader<Told>,
    mut commands: MessageReader<SaveCommand>,
    chronicle: Res<Chronicle>,
    floor: Res<Floor>,
    saves: Res<Saves>,
    time: Res<Time<Real>>,
    mut studio: ResMut<Studio>,
) {
    let (life, now) = (chronicle.life(), time.elapsed_secs_f64());
    for command in commands.read() {
        match command {
            SaveCommand::KeepAs(slot) => {
                let kept = saves.slots.iter().any(|kept| kept.slot == *slot);
                if kept && floor.waiting != Waiting::Nobody {
                    studio.wish(Some(*slot), life, now);
                }
            }
            SaveCommand::Remove(slot) => studio.wishes.retain(|wish| wish.slot != Some(*slot)),
            // Another life comes on: what was kept just now has the picture that the life had.
            SaveCommand::New { .. } | SaveCommand::Continue | SaveCommand::Open(_) => studio.wishes.clear(),
        }
    }
    for told in told.read() {
        match told {
            Told::Place { day, .. } if studio.shown != Some((life, *day)) => {
                studio.shown = Some((life, *day));
                studio.wish(None, life, now + SETTLES);
            }
            Told::Ending(_) => studio.wish(None, life, now),
            _ => {}
        }
    }
}

/// Opens the small eye, and closes it.
fn sit(
    ready: Res<Ready>,
    chronicle: Res<Chronicle>,
    floor: Res<Floor>,
    time: Res<Time<Real>>,
    photo: Option<Res<Photo>>,
    mut second: SecondEye,
    mut studio: ResMut<Studio>,
    mut commands: Commands,
) {
    // Behind the title stands no life.
    let (life, closed) = (chronicle.life(), floor.waiting == Waiting::Nobody);
    let holds = |wish: &Wish| wish.life == life && !closed;
    studio.wishes.retain(holds);
    let open_for = if studio.warm { WARM } else { WARMS_UP };
    if let Some(sitting) = &mut studio.sitting {
        sitting.frames += 1;
        sitting.wishes.retain(holds);
        if sitting.wishes.is_empty() || sitting.frames > PATIENCE {
            commands.entity(sitting.eye).despawn();
            studio.sitting = None;
        } else if sitting.frames == open_for {
            let eye = sitting.eye;
            commands.spawn(Screenshot::image(sitting.target.clone())).observe(
                move |taken: On<ScreenshotCaptured>,
                      slot: Res<Slot>,
                      mut studio: ResMut<Studio>,
                      mut commands: Commands| {
                    if let Some(sitting) = studio.sitting.take_if(|sitting| sitting.eye == eye) {
                        commands.entity(eye).despawn();
                        studio.work.push(develop(taken.image.clone(), slot.0.clone(), sitting.wishes));
                    }
                },
            );
        }
        return;
    }
    let now = time.elapsed_secs_f64();
    // While the player takes pictures, this one waits.
    let away = photo.is_some_and(|photo| photo.is_open());
    if away || !ready.0 || studio.wishes.iter().all(|wish| wish.due > now) {
        return;
    }
    let Some((eye, target)) = second.open(&mut commands, "small eye", -1, SIZE) else { return };
    let (wishes, later) = std::mem::take(&mut studio.wishes).into_iter().partition(|wish| wish.due <= now);
    studio.wishes = later;
    studio.sitting = Some(Sitting { eye, target, frames: 0, wishes });
}

/// Writes a picture off the frame.
fn develop(image: Image, life: String, wishes: Vec<Wish>) -> Work {
    let slots: Vec<_> = wishes.iter().map(|wish| wish.slot).collect();
    let task = IoTaskPool::get().spawn(async move { write(image, &life, &slots) });
    Work { wishes, task }
}

fn write(image: Image, life: &str, slots: &[Option<u32>]) -> Result<Taken, String> {
    let Some(png) = png(image)? else { return Ok(Taken::Empty) };
    for slot in slots {
        save::keep_picture(life, *slot, &png).map_err(|why| why.to_string())?;
    }
    Ok(Taken::Kept)
}

/// Says which pictures were kept. One that could not be is nothing that a player has to hear of.
fn hang(
    time: Res<Time<Real>>,
    mut studio: ResMut<Studio>,
    mut saves: ResMut<Saves>,
    mut pictured: MessageWriter<Pictured>,
) {
    let mut again = Vec::new();
    let mut seen = false;
    studio.bypass_change_detection().work.retain_mut(|work| {
        let Some(taken) = check_ready(&mut work.task) else { return true };
        match taken {
            Ok(Taken::Kept) => {
                seen = true;
                for wish in &work.wishes {
                    if let Some(kept) = saves.slots.iter_mut().find(|kept| Some(kept.slot) == wish.slot) {
                        kept.picture = true;
                    }
                    pictured.write(Pictured(wish.slot));
                }
            }
            Ok(Taken::Empty) => {
                let due = time.elapsed_secs_f64() + BETWEEN;
                let tried = work.wishes.iter().map(|wish| Wish { due, tries: wish.tries + 1, ..*wish });
                again.extend(tried.filter(|wish| wish.tries < TRIES));
            }
            Err(why) => warn!("a picture of the life could not be kept: {why}"),
        }
        false
    });
    if seen {
        studio.warm = true;
    }
    for wish in again {
        if studio.wishes.iter().all(|newer| newer.slot != wish.slot) {
            studio.wishes.push(wish);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{save::SlotSummary, script::Phase};
    use bevy::{
        asset::RenderAssetUsages,
        render::render_resource::{Extent3d, TextureDimension, TextureFormat},
    };

    fn picture(of: impl Fn(u32) -> u8) -> Image {
        let pixels = (0..SIZE.x * SIZE.y).flat_map(|at| [of(at), 80, 40, 255]).collect();
        let extent = Extent3d { width: SIZE.x, height: SIZE.y, depth_or_array_layers: 1 };
        let format = TextureFormat::Rgba8UnormSrgb;
        Image::new(extent, TextureDimension::D2, pixels, format, RenderAssetUsages::MAIN_WORLD)
    }

    #[test]
    fn a_picture_is_kept_under_the_right_name() {
        let home = tempfile::tempdir().unwrap();
        let life = home.path().join("life.journal").to_string_lossy().into_owned();
        let seen = picture(|at| (at % 251) as u8);
        assert_eq!(write(seen, &life, &[None, Some(4)]), Ok(Taken::Kept));
        for name in ["life.png", "slot-4.png"] {
            let png = std::fs::read(home.path().join(name)).unwrap();
            assert!(png.starts_with(b"\x89PNG"), "{name}");
            assert_eq!((&png[16..20], &png[20..24]), (&320_u32.to_be_bytes()[..], &180_u32.to_be_bytes()[..]));
        }
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_picture_of_nothing_is_not_kept() {
        let home = tempfile::tempdir().unwrap();
        let life = home.path().join("life.journal").to_string_lossy().into_owned();
        assert_eq!(write(picture(|_| 7), &life, &[None]), Ok(Taken::Empty));
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }

    struct Desk(App);

    impl Desk {
        fn new() -> Self {
            let mut app = App::new();
            app.add_plugins(MinimalPlugins);
            app.init_resource::<Chronicle>().init_resource::<Saves>().init_resource::<Studio>();
            app.insert_resource(Floor { waiting: Waiting::Performing, ..default() });
            app.add_message::<Told>().add_message::<SaveCommand>();
            app.add_systems(Update, ask);
            let slot = SlotSummary { slot: 2, summary: None, note: None, picture: false, played: None };
            app.world_mut().resource_mut::<Saves>().slots.push(slot);
            Self(app)
        }

        fn wished(&mut self) -> Vec<Option<u32>> {
            self.0.update();
            self.0.world().resource::<Studio>().wishes.iter().map(|wish| wish.slot).collect()
        }

        fn place(&mut self, day: u32) {
            let place = Told::Place { scene: "apartment".into(), phase: Phase::Morning, day, mark: None };
            self.0.world_mut().write_message(place);
        }
    }

    #[test]
    fn each_day_is_pictured_once() {
        let mut desk = Desk::new();
        desk.place(1);
        assert_eq!(desk.wished(), [None]);
        desk.0.world_mut().resource_mut::<Studio>().wishes.clear();
        desk.place(1);
        assert!(desk.wished().is_empty());
        desk.place(2);
        desk.place(2);
        assert_eq!(desk.wished(), [None]);
    }

    #[test]
    fn a_kept_life_is_pictured_unless_another_is_opened_at_once() {
        let mut desk = Desk::new();
        desk.0.world_mut().write_message(SaveCommand::KeepAs(3));
        assert!(desk.wished().is_empty(), "it could not be kept: there is no third life");
        desk.0.world_mut().write_message(SaveCommand::KeepAs(2));
        assert_eq!(desk.wished(), [Some(2)]);
        desk.0.world_mut().write_message(SaveCommand::KeepAs(2));
        desk.0.world_mut().write_message(SaveCommand::Open(1));
        assert!(desk.wished().is_empty());
    }
}
