//! What somebody writes on a steamed mirror: capitals with one finger, a little uneven, and drops that ran from them.

use crate::stage::texture::hash;
use bevy::{
    asset::RenderAssetUsages,
    prelude::*,
    render::render_resource::{Extent3d, TextureDimension, TextureFormat},
};

/// Wide and high, in pixels: as the glass is shaped.
const SIZE: (u32, u32) = (224, 320);
/// Where the first line stands, and how far the next is below it; of the height, from the top.
const LINES: (f32, f32) = (0.60, 0.20);
/// How high a letter is, of the height of the glass, and half as wide as a fingertip.
const HIGH: f32 = 0.105;
const FINGER: f32 = 0.013;
/// So many lines at most, of so many letters.
const MOST: (usize, usize) = (4, 24);
/// Longer words are written smaller.
const LETTERS: usize = 6;

/// The way of the finger for a letter: strokes in a box from (0, 0), its top left, to (1, 1).
fn strokes(letter: char) -> &'static [&'static [(f32, f32)]] {
    match letter {
        'A' => &[&[(0.0, 1.0), (0.5, 0.0), (1.0, 1.0)], &[(0.2, 0.62), (0.8, 0.62)]],
        'B' => &[
            &[(0.0, 0.0), (0.0, 1.0)],
            &[(0.0, 0.0), (0.7, 0.08), (0.75, 0.4), (0.0, 0.48)],
            &[(0.0, 0.48), (0.85, 0.56), (0.9, 0.9), (0.0, 1.0)],
        ],
        'C' => &[&[(0.95, 0.12), (0.45, 0.0), (0.05, 0.35), (0.08, 0.75), (0.5, 1.0), (0.95, 0.86)]],
        'D' => &[&[(0.0, 0.0), (0.0, 1.0)], &[(0.0, 0.0), (0.7, 0.1), (0.95, 0.5), (0.7, 0.9), (0.0, 1.0)]],
        'E' => &[&[(0.9, 0.0), (0.0, 0.0), (0.0, 1.0), (0.9, 1.0)], &[(0.0, 0.5), (0.7, 0.5)]],
        'F' => &[&[(0.9, 0.0), (0.0, 0.0), (0.0, 1.0)], &[(0.0, 0.5), (0.7, 0.5)]],
        'G' => &[&[
            (0.95, 0.15),
            (0.45, 0.0),
            (0.05, 0.4),
            (0.1, 0.8),
            (0.5, 1.0),
            (0.95, 0.85),
            (0.95, 0.55),
            (0.6, 0.55),
        ]],
        'H' => &[&[(0.0, 0.0), (0.0, 1.0)], &[(0.9, 0.0), (0.9, 1.0)], &[(0.0, 0.52), (0.9, 0.48)]],
        'I' => &[&[(0.5, 0.0), (0.5, 1.0)]],
        'J' => &[&[(0.8, 0.0), (0.8, 0.75), (0.5, 1.0), (0.1, 0.85)]],
        'K' => &[&[(0.0, 0.0), (0.0, 1.0)], &[(0.9, 0.0), (0.05, 0.55), (0.95, 1.0)]],
        'L' => &[&[(0.0, 0.0), (0.0, 1.0), (0.85, 1.0)]],
        'M' => &[&[(0.0, 1.0), (0.1, 0.0), (0.5, 0.65), (0.9, 0.0), (1.0, 1.0)]],
        'N' => &[&[(0.0, 1.0), (0.0, 0.0), (0.9, 1.0), (0.9, 0.0)]],
        'O' | '0' => &[&[(0.5, 0.0), (0.08, 0.3), (0.08, 0.72), (0.5, 1.0), (0.92, 0.72), (0.92, 0.3), (0.5, 0.0)]],
        'P' => &[&[(0.0, 1.0), (0.0, 0.0), (0.8, 0.06), (0.85, 0.45), (0.0, 0.55)]],
        'Q' => &[
            &[(0.5, 0.0), (0.08, 0.3), (0.08, 0.72), (0.5, 1.0), (0.92, 0.72), (0.92, 0.3), (0.5, 0.0)],
            &[(0.6, 0.75), (1.0, 1.08)],
        ],
        'R' => &[&[(0.0, 1.0), (0.0, 0.0), (0.8, 0.06), (0.82, 0.42), (0.0, 0.52), (0.95, 1.0)]],
        'S' | '5' => &[&[(0.9, 0.1), (0.4, 0.0), (0.08, 0.25), (0.5, 0.5), (0.92, 0.75), (0.5, 1.0), (0.05, 0.9)]],
        'T' | '7' => &[&[(0.0, 0.0), (1.0, 0.0)], &[(0.5, 0.0), (0.5, 1.0)]],
        'U' => &[&[(0.0, 0.0), (0.05, 0.8), (0.5, 1.0), (0.9, 0.8), (0.95, 0.0)]],
        'V' => &[&[(0.0, 0.0), (0.5, 1.0), (1.0, 0.0)]],
        'W' => &[&[(0.0, 0.0), (0.25, 1.0), (0.5, 0.35), (0.75, 1.0), (1.0, 0.0)]],
        'X' => &[&[(0.0, 0.0), (1.0, 1.0)], &[(1.0, 0.0), (0.0, 1.0)]],
        'Y' => &[&[(0.0, 0.0), (0.5, 0.5), (1.0, 0.0)], &[(0.5, 0.5), (0.5, 1.0)]],
        'Z' | '2' => &[&[(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]],
        '1' => &[&[(0.25, 0.2), (0.5, 0.0), (0.5, 1.0)]],
        '3' | '8' => &[&[(0.1, 0.05), (0.8, 0.15), (0.4, 0.48), (0.9, 0.75), (0.4, 1.0), (0.05, 0.9)]],
        '4' => &[&[(0.7, 1.0), (0.7, 0.0), (0.0, 0.65), (1.0, 0.65)]],
        '6' | '9' => &[&[(0.8, 0.0), (0.15, 0.5), (0.1, 0.85), (0.5, 1.0), (0.9, 0.8), (0.5, 0.5), (0.12, 0.72)]],
        '.' => &[&[(0.1, 0.98), (0.12, 1.0)]],
        ' ' => &[],
        // Whatever else there may be has a dash in its place.
        _ => &[&[(0.1, 0.5), (0.8, 0.5)]],
    }
}

/// One way of the finger, over the whole glass: x by its width, y by its height; and how broad, a fingertip being 1.
type Way = (Vec2, Vec2, f32);

/// Everything that the finger did, for these lines, the first at her height. The first is underlined.
fn ways(lines: &[String]) -> Vec<Way> {
    let mut ways = Vec::new();
    let shape = SIZE.1 as f32 / SIZE.0 as f32;
    // Further lines than two stand closer, and what would not fit is not written.
    let count = lines.len().clamp(1, MOST.0);
    let below = LINES.1.min((1.0 - LINES.0 - HIGH * 1.8) / (count as f32 - 1.0).max(1.0));
    for (index, line) in lines.iter().take(MOST.0).enumerate() {
        let letters: Vec<char> = line.chars().flat_map(char::to_uppercase).take(MOST.1).collect();
        let smaller = (LETTERS as f32 / letters.len().max(1) as f32).min(below / LINES.1).min(1.0);
        let (wide, high) = (HIGH * 0.58 * shape * smaller, HIGH * smaller);
        let gap = wide * 1.45;
        let top = LINES.0 + below * index as f32;
        let left = 0.5 - gap * letters.len() as f32 * 0.5;
        for (place, letter) in letters.iter().enumerate() {
            let chance = |salt: i32| hash(place as i32 * 7 + salt, index as i32 + 11) - 0.5;
            let corner = Vec2::new(left + gap * place as f32, top - 0.012 * place as f32 + 0.012 * chance(1));
            let lean = 0.10 * chance(2);
            let point = |&(x, y): &(f32, f32)| corner + Vec2::new(wide * (x - lean * y), high * y);
            for stroke in strokes(*letter) {
                ways.extend(stroke.windows(2).map(|pair| (point(&pair[0]), point(&pair[1]), 1.0)));
            }
        }
        if index == 0 && !letters.is_empty() {
            let (from, to) = (left - 0.01, left + gap * letters.len() as f32);
            ways.push((Vec2::new(from, top + high * 1.36), Vec2::new(to, top + high * 1.16), 0.9));
        }
        // Where the finger stopped, a drop has run.
        for drop in 0..letters.len().min(3) {
            let x = left + gap * (drop as f32 * 1.4 + 0.15 + 0.4 * hash(drop as i32, index as i32 + 5));
            let (from, long) = (top + high * 0.9, 0.02 + 0.09 * hash(drop as i32, index as i32 + 3));
            ways.push((Vec2::new(x, from), Vec2::new(x + 0.003, from + long), 0.35));
        }
    }
    ways
}

/// The writing, white on black, as a mask for the steam.
pub(super) fn image(lines: &[String]) -> Image {
    let ways = ways(lines);
    let shape = Vec2::new(SIZE.0 as f32 / SIZE.1 as f32, 1.0);
    let pixels = (0..SIZE.1).flat_map(|y| (0..SIZE.0).map(move |x| (x, y)));
    let near = |(x, y): (u32, u32)| {
        let at = Vec2::new((x as f32 + 0.5) / SIZE.0 as f32, (y as f32 + 0.5) / SIZE.1 as f32) * shape;
        let far = ways.iter().map(|(from, to, broad)| apart(at, *from * shape, *to * shape) + FINGER * (1.0 - broad));
        let far = far.fold(f32::MAX, f32::min);
        (255.0 * (1.0 - ((far - FINGER * 0.6) / (FINGER * 0.8)).clamp(0.0, 1.0))) as u8
    };
    let data: Vec<u8> = pixels.map(near).collect();
    let extent = Extent3d { width: SIZE.0, height: SIZE.1, depth_or_array_layers: 1 };
    Image::new(extent, TextureDimension::D2, data, TextureFormat::R8Unorm, RenderAssetUsages::RENDER_WORLD)
}

/// How far a point lies from a way.
fn apart(at: Vec2, from: Vec2, to: Vec2) -> f32 {
    let along = to - from;
    let t = ((at - from).dot(along) / along.length_squared().max(1e-9)).clamp(0.0, 1.0);
    at.distance(from + along * t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_stays_on_the_glass() {
        for words in [vec!["MILK"], vec!["milk", "sorry"], vec!["a longer thing 0129"], vec!["ÉTÉ?"; 9], vec!["W"; 3]]
        {
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            let ways = ways(&words);
            assert!(!ways.is_empty());
            for point in ways.iter().flat_map(|(from, to, _)| [from, to]) {
                assert!((0.0..1.0).contains(&point.x) && (0.0..1.0).contains(&point.y), "{words:?} {point}");
            }
        }
    }

    #[test]
    fn a_clean_glass_has_nothing_on_it() {
        let image = image(&[]);
        assert!(image.data.is_some_and(|data| data.iter().all(|pixel| *pixel == 0)));
    }

    #[test]
    fn a_word_can_be_seen() {
        let image = image(&["MILK".to_owned()]);
        let bright = image.data.map_or(0, |data| data.iter().filter(|pixel| **pixel > 128).count());
        let all = (SIZE.0 * SIZE.1) as usize;
        assert!((all / 60..all / 8).contains(&bright), "{bright} of {all}");
    }
}
