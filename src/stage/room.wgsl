// The surface of everything in a room: Bevy's standard shading for the sun and the lamps, and on top
// of it the light that bounced (six numbers a corner, multiplied by what shines now), a window that
// mirrors in what is smooth, and a relief felt from the texture.

#import bevy_pbr::{
    pbr_fragment::pbr_input_from_standard_material,
    pbr_functions::{alpha_discard, apply_pbr_lighting, main_pass_post_lighting_processing},
    forward_io::{VertexOutput, FragmentOutput},
    mesh_view_bindings::{lights, view},
    pbr_bindings,
}

struct RoomLight {
    sky: vec4<f32>,
    around: vec4<f32>,
    sun_a: vec4<f32>,
    sun_b: vec4<f32>,
    lamp: vec4<f32>,
    strip: vec4<f32>,
    // x0, x1, y0, y1 of the bright opening
    window: vec4<f32>,
    // what is mirrored at its top and its bottom; w: the opening's z, and the relief
    high: vec4<f32>,
    low: vec4<f32>,
    // what is mirrored elsewhere; w: how strong this paint's colour is
    mirrored: vec4<f32>,
    glow: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(100) var<uniform> room: RoomLight;

// How much a surface mirrors of what stands around it (Karis, 2014).
fn mirrors(f0: vec3<f32>, roughness: f32, facing: f32) -> vec3<f32> {
    let c0 = vec4<f32>(-1.0, -0.0275, -0.572, 0.022);
    let c1 = vec4<f32>(1.0, 0.0425, 1.04, -0.04);
    let r = roughness * c0 + c1;
    let a = min(r.x * r.x, exp2(-9.28 * facing)) * r.x + r.y;
    let ab = vec2<f32>(-1.04, 1.04) * a + r.zw;
    return f0 * ab.x + ab.y;
}

fn soft_box(x: f32, low: f32, high: f32, blur: f32) -> f32 {
    return smoothstep(low - blur, low + blur, x) * (1.0 - smoothstep(high - blur, high + blur, x));
}

@fragment
fn fragment(input: VertexOutput, @builtin(front_facing) is_front: bool) -> FragmentOutput {
    var in = input;
#ifdef VERTEX_COLORS
    let carried = input.color;
    in.color = vec4<f32>(1.0);
#else
    let carried = vec4<f32>(0.2, 1.0, 0.0, 0.0);
#endif
#ifdef VERTEX_UVS_B
    let lamps = input.uv_b;
#else
    let lamps = vec2<f32>(0.0);
#endif

    var pbr_input = pbr_input_from_standard_material(in, is_front);
    let painted = pbr_input.material.base_color.rgb;
    let pale = vec3<f32>(dot(painted, vec3<f32>(0.2126, 0.7152, 0.0722)));
    pbr_input.material.base_color = vec4<f32>(
        max(mix(pale, painted, room.mirrored.w), vec3<f32>(0.0)),
        pbr_input.material.base_color.a,
    );

    // Relief: the texture's own brightness, read as height.
    let depth = room.low.w;
    if (depth > 0.0) {
        let tone = dot(pbr_input.material.base_color.rgb, vec3<f32>(0.333));
        let away = distance(view.world_position, in.world_position.xyz);
        let px = dpdx(in.world_position.xyz);
        let py = dpdy(in.world_position.xyz);
        let slope = vec2<f32>(dpdx(tone), dpdy(tone)) * depth * 0.006 / (1.0 + away * 0.25);
        let n = pbr_input.N;
        let rx = cross(py, n);
        let ry = cross(n, px);
        let det = dot(px, rx);
        let bump = sign(det) * (slope.x * rx + slope.y * ry);
        pbr_input.N = normalize(abs(det) * n - bump);
    }

    pbr_input.material.base_color = alpha_discard(pbr_input.material, pbr_input.material.base_color);
    var out: FragmentOutput;
    out.color = apply_pbr_lighting(pbr_input);

    let base = pbr_input.material.base_color.rgb;
    let metal = pbr_input.material.metallic;
    let rough = pbr_input.material.perceptual_roughness;
    let open = carried.y;

    let light = room.sky.rgb * carried.x
        + room.around.rgb * open * open
        + room.sun_a.rgb * carried.z
        + room.sun_b.rgb * carried.w
        // how bright her lamp is now: see `light.rs`
        + room.lamp.rgb * lamps.x * lights.ambient_color.a
        + room.strip.rgb * lamps.y;
    // Light that stays among coloured things takes their colour: corners are deep, not grey.
    let deep = mix(base * (0.75 + 0.25 * base), base, clamp(open, 0.0, 1.0));
    // What stands close by keeps some of it away: worked out in screen space, where the tier allows it.
    var more = light * deep * (1.0 - metal) * pbr_input.diffuse_occlusion;

    // What is mirrored: the room, and the opening where the line of sight meets it.
    let v = pbr_input.V;
    let n = pbr_input.N;
    let facing = max(dot(n, v), 0.0001);
    let r = reflect(-v, n);
    let f0 = mix(vec3<f32>(0.04), base, metal);
    var seen = room.mirrored.rgb * (0.65 + 0.35 * r.y) + light * 0.35;
    let to = (room.high.w - in.world_position.z) / select(r.z, 0.0001, abs(r.z) < 0.0001);
    if (to > 0.0) {
        let hit = in.world_position.xyz + r * to;
        let blur = 0.015 + rough * rough * min(to, 6.0) * 0.9;
        let part = soft_box(hit.x, room.window.x, room.window.y, blur)
            * soft_box(hit.y, room.window.z, room.window.w, blur);
        let up = clamp((hit.y - room.window.z) / (room.window.w - room.window.z), 0.0, 1.0);
        seen = mix(seen, mix(room.low.rgb, room.high.rgb, up), part * clamp(open * 1.4 - 0.2, 0.0, 1.0));
    }
    more += seen * mirrors(f0, rough, facing) * (0.25 + 0.75 * open);
    let shine = vec3<f32>(dot(room.glow.rgb, vec3<f32>(0.2126, 0.7152, 0.0722)));
    more += max(mix(shine, room.glow.rgb, room.mirrored.w), vec3<f32>(0.0));

    // Nothing in a room is brighter than this; thin bright edges would glitter.
    let sum = max(out.color.rgb + more * view.exposure, vec3<f32>(0.0));
    let most = max(sum.r, max(sum.g, sum.b));
    out.color = vec4<f32>(sum * (min(most, 2.4) / max(most, 0.0001)), out.color.a);
    out.color = main_pass_post_lighting_processing(pbr_input, out.color);
    return out;
}
