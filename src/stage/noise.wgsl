// Chance and noise: the same numbers for the same place.

#define_import_path room_tone::noise

fn chance(p: vec2<f32>) -> f32 {
    var q = fract(vec3<f32>(p.xyx) * vec3<f32>(0.1031, 0.1030, 0.0973));
    q += dot(q, q.yzx + 33.33);
    return fract((q.x + q.y) * q.z);
}

fn noise(p: vec2<f32>) -> f32 {
    let i = floor(p);
    let f = fract(p);
    let u = f * f * (3.0 - 2.0 * f);
    return mix(
        mix(chance(i), chance(i + vec2<f32>(1.0, 0.0)), u.x),
        mix(chance(i + vec2<f32>(0.0, 1.0)), chance(i + vec2<f32>(1.0, 1.0)), u.x),
        u.y,
    );
}
