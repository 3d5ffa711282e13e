//! Every place looks as it did when somebody last looked at it: small pictures against kept ones, by a measure of how alike
//! people find them.
//!
//! After a change that is meant: `UPDATE_GOLDEN=1 cargo test --test it looks`, and look at `tests/looks/*.png`.

use image::RgbImage;
use room_tone::{
    stage::Tier,
    tools::shot::{Shot, seen},
};
use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
};

/// Wide and high, in pixels.
const SIZE: (u32, u32) = (192, 108);

/// Less alike than this, and it is another picture: so are two parts of a day, as the second test says.
const ALIKE: f64 = 0.93;

/// A place, a part of the day or a morning in the snow, a mark and a tier.
const LOOKS: [(&str, &str, &str, Tier); 24] = [
    ("apartment", "snow", "sofa", Tier::Medium),
    ("apartment", "morning", "sofa", Tier::Medium),
    ("apartment", "work", "sofa", Tier::Medium),
    ("apartment", "evening", "sofa", Tier::Medium),
    ("apartment", "night", "sofa", Tier::Medium),
    ("apartment", "evening", "sofa", Tier::Low),
    ("apartment", "evening", "sofa", Tier::High),
    ("apartment", "evening", "door", Tier::Medium),
    ("apartment", "evening", "balcony", Tier::Medium),
    ("apartment", "evening", "kitchen", Tier::Medium),
    ("apartment", "night", "wardrobe", Tier::Medium),
    ("apartment", "morning", "mirror", Tier::Medium),
    ("apartment", "morning", "plant", Tier::Medium),
    ("amys", "evening", "table", Tier::Medium),
    ("booth", "work", "desk", Tier::Medium),
    ("dinner", "evening", "seat", Tier::Medium),
    ("ferry", "night", "rail", Tier::Medium),
    ("flyover", "evening", "bench", Tier::Medium),
    ("launderette", "night", "bench", Tier::Medium),
    ("lift", "evening", "inside", Tier::Medium),
    ("roof", "morning", "wall", Tier::Medium),
    ("stairwell", "night", "landing", Tier::Medium),
    ("station", "evening", "bench", Tier::Medium),
    ("street", "morning", "corner", Tier::Medium),
];

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/looks")
}

fn alike(one: &RgbImage, other: &RgbImage) -> f64 {
    image_compare::rgb_hybrid_compare(one, other).unwrap().score
}

#[test]
fn another_light_and_another_place_are_seen() {
    let picture = |name: &str| image::open(kept().join(name)).unwrap().to_rgb8();
    let sofa = |phase: &str| picture(&format!("apartment-{phase}-sofa-medium.png"));
    for other in [sofa("work"), sofa("night"), sofa("snow"), picture("booth-work-desk-medium.png")] {
        let alike = alike(&sofa("morning"), &other);
        assert!(alike < ALIKE, "{alike}");
    }
}

#[test]
fn every_place_looks_as_it_did() {
    let mut other = Vec::new();
    for (scene, phase, mark, tier) in LOOKS {
        let snow = phase == "snow";
        let light = if snow { "morning" } else { phase };
        let pixels = seen(&Shot {
            scene,
            phase: light,
            mark,
            size: SIZE,
            colour: 1.0,
            tier,
            snow,
            props: BTreeMap::new(),
            game: false,
        })
        .unwrap();
        let picture = RgbImage::from_raw(SIZE.0, SIZE.1, pixels.into_flattened()).unwrap();
        let name = format!("{scene}-{phase}-{mark}-{}.png", tier.word());
        if env::var_os("UPDATE_GOLDEN").is_some() {
            picture.save(kept().join(&name)).unwrap();
            continue;
        }
        let before = image::open(kept().join(&name)).unwrap().to_rgb8();
        let alike = alike(&before, &picture);
        if alike < ALIKE {
            let now = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
            picture.save(&now).unwrap();
            other.push(format!("{name}: {alike:.3}; it is {} now", now.display()));
        }
    }
    assert!(other.is_empty(), "{other:#?}");
}
