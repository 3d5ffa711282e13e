//! The authored files as Bevy assets: loaded while the title stands, and loaded again when a writer
//! saves one. A reload that cannot be played leaves the last good script in place. Checking takes a while, so
//! it is done beside the frames, and a script that can be played is there before all is said that could be said of it.

use super::{Diagnostic, Memory, Reading, Script, Source, laid, pack_of};
use crate::{AppSystems, platform};
use bevy::{
    asset::{
        AssetLoader, LoadContext, LoadedFolder,
        io::{AssetSource, AssetSourceBuilder, Reader},
    },
    prelude::*,
    tasks::{AsyncComputeTaskPool, IoTaskPool, Task, TaskPool, futures::check_ready, futures_lite::future::yield_now},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// The folders of the assets that hold authored files.
const FOLDERS: [&str; 2] = ["story", "scenes"];

/// Where folders cannot be listed, this file lists the authored files, one path a line.
const LISTING: &str = "files.txt";

/// So many files are read at a go: on a small machine the first picture waits for what else is done on that thread.
const FEW: usize = 16;

/// An edit is read once nothing was written for so long: editors write a file in more than one go.
const SETTLED: Duration = Duration::from_millis(40);

/// The assets folder, for Bevy, whose own waits a good deal longer for an edit to settle. To be registered before the
/// asset plugin is added.
pub fn source(path: &str) -> AssetSourceBuilder {
    AssetSourceBuilder::new(AssetSource::get_default_reader(path.to_owned()))
        .with_watcher(AssetSource::get_default_watcher(path.to_owned(), SETTLED))
        .with_watch_warning(AssetSource::get_default_watch_warning())
}

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
    /// What was found on the way: every error, if it does not play; then the last good script stays.
    pub faults: Vec<Diagnostic>,
    /// Whether it plays.
    pub playable: bool,
}

/// The script that was read anew has been looked over: all that there is to say of it.
#[derive(Message, Clone, Debug)]
pub struct ScriptReviewed {
    /// In the order of the files.
    pub faults: Vec<Diagnostic>,
}

/// What is laid over the base story. Whoever changes it has the whole read anew.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Layers {
    /// Packs' files, later ones over earlier ones.
    pub over: Vec<Source>,
    /// The pack that stands in the place of the base story, if one does: then only the base story's places stay.
    pub instead: Option<String>,
    /// Whether they are still being read: until then nothing is checked.
    pub coming: bool,
}

/// The files as they are in memory.
#[derive(Resource, Default)]
struct Files {
    folders: Vec<Handle<LoadedFolder>>,
    listing: Option<Handle<FileAsset>>,
    listed: Vec<Handle<FileAsset>>,
    changed: bool,
}

/// What came of checking: a script to play, and the story as it was read, in which there is more to find.
struct Checked {
    script: Option<Script>,
    reading: Reading,
}

/// The check that is under way.
#[derive(Resource, Default)]
struct Checking {
    under_way: Option<Task<Checked>>,
    /// The look at what was read last.
    review: Option<Task<Vec<Diagnostic>>>,
    /// What was read before, for whoever checks next.
    memory: Arc<Mutex<Memory>>,
}

/// Loads the authored files through the asset server and keeps [`Script`] up to date.
pub fn assets_plugin(app: &mut App) {
    app.init_asset::<FileAsset>().init_asset_loader::<FileLoader>().init_resource::<Files>();
    app.init_resource::<Layers>().init_resource::<Checking>();
    app.add_message::<ScriptReloaded>().add_message::<ScriptReviewed>();
    app.add_systems(Startup, begin);
    app.add_systems(Update, (follow, read, finish, review).chain().before(AppSystems::Receive));
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

/// Once all that was asked for is there, begins to read it as one script.
fn read(
    server: Res<AssetServer>,
    mut files: ResMut<Files>,
    texts: Res<Assets<FileAsset>>,
    layers: Res<Layers>,
    script: Option<Res<Script>>,
    mut checking: ResMut<Checking>,
) {
    files.changed |= layers.is_changed();
    let there = files.folders.iter().all(|f| server.is_loaded_with_dependencies(f.id()))
        && files.listing.as_ref().is_none_or(|l| server.is_loaded(l.id()))
        && files.listed.iter().all(|f| server.is_loaded(f.id()));
    if !files.changed || !there || layers.coming || checking.under_way.is_some() {
        return;
    }
    files.changed = false;
    let by_path: BTreeMap<&str, &FileAsset> =
        texts.iter().filter(|(_, f)| f.path.ends_with(".ron")).map(|(_, f)| (f.path.as_str(), f)).collect();
    let base: Vec<Source> =
        by_path.into_values().map(|f| Source { path: f.path.clone(), text: f.text.clone() }).collect();
    if base.is_empty() {
        return;
    }
    let (layers, first) = (layers.clone(), script.is_none());
    let memory = checking.memory.clone();
    // At the start the light of the first place is being worked out, and nobody saves a file that would have to wait.
    let pool: &TaskPool = if first { IoTaskPool::get() } else { AsyncComputeTaskPool::get() };
    checking.under_way = Some(pool.spawn(async move {
        let remembered = || memory.lock().unwrap_or_else(PoisonError::into_inner);
        for few in base.chunks(FEW) {
            few.iter().for_each(|source| remembered().read_ahead(source));
            yield_now().await;
        }
        best(&base, layers, first, &mut remembered())
    }));
}

/// The whole, if it plays. Where there is no script yet to fall back on, packs that have errors are left out until
/// the rest plays: the player has a game, and is told.
fn best(base: &[Source], mut layers: Layers, first: bool, memory: &mut Memory) -> Checked {
    let reading = Reading::new(laid(base, &layers.over, layers.instead.is_some()), memory);
    let mut script = reading.script();
    let mut faults = reading.faults();
    while first && script.is_none() && !layers.over.is_empty() {
        let bad: BTreeSet<&str> = faults.iter().filter(|f| f.is_error()).filter_map(|f| pack_of(&f.path)).collect();
        let before = layers.over.len();
        layers.over.retain(|source| pack_of(&source.path).is_none_or(|pack| !bad.contains(pack)));
        if layers.over.len() == before {
            layers.over.clear();
        }
        let stays = |pack: &String| layers.over.iter().any(|source| pack_of(&source.path) == Some(pack.as_str()));
        layers.instead = layers.instead.take().filter(stays);
        let again = Reading::new(laid(base, &layers.over, layers.instead.is_some()), memory);
        script = again.script();
        faults = again.faults();
    }
    Checked { script, reading }
}

/// Puts the new script in the place of the old one, and lets the rest be looked at.
fn finish(mut commands: Commands, mut checking: ResMut<Checking>, mut reloaded: MessageWriter<ScriptReloaded>) {
    let Some(Checked { script, reading }) = checking.under_way.as_mut().and_then(check_ready) else { return };
    checking.under_way = None;
    let faults = reading.faults();
    for fault in faults.iter().filter(|f| f.is_error()) {
        error!("{fault}");
    }
    let playable = script.is_some();
    if let Some(script) = script {
        commands.insert_resource(script);
    }
    reloaded.write(ScriptReloaded { faults, playable });
    checking.review = Some(AsyncComputeTaskPool::get().spawn(async move { reading.looked_over() }));
}

/// Tells what was found in it.
fn review(mut checking: ResMut<Checking>, mut reviewed: MessageWriter<ScriptReviewed>) {
    let Some(faults) = checking.review.as_mut().and_then(check_ready) else { return };
    checking.review = None;
    reviewed.write(ScriptReviewed { faults });
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
