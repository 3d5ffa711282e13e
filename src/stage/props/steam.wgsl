// Steam: a plume that widens and thins as it goes up, out of noise that drifts.

#import bevy_pbr::{
    forward_io::VertexOutput,
    mesh_view_bindings::globals,
}
#import room_tone::noise::noise

struct SteamLook {
    colour: vec4<f32>, // rgb; w: how much of it
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> steam: SteamLook;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let up = 1.0 - in.uv.y;
    let seconds = globals.time;
    // It sways more the higher it is.
    let sway = (noise(vec2<f32>(up * 1.7 - seconds * 0.31, 4.0)) - 0.5) * 0.55 * up;
    let wide = mix(0.10, 0.34, up);
    let aside = (in.uv.x - 0.5 - sway) / wide;
    let plume = exp(-aside * aside * 2.0);
    let p = vec2<f32>(in.uv.x * 4.0 - sway * 5.0, up * 4.4 - seconds * 0.62);
    let wisps = noise(p) * 0.6 + noise(p * 2.3 + 11.0) * 0.4;
    let fade = smoothstep(0.0, 0.10, up) * (1.0 - smoothstep(0.30, 0.98, up));
    // Nothing may touch the sheet's own edge.
    let edge = smoothstep(0.0, 0.12, in.uv.x) * (1.0 - smoothstep(0.88, 1.0, in.uv.x));
    let alpha = steam.colour.w * plume * fade * edge * smoothstep(0.22, 0.82, wisps) * 0.42;
    return vec4<f32>(steam.colour.rgb, alpha);
}
