// Wet glass: drops that stand, in two sizes, and runnels with a bead at their head. A drop shows what is behind it
// upside down: the sky at its foot, the ground at its top.

#import bevy_pbr::{
    forward_io::VertexOutput,
    mesh_view_bindings::globals,
}
#import room_tone::noise::chance

struct GlassLook {
    high: vec4<f32>, // what is seen through the top; w: how wet
    low: vec4<f32>,  // what is seen through the foot; w: how much runs
    size: vec4<f32>, // metres
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> glass: GlassLook;

// A drop, seen from in front: where in it one looks (-1..1), and how much of it there is.
struct Drop {
    at: vec2<f32>,
    mask: f32,
}

// Drops that stand, one or none in each cell of so many metres.
fn standing(p: vec2<f32>, cell: f32, share: f32) -> Drop {
    let grid = p / cell;
    let id = floor(grid);
    let own = chance(id);
    let size = 0.12 + 0.24 * own * own;
    let middle = vec2<f32>(0.5) + (vec2<f32>(chance(id + 17.0), chance(id + 31.0)) - 0.5) * (0.9 - 2.0 * size);
    // No drop is quite round.
    let off = (fract(grid) - middle) * vec2<f32>(1.0 + 0.3 * own, 1.15 - 0.3 * own);
    let soft = max(fwidth(grid.y), 0.02);
    let far = 1.0 - smoothstep(0.25, 0.9, soft);
    let there = step(chance(id + 53.0), share);
    var drop: Drop;
    drop.at = off / size;
    drop.mask = there * far * (1.0 - smoothstep(1.0 - soft / size, 1.0 + soft / size, length(drop.at)));
    return drop;
}

// A runnel in each strip of glass: a bead that stops and goes, and what it leaves behind.
fn runnel(p: vec2<f32>, wide: f32, seconds: f32, share: f32) -> Drop {
    let strip = floor(p.x / wide);
    let own = chance(vec2<f32>(strip, 3.0));
    let tall = glass.size.y + 0.9;
    let pace = 0.05 + 0.07 * chance(vec2<f32>(strip, 9.0));
    let turns = own * 13.0 + seconds * pace;
    // Every time it comes down somewhere else in its strip, and sometimes not at all.
    let which = floor(turns);
    let again = chance(vec2<f32>(strip + 0.5, which));
    var down = fract(turns);
    down += 0.035 * sin(down * 43.0 + own * 6.0);
    let head = glass.size.y - down * tall + 0.1;
    let above = p.y - head;
    let path = (again - 0.5) * 0.5 + 0.10 * sin(p.y * 8.0 + again * 20.0) + 0.05 * sin(p.y * 21.0 + own * 9.0);
    let x = (p.x / wide - strip - 0.5 - path) * wide;
    let soft = max(fwidth(p.y), 0.0004);
    let radius = 0.0045 + 0.003 * again;
    var drop: Drop;
    drop.at = vec2<f32>(x, above * 0.7) / radius;
    let bead = 1.0 - smoothstep(1.0 - soft / radius, 1.0 + soft / radius, length(drop.at));
    // The trail grows thin, and breaks into pieces.
    let behind = clamp(above / 0.55, 0.0, 1.0);
    let thin = radius * mix(0.62, 0.16, behind);
    let pieces = smoothstep(0.30, 0.62, chance(floor(vec2<f32>(strip * 7.0 + which, p.y * 130.0))) + 0.55 * (1.0 - behind));
    let trail = step(0.0, above) * (1.0 - smoothstep(0.85, 1.0, behind)) * pieces
        * (1.0 - smoothstep(thin - soft, thin + soft, abs(x)));
    if (trail > bead) {
        drop.at = vec2<f32>(x / max(thin, 0.0001), 0.25 * sin(p.y * 260.0));
    }
    drop.mask = max(bead, trail * 0.8) * step(again, share);
    return drop;
}

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let p = vec2<f32>(in.uv.x, 1.0 - in.uv.y) * glass.size.xy;
    let seconds = globals.time;
    let wet = glass.high.w;
    let large = standing(p + vec2<f32>(0.0, 40.0), 0.038, 0.42 * wet);
    let small = standing(p + vec2<f32>(11.0, 7.0), 0.015, 0.60 * wet);
    let slow = runnel(p, 0.19, seconds, glass.low.w);
    let quick = runnel(p + vec2<f32>(0.07, 0.0), 0.31, seconds * 1.7 + 40.0, glass.low.w * 0.8);

    // The largest lies in front.
    var drop = small;
    if (large.mask > drop.mask) { drop = large; }
    if (slow.mask > drop.mask) { drop = slow; }
    if (quick.mask > drop.mask) { drop = quick; }

    let around = (glass.high.rgb + glass.low.rgb) * 0.5;
    let bright = max(glass.high.rgb, glass.low.rgb) * 1.06;
    let dark = min(glass.high.rgb, glass.low.rgb) * 0.30;
    let y = clamp(drop.at.y, -1.0, 1.0);
    var colour = mix(dark, bright, 0.85 * (1.0 - smoothstep(-0.75, 0.75, y)));
    // Its edge looks sideways, into what is dark; a glint above.
    colour *= 1.0 - 0.40 * smoothstep(0.55, 1.0, length(drop.at));
    let glint = drop.at - vec2<f32>(-0.32, 0.42);
    colour += bright * 0.55 * (1.0 - smoothstep(0.06, 0.22, length(glint)));

    let film = 0.05 * wet;
    let alpha = mix(film, 0.66, drop.mask);
    return vec4<f32>(mix(around * 0.8, colour, clamp(drop.mask * 1.4, 0.0, 1.0)), alpha);
}
