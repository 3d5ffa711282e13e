"""What cloth does: a cover thrown back, pillows that were slept on, seats that were sat in, a throw over an arm.

Lengths are the bed's and the sofa's in `src/stage/sets/`: x along the bed, -y across it (the game's z), z up.
"""

from __future__ import annotations

import math

import bpy  # first: it brings the other
import bmesh

from kit import Matrix, Vector, apply, bend, box, cloth, decimate, grid, join, mesh, move, paint, smooth, thick, tube, turn

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


def brick(size, cells):
    """A box with so many cells along each of its edges, and the corners around its upper and its lower side, in turn."""
    def build(work):
        bmesh.ops.create_cube(work, size=1.0)
        for axis, count in enumerate(cells):
            along = [e for e in work.edges if abs(e.verts[0].co[axis] - e.verts[1].co[axis]) > 1e-4]
            bmesh.ops.subdivide_edges(work, edges=along, cuts=count - 1)
        bmesh.ops.recalc_face_normals(work, faces=work.faces[:])
    thing = mesh("brick", build)
    rims = []
    for side in (0.5, -0.5):
        there = [c for c in thing.data.vertices if abs(c.co.z - side) < 1e-4 and max(abs(c.co.x), abs(c.co.y)) > 0.4999]
        rims.append([c.index for c in sorted(there, key=lambda c: math.atan2(c.co.y, c.co.x))])
    thing.data.transform(Matrix.Diagonal((*size, 1.0)))
    return thing, *rims


def cornered(size, radius, along=(1, 1, 1)):
    """Rounds a box's edges off; along an axis that is 0 in `along` it stays as long as it is, and its ends stay sharp."""
    half = [length / 2 - radius * on for length, on in zip(size, along)]
    def by(p, n):
        core = V(max(-h, min(h, c)) for h, c in zip(half, p))
        out = p - core
        # As far as the box's own surface is from the core, but never farther than the radius.
        return core + out.normalized() * min(radius, max(abs(c) for c in out)) if out.length > 1e-6 else p
    return by


def piping(points):
    """A cord, sewn in all around."""
    return tube([*points, points[0]], [0.0055] * (len(points) + 1), 4)


def cord(thing, rim):
    """Piping along these corners, wherever they have come to lie."""
    return piping([thing.data.vertices[k].co.copy() for k in rim[::2]])


def without(thing, hidden):
    """Drops the faces that nobody sees."""
    work = bmesh.new()
    work.from_mesh(thing.data)
    bmesh.ops.delete(work, geom=[f for f in work.faces if hidden(f.calc_center_median(), f.normal)], context="FACES")
    work.to_mesh(thing.data)
    work.free()
    return thing


def sat_in(at, deep, wide):
    """Where somebody sits the seat gives, and its cover is drawn towards him in folds from all around."""
    def lower(p, n):
        x, y = (p.x - at[0]) / wide, (p.y - at[1]) / (wide * 0.85)
        off, angle = math.hypot(x, y), math.atan2(y, x)
        if p.z < 0:
            return p
        ring = math.exp(-((off - 1.15) / 0.42) ** 2)
        pulled = 0.26 * deep * ring * (math.sin(angle * 7 + 0.7 * math.sin(angle * 2)) + 0.5 * math.sin(angle * 12 + 1.0))
        return p + V((0, 0, pulled - deep * math.exp(-off * off)))
    return lower


def pressed(wide, side, deep):
    """Where a cushion is pushed against an arm, it folds: short creases that run away from there."""
    def fold(p, n):
        near = math.exp(-max(0.0, wide / 2 - side * p.x) / 0.085)
        crease = ridge(p.y * 15.0 + side * p.x * 9.0 + 0.6) - 0.35 + 0.5 * ridge(p.y * 27.0 - side * p.x * 6.0 + 2.1)
        return p + n * deep * near * crease
    return fold


def padded(size, puff, cells):
    """A cushion with a wall between two seams, filled until its cover is tight; foam keeps it near the shape it was cut in."""
    bag, upper, lower = brick(size, cells)
    bag = bend(bag, cornered(size, 0.05, (1, 1, 0)))
    cut = [corner.co.copy() for corner in bag.data.vertices]
    bag = cloth(bag, frames=22, stiff=14.0, mass=0.25, pressure=puff, shrink=-0.03)
    for corner, was in zip(bag.data.vertices, cut):
        corner.co = corner.co.lerp(was, 0.55)
    return bag, upper, lower


def seat(side, sag):
    """One of the two that one sits on: `side` is where the arm is."""
    size = (0.795, 0.70, 0.135)
    bag, upper, lower = padded(size, 1.6, (28, 24, 5))
    bag = bend(bag, sat_in((0.03 * side, 0.0), sag, 0.22))
    bag = bend(bag, pressed(size[0], side, 0.006))
    cords = [cord(bag, upper), cord(bag, lower)]
    bag = decimate(without(bag, lambda p, n: n.z < -0.6 or (p.y > 0.2 and n.y > 0.7)), 1500)
    return move(join([bag, *cords]), (side * 0.405, -0.080, 0.368))


def back(side, tired):
    """One of the two that one leans on; its lower half has been pushed in by backs."""
    size = (0.80, 0.40, 0.125)
    bag, upper, _ = padded(size, 2.0, (28, 16, 5))
    bag = bend(bag, sat_in((0.02 * side, -0.02), tired, 0.20))
    bag = bend(bag, pressed(size[0], side, 0.009))
    bag = bend(bag, lambda p, n: p - V((0, tired * 0.6 * max(0.0, p.y * 4) * (1 - (p.x / 0.42) ** 2), 0)))
    sewn = cord(bag, upper)
    bag = decimate(without(bag, lambda p, n: n.z < -0.6), 1150)
    return move(turn(join([bag, sewn]), x=math.pi / 2 - 0.20), (side * 0.415, 0.190, 0.655))


def body():
    """What is built and covered: the frame, two arms, the back between them."""
    parts = []
    size = (1.96, 0.82, 0.15)
    base, *_ = brick(size, (30, 14, 4))
    parts.append(decimate(move(bend(base, cornered(size, 0.03)), (0, 0, 0.215)), 340))
    size = (1.72, 0.17, 0.62)
    rest, *_ = brick(size, (30, 8, 18))
    rest = bend(bend(rest, cornered(size, 0.065)), lambda p, n: p + V((0, 0.05 * p.z, 0.012 * (1 - (p.x / 0.86) ** 2) * (p.z > 0))))
    parts.append(decimate(move(rest, (0, 0.325, 0.47)), 320))
    size = (0.185, 0.85, 0.47)
    for side in (-1, 1):
        arm, *_ = brick(size, (10, 30, 18))
        arm = bend(arm, cornered(size, 0.070))
        def soft(p, n):
            # Full at the sides; where a hand lies, in front, its top is worn down.
            full = 0.012 * (1 - (p.z / 0.235) ** 2) * (1 - (p.y / 0.425) ** 2)
            worn = 0.014 * math.exp(-((p.y + 0.22) / 0.13) ** 2) * max(0.0, p.z / 0.235)
            drawn = 0.004 * math.sin(p.y * 34 + p.z * 9) * max(0.0, p.z / 0.235) * math.exp(-((p.y + 0.20) / 0.2) ** 2)
            return p + V((full * (1 if n.x > 0 else -1) * abs(n.x), 0, -worn + drawn))
        arm = bend(arm, soft)
        front = [V((math.cos(a), -0.405, math.sin(a))) for a in (2 * math.pi * k / 36 for k in range(36))]
        front = [V((max(-0.0225, min(0.0225, p.x * 9)) + p.x * 0.051, p.y, max(-0.165, min(0.165, p.z * 9)) + p.z * 0.051)) for p in front]
        parts.append(move(join([decimate(arm, 600), piping(front)]), (side * 0.928, 0, 0.405)))
    return join(parts)


def throw(seat):
    """A blanket over the arm beside his seat, gathered by the elbow that it has lain under."""
    arm = box((0.20, 0.86, 0.50), (0.93, 0, 0.393), 0.07)
    sheet = bend(grid(0.98, 0.62, 60, 38), lambda p, n: V((p.x, p.y * 0.74, 0.022 * math.sin(p.y * 44 + 2.5 * math.sin(p.x * 3)))))
    sheet = bend(turn(sheet, z=0.16), lambda p, n: p + V((0, 0.035 * math.sin(p.x * 7), 0)))
    sheet = cloth(move(sheet, (0.82, -0.10, 0.69)), [arm, seat], frames=40, stiff=6.0, mass=0.35)
    bpy.data.objects.remove(arm)
    return paint(smooth(thick(decimate(sheet, 850), 0.014), 1, 0.3), "Linen")


def leaning(size, puff, at, turned, lean, dent, name):
    """A cushion that somebody has dropped into the corner."""
    bag = dented(blown((size, size), puff), (0.0, size * 0.30), 0.10, dent)
    bag = turn(turn(turn(bag, z=turned[0]), x=math.pi / 2 - lean), z=turned[1])
    lowest = min(corner.co.z for corner in bag.data.vertices)
    return paint(decimate(move(bag, (at[0], at[1], at[2] - lowest)), 520), name)


def sofa():
    """His seat is the one beside the throw; nobody has sat on the other for a long time."""
    his = seat(1, 0.042)
    blanket = throw(his)
    upholstery = paint(join([body(), his, seat(-1, 0.016), back(-1, 0.012), back(1, 0.030)]), "Rust")
    feet = [tube([(x * 0.975, y * 0.95, 0.0), (x * 0.96, y * 0.93, 0.15)], [0.016, 0.026], 10) for x in (-0.95, 0.95) for y in (-0.36, 0.36)]
    soft = [
        leaning(0.42, 2.6, (0.60, -0.02, 0.435), (0.10, 0.45), 0.42, 0.05, "Apricot"),
        leaning(0.42, 2.4, (-0.64, 0.00, 0.445), (-0.06, -0.38), 0.36, 0.03, "Moss"),
        leaning(0.34, 2.6, (-0.36, -0.06, 0.445), (0.14, -0.12), 0.48, 0.02, "Linen"),
    ]
    return [upholstery, paint(join(feet), "Walnut"), blanket, *soft]


MODELS = {"bed/bedding": (bedding, 16_000), "sofa/sofa": (sofa, 14_000)}
