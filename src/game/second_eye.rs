//! A second eye beside the player's own. It sees the stage and no screen; what it saw becomes a PNG.

use crate::stage::Eye;
use bevy::{
    asset::RenderAssetUsages,
    camera::{Exposure, Hdr, RenderTarget},
    core_pipeline::tonemapping::{DebandDither, Tonemapping},
    ecs::system::SystemParam,
    image::ImageFormat,
    post_process::{bloom::Bloom, effect_stack::Vignette},
    prelude::*,
    render::{
        render_resource::{Extent3d, TextureDimension, TextureFormat, TextureUsages},
        view::ColorGrading,
    },
};
use std::io::Cursor;

/// It is open for so many frames before it is asked: what it draws with is made ready meanwhile.
pub(super) const WARMS_UP: u32 = 12;
/// After so many frames it is closed, whatever came of it.
pub(super) const PATIENCE: u32 = 240;

/// What opens one.
#[derive(SystemParam)]
pub(super) struct SecondEye<'w, 's> {
    eyes: Query<
        'w,
        's,
        (
            &'static Transform,
            &'static Projection,
            &'static Tonemapping,
            &'static DebandDither,
            &'static Exposure,
            &'static Bloom,
            &'static ColorGrading,
            &'static Vignette,
        ),
        With<Eye>,
    >,
    images: ResMut<'w, Assets<Image>>,
}

impl SecondEye<'_, '_> {
    /// Opens one where the player's is, and says what it draws on; none if the player has none.
    pub fn open(
        &mut self,
        commands: &mut Commands,
        name: &'static str,
        order: isize,
        size: UVec2,
    ) -> Option<(Entity, Handle<Image>)> {
        let (at, lens, tones, dither, exposure, bloom, grading, vignette) = self.eyes.single().ok()?;
        let target = self.images.add(canvas(size));
        let eye = commands.spawn((
            (Name::new(name), Camera3d::default(), Camera { order, ..default() }, Hdr, *at),
            (RenderTarget::from(target.clone()), lens.clone(), Msaa::Sample4, *tones, *dither),
            (*exposure, bloom.clone(), grading.clone(), vignette.clone()),
        ));
        Some((eye.id(), target))
    }
}

fn canvas(size: UVec2) -> Image {
    let extent = Extent3d { width: size.x, height: size.y, depth_or_array_layers: 1 };
    let mut image =
        Image::new_uninit(extent, TextureDimension::D2, TextureFormat::Rgba8UnormSrgb, RenderAssetUsages::default());
    image.texture_descriptor.usage |= TextureUsages::RENDER_ATTACHMENT;
    image
}

/// A picture as PNG; none if there is nothing to be seen in it.
pub(super) fn png(image: Image) -> Result<Option<Vec<u8>>, String> {
    let picture = image.try_into_dynamic().map_err(|why| why.to_string())?.to_rgb8();
    let mut pixels = picture.pixels();
    let first = pixels.next();
    if pixels.all(|pixel| Some(pixel) == first) {
        return Ok(None);
    }
    let Some(format) = ImageFormat::Png.as_image_crate_format() else { return Err("no PNG in this build".into()) };
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, format).map_err(|why| why.to_string())?;
    Ok(Some(png.into_inner()))
}
