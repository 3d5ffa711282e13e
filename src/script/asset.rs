//! The authored files as Bevy assets: loaded while the title stands, and loaded again when a writer
//! saves one. A reload that cannot be played leaves the last good script in place.

use super::{Diagnostic, Script, Source, check};
use crate::{AppSystems, platform};
use bevy::{
    asset::{AssetLoader, LoadContext, LoadedFolder, io::Reader},
    prelude::*,
};
use std::collections::BTreeMap;

/// The folders of the assets that hold authored files.
const FOLDERS: [&str; 2] = ["story", "scenes"];

/// Where folders cannot be listed, this file lists the authored files, one path a line.
const LISTING: &str = "files.txt";

/// One authored file, as text.
#[derive(Asset, TypePath, Clone, Debug)]
pub struct FileAsset {
    /// Relative to the assets folder.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The script was read anew: at the start, or after a writer's edit.
#[derive(Message, Clone, Debug)]
pub struct ScriptReloaded {
    /// Warnings if it plays, errors if it does not; then the last good script stays.
    pub faults: Vec<Diagnostic>,
    /// Whether it plays.
    pub playable: bool,
}

/// The files as they are in memory.
#[derive(Resource, Default)]
struct Files {
    folders: Vec<Handle<LoadedFolder>>,
    listing: Option<Handle<FileAsset>>,
    listed: Vec<Handle<FileAsset>>,
    changed: bool,
}

/// Loads the authored files through the asset server and keeps [`Script`] up to date.
pub fn assets_plugin(app: &mut App) {
    app.init_asset::<FileAsset>().init_asset_loader::<FileLoader>().init_resource::<Files>();
    app.add_message::<ScriptReloaded>();
    app.add_systems(Startup, begin);
    app.add_systems(Update, (follow, read).chain().before(AppSystems::Receive));
}

fn begin(server: Res<AssetServer>, mut files: ResMut<Files>) {
    if platform::LISTS_FOLDERS {
        files.folders = FOLDERS.map(|folder| server.load_folder(folder)).into();
    } else {
        files.listing = Some(server.load(LISTING));
    }
}

/// Notices what has come or changed.
fn follow(
    server: Res<AssetServer>,
    mut files: ResMut<Files>,
    mut events: MessageReader<AssetEvent<FileAsset>>,
    texts: Res<Assets<FileAsset>>,
) {
    for event in events.read() {
        if let AssetEvent::Added { id } | AssetEvent::Modified { id } = event {
            files.changed = true;
            if let Some(list) = files.listing.as_ref().filter(|l| l.id() == *id).and_then(|l| texts.get(l)) {
                files.listed = list.text.lines().filter(|l| !l.is_empty()).map(|l| server.load(l.to_owned())).collect();
            }
        }
    }
}

/// Once all that was asked for is there, reads it as one script.
fn read(
    mut commands: Commands,
    server: Res<AssetServer>,
    mut files: ResMut<Files>,
    texts: Res<Assets<FileAsset>>,
    mut reloaded: MessageWriter<ScriptReloaded>,
) {
    let there = files.folders.iter().all(|f| server.is_loaded_with_dependencies(f.id()))
        && files.listing.as_ref().is_none_or(|l| server.is_loaded(l.id()))
        && files.listed.iter().all(|f| server.is_loaded(f.id()));
    if !files.changed || !there {
        return;
    }
    files.changed = false;
    let by_path: BTreeMap<&str, &FileAsset> =
        texts.iter().filter(|(_, f)| f.path.ends_with(".ron")).map(|(_, f)| (f.path.as_str(), f)).collect();
    let sources: Vec<Source> =
        by_path.into_values().map(|f| Source { path: f.path.clone(), text: f.text.clone() }).collect();
    if sources.is_empty() {
        return;
    }
    let (script, faults) = check(&sources);
    for fault in faults.iter().filter(|f| f.is_error()) {
        error!("{fault}");
    }
    let playable = script.is_some();
    if let Some(script) = script {
        commands.insert_resource(script);
    }
    reloaded.write(ScriptReloaded { faults, playable });
}

/// Reads a file as text, whatever is in it: what is wrong with it is for the checker to say.
#[derive(Default, TypePath)]
struct FileLoader;

impl AssetLoader for FileLoader {
    type Asset = FileAsset;
    type Settings = ();
    type Error = std::io::Error;

    async fn load(
        &self,
        reader: &mut dyn Reader,
        (): &(),
        context: &mut LoadContext<'_>,
    ) -> Result<FileAsset, Self::Error> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        let path = context.path().path().to_string_lossy().replace('\\', "/");
        Ok(FileAsset { path, text: String::from_utf8_lossy(&bytes).into_owned() })
    }

    fn extensions(&self) -> &[&str] {
        &["ron", "txt"]
    }
}

/// Whether a script is there to be played.
pub fn ready(script: Option<Res<Script>>) -> bool {
    script.is_some()
}
