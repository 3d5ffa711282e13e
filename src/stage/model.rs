//! A model: what `tools/art` or somebody's pack made, read into shapes by paint.
//!
//! It is a GLB (glTF 2.0, binary) whose materials are named after paints. It brings corners, normals, texture coordinates
//! in metres and, as the corners' colour, how much of the sky each sees past the model itself. Colour, texture and light
//! are the game's own, so a model fits into any hour and any grade.

use super::{palette::Paint, shape::Shape};
use bevy::{math::Affine3A, prelude::*};
use gltf::{
    Accessor, Glb, Gltf, Semantic,
    accessor::{DataType, Dimensions},
    mesh::Mode,
};
use serde_json::Value;
use std::collections::BTreeMap;
use thiserror::Error;

/// A pack may bring anything; more than this would not be drawn in time on a small machine.
const MOST_FACES: usize = 60_000;
/// As many corners as faces could have, none shared.
const MOST_CORNERS: usize = 3 * MOST_FACES;
/// More parts than this are no model, and one that is a part of itself has no end of them.
const MOST_NODES: usize = 1_024;
/// Nothing that stands in a room is farther than this from its own foot, in metres.
const FAR: f32 = 24.0;

/// What a model looks like, by paint.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub lumps: BTreeMap<Paint, Shape>,
}

/// Why a file is no model.
#[derive(Error, Debug)]
pub(super) enum ModelError {
    #[error("it is no GLB (binary glTF 2.0): {0}")]
    NoGlb(#[from] gltf::Error),
    #[error("its mesh “{mesh}” has the material “{material}”, and no paint has that name; {hint}")]
    NoPaint { mesh: String, material: String, hint: String },
    #[error("its mesh “{mesh}” {what}")]
    Unsound { mesh: String, what: &'static str },
    #[error("it has more than {MOST_FACES} triangles, {MOST_CORNERS} corners or {MOST_NODES} parts")]
    TooMany,
    #[error("it is damaged")]
    Damaged,
    #[error("there is nothing in it")]
    Nothing,
}

/// Reads a model.
pub(super) fn read(bytes: &[u8]) -> Result<Model, ModelError> {
    // Buffers in other files are not read: a model is one file.
    let glb = Glb::from_slice(bytes)?;
    if !numbers_are_there(&glb.json) {
        return Err(ModelError::Damaged);
    }
    let blob = glb.bin.unwrap_or_default();
    let file = Gltf::from_slice(bytes)?;
    let mut model = Model::default();
    let (mut faces, mut corners, mut seen) = (0, 0, 0);
    let scene = file.default_scene().or_else(|| file.scenes().next()).ok_or(ModelError::Nothing)?;
    let mut nodes: Vec<(gltf::Node, Mat4)> = scene.nodes().map(|node| (node, Mat4::IDENTITY)).collect();
    while let Some((node, above)) = nodes.pop() {
        seen += 1;
        if seen > MOST_NODES {
            return Err(ModelError::TooMany);
        }
        let frame = above * Mat4::from_cols_array_2d(&node.transform().matrix());
        nodes.extend(node.children().map(|child| (child, frame)));
        let Some(mesh) = node.mesh() else { continue };
        let name = mesh.name().unwrap_or("without a name").to_owned();
        for part in mesh.primitives() {
            let shape = shape(&part, &blob).map_err(|what| ModelError::Unsound { mesh: name.clone(), what })?;
            faces += shape.faces.len() / 3;
            corners += shape.at.len();
            if faces > MOST_FACES || corners > MOST_CORNERS {
                return Err(ModelError::TooMany);
            }
            let far = |at: &Vec3| frame.transform_point3(*at);
            if shape.at.iter().map(far).any(|at| !at.is_finite() || at.length() > FAR) {
                return Err(ModelError::Unsound { mesh: name, what: "has a corner that is too far away" });
            }
            let material = part.material();
            let paint = paint(material.name().unwrap_or_default(), &name)?;
            model.lumps.entry(paint).or_default().take(&shape, &Affine3A::from_mat4(frame), Vec2::ZERO);
        }
    }
    if faces == 0 { Err(ModelError::Nothing) } else { Ok(model) }
}

/// Whether whatever a mesh points at is there. The reader of glTF looks a position up before it has looked whether there is
/// one, and panics where there is none.
fn numbers_are_there(json: &[u8]) -> bool {
    let Ok(file) = serde_json::from_slice::<Value>(json) else { return false };
    let count = |of: &str| file.get(of).and_then(Value::as_array).map_or(0, Vec::len) as u64;
    let accessors = count("accessors");
    let parts = file.get("meshes").and_then(Value::as_array).into_iter().flatten();
    let mut parts = parts.filter_map(|mesh| mesh.get("primitives")?.as_array()).flatten();
    parts.all(|part| {
        let attributes = part.get("attributes").and_then(Value::as_object);
        let numbers = attributes.into_iter().flat_map(|attributes| attributes.values()).chain(part.get("indices"));
        numbers.filter_map(Value::as_u64).all(|number| number < accessors)
    })
}

fn paint(material: &str, mesh: &str) -> Result<Paint, ModelError> {
    // Blender numbers what it has twice: Felt.001.
    let name = material.split('.').next().unwrap_or_default();
    let found = Paint::ALL.into_iter().find(|paint| format!("{paint:?}").eq_ignore_ascii_case(name));
    found.ok_or_else(|| {
        let near = Paint::ALL.into_iter().map(|paint| format!("{paint:?}"));
        let near = near.max_by(|a, b| strsim::jaro(a, name).total_cmp(&strsim::jaro(b, name))).unwrap_or_default();
        let hint = format!("nearest is {near}");
        ModelError::NoPaint { mesh: mesh.to_owned(), material: material.to_owned(), hint }
    })
}

/// Whether numbers are of the kind that glTF has for what they mean (3.7.2.1, “Meshes: Overview”); its reader panics where
/// they are not. Those without a meaning are a part's indices. What is not read may be of any kind.
fn as_said(what: Option<Semantic>, numbers: &Accessor) -> bool {
    let (number, of) = (numbers.data_type(), numbers.dimensions());
    let whole_or_real = matches!(number, DataType::U8 | DataType::U16 | DataType::F32);
    match what {
        None => of == Dimensions::Scalar && matches!(number, DataType::U8 | DataType::U16 | DataType::U32),
        Some(Semantic::Positions | Semantic::Normals) => of == Dimensions::Vec3 && number == DataType::F32,
        Some(Semantic::TexCoords(0)) => of == Dimensions::Vec2 && whole_or_real,
        Some(Semantic::Colors(0)) => matches!(of, Dimensions::Vec3 | Dimensions::Vec4) && whole_or_real,
        Some(_) => true,
    }
}

/// How much light reaches a corner that sees so much of the sky, with what its own hollow throws back: of `seen`, 0..1, for
/// a surface of about half white (Jimenez and others, “Practical Realtime Strategies for Accurate Indirect Occlusion”,
/// 2016, equation 10). A neck below a chin is dark, not black.
fn bounced(seen: f32) -> f32 {
    const ALBEDO: f32 = 0.5;
    let (a, b, c) = (2.0404 * ALBEDO - 0.3324, -4.7951 * ALBEDO + 0.6417, 2.7552 * ALBEDO + 0.6903);
    seen.max(((seen * a + b) * seen + c) * seen)
}

/// One part of one paint. Says what is wrong with it otherwise.
fn shape(part: &gltf::Primitive, blob: &[u8]) -> Result<Shape, &'static str> {
    if part.mode() != Mode::Triangles {
        return Err("is not made of triangles");
    }
    let attributes = part.attributes().map(|(what, numbers)| (Some(what), numbers));
    for (what, numbers) in attributes.chain(part.indices().map(|numbers| (None, numbers))) {
        let view = numbers.view().ok_or("has numbers that stand nowhere")?;
        let end = view.offset().saturating_add(view.length());
        let within = numbers.offset().saturating_add(numbers.count().saturating_mul(numbers.size()));
        let plain = matches!(view.buffer().source(), gltf::buffer::Source::Bin) && view.stride().is_none();
        if !plain
            || !as_said(what, &numbers)
            || numbers.sparse().is_some()
            || end > blob.len()
            || within > view.length()
        {
            return Err("has numbers outside of the file, or laid out in a way that is not read");
        }
    }
    let reader = part.reader(|_| Some(blob));
    let at: Vec<Vec3> = reader.read_positions().ok_or("has no corners")?.map(Vec3::from).collect();
    let normal: Vec<Vec3> = reader.read_normals().ok_or("has no normals")?.map(Vec3::from).collect();
    let uv: Vec<Vec2> = match reader.read_tex_coords(0) {
        // Its v runs down.
        Some(uv) => uv.into_f32().map(|[u, v]| Vec2::new(u, 1.0 - v)).collect(),
        None => at.iter().map(|at| at.xy()).collect(),
    };
    let sees: Vec<f32> =
        reader.read_colors(0).map(|sees| sees.into_rgb_f32().map(|[r, ..]| bounced(r)).collect()).unwrap_or_default();
    let faces: Vec<u32> = match reader.read_indices() {
        Some(faces) => faces.into_u32().collect(),
        None => (0..at.len() as u32).collect(),
    };
    if normal.len() != at.len() || uv.len() != at.len() || faces.iter().any(|face| *face as usize >= at.len()) {
        return Err("has faces between corners that it does not have");
    }
    if normal.iter().any(|normal| !normal.is_finite()) || uv.iter().any(|uv| !uv.is_finite()) {
        return Err("has numbers that are none");
    }
    let sees = if sees.len() == at.len() { sees } else { Vec::new() };
    Ok(Shape { at, normal, uv, faces, sees })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amy() -> Vec<u8> {
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/models/people/amy.glb")).unwrap()
    }

    #[test]
    fn a_model_is_read_by_paint_and_stands_on_the_floor() {
        let model = read(&amy()).unwrap();
        let paints: Vec<_> = model.lumps.keys().copied().collect();
        assert_eq!(
            paints,
            [Paint::Rust, Paint::Skin, Paint::Hair, Paint::Trousers, Paint::Walnut]
                .into_iter()
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>()
        );
        let all = || model.lumps.values().flat_map(|shape| &shape.at);
        let (low, high) = (all().map(|at| at.y).fold(9.0, f32::min), all().map(|at| at.y).fold(0.0, f32::max));
        assert!((-0.01..0.03).contains(&low) && (1.5..1.8).contains(&high), "{low} {high}");
        for shape in model.lumps.values() {
            assert_eq!(shape.sees.len(), shape.at.len());
            assert!(shape.sees.iter().all(|sees| (0.0..=1.0).contains(sees)));
        }
    }

    #[test]
    fn whatever_is_damaged_is_said_and_not_died_of() {
        let whole = amy();
        for cut in (0..whole.len()).step_by(whole.len() / 60) {
            assert!(read(&whole[..cut]).is_err(), "{cut}");
        }
        let mut bytes = whole.clone();
        for at in (0..4_000).chain((4_000..whole.len()).step_by(2_111)) {
            for flip in [0x01, 0x04, 0x15, 0x80] {
                bytes[at] = whole[at] ^ flip;
                read(&bytes).ok();
            }
            bytes[at] = whole[at];
        }
    }

    #[test]
    fn what_is_a_part_of_itself_comes_to_an_end() {
        let json = br#"{"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"children":[1]},{"children":[0]}]} "#;
        let mut bytes = Vec::new();
        bytes.extend(b"glTF");
        bytes.extend(2_u32.to_le_bytes());
        bytes.extend((20 + json.len() as u32).to_le_bytes());
        bytes.extend((json.len() as u32).to_le_bytes());
        bytes.extend(b"JSON");
        bytes.extend(json);
        let why = read(&bytes).unwrap_err();
        assert!(matches!(why, ModelError::TooMany | ModelError::NoGlb(_)), "{why}");
    }

    #[test]
    fn a_paint_that_there_is_not_is_named_with_the_nearest() {
        let text = ModelError::to_string(&paint("Feltt", "coat").unwrap_err());
        assert!(text.contains("“Feltt”") && text.contains("Felt") && text.contains("coat"), "{text}");
        assert_eq!(paint("Felt.003", "coat").unwrap(), Paint::Felt);
    }
}
