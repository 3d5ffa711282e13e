"""His own hand, as he sees it: the wrist is at the origin, the fingers point away from him (+y), the palm lies down."""

from __future__ import annotations

import math

from kit import Vector, ball, bend, decimate, join, loft, paint, remesh, smooth, tube, turn

V = Vector


def flattened(points, radii, by, steps=14):
    """A pipe along y that is wider than it is high."""
    middle = V(points[0])
    return bend(tube(points, radii, steps), lambda p, n: V((p.x, p.y, middle.z + (p.z - middle.z) * by)))


def fingers():
    """Four, each from its knuckle over two joints, a little bent and a little apart; the outer ones more than the inner."""
    parts = []
    for x, root, length, thick, apart, bent in [
        (-0.0345, 0.080, 0.096, 0.0096, -0.15, 0.22), (-0.0120, 0.087, 0.108, 0.0100, -0.04, 0.27),
        (0.0115, 0.084, 0.101, 0.0096, 0.06, 0.34), (0.0320, 0.073, 0.081, 0.0085, 0.15, 0.44),
    ]:
        place, points, radii = V((x, root - 0.026, 0.002)), [], []
        pitch = 0.02
        for k, (part, fold) in enumerate([(0.026, 0.10), (0.44 * length, bent), (0.31 * length, bent * 1.15), (0.22 * length, bent * 0.6), (0.03 * length, 0.0)]):
            points.append(place)
            radii.append(thick * (1.10, 1.06, 1.0, 0.90, 0.80)[k])
            place = place + V((math.sin(apart) * math.cos(pitch), math.cos(apart) * math.cos(pitch), -math.sin(pitch))) * part
            pitch += fold
        points.append(place)
        radii.append(thick * 0.45)
        parts.append(tube(points, radii, 12))
    return parts


def hand():
    palm = loft([((0, 0, -0.012), 0.027, 0.0185), ((0, 0, 0.010), 0.028, 0.0180), ((-0.001, -0.001, 0.040), 0.037, 0.0175),
                 ((0, 0.001, 0.064), 0.043, 0.0150), ((0, 0.002, 0.082), 0.041, 0.0110)], 24)
    palm = turn(palm, x=-math.pi / 2)
    ball_of_thumb = ball(0.021, (-0.026, 0.030, -0.007), (0.8, 1.35, 0.75), 10)
    thumb = tube([(-0.022, 0.016, -0.007), (-0.049, 0.043, -0.014), (-0.068, 0.073, -0.020), (-0.076, 0.098, -0.023), (-0.0765, 0.103, -0.023)],
                 [0.016, 0.0145, 0.0118, 0.0105, 0.0060], 12)
    wrist = flattened([(0, -0.13, 0), (0, -0.08, 0), (0, -0.035, 0), (0, 0.0, 0)], [0.036, 0.0325, 0.0275, 0.0262], 0.80)
    whole = smooth(remesh(join([palm, ball_of_thumb, thumb, wrist, *fingers()]), 0.0034), 4, 0.5)
    return paint(decimate(whole, 1900), "Skin")


def sleeve():
    """A pullover's, rolled up twice: above the roll the wool has been pushed together, and hangs from the arm's underside."""
    def around(back):
        """How wide it is that far behind the wrist."""
        wide = 0.037 + 0.052 * (back - 0.09)
        for roll in (0.104, 0.130):
            wide += 0.0055 * max(0.0, 1.0 - ((back - roll) / 0.014) ** 2) ** 0.5
        pushed = math.exp(-(back - 0.14) / 0.07) if back > 0.14 else 0.0
        return wide + 0.0035 * pushed * math.sin(back * 230.0)
    rings = [((0, 0, -0.30 + 0.0045 * k), around(0.30 - 0.0045 * k), around(0.30 - 0.0045 * k) * 0.90) for k in range(48)]
    cover = turn(loft(rings, 30), x=-math.pi / 2)
    def hangs(p, n):
        back, angle = -p.y - 0.13, math.atan2(p.z, p.x)
        if back < 0:
            return p
        loose = min(1.0, back * 9.0)
        slant = 0.0042 * math.sin(back * 95.0 + 2.2 * math.sin(angle) + angle) + 0.0022 * math.sin(back * 170.0 - 3.0 * angle)
        return p + n * slant * loose - V((0, 0, 0.010 * loose * max(0.0, -math.sin(angle))))
    return paint(decimate(smooth(bend(cover, hangs), 1, 0.4), 1700), "Linen")


MODELS = {"hand/right": (lambda: [hand(), sleeve()], 4_000)}
