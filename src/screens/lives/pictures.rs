//! The pictures of the lives, as egui wants them: read when they are first seen, let go when the list closes.

use crate::save::{self, Pictured};
use bevy::{
    asset::RenderAssetUsages,
    image::{CompressedImageFormats, ImageFormat, ImageSampler, ImageType},
    prelude::*,
};
use bevy_egui::egui::{ColorImage, Context, TextureHandle, TextureOptions};
use std::collections::BTreeMap;

/// A picture that is larger than this was not made here, and is made smaller.
const MOST: u32 = 640;

/// What was read so far; nothing under a number where there is no picture.
#[derive(Resource, Default)]
pub(super) struct Pictures(BTreeMap<Option<u32>, Option<TextureHandle>>);

impl Pictures {
    /// Reads a picture unless that was tried before; says whether anything was read.
    pub fn load(&mut self, ctx: &Context, life: &str, slot: Option<u32>) -> bool {
        if self.0.contains_key(&slot) {
            return false;
        }
        let picture = save::picture(life, slot).and_then(|png| decode(&png));
        let name = save::picture_name(life, slot);
        self.0.insert(slot, picture.map(|picture| ctx.load_texture(name, picture, TextureOptions::LINEAR)));
        // The next one comes with the next frame.
        ctx.request_repaint();
        true
    }

    /// A picture, if it was read and is one.
    pub fn get(&self, slot: Option<u32>) -> Option<&TextureHandle> {
        self.0.get(&slot)?.as_ref()
    }
}

/// A picture that was kept meanwhile is read again.
pub(super) fn refresh(mut pictured: MessageReader<Pictured>, mut pictures: ResMut<Pictures>) {
    for Pictured(slot) in pictured.read() {
        pictures.0.remove(slot);
    }
}

/// Any bytes as a picture; none if they are not one.
fn decode(png: &[u8]) -> Option<ColorImage> {
    let kind = ImageType::Format(ImageFormat::Png);
    let (none, sampler) = (CompressedImageFormats::NONE, ImageSampler::Default);
    let image = Image::from_buffer(png, kind, none, true, sampler, RenderAssetUsages::MAIN_WORLD).ok()?;
    let mut picture = image.try_into_dynamic().ok()?;
    if picture.width().max(picture.height()) > MOST {
        picture = picture.thumbnail(MOST, MOST);
    }
    let picture = picture.to_rgb8();
    let size = [usize::try_from(picture.width()).ok()?, usize::try_from(picture.height()).ok()?];
    Some(ColorImage::from_rgb(size, picture.as_raw()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_none() {
        assert!(decode(b"").is_none());
        assert!(decode(b"\x89PNG\r\n\x1a\nand then nothing").is_none());
    }
}
