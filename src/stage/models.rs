//! The models that may stand in a room: read at the start, and from then on there for whoever builds a set.

use super::model::{Model, read};
use bevy::{
    asset::{AssetLoader, LoadContext, LoadState, io::Reader},
    prelude::*,
};
use std::{collections::BTreeMap, sync::Arc};

/// Those that come with the game, by what they are called below `models/`.
pub(super) const MODELS: [&str; 24] = [
    "bed/bedding",
    "hall/clothes",
    "hall/coat",
    "hall/scarf",
    "hand/right",
    "people/amy",
    "people/amy-sits",
    "people/asker-sits",
    "people/catherine",
    "people/commuter",
    "people/ines",
    "people/lena",
    "people/lena-sits",
    "people/marek",
    "people/marek-sits",
    "people/passer-by",
    "people/stranger",
    "people/stranger-sits",
    "people/theodore",
    "people/tomas-sits",
    "people/walker",
    "sofa/sofa",
    "window/curtain-narrow",
    "window/curtain-wide",
];

/// All that were read, by name: those of packs before those of the game.
#[derive(Resource, Clone, Debug, Default)]
pub struct Models {
    own: Arc<BTreeMap<String, Arc<Model>>>,
    laid: Arc<BTreeMap<String, Arc<Model>>>,
}

impl Models {
    pub(super) fn get(&self, name: &str) -> Option<Arc<Model>> {
        self.laid.get(name).or_else(|| self.own.get(name)).cloned()
    }

    /// Lays these over those of the game, in the place of whatever was laid before.
    pub fn lay(&mut self, over: Over) {
        self.laid = Arc::new(over.0);
    }

    /// Those in a folder of the disk: for what builds sets without a game around it.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn in_folder(assets: &std::path::Path) -> Self {
        let file = |name: &str| assets.join("models").join(format!("{name}.glb"));
        let found = MODELS.into_iter().filter_map(|name| {
            let read = std::fs::read(file(name)).map_err(|why| why.to_string());
            match read.and_then(|bytes| self::read(&bytes).map_err(|why| why.to_string())) {
                Ok(model) => Some((name.to_owned(), Arc::new(model))),
                Err(why) => {
                    warn!("{}: {why}", file(name).display());
                    None
                }
            }
        });
        Self { own: Arc::new(found.collect()), ..Self::default() }
    }
}

/// Models of packs, read and ready to be laid.
#[derive(Clone, Debug, Default)]
pub struct Over(BTreeMap<String, Arc<Model>>);

impl Over {
    /// Reads these files; of two with one name the later. Says also which of them cannot be used, and why: something
    /// stands in for each. It may take longer than a frame.
    pub fn read(files: &[(String, Arc<[u8]>)]) -> (Self, Vec<String>) {
        let mut wrong = Vec::new();
        let read = files.iter().filter_map(|(name, bytes)| match read(bytes) {
            Ok(model) => Some((name.clone(), Arc::new(model))),
            Err(why) => {
                wrong.push(format!("models/{name}.glb: {why}"));
                None
            }
        });
        (Self(read.collect()), wrong)
    }
}

/// A model as it comes through the asset server.
#[derive(Asset, TypePath)]
struct File(Arc<Model>);

/// Those that are still on their way.
#[derive(Resource, Debug, Default)]
pub(super) struct Coming(Vec<(&'static str, Handle<File>)>);

/// Whether all models are there, or will not come.
pub(super) fn all_there(coming: Res<Coming>) -> bool {
    coming.0.is_empty()
}

pub(super) fn plugin(app: &mut App) {
    app.init_asset::<File>().init_asset_loader::<Loader>();
    app.init_resource::<Models>().init_resource::<Coming>();
    app.add_systems(PreStartup, fetch);
    app.add_systems(Update, take.in_set(super::StageSystems::Build).run_if(not(all_there)));
}

fn fetch(server: Res<AssetServer>, mut coming: ResMut<Coming>) {
    coming.0 = MODELS.into_iter().map(|name| (name, server.load(format!("models/{name}.glb")))).collect();
}

/// Takes what has come. One that will not is told of once, and something stands in for it.
fn take(
    server: Res<AssetServer>,
    mut files: ResMut<Assets<File>>,
    mut coming: ResMut<Coming>,
    mut models: ResMut<Models>,
) {
    coming.0.retain(|(name, handle)| {
        if let Some(file) = files.remove(handle) {
            Arc::make_mut(&mut models.own).insert((*name).to_owned(), file.0);
            return false;
        }
        // The asset server has said why.
        !matches!(server.load_state(handle), LoadState::Failed(_))
    });
}

#[derive(Default, TypePath)]
struct Loader;

impl AssetLoader for Loader {
    type Asset = File;
    type Settings = ();
    type Error = BevyError;

    async fn load(&self, reader: &mut dyn Reader, (): &(), _: &mut LoadContext<'_>) -> Result<File, BevyError> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        Ok(File(Arc::new(read(&bytes)?)))
    }

    fn extensions(&self) -> &[&str] {
        &["glb"]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// How much all of them may weigh, in bytes: they are downloaded.
    const MOST: u64 = 8_000_000;

    #[test]
    fn every_model_is_there_sound_and_listed() {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let models = Models::in_folder(&assets);
        for name in MODELS {
            assert!(models.get(name).is_some(), "{name}");
        }
        let mut files = Vec::new();
        let mut folders = vec![assets.join("models")];
        while let Some(folder) = folders.pop() {
            for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
                if file.is_dir() { folders.push(file) } else { files.push(file) }
            }
        }
        assert_eq!(files.len(), MODELS.len(), "{files:?}");
        assert!(files.iter().map(|file| file.metadata().unwrap().len()).sum::<u64>() < MOST);
    }

    #[test]
    fn one_of_a_pack_stands_in_the_place_of_the_games_and_a_bad_one_is_told() {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let mut models = Models::in_folder(&assets);
        let scarf = std::fs::read(assets.join("models/hall/scarf.glb")).unwrap();
        let files = [("people/amy".into(), scarf.into()), ("harbour/buoy".into(), Arc::from(&b"no"[..]))];
        let (over, wrong) = Over::read(&files);
        models.lay(over);
        assert_eq!(wrong.len(), 1);
        assert!(wrong[0].starts_with("models/harbour/buoy.glb: "), "{wrong:?}");
        assert_eq!(models.get("people/amy").unwrap().lumps.len(), 1, "a scarf has one paint");
        assert!(models.get("harbour/buoy").is_none());
        models.lay(Over::default());
        assert!(models.get("people/amy").unwrap().lumps.len() > 1);
    }
}
