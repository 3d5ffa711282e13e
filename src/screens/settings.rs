//! What the player has set, kept as `settings.ron` in the data folder.
//!
//! Settings that cannot be read are set aside under another name, never overwritten, and said.

use super::{Menu, Post};
use crate::{
    platform::storage,
    save::Slot,
    stage::{Comfort, Tier, TierAsked, TierFell, Why},
    talk::Pace,
};
use bevy::prelude::*;
use serde::{Deserialize, Serialize};

/// The name they are kept under.
const NAME: &str = "settings.ron";

/// What the player has set. Others read it; only the settings screen changes it.
#[derive(Resource, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Settings", default)]
pub struct Settings {
    /// How large words are: 0.8 to 1.8.
    pub text_size: f32,
    /// How fast lines follow each other: 0.5 to 3.
    pub text_speed: f32,
    /// Whether the next line comes by itself.
    pub auto_advance: bool,
    /// How wide the eye sees, in degrees from top to bottom.
    // Under `field_of_view`, older files hold a number that nothing ever looked at.
    #[serde(rename = "sees_degrees")]
    pub field_of_view: f32,
    /// How far the head turns with the mouse, or a finger.
    pub mouse_sensitivity: f32,
    /// How fast it turns with a pad, or the arrows.
    pub turn_speed: f32,
    /// Whether up and down are exchanged in looking.
    pub invert_y: bool,
    /// Whether the eye moves as little as it can.
    pub reduce_motion: bool,
    /// Whether the eye gets from place to place behind closed lids.
    pub blink: bool,
    /// How much a turn of the head is smoothed: 0 to 1.
    pub steady: f32,
    /// Of everything that sounds: 0 to 1.
    pub volume: f32,
    /// Whether everything is listed, so that keys are enough.
    pub keys_only: bool,
    /// How much a picture may cost: 0 is found out, then low, medium, high.
    pub picture: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text_size: 1.0,
            text_speed: 1.0,
            auto_advance: true,
            field_of_view: 47.0,
            mouse_sensitivity: 1.0,
            turn_speed: 1.0,
            invert_y: false,
            reduce_motion: false,
            blink: false,
            steady: 0.0,
            volume: 0.7,
            keys_only: false,
            picture: 0,
        }
    }
}

impl Settings {
    /// The same with every number in its range.
    fn in_range(self) -> Self {
        let within = |value: f32, low: f32, high: f32, usual: f32| {
            if value.is_finite() { value.clamp(low, high) } else { usual }
        };
        let usual = Self::default();
        Self {
            text_size: within(self.text_size, 0.8, 1.8, usual.text_size),
            text_speed: within(self.text_speed, 0.5, 3.0, usual.text_speed),
            field_of_view: within(self.field_of_view, 45.0, 95.0, usual.field_of_view),
            mouse_sensitivity: within(self.mouse_sensitivity, 0.2, 3.0, usual.mouse_sensitivity),
            turn_speed: within(self.turn_speed, 0.2, 3.0, usual.turn_speed),
            steady: within(self.steady, 0.0, 1.0, usual.steady),
            volume: within(self.volume, 0.0, 1.0, usual.volume),
            picture: self.picture.min(3),
            ..self
        }
    }

    /// How the eye moves by them.
    fn comfort(&self) -> Comfort {
        Comfort {
            field_of_view: self.field_of_view,
            sensitivity: self.mouse_sensitivity,
            turning: self.turn_speed,
            invert_y: self.invert_y,
            still: self.reduce_motion,
            blink: self.blink,
            steady: self.steady,
        }
    }
}

/// The settings as they were last written.
#[derive(Resource, Default)]
struct Kept(Settings);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Settings>().init_resource::<Kept>().add_message::<Post>();
    // Like lives, settings are kept only if something says where: pictures and tests have the usual ones.
    app.add_systems(PreStartup, open.run_if(resource_exists::<Slot>));
    app.add_systems(OnExit(Menu::Settings), keep.run_if(resource_exists::<Slot>));
    app.add_systems(Update, tell_that_it_fell.run_if(resource_exists::<Messages<TierFell>>));
    app.add_systems(Update, (set_pace, set_comfort, set_tier).run_if(resource_changed::<Settings>));
}

/// Reads what is kept, once.
fn open(mut settings: ResMut<Settings>, mut kept: ResMut<Kept>, mut posts: MessageWriter<Post>) {
    let (read, trouble) = read();
    kept.0 = read.clone();
    *settings = read;
    posts.write_batch(trouble.map(Post));
}

/// What is kept, or the usual settings and what was wrong with the kept ones.
fn read() -> (Settings, Option<String>) {
    match storage::read(NAME) {
        Ok(None) => (Settings::default(), None),
        Ok(Some(bytes)) => match ron::de::from_bytes::<Settings>(&bytes) {
            Ok(settings) => (settings.in_range(), None),
            Err(why) => {
                warn!("{NAME}: {why}");
                let kept = storage::set_aside(NAME).map_or_else(
                    |why| format!("They could not be set aside either: {why}."),
                    |aside| format!("They are kept as {aside}."),
                );
                (Settings::default(), Some(format!("Your settings could not be read. {kept} The usual ones hold.")))
            }
        },
        Err(why) => (Settings::default(), Some(format!("Your settings could not be read: {why}."))),
    }
}

/// Writes what has changed.
fn keep(settings: Res<Settings>, mut kept: ResMut<Kept>, mut posts: MessageWriter<Post>) {
    if *settings == kept.0 {
        return;
    }
    let text = ron::ser::to_string_pretty(&*settings, ron::ser::PrettyConfig::new());
    let written =
        text.map_err(|why| why.to_string()).and_then(|text| storage::write(NAME, &text).map_err(|why| why.to_string()));
    match written {
        Ok(()) => kept.0 = settings.clone(),
        Err(why) => {
            posts.write(Post(format!("Your settings hold for now, but could not be kept: {why}.")));
        }
    }
}

/// Lines follow each other as the player reads.
fn set_pace(settings: Res<Settings>, mut pace: ResMut<Pace>) {
    let reader = Pace::Reader { auto: settings.auto_advance, speed: settings.text_speed };
    if *pace != Pace::Instant && *pace != reader {
        *pace = reader;
    }
}

/// The eye moves as the player likes it, while the dial is still being turned.
fn set_comfort(settings: Res<Settings>, comfort: Option<ResMut<Comfort>>) {
    if let Some(mut comfort) = comfort {
        comfort.set_if_neq(settings.comfort());
    }
}

/// What a picture may cost is shown at once, too.
fn set_tier(settings: Res<Settings>, asked: Option<ResMut<TierAsked>>) {
    let tiers = [None, Some(Tier::Low), Some(Tier::Medium), Some(Tier::High)];
    if let Some(mut asked) = asked {
        asked.set_if_neq(TierAsked(tiers.get(usize::from(settings.picture)).copied().flatten()));
    }
}

/// Nobody is to wonder why the picture is another.
fn tell_that_it_fell(mut fell: MessageReader<TierFell>, mut posts: MessageWriter<Post>) {
    posts.write_batch(fell.read().map(|TierFell(tier, why)| {
        Post(match why {
            Why::Slow => format!(
                "Pictures came too slowly, and are simpler from now on ({}). The settings have it otherwise.",
                tier.word()
            ),
            Why::Lacking => format!("This graphics card cannot draw that; the picture is {} instead.", tier.word()),
        })
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_numbers_come_back_into_range() {
        let odd = Settings { text_size: 40.0, volume: f32::NAN, field_of_view: -1.0, ..default() };
        let mended = odd.in_range();
        assert_eq!(mended.text_size, 1.8);
        assert_eq!(mended.volume, Settings::default().volume);
        assert_eq!(mended.field_of_view, 45.0);
    }

    #[test]
    fn an_old_file_with_fewer_words_is_read() {
        let read: Settings = ron::from_str("(text_size: 1.2)").unwrap();
        assert_eq!(read, Settings { text_size: 1.2, ..default() });
    }

    #[test]
    fn a_number_from_when_the_dial_did_nothing_is_let_go() {
        let read: Settings = ron::from_str("(text_size: 1.2, field_of_view: 62.0)").unwrap();
        assert_eq!(read.field_of_view, Settings::default().field_of_view);
        let said = ron::to_string(&Settings { field_of_view: 80.0, ..default() }).unwrap();
        assert_eq!(ron::from_str::<Settings>(&said).unwrap().field_of_view, 80.0);
    }

    #[test]
    fn the_usual_settings_move_the_eye_as_the_stage_would_by_itself() {
        assert_eq!(Settings::default().comfort(), Comfort::default());
    }

    #[test]
    fn what_is_set_moves_the_eye_at_once() {
        let mut app = App::new();
        app.init_resource::<Settings>().init_resource::<Comfort>();
        app.add_systems(Update, set_comfort.run_if(resource_changed::<Settings>));
        app.update();
        let mut settings = app.world_mut().resource_mut::<Settings>();
        (settings.field_of_view, settings.invert_y, settings.reduce_motion) = (80.0, true, true);
        app.update();
        let comfort = *app.world().resource::<Comfort>();
        assert_eq!(comfort, Comfort { field_of_view: 80.0, invert_y: true, still: true, ..default() });
    }
}
