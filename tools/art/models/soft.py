"""What cloth does: a cover thrown back, pillows that were slept on, a throw over an arm.

Lengths are the bed's and the sofa's in `src/stage/sets/`: x along the bed, -y across it (the game's z), z up.
"""

from __future__ import annotations

import math

import bpy

from kit import Vector, apply, bend, box, cloth, decimate, grid, move, paint, smooth, thick, turn

V = Vector


def mattress():
    return box((1.98, 1.42, 0.21), (0, 0, 0.33), 0.06)


def blown(size, puff):
    """A flat bag of that width and length, with so much air in it."""
    wide, long = size
    return cloth(box((wide, long, 0.02), cuts=15), frames=26, stiff=12.0, mass=0.2, pressure=puff, shrink=-0.10)


def dented(bag, at, wide, deep):
    """A head lay there, or an elbow."""
    def lower(p, n):
        off = ((p.x - at[0]) / wide) ** 2 + ((p.y - at[1]) / wide) ** 2
        return p - V((0, 0, deep * math.exp(-off))) if p.z > 0 else p
    return bend(bag, lower)


def ridge(t):
    return (1.0 - abs(math.sin(t))) ** 1.8


def rumpled(p, n):
    """Somebody slept under it: folds that run out from where he lay, and smaller ones across them."""
    u = p.x * 3.3 + 0.9 * math.sin(p.y * 2.4 + 0.5)
    v = p.y * 2.6 + 0.8 * math.sin(p.x * 2.9)
    high = 0.042 * ridge(u + v * 0.45) + 0.030 * ridge(v * 1.8 - u * 0.6 + 1.3) + 0.014 * ridge(u * 2.6 + v * 1.2)
    # Over the edge it hangs straight.
    flat = max(0.0, min(1.0, (0.78 - abs(p.y)) * 9.0)) * max(0.0, min(1.0, (1.02 - p.x) * 9.0))
    return p + V((0, 0, high * (0.15 + 0.85 * flat)))


def bedding():
    bed = mattress()
    # The cover, its upper end thrown back over itself.
    cover = grid(1.62, 1.86, 56, 64, (0.24, 0, 0.52))
    def folded(p, n):
        wave = 0.010 * math.sin(p.x * 6 + p.y * 3) + 0.008 * math.sin(p.y * 9 - p.x * 4)
        edge = -0.34 + 0.10 * math.sin(p.y * 1.7)
        if p.x < edge:
            back = edge - p.x
            return V((edge + back * 0.96, p.y * 0.985, 0.52 + 0.055 + wave + 0.03 * min(1, back * 6)))
        return V((p.x, p.y, 0.52 + wave))
    cover = bend(cover, folded)
    cover = cloth(cover, [bed], stiff=6.0, mass=0.5)
    cover = apply(cover, "SUBSURF", levels=1)
    cover = bend(smooth(cover, 3, 0.5), rumpled)
    cover = smooth(thick(decimate(cover, 4300), 0.046), 3, 0.45)
    paint(cover, "Linen")
    # A throw across its foot.
    throw = grid(0.62, 1.92, 22, 60, (0.70, 0.01, 0.66))
    throw = bend(throw, lambda p, n: V((p.x + 0.05 * math.sin(p.y * 1.7), p.y, p.z + 0.01 * math.sin(p.y * 5 + p.x * 7))))
    throw = cloth(throw, [bed, cover], stiff=7.0, mass=0.4, shrink=-0.07)
    throw = paint(smooth(thick(decimate(throw, 1700), 0.018), 1, 0.3), "Blanket")
    pillows = []
    for x, y, turned, lean, size, puff, name, hollow in [
        (-0.71, 0.37, 0.10, 0.16, (0.44, 0.66), 2.6, "Sheet", 0.045),
        (-0.70, -0.38, -0.16, 0.05, (0.44, 0.66), 2.2, "Sheet", 0.020),
        (-0.50, -0.32, 0.42, 0.42, (0.36, 0.42), 2.8, "Apricot", 0.0),
    ]:
        bag = blown(size, puff)
        if hollow:
            bag = dented(bag, (0.02, 0.05), 0.13, hollow)
        bag = turn(bag, y=-lean)
        bag = turn(bag, z=turned)
        lowest = min(corner.co.z for corner in bag.data.vertices)
        bag = move(bag, (x, y, 0.430 - lowest))
        pillows.append(paint(decimate(bag, 900), name))
    bpy.data.objects.remove(bed)
    return [cover, throw, *pillows]


MODELS = {"bed/bedding": (bedding, 16_000)}
