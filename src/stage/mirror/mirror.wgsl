// The mirror: what the eye behind it sees, where it lies in the window; old silver; steam, and what a finger once wrote
// there, which stays clear.

#import bevy_pbr::{
    forward_io::VertexOutput,
    mesh_view_bindings::view,
}
#import room_tone::noise::noise

struct MirrorLook {
    fog: vec4<f32>,   // x: how steamed over; zw: metres
    white: vec4<f32>, // what steam looks like
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> look: MirrorLook;
@group(#{MATERIAL_BIND_GROUP}) @binding(1) var seen: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(2) var seen_sampler: sampler;
@group(#{MATERIAL_BIND_GROUP}) @binding(3) var written: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(4) var written_sampler: sampler;

fn at(uv: vec2<f32>) -> vec3<f32> {
    return max(textureSampleLevel(seen, seen_sampler, clamp(uv, vec2<f32>(0.001), vec2<f32>(0.999)), 0.0).rgb, vec3<f32>(0.0));
}

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    var uv = (in.position.xy - view.viewport.xy) / view.viewport.zw;
    // Another eye's picture (a life's, a photograph) may be wider or narrower than the window that it was seen for.
    let window = vec2<f32>(textureDimensions(seen));
    uv.x = 0.5 + (uv.x - 0.5) * (view.viewport.z * window.y) / (view.viewport.w * window.x);
    let own = in.uv;
    let clear = at(uv);

    // It comes in clouds, thinner at the foot; the finger's way stays clear, with drops that have run from it.
    let p = own * look.fog.zw;
    let cloud = noise(p * 6.0) * 0.6 + noise(p * 17.0) * 0.4;
    let thick = clamp(look.fog.x * (1.25 - 0.5 * own.y) + (cloud - 0.5) * 0.5 * look.fog.x, 0.0, 1.0);
    let finger = textureSampleLevel(written, written_sampler, own, 0.0).r;
    let steam = smoothstep(0.05, 0.85, thick) * (1.0 - 0.86 * finger);

    // Silver that is not new: a breath of green, and dark where the damp got under its edge.
    let edge = min(min(own.x, 1.0 - own.x) * look.fog.z, min(own.y, 1.0 - own.y) * look.fog.w);
    let old = mix(0.72, 1.0, smoothstep(0.0, 0.018 + 0.02 * noise(p * 30.0), edge));
    let silver = clear * vec3<f32>(0.88, 0.90, 0.87) * old;
    if (steam <= 0.0) {
        return vec4<f32>(silver, 1.0);
    }

    // Steam scatters: a wide blur in rings, and the light that falls on it.
    var soft = vec3<f32>(0.0);
    let aspect = vec2<f32>(view.viewport.w / view.viewport.z, 1.0);
    let turn = noise(in.position.xy * 0.7) * 0.8;
    for (var ring = 1; ring <= 4; ring += 1) {
        for (var k = 0; k < 8; k += 1) {
            let angle = f32(k) * 0.7854 + f32(ring) * 0.37 + turn;
            soft += min(at(uv + vec2<f32>(cos(angle), sin(angle)) * f32(ring) * 0.030 * aspect), vec3<f32>(1.2));
        }
    }
    let white = soft / 32.0 * 0.42 + look.white.rgb;
    return vec4<f32>(mix(silver, white, steam * 0.93), 1.0);
}
