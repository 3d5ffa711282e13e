// The sky: three colours, a sun with its glow, and long thin clouds.

#import bevy_pbr::{
    forward_io::VertexOutput,
    mesh_view_bindings::view,
}
#import room_tone::noise::noise

struct SkyLight {
    zenith: vec4<f32>,
    horizon: vec4<f32>,
    ground: vec4<f32>,
    sun: vec4<f32>,        // direction to the sun; w: its brightness
    sun_colour: vec4<f32>, // w: how far it glows
    cloud: vec4<f32>,      // w: how much of it
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> sky: SkyLight;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let d = normalize(in.world_position.xyz - view.world_position);
    let up = clamp(d.y, 0.0, 1.0);
    var colour = mix(sky.horizon.rgb, sky.zenith.rgb, 1.0 - exp(-up * 4.2));
    colour = mix(colour, sky.ground.rgb, smoothstep(0.02, -0.12, d.y));

    let p = vec2<f32>(atan2(d.x, -d.z) * 3.2, d.y * 17.0);
    let wisps = noise(p + vec2<f32>(3.0, 1.0)) * 0.5 + noise(p * 2.3 + 7.0) * 0.3 + noise(p * 5.1) * 0.2;
    let band = smoothstep(0.0, 0.08, d.y) * (1.0 - smoothstep(0.25, 0.7, d.y));
    let cloud = smoothstep(0.50, 0.78, wisps) * band * sky.cloud.w;

    let near = max(dot(d, sky.sun.xyz), 0.0);
    let glow = pow(near, 6.0) * 0.22 + pow(near, 40.0) * 0.5 + pow(near, 500.0) * 2.2;
    let lit = sky.cloud.rgb + sky.sun_colour.rgb * pow(near, 8.0) * sky.sun_colour.w * 0.6;
    colour = mix(colour, lit, cloud);
    colour += sky.sun_colour.rgb * glow * sky.sun_colour.w;
    let disc = smoothstep(0.99972, 0.99990, near);
    colour += sky.sun_colour.rgb * disc * sky.sun.w;
    return vec4<f32>(colour, 1.0);
}
