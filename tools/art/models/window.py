"""What hangs at the window. Each hangs in the plane y = 0 above the origin, and the room is towards -y."""

from __future__ import annotations

import math

import bpy  # first: it brings the other
import bmesh

from kit import Vector, bend, grid, join, mesh, move, paint, tube, turn

V = Vector
HIGH = 2.50
RING = 0.026
# From here on, so far across, the last fold is the one that turns over.
TURNING = 0.90


def eased(t):
    t = max(0.0, min(1.0, t))
    return t * t * (3.0 - 2.0 * t)


def pleat(s, folds, drop):
    """Where in its fold the cloth is, that far across. No two are equally wide, and farther down they wander."""
    uneven = 0.020 * math.sin(s * 9.0 + 0.8) + 0.012 * math.sin(s * 21.0 + 2.0)
    wander = drop * (1.0 - abs(2.0 * s - 1.0) ** 4) * (0.034 * math.sin(s * 5.0 + drop * 3.1) + 0.020 * math.sin(s * 13.0 - drop * 4.0))
    return 2 * math.pi * folds * (s + uneven + wander) - 1.2     # so that the last fold before the free edge lies back


def hung(s, drop, wide, folds):
    """Linen, drawn together: tight where it is sewn, then round, then loose; the hem has a weight of its own."""
    turned = pleat(s, folds, drop)
    pitch = wide / folds
    full = eased(drop / 0.10)
    deep = 0.013 + full * (0.024 + 0.016 * drop) * (1.0 + 0.34 * math.sin(s * folds * 2.1 + 1.3 + drop * 1.4))
    # Where a fold is full, it is wider than the gap to its neighbour: seen from above, a row of the letter omega.
    over = full * pitch * (0.11 + 0.07 * math.sin(s * 15.0 + 0.5)) * (1.0 - 0.35 * drop)
    y = deep * math.sin(turned) + 0.007 * drop * math.sin(turned * 2.0 + drop * 6.0 + s * 8.0)
    # A pull here and there, from one fold into the next.
    y += 0.004 * full * math.sin(turned * 0.5 + drop * 24.0) * math.sin(s * 11.0 + drop * 5.0)
    waist = 1.0 - 0.11 * math.sin(math.pi * min(1.0, drop * 1.15)) ** 1.5
    x = (s - 0.5) * wide * 0.95 * waist - over * math.sin(2.0 * turned) + 0.010 * math.sin(drop * 5.0 + s * 3.0) * full
    return x, y, turned


def curtain(wide, folds, free, across, down):
    """A curtain, drawn back. `free` is the side of the edge that one takes hold of: there its last fold has turned over."""
    length = 0.115 * math.sqrt(wide)

    def by(p, n):
        s, drop = p.x + 0.5, eased(0.5 - p.y) * 0.35 + (0.5 - p.y) * 0.65
        along = s if free > 0 else 1.0 - s
        x, y, turned = hung(min(along, TURNING) if free > 0 else 1.0 - min(along, TURNING), drop, wide, folds)
        if along > TURNING:
            # The edge runs straight on, and from its middle downwards it curls forward and back over itself.
            curl = 0.35 + 2.9 * eased((drop - 0.42) / 0.30) * (1.0 - 0.25 * eased((drop - 0.80) / 0.2))
            radius, angle = length / curl, curl * (along - TURNING) / (1.0 - TURNING)
            x, y = x + free * radius * math.sin(angle), y - radius * (1.0 - math.cos(angle))
        # Between two rings its upper edge sags; the hem breaks on the floor where a fold comes forward.
        sag = 0.009 * (1.0 + math.sin(turned)) * (1.0 - eased(drop / 0.06))
        uneven = 0.016 * (0.5 + 0.5 * math.sin(turned + 0.6)) + 0.010 * (0.5 + 0.5 * math.sin(s * 7.0))
        sag *= 1.0 - max(0.0, along - TURNING) / (1.0 - TURNING)
        z = (HIGH - sag) * (1.0 - drop) + uneven * drop ** 6
        if z < 0.085:
            y *= 1.05
        return V((x, y, z))

    sheet = grid(1.0, 1.0, across, down)
    loose = {c.index for c in sheet.data.vertices if (c.co.x if free > 0 else -c.co.x) + 0.5 > TURNING - 1e-6}
    sheet = bend(sheet, by)
    low = min(corner.co.z for corner in sheet.data.vertices)
    sheet = bend(sheet, lambda p, n: V((p.x, p.y, p.z - low * (1.0 - p.z / HIGH))))
    top = [c.co for c in sheet.data.vertices if c.co.z > HIGH - 0.03]
    edge = max(top, key=lambda p: free * p.x)
    hooks = rings([*(hung(s, 0.0, wide, folds)[:2] for s in sewn(folds, free)), (edge.x - free * 0.008, edge.y)])
    return [*(paint(part, "Curtain") for part in sides(sheet, loose)), hooks]


def sides(sheet, loose):
    """The sheet, and apart from it, back to front, what of its loose edge shows its other side: each is shaded as it is seen."""
    def part(over):
        def build(work):
            work.from_mesh(sheet.data)
            gone = [f for f in work.faces if over != (f.normal.y > 0 and all(c.index in loose for c in f.verts))]
            bmesh.ops.delete(work, geom=gone, context="FACES")
            if over:
                bmesh.ops.reverse_faces(work, faces=work.faces[:])
        return mesh("side", build)
    parts = [part(False), part(True)]
    bpy.data.objects.remove(sheet)
    return parts


def sewn(folds, free):
    """How far across a fold is sewn together."""
    for k in range(folds):
        s = min((j / 800 for j in range(801)), key=lambda s: abs(pleat(s, folds, 0.0) - 2 * math.pi * (k + 0.75)))
        if (s if free > 0 else 1.0 - s) < TURNING - 0.03:
            yield s


def rings(places):
    """What it hangs by; the rod is the room's."""
    hooks = []
    for k, (x, y) in enumerate(places):
        circle = [V((0, math.sin(a), math.cos(a))) * RING for a in (2 * math.pi * j / 14 for j in range(15))]
        hooks.append(move(turn(tube(circle, [0.0028] * 15, 5), z=0.3 * math.sin(k * 2.3)), (x, y * 0.8, HIGH + RING - 0.004)))
    return paint(join(hooks), "Brass")


MODELS = {
    "window/curtain-wide": (lambda: curtain(0.66, 7, 1, 90, 26), 6_000),
    "window/curtain-narrow": (lambda: curtain(0.40, 4, -1, 72, 34), 6_000),
}
