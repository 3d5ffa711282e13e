// The game: a mountain by night, drawn by somebody who had once been cold, in few and large pixels. A torch, and a goat that
// stands in its light.

#import bevy_pbr::{
    forward_io::VertexOutput,
    mesh_view_bindings::globals,
}
#import room_tone::noise::{chance, noise}

struct GameLook {
    now: vec4<f32>, // x: how much is there; y: the torch; z: speaks; w: how bright
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> game: GameLook;

const PIXELS: vec2<f32> = vec2<f32>(176.0, 110.0);

// How far a point lies from a stroke of a certain thickness.
fn stroke(p: vec2<f32>, a: vec2<f32>, b: vec2<f32>, thick: f32) -> f32 {
    let along = b - a;
    let t = clamp(dot(p - a, along) / dot(along, along), 0.0, 1.0);
    return length(p - a - along * t) - thick;
}

fn blob(p: vec2<f32>, at: vec2<f32>, size: vec2<f32>) -> f32 {
    return (length((p - at) / size) - 1.0) * min(size.x, size.y);
}

// The goat, about the middle of its feet, a unit high; it looks to the left, at whoever holds the torch.
fn goat(p: vec2<f32>, nod: f32, breath: f32) -> f32 {
    let body = blob(p, vec2<f32>(0.06, 0.47), vec2<f32>(0.30, 0.165 + 0.006 * breath));
    let rump = blob(p, vec2<f32>(0.25, 0.46), vec2<f32>(0.14, 0.15));
    let head = vec2<f32>(-0.335, 0.765 + nod);
    let neck = stroke(p, vec2<f32>(-0.16, 0.52), head + vec2<f32>(0.05, -0.03), 0.075);
    let skull = blob(p, head, vec2<f32>(0.085, 0.075));
    let muzzle = stroke(p, head, head + vec2<f32>(-0.125, -0.065), 0.040);
    let beard = stroke(p, head + vec2<f32>(-0.09, -0.09), head + vec2<f32>(-0.075, -0.21), 0.018);
    let ear = stroke(p, head + vec2<f32>(0.06, 0.02), head + vec2<f32>(0.17, 0.0), 0.022);
    let horn = min(
        stroke(p, head + vec2<f32>(0.01, 0.06), head + vec2<f32>(0.06, 0.20), 0.020),
        stroke(p, head + vec2<f32>(0.06, 0.20), head + vec2<f32>(0.16, 0.255), 0.013),
    );
    let legs = min(
        min(stroke(p, vec2<f32>(-0.15, 0.40), vec2<f32>(-0.17, 0.02), 0.028), stroke(p, vec2<f32>(-0.07, 0.38), vec2<f32>(-0.06, 0.02), 0.026)),
        min(stroke(p, vec2<f32>(0.24, 0.38), vec2<f32>(0.27, 0.02), 0.028), stroke(p, vec2<f32>(0.32, 0.40), vec2<f32>(0.37, 0.02), 0.026)),
    );
    let tail = stroke(p, vec2<f32>(0.36, 0.54), vec2<f32>(0.43, 0.60), 0.022);
    return min(min(min(body, rump), min(neck, skull)), min(min(min(muzzle, beard), min(ear, horn)), min(legs, tail)));
}

fn ridge(x: f32, seed: f32, rough: f32) -> f32 {
    return noise(vec2<f32>(x * rough, seed)) * 0.6 + noise(vec2<f32>(x * rough * 2.7, seed + 9.0)) * 0.28
        + noise(vec2<f32>(x * rough * 7.0, seed + 4.0)) * 0.12;
}

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let cell = floor(in.uv * PIXELS);
    let uv = (cell + 0.5) / PIXELS;
    // Up, and as wide as it is high and more.
    let p = vec2<f32>(uv.x * PIXELS.x / PIXELS.y, 1.0 - uv.y);
    let time = floor(globals.time * 8.0) / 8.0;
    let torch = game.now.y;
    let flicker = torch * (0.90 + 0.10 * sin(time * 9.0) * sin(time * 5.3 + 1.0));

    // Sky, stars, a thin moon behind the far ridge.
    var colour = mix(vec3<f32>(0.022, 0.045, 0.075), vec3<f32>(0.004, 0.010, 0.024), smoothstep(0.35, 1.0, p.y));
    let star = step(0.9935, chance(cell)) * smoothstep(0.45, 0.6, p.y);
    colour += vec3<f32>(0.55, 0.65, 0.75) * star * (0.5 + 0.5 * sin(time * (1.0 + 3.0 * chance(cell + 5.0)) + cell.x));
    let moon = smoothstep(0.012, 0.0, blob(p, vec2<f32>(1.28, 0.80), vec2<f32>(0.055)))
        * smoothstep(0.0, 0.012, blob(p, vec2<f32>(1.305, 0.812), vec2<f32>(0.052)));
    colour = mix(colour, vec3<f32>(0.80, 0.84, 0.80), moon);

    // Three ridges, the near one falling away to the right, where the way goes.
    let far = 0.46 + 0.20 * ridge(p.x, 1.0, 2.2);
    colour = mix(colour, vec3<f32>(0.016, 0.032, 0.050), step(p.y, far));
    colour += vec3<f32>(0.05, 0.075, 0.095) * step(p.y, far) * smoothstep(0.04, 0.0, far - p.y) * step(0.58, far);
    let middle = 0.26 + 0.26 * ridge(p.x + 3.0, 5.0, 1.7) + 0.06 * p.x;
    colour = mix(colour, vec3<f32>(0.007, 0.015, 0.024), step(p.y, middle));
    let near = 0.30 - 0.08 * p.x + 0.05 * ridge(p.x, 8.0, 3.0);
    let ground = step(p.y, near);
    let foot = vec2<f32>(0.98, 0.225);
    let lamp = vec2<f32>(0.58, 0.47);
    let light = flicker * exp(-3.2 * length((p - lamp) * vec2<f32>(0.8, 1.25)));
    let stones = 0.55 + 0.45 * step(0.62, noise(cell * 0.31)) + 0.25 * step(0.8, chance(floor(cell / 3.0)));
    colour = mix(colour, vec3<f32>(0.004, 0.007, 0.011) + vec3<f32>(1.05, 0.50, 0.17) * light * 1.1 * stones, ground);
    colour += vec3<f32>(0.9, 0.42, 0.13) * light * 0.30 * (1.0 - ground);

    // The goat, and its shadow down the hill.
    let nod = 0.020 * sin(time * 6.0) * game.now.z + 0.006 * sin(time * 1.1);
    let breath = sin(time * 1.6);
    let q = (p - foot) / 0.40;
    let shape = goat(q, nod, breath);
    let shadow = goat(vec2<f32>(q.x * 0.62 - 0.16 - q.y * 1.4, -q.y * 2.6), 0.0, 0.0);
    colour *= 1.0 - 0.75 * step(shadow, 0.0) * ground * step(q.y, 0.03);
    let towards = vec2<f32>(goat(q - vec2<f32>(0.03, 0.0), nod, breath) - shape, goat(q + vec2<f32>(0.0, 0.03), nod, breath) - shape);
    let rim = clamp(0.35 + dot(towards, vec2<f32>(18.0, 10.0)), 0.0, 1.0);
    let tuft = 0.85 + 0.3 * step(0.55, noise(cell * 0.45));
    let coat = vec3<f32>(0.030, 0.036, 0.048) + vec3<f32>(1.05, 0.74, 0.46) * tuft * rim * (0.06 + 1.0 * flicker) * 0.50;
    colour = mix(colour, coat, step(shape, 0.0));
    // Its eye: a slot. Asleep it is not.
    let eye = (q - vec2<f32>(-0.365, 0.785 + nod)) / vec2<f32>(0.030, 0.016);
    let blink = step(0.97, fract(time * 0.17));
    colour = mix(colour, vec3<f32>(1.25, 0.95, 0.35) * (0.25 + flicker), step(length(eye), 1.0) * (1.0 - blink));
    colour = mix(colour, vec3<f32>(0.01), step(abs(eye.y), 0.42) * step(abs(eye.x), 0.62) * (1.0 - blink));

    // The torch, on a stick that somebody holds who is not in the picture.
    let stick = stroke(p, vec2<f32>(0.40, -0.02), lamp - vec2<f32>(0.02, 0.04), 0.013);
    colour = mix(colour, vec3<f32>(0.10, 0.055, 0.030) * (0.5 + 2.0 * flicker), step(stick, 0.0));
    let hand = min(stroke(p, vec2<f32>(0.36, 0.14), vec2<f32>(0.53, 0.19), 0.034), stroke(p, vec2<f32>(0.26, -0.05), vec2<f32>(0.38, 0.13), 0.055));
    colour = mix(colour, vec3<f32>(0.030, 0.045, 0.050) + vec3<f32>(0.75, 0.40, 0.18) * light, step(hand, 0.0));
    let lick = vec2<f32>(0.012 * sin(time * 7.0 + p.y * 30.0), 0.0);
    let flame = blob(p + lick, lamp + vec2<f32>(0.0, 0.035), vec2<f32>(0.026, 0.060) * (0.55 + 0.45 * torch));
    colour = mix(colour, vec3<f32>(2.4, 1.25, 0.42), step(flame, 0.0) * step(0.02, torch));
    colour = mix(colour, vec3<f32>(3.0, 2.5, 1.5), step(flame + 0.014, 0.0) * step(0.02, torch));
    let embers = step(length(p - lamp), 0.02) * (1.0 - step(0.02, torch));
    colour += vec3<f32>(0.7, 0.12, 0.02) * embers * (0.5 + 0.5 * sin(time * 2.0));

    // Light that stands in the air: lines, a soft edge, and the foot that comes out of the table.
    let lines = 0.90 + 0.10 * step(0.5, fract(in.uv.y * PIXELS.y));
    let edge = min(min(in.uv.x, 1.0 - in.uv.x) * 1.6, in.uv.y);
    let seen = smoothstep(0.0, 0.07, edge) * smoothstep(1.0, 0.93, in.uv.y);
    let comes = smoothstep(0.0, 1.0, game.now.x * 1.6 - 0.6 * chance(vec2<f32>(cell.y, 3.0)));
    return vec4<f32>(colour * lines * game.now.w, seen * comes * 0.97);
}
