"""What hangs in the hall: by the door his coat and a scarf, with the hook at the origin and the wall towards +y; in his
wardrobe what is left there, with the rail along x at the origin."""

from __future__ import annotations

import math

from kit import Vector, bend, decimate, join, loft, move, paint, remesh, smooth, tube, turn

V = Vector


def folds(place, normal, deep):
    """Cloth that hangs from one point falls in pipes that widen downwards."""
    down = max(0.0, -place.z - 0.10)
    pipes = math.sin(place.x * 46.0 + math.sin(place.z * 3.0) * 0.8) + 0.5 * math.sin(place.x * 83.0 + 1.0)
    drag = math.sin((place.x * 0.8 + place.z) * 22.0) * max(0.0, 0.25 + place.z) * 1.6
    return place + normal * deep * (pipes * min(1.0, down * 2.2) + drag)


def coat():
    """It hangs by its loop: the collar is pulled up, the shoulders have slid, one sleeve lies over the front."""
    rings = [((0.010, -0.070, -1.06), 0.235, 0.052), ((0.008, -0.072, -0.90), 0.228, 0.056), ((0.004, -0.072, -0.62), 0.205, 0.060),
             ((0.0, -0.070, -0.36), 0.190, 0.066), ((0.0, -0.064, -0.20), 0.185, 0.062), ((0.0, -0.056, -0.12), 0.150, 0.052),
             ((0.0, -0.046, -0.06), 0.090, 0.042), ((0.0, -0.038, -0.015), 0.052, 0.034)]
    body = loft([(V(m), w, d) for m, w, d in rings], 32)
    left = tube([(-0.110, -0.060, -0.150), (-0.196, -0.062, -0.25), (-0.232, -0.066, -0.42), (-0.238, -0.072, -0.66), (-0.232, -0.078, -0.74)],
                [0.040, 0.058, 0.056, 0.052, 0.050], 14)
    right = tube([(0.110, -0.062, -0.150), (0.192, -0.082, -0.25), (0.186, -0.118, -0.42), (0.150, -0.132, -0.62), (0.138, -0.130, -0.70)],
                 [0.040, 0.056, 0.055, 0.051, 0.049], 14)
    collar = tube([(-0.060, -0.052, -0.060), (-0.052, -0.022, 0.012), (0.0, -0.014, 0.030), (0.052, -0.022, 0.012), (0.062, -0.056, -0.066)],
                  [0.020, 0.028, 0.026, 0.028, 0.020], 12)
    lapels = [tube([(side * 0.058, -0.094, -0.070), (side * 0.046, -0.128, -0.20), (side * 0.016, -0.132, -0.36)], [0.020, 0.026, 0.006], 10) for side in (-1, 1)]
    whole = remesh(join([body, left, right, collar, *lapels]), 0.011)
    whole = bend(smooth(whole, 4, 0.5), lambda p, n: folds(p, n, 0.0085))
    coat = paint(decimate(smooth(whole, 1, 0.4), 3400), "Teal")
    buttons = [tube([(0.012, -0.135 - 0.004 * k, -0.40 - 0.13 * k), (0.012, -0.148 - 0.004 * k, -0.40 - 0.13 * k)], [0.013, 0.011], 10) for k in range(4)]
    return [coat, paint(join(buttons), "Walnut")]


def scarf():
    """Thrown over the hook, one end longer than the other."""
    def length(points, wide):
        rings = [(V(p), wide * (1.0 + 0.10 * math.sin(k * 1.7)), 0.016) for k, p in enumerate(points)]
        return loft(rings, 24)
    front = length([(0.020, -0.058, -0.86), (0.014, -0.056, -0.70), (0.010, -0.052, -0.50), (0.004, -0.050, -0.30), (0.0, -0.046, -0.12), (0.0, -0.030, 0.012)], 0.066)
    behind = length([(-0.050, -0.026, -0.60), (-0.040, -0.026, -0.44), (-0.026, -0.024, -0.24), (-0.010, -0.022, -0.08), (0.0, -0.026, 0.012)], 0.060)
    knot = tube([(-0.052, -0.030, -0.010), (0.0, -0.040, 0.022), (0.052, -0.030, -0.010)], [0.022, 0.028, 0.022], 12)
    whole = bend(smooth(remesh(join([front, behind, knot]), 0.0075), 2), lambda p, n: folds(p, n, 0.005))
    fringe = []
    for x0, z0, y0, count, wide in ((0.020, -0.86, -0.058, 11, 0.060), (-0.050, -0.60, -0.026, 10, 0.054)):
        for k in range(count):
            x = x0 + (k / (count - 1) - 0.5) * 2 * wide
            fringe.append(tube([(x, y0, z0 + 0.01), (x + 0.006 * math.sin(k * 2.3), y0 - 0.004, z0 - 0.055 - 0.008 * (k % 3))], [0.0042, 0.0030], 6))
    return [paint(join([decimate(whole, 1500), *fringe]), "Apricot")]


def hook():
    """Wire, over a rail that lies along x."""
    over = [V((0, math.cos(a) * 0.0165, math.sin(a) * 0.0165)) for a in (math.radians(-55 + 32 * k) for k in range(9))]
    return tube([(0, 0, -0.085), (0, 0, -0.040), (0, 0.003, -0.026), *over], [0.0022] * 12, 5)


def shoulders(bar):
    """A wooden hanger, seen along the rail; with `bar`, what trousers hang on."""
    bow = tube([(0, -0.205, -0.142), (0, -0.180, -0.128), (0, -0.090, -0.096), (0, 0, -0.080), (0, 0.090, -0.096), (0, 0.180, -0.128), (0, 0.205, -0.142)],
               [0.005, 0.0105, 0.0110, 0.0120, 0.0110, 0.0105, 0.005], 8)
    return join([bow, tube([(0, y, -0.134) for y in (-0.186, -0.150, -0.08, 0, 0.08, 0.150, 0.186)], [0.0048] * 7, 6)]) if bar else bow


def garment(low, thick, sleeve, seed, collar):
    """On its hanger, edge-on: one sees a sleeve first. Its shoulders are held, all else hangs from them."""
    rings = [(low, 0.86, 0.196), (low * 0.8, 0.84, 0.198), (low * 0.55, 0.90, 0.200), (-0.32, 1.0, 0.206), (-0.22, 1.0, 0.210), (-0.150, 0.86, 0.210),
             (-0.120, 0.72, 0.186), (-0.096, 0.62, 0.120), (-0.078, 0.60, 0.052), (-0.070, 0.50, 0.030)]
    parts = [loft([((0.006 * math.sin(z * 9 + seed), 0, z), thick * wide, deep) for z, wide, deep in rings], 30)]
    for side in (-1, 1):
        out = 0.004 * math.sin(seed * 3 + side)
        points = [(0, side * 0.150, -0.128), (0, side * 0.192, -0.160), (out, side * 0.203, -0.30), (out * 2 + 0.008 * side, side * 0.196, -0.48), (out * 3, side * 0.200, sleeve)]
        parts.append(tube(points, [0.024, 0.030, 0.031, 0.028, 0.025], 14))
        parts.append(tube([(out * 3, side * 0.200, sleeve + 0.055), (out * 3, side * 0.200, sleeve)], [0.0285, 0.0275], 14))
    def hangs(p, n):
        down = min(1.0, max(0.0, -p.z - 0.17) * 2.4)
        pipes = math.sin(p.y * 52.0 + seed * 2.0 + 0.9 * math.sin(p.z * 4.0 + seed)) + 0.5 * math.sin(p.y * 95.0 + seed + p.z * 3.0)
        drag = math.sin((abs(p.y) * 1.3 + p.z) * 30.0 + seed) * math.exp(-((p.z + 0.24) / 0.10) ** 2)
        broken = math.sin(p.z * 34.0 + seed * 5.0 + p.x * 30.0) * max(0.0, abs(p.y) - 0.15) * 14.0
        lifted = 0.045 * (p.y / 0.2) ** 2 * max(0.0, min(1.0, (low + 0.20 - p.z) / 0.20)) if abs(p.z - low) < 0.2 else 0.0
        return p + n * (0.0050 * pipes * down + 0.0045 * drag + 0.0026 * broken * down) + V((0.010 * math.sin(p.z * 5.0 + seed) * down, 0, lifted))
    whole = smooth(remesh(join(parts), 0.0085), 3, 0.5)
    # The collar is turned down; where it is open, in front, its ends hang lower. Inside it, one sees into the neck.
    turned_down = [(-0.100, 2.3, 0.072), (-0.112, 2.9, 0.088), (-0.088, 2.4, 0.070), (-0.062, 1.9, 0.054), (-0.054, 1.6, 0.048), (-0.064, 1.2, 0.038)]
    fold = loft([((0.002, 0, z), collar * wide, deep) for z, wide, deep in turned_down], 24)
    fold = bend(fold, lambda p, n: p - V((0, 0, max(0.0, p.x) * 1.1 if p.z < -0.095 else 0.0)))
    return join([decimate(smooth(bend(whole, hangs), 1, 0.4), 1040), fold])


def clothes():
    """His, close together on the left of the rail. On the right hung hers."""
    things, wood, wire = [], [], []
    for at, turned, low, thick, sleeve, seed, collar, name in [
        (-0.268, 0.05, -0.80, 0.034, -0.66, 0.4, 0.013, "Linen"), (-0.192, -0.07, -0.84, 0.033, -0.69, 1.7, 0.013, "Apricot"),
        (-0.116, 0.03, -0.78, 0.034, -0.65, 2.9, 0.013, "Moss"), (-0.028, 0.08, -1.04, 0.044, -0.72, 4.2, 0.016, "Kraft"),
        (0.060, -0.12, -0.82, 0.034, -0.68, 6.1, 0.013, "Rust"),
    ]:
        hung = [paint(garment(low, thick, sleeve, seed, collar), name), bend(shoulders(False), lambda p, n: V((p.x * 0.8, p.y * 0.88, p.z - 0.008))), hook()]
        things.append(move(turn(hung[0], z=turned), (at, 0, 0)))
        for thing, pile in zip(hung[1:], (wood, wire)):
            pile.append(move(turn(thing, z=turned), (at, 0, 0)))
    for at, turned, tilted in [(0.128, 0.10, 0.02), (0.172, -0.06, -0.03), (0.236, 0.42, 0.20), (0.288, 0.05, 0.0)]:
        for thing, pile in ((shoulders(True), wood), (hook(), wire)):
            pile.append(move(turn(turn(thing, x=tilted), z=turned), (at, 0, 0)))
    return [*things, paint(join(wood), "Birch"), paint(join(wire), "Brass")]


MODELS = {"hall/coat": (coat, 5_000), "hall/scarf": (scarf, 3_000), "hall/clothes": (clothes, 9_000)}
