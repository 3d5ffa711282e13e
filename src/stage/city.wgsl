// Towers: a grid of windows on every face, lit as the hour has it, and haze in between.

#import bevy_pbr::{
    forward_io::VertexOutput,
    mesh_view_bindings::{globals, view},
}
#import room_tone::noise::chance

struct CityLight {
    haze: vec4<f32>,      // rgb; w: metres until most of it is haze
    stone: vec4<f32>,     // what the walls look like now; w: share of lit windows
    warm: vec4<f32>,      // lit windows; w: how much the glass mirrors
    glass: vec4<f32>,     // unlit windows; w: how much snow lies on the roofs
    sun: vec4<f32>,       // direction to the sun; w: how much it strikes the walls
    sun_colour: vec4<f32>, // w: how far it glows
    horizon: vec4<f32>,
    ground: vec4<f32>,    // what lies below
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> city: CityLight;

fn edge(at: f32, x: f32, soft: f32) -> f32 {
    return smoothstep(at - soft, at + soft, x);
}

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
#ifdef VERTEX_COLORS
    let about = in.color;
#else
    let about = vec4<f32>(0.5);
#endif
    let n = normalize(in.world_normal);
    let away = distance(view.world_position, in.world_position.xyz);

    // about: a number of its own, a tint, how wide its windows are, how many are lit
    let cell = vec2<f32>(1.5 + 2.6 * about.z, 3.3);
    let at = in.uv / cell;
    let which = floor(at);
    let part = fract(at);
    let grain = max(fwidth(at.x), fwidth(at.y));
    let far = smoothstep(0.35, 1.1, grain);
    let soft = max(grain, 0.004);
    let pane = edge(0.16, part.x, soft) * edge(-0.84, -part.x, soft) * edge(0.22, part.y, soft) * edge(-0.80, -part.y, soft);
    // What stands behind the glass: a blind half down, a mullion, the shadow of the reveal.
    let inner = (part - vec2<f32>(0.16, 0.22)) / vec2<f32>(0.68, 0.58);
    let roof = step(0.5, n.y);
    let covered = mix(pane, 0.40, far) * (1.0 - roof);

    let id = floor(about.x * 200.0);
    let own = chance(which + vec2<f32>(id * 3.0, id));
    let floor_mood = chance(vec2<f32>(which.y, id));
    let drawn = chance(which * 1.7 + id);
    let blind = edge(1.0 - drawn * drawn * 0.9, inner.y, soft * 2.0) * (1.0 - far);
    let mullion = (1.0 - edge(0.02, abs(inner.x - 0.5), soft)) * (1.0 - far);
    let reveal = 1.0 - 0.55 * edge(0.90, inner.y, 0.06) * (1.0 - far);
    let share = city.stone.w * about.w * (0.45 + 1.1 * floor_mood);
    let lit = step(own, share);
    let tone = chance(which.yx + vec2<f32>(id, 5.0));
    let lamp = city.warm.rgb * mix(vec3<f32>(1.0, 0.72, 0.42), vec3<f32>(0.95, 0.95, 0.85), tone * tone)
        * (0.18 + 1.0 * pow(chance(which + id + 9.0), 1.6)) * mix(1.0, 0.62, blind);
    let average = city.warm.rgb * vec3<f32>(1.0, 0.80, 0.55) * share * 0.75;

    let strike = max(dot(n, city.sun.xyz), 0.0) * city.sun.w;
    let stone = city.stone.rgb * (0.72 + 0.5 * about.y) * (0.8 + 0.2 * n.y)
        + city.sun_colour.rgb * strike * (0.4 + 0.3 * about.y);
    let glass = mix(city.glass.rgb * (0.45 + 0.75 * own) * (0.75 + 0.4 * inner.y * (1.0 - far)), stone * 1.25, blind * 0.75) * reveal + city.sun_colour.rgb * pow(strike, 3.0) * city.warm.w * own * 0.5;
    var colour = mix(stone, glass, covered);
    colour = mix(colour, mix(lamp, average, far), covered * mix(lit, 0.75, far));
    colour = mix(colour, stone * 0.7, covered * mullion * 0.8);
    // The edge of each storey, and a shade between the piers.
    colour *= 1.0 - 0.22 * (1.0 - far) * (1.0 - roof) * (1.0 - edge(0.05, part.y, soft));

    // Snow on roofs, and blown against the foot of every storey.
    let drift = (1.0 - edge(0.07 + 0.05 * own, part.y, soft)) * (1.0 - far) * 0.7;
    let white = city.haze.rgb * (1.05 + 0.15 * roof);
    colour = mix(colour, white, city.glass.w * max(roof * 0.96, drift * (1.0 - roof)));

    // Haze, thicker towards the street.
    let low = clamp(1.0 - (in.world_position.y + 36.0) / 110.0, 0.0, 1.0);
    let haze = 1.0 - exp(-away / city.haze.w * (0.55 + 0.9 * low));
    let d = normalize(in.world_position.xyz - view.world_position);
    let near = max(dot(d, city.sun.xyz), 0.0);
    let air = city.haze.rgb + city.sun_colour.rgb * (pow(near, 10.0) * 0.9 + pow(near, 80.0) * 1.2) * city.warm.w * 0.5;
    colour = mix(colour, air, clamp(haze, 0.0, 1.0));
    // Nobody sees down to the street: the towers stand in what lies there.
    let below = mix(city.horizon.rgb, city.ground.rgb, smoothstep(0.02, -0.12, d.y))
        + city.sun_colour.rgb * (pow(near, 6.0) * 0.22 + pow(near, 40.0) * 0.5) * city.sun_colour.w;
    colour = mix(colour, below, smoothstep(-4.0, -32.0, in.world_position.y));
    return vec4<f32>(colour, 1.0);
}
