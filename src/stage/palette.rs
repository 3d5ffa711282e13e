//! The one palette: oat, apricot, rust, moss, brass, deep teal. Every surface takes its paint here.

use super::texture::Cloth;

/// What a surface is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Paint {
    Oat,
    Clay,
    Ceiling,
    Boards,
    Oak,
    Walnut,
    Birch,
    Linen,
    Sheet,
    Blanket,
    Rust,
    Apricot,
    Moss,
    Teal,
    Rug,
    RugEdge,
    Brass,
    Steel,
    Cream,
    Glaze,
    Enamel,
    Stone,
    Front,
    Paper,
    Kraft,
    Ink,
    Leaf,
    Terracotta,
    Soil,
    Curtain,
    Blind,
    Orange,
    Pear,
    Frame,
    Print,
    Concrete,
    WetTile,
    Felt,
    Shade,
    Strip,
    Screen,
    Lens,
    Poster,
    Skin,
    Hair,
    Trousers,
    Tar,
    Water,
}

/// How a paint takes light.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finish {
    /// Its colour, sRGB.
    pub colour: [f32; 3],
    /// 0 mirror, 1 chalk.
    pub roughness: f32,
    /// Metal or not.
    pub metal: f32,
    /// Its texture, and how many metres one tile of it covers.
    pub cloth: Option<(Cloth, f32)>,
    /// How deep the texture feels.
    pub relief: f32,
    /// Light comes through from behind, 0..1.
    pub through: f32,
}

impl Paint {
    /// Every paint.
    pub const ALL: [Self; 48] = [
        Self::Oat,
        Self::Clay,
        Self::Ceiling,
        Self::Boards,
        Self::Oak,
        Self::Walnut,
        Self::Birch,
        Self::Linen,
        Self::Sheet,
        Self::Blanket,
        Self::Rust,
        Self::Apricot,
        Self::Moss,
        Self::Teal,
        Self::Rug,
        Self::RugEdge,
        Self::Brass,
        Self::Steel,
        Self::Cream,
        Self::Glaze,
        Self::Enamel,
        Self::Stone,
        Self::Front,
        Self::Paper,
        Self::Kraft,
        Self::Ink,
        Self::Leaf,
        Self::Terracotta,
        Self::Soil,
        Self::Curtain,
        Self::Blind,
        Self::Orange,
        Self::Pear,
        Self::Frame,
        Self::Print,
        Self::Concrete,
        Self::WetTile,
        Self::Felt,
        Self::Shade,
        Self::Strip,
        Self::Screen,
        Self::Lens,
        Self::Poster,
        Self::Skin,
        Self::Hair,
        Self::Trousers,
        Self::Tar,
        Self::Water,
    ];

    /// How it takes light.
    pub fn finish(self) -> Finish {
        let plain =
            Finish { colour: [0.8, 0.8, 0.8], roughness: 0.8, metal: 0.0, cloth: None, relief: 0.0, through: 0.0 };
        let of = |colour: [f32; 3], roughness: f32| Finish { colour, roughness, ..plain };
        let worn = |colour, roughness, cloth, metres, relief| Finish {
            cloth: Some((cloth, metres)),
            relief,
            ..of(colour, roughness)
        };
        match self {
            Self::Oat => worn([0.86, 0.79, 0.69], 0.92, Cloth::Plaster, 1.7, 0.6),
            Self::Clay => worn([0.79, 0.63, 0.51], 0.94, Cloth::Plaster, 1.7, 0.7),
            Self::Ceiling => worn([0.88, 0.84, 0.77], 0.95, Cloth::Plaster, 2.1, 0.3),
            Self::Boards => worn([0.66, 0.45, 0.29], 0.50, Cloth::Boards, 1.44, 0.9),
            Self::Oak => worn([0.68, 0.48, 0.31], 0.58, Cloth::Grain, 0.9, 0.5),
            Self::Walnut => worn([0.38, 0.235, 0.16], 0.42, Cloth::Grain, 0.8, 0.5),
            Self::Birch => worn([0.83, 0.69, 0.51], 0.55, Cloth::Grain, 1.0, 0.4),
            Self::Linen => worn([0.83, 0.76, 0.66], 0.95, Cloth::Weave, 0.22, 1.0),
            Self::Sheet => worn([0.90, 0.86, 0.79], 0.95, Cloth::Weave, 0.16, 0.5),
            Self::Blanket => worn([0.42, 0.45, 0.29], 0.98, Cloth::Weave, 0.30, 1.6),
            Self::Rust => worn([0.66, 0.31, 0.18], 0.95, Cloth::Weave, 0.26, 1.4),
            Self::Apricot => worn([0.90, 0.62, 0.42], 0.95, Cloth::Weave, 0.20, 1.0),
            Self::Moss => worn([0.40, 0.43, 0.26], 0.95, Cloth::Weave, 0.22, 1.0),
            Self::Teal => worn([0.19, 0.36, 0.38], 0.9, Cloth::Weave, 0.22, 1.0),
            Self::Rug => worn([0.72, 0.42, 0.29], 1.0, Cloth::Rug, 0.9, 2.0),
            Self::RugEdge => worn([0.84, 0.75, 0.62], 1.0, Cloth::Weave, 0.18, 2.0),
            Self::Brass => Finish { metal: 1.0, ..of([0.86, 0.66, 0.37], 0.30) },
            Self::Steel => Finish { metal: 1.0, ..of([0.70, 0.69, 0.67], 0.32) },
            Self::Cream => of([0.90, 0.85, 0.76], 0.28),
            Self::Glaze => of([0.68, 0.34, 0.22], 0.24),
            Self::Enamel => of([0.28, 0.36, 0.31], 0.22),
            Self::Stone => worn([0.82, 0.77, 0.69], 0.30, Cloth::Terrazzo, 0.46, 0.1),
            Self::Front => worn([0.57, 0.58, 0.46], 0.55, Cloth::Plaster, 1.1, 0.1),
            Self::Paper => worn([0.92, 0.88, 0.79], 0.9, Cloth::Plaster, 0.4, 0.1),
            Self::Kraft => worn([0.67, 0.50, 0.34], 0.9, Cloth::Plaster, 0.5, 0.3),
            Self::Ink => of([0.055, 0.05, 0.05], 0.45),
            Self::Leaf => Finish { through: 0.40, ..of([0.22, 0.33, 0.16], 0.5) },
            Self::Terracotta => worn([0.70, 0.40, 0.27], 0.85, Cloth::Plaster, 0.4, 0.6),
            Self::Soil => of([0.12, 0.085, 0.06], 1.0),
            Self::Curtain => Finish { through: 0.50, ..worn([0.90, 0.82, 0.70], 0.97, Cloth::Weave, 0.18, 0.5) },
            Self::Blind => Finish { through: 0.36, ..worn([0.90, 0.76, 0.58], 0.97, Cloth::Weave, 0.14, 0.6) },
            Self::Orange => of([0.90, 0.46, 0.14], 0.45),
            Self::Pear => of([0.62, 0.62, 0.24], 0.5),
            Self::Frame => worn([0.24, 0.16, 0.115], 0.45, Cloth::Grain, 0.7, 0.3),
            Self::Print => worn([0.90, 0.84, 0.73], 0.7, Cloth::Print, 0.62, 0.0),
            Self::Concrete => worn([0.58, 0.56, 0.53], 0.85, Cloth::Plaster, 2.3, 0.9),
            Self::WetTile => worn([0.30, 0.29, 0.28], 0.16, Cloth::Terrazzo, 1.2, 0.5),
            Self::Felt => worn([0.72, 0.60, 0.45], 1.0, Cloth::Weave, 0.13, 0.5),
            Self::Shade => Finish { through: 0.5, ..worn([0.93, 0.83, 0.67], 0.95, Cloth::Weave, 0.12, 0.3) },
            Self::Strip | Self::Poster => of([0.95, 0.92, 0.86], 0.6),
            Self::Screen => of([0.05, 0.05, 0.055], 0.55),
            Self::Skin => of([0.72, 0.52, 0.41], 0.62),
            Self::Hair => of([0.17, 0.105, 0.07], 0.62),
            Self::Trousers => worn([0.20, 0.20, 0.23], 0.95, Cloth::Weave, 0.2, 0.8),
            Self::Tar => worn([0.23, 0.22, 0.21], 0.72, Cloth::Terrazzo, 0.9, 0.8),
            Self::Water => worn([0.035, 0.06, 0.07], 0.13, Cloth::Weave, 5.5, 6.0),
            Self::Lens => of([0.03, 0.035, 0.04], 0.06),
        }
    }
}
