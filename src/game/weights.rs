//! Where there are no files to read, the sentence model comes through the asset server like a picture.

use crate::{mind::Understanding, platform};
use bevy::{
    asset::{AssetLoader, LoadContext, io::Reader},
    prelude::*,
};

const MODEL: &str = "mind/minilm-int8.onnx";
const TOKENIZER: &str = "mind/tokenizer.json";
const PLACES: &str = "mind/minilm-int8.places";

pub(super) fn plugin(app: &mut App) {
    if !platform::LISTS_FOLDERS {
        app.init_asset::<Bytes>().init_asset_loader::<BytesLoader>();
        app.add_systems(Startup, fetch);
        app.add_systems(Update, hand_over.run_if(resource_exists::<Fetching>));
    }
}

/// A file as it is.
#[derive(Asset, TypePath)]
struct Bytes(Vec<u8>);

#[derive(Resource)]
struct Fetching {
    model: Handle<Bytes>,
    tokenizer: Handle<Bytes>,
    places: Handle<Bytes>,
}

fn fetch(mut commands: Commands, server: Res<AssetServer>) {
    let places = server.load(PLACES);
    commands.insert_resource(Fetching { model: server.load(MODEL), tokenizer: server.load(TOKENIZER), places });
}

fn hand_over(
    mut commands: Commands,
    fetching: Res<Fetching>,
    mut bytes: ResMut<Assets<Bytes>>,
    server: Res<AssetServer>,
    mut understanding: ResMut<Understanding>,
) {
    // Without the places all is understood as well, only later.
    let placed = bytes.contains(&fetching.places) || server.load_state(&fetching.places).is_failed();
    if placed && bytes.contains(&fetching.model) && bytes.contains(&fetching.tokenizer) {
        if let Some(places) = bytes.remove(&fetching.places) {
            understanding.places(&places.0);
        }
        if let (Some(model), Some(tokenizer)) = (bytes.remove(&fetching.model), bytes.remove(&fetching.tokenizer)) {
            understanding.weights(model.0, &String::from_utf8_lossy(&tokenizer.0));
        }
        commands.remove_resource::<Fetching>();
    }
}

#[derive(Default, TypePath)]
struct BytesLoader;

impl AssetLoader for BytesLoader {
    type Asset = Bytes;
    type Settings = ();
    type Error = std::io::Error;

    async fn load(&self, reader: &mut dyn Reader, (): &(), _: &mut LoadContext<'_>) -> Result<Bytes, Self::Error> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        Ok(Bytes(bytes))
    }

    fn extensions(&self) -> &[&str] {
        &["onnx", "json", "places"]
    }
}
