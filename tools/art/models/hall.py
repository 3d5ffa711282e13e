"""What hangs by the door: his coat, a scarf. The hook is at the origin, the wall is towards +y."""

from __future__ import annotations

import math

from kit import Vector, bend, decimate, join, loft, paint, remesh, smooth, tube

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


MODELS = {"hall/coat": (coat, 5_000), "hall/scarf": (scarf, 3_000)}
