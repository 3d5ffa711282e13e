"""People: a coat, a turned back, hair. Faces are suggested and no more.

Each stands or sits at the origin and looks towards -y (+z in the game). Nobody is a mannequin: the weight is on one
leg, a shoulder hangs, the hands have something to do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kit import Vector, apply, ball, bend, decimate, join, loft, mesh, move, paint, remesh, smooth, thick, tube, turn

V = Vector


@dataclass
class Look:
    """What somebody has on, and how they hold themselves."""

    coat: str
    hair: str = "Hair"
    tall: float = 1.72
    wide: float = 1.0
    long: float = 0.62      # where the coat ends, above the ground
    cut: str = "short"      # short, bob, long, bun, cap
    legs: str = "Trousers"
    sits: bool = False
    left: str = "hangs"     # hangs, pocket, strap, folded, lap, table
    right: str = "hangs"
    scarf: str | None = None
    lean: float = 0.0
    nod: float = 0.0
    gaze: float = 0.0
    bag: str | None = None
    shift: float = 0.02
    waist: float = 0.0      # how far above the hip the trousers go; then the coat is a pullover that ends there
    shirt: str | None = None
    face: bool = False      # round glasses, a moustache: what one knows him by


LOOKS = {
    "catherine": Look("Felt", tall=1.70, wide=0.93, long=0.50, cut="bob", left="pocket", right="strap", scarf="Apricot", bag="Walnut", gaze=0.35, nod=0.10),
    "ines": Look("Moss", hair="Ink", tall=1.66, wide=0.92, long=0.66, cut="bun", left="folded", right="folded", gaze=-0.2, nod=0.14),
    "amy": Look("Rust", tall=1.64, wide=0.95, long=0.86, cut="long", left="pocket", right="hangs", gaze=0.2, nod=0.06, shift=0.035),
    "amy-sits": Look("Rust", tall=1.64, wide=0.95, long=0.86, cut="long", left="lap", right="lap", sits=True, gaze=0.25, nod=0.16, lean=0.06),
    "marek": Look("Teal", hair="Ink", tall=1.86, wide=1.10, long=0.84, cut="short", left="pocket", right="pocket", gaze=-0.3, nod=0.05),
    "marek-sits": Look("Teal", hair="Ink", tall=1.86, wide=1.10, long=0.84, cut="short", left="table", right="lap", sits=True, gaze=-0.2, nod=0.10, lean=0.10),
    "lena": Look("Apricot", tall=1.68, wide=0.92, long=0.80, cut="bob", left="folded", right="folded", gaze=0.1, nod=0.2),
    "lena-sits": Look("Apricot", tall=1.68, wide=0.92, long=0.80, cut="bob", left="table", right="lap", sits=True, gaze=0.3, nod=0.06, lean=0.05),
    "tomas-sits": Look("Moss", hair="Ink", tall=1.80, wide=1.06, long=0.84, cut="short", left="lap", right="table", sits=True, gaze=-0.45, nod=0.04, lean=-0.03),
    "asker-sits": Look("Oat", tall=1.66, wide=0.93, long=0.86, cut="bun", left="table", right="table", sits=True, gaze=-0.15, nod=0.02, lean=0.09),
    "commuter": Look("Moss", hair="Ink", tall=1.74, wide=1.02, long=0.50, cut="short", left="strap", right="pocket", bag="Walnut", gaze=0.0, nod=0.24),
    "walker": Look("Teal", tall=1.78, wide=1.03, long=0.54, cut="cap", left="pocket", right="pocket", scarf="Oat", gaze=0.15, nod=0.08),
    "stranger": Look("Felt", hair="Ink", tall=1.76, wide=1.04, long=0.52, cut="cap", left="pocket", right="pocket", gaze=0.2, nod=0.22),
    "stranger-sits": Look("Felt", hair="Ink", tall=1.76, wide=1.04, long=0.60, cut="cap", left="lap", right="lap", sits=True, gaze=0.1, nod=0.28, lean=0.14),
    "passer-by": Look("Apricot", hair="Ink", tall=1.70, wide=0.98, long=0.48, cut="short", left="pocket", right="strap", bag="Ink", gaze=-0.1, nod=0.12),
    "theodore": Look("Linen", tall=1.76, wide=1.02, cut="short", gaze=0.04, nod=0.07, shift=0.025, waist=0.10, shirt="Apricot", face=True),
}


def creases(place, normal, deep=0.006):
    """Cloth hangs in folds that run down and break where it bends."""
    a = math.atan2(place.x, place.y)
    run = math.sin(a * 5.0 + place.z * 7.0) * 0.6 + math.sin(a * 11.0 - place.z * 17.0) * 0.4
    broken = math.sin(place.z * 38.0 + a * 2.0) * 0.35
    return place + normal * deep * (run + broken)


def arm(look, side, shoulder):
    """Upper arm, forearm, hand: where the elbow and the wrist are, and how the palm lies."""
    how = look.left if side > 0 else look.right
    reach = {
        "hangs": (V((0.075, 0.015, -0.285)), V((0.035, -0.075, -0.245))),
        "pocket": (V((0.105, 0.055, -0.27)), V((-0.060, -0.125, -0.195))),
        "strap": (V((0.065, 0.010, -0.28)), V((-0.055, -0.170, 0.185))),
        "folded": (V((0.090, -0.030, -0.275)), V((-0.235, -0.150, 0.020))),
        "lap": (V((0.085, -0.030, -0.275)), V((-0.110, -0.220, -0.060))),
        "table": (V((0.090, -0.120, -0.255)), V((-0.060, -0.255, 0.030))),
    }[how]
    upper, fore = (V((side * b.x, b.y, b.z)) * look.tall / 1.72 for b in reach)
    return shoulder + upper, shoulder + upper + fore, how


def hand(wrist, elbow, side, how):
    """A palm, four fingers a little bent, a thumb; in a pocket there is none."""
    if how == "pocket":
        return None
    along = (wrist - elbow).normalized()
    inward = V((-side, -0.35, 0.0))
    across = along.cross(inward).normalized()
    parts = [tube([wrist - along * 0.02, wrist + along * 0.03, wrist + along * 0.085], [0.024, 0.030, 0.026])]
    flat = along.cross(across).normalized()
    for k in range(4):
        off = across * (k - 1.5) * 0.0165
        root = wrist + along * 0.075 + off
        bent = flat * (-0.012 * side)
        parts.append(tube([root, root + along * 0.032 + bent, root + along * 0.058 + bent * 2.6], [0.0105, 0.0095, 0.0070], 8))
    root = wrist + along * 0.03 + across * -0.026
    parts.append(tube([root, root + along * 0.035 - across * 0.014, root + along * 0.060 - across * 0.012], [0.012, 0.0105, 0.008], 8))
    whole = remesh(join(parts), 0.0065)
    return paint(decimate(smooth(whole, 3), 300), "Skin")


def head(look, neck):
    """An egg with a jaw, the ridge of a nose, two ears; no eyes, no mouth."""
    s = look.tall / 1.72
    parts = [
        ball(0.096 * s, (0, 0.012, 0.045), (0.82, 1.0, 1.02)),
        ball(0.072 * s, (0, -0.020, -0.030), (0.84, 0.98, 1.12)),
        tube([(0, -0.083 * s, 0.030), (0, -0.106 * s, -0.008), (0, -0.092 * s, -0.016)], [0.007, 0.011, 0.009], 8),
        ball(0.030 * s, (0, -0.074 * s, -0.083), (1.0, 0.8, 0.8), 8),
        tube([(0, 0.030, -0.170), (0, 0.016, -0.09), (0, 0.008, -0.02)], [0.058, 0.050, 0.052]),
    ]
    # The brow and the hollows below it: enough for a face to have light and shadow in it.
    for side in (-1, 1):
        parts.append(ball(0.020, (side * 0.079 * s, 0.018, 0.000), (0.35, 0.8, 1.35), 8))
        parts.append(tube([(side * 0.012, -0.084 * s, 0.045), (side * 0.050, -0.068 * s, 0.046)], [0.010, 0.008], 8))
    whole = remesh(join(parts), 0.007)
    whole = decimate(smooth(whole, 6, 0.45), 1000)
    return paint(pose_head(whole, look, neck), "Skin")


def pose_head(thing, look, neck):
    turn(thing, x=look.nod)
    turn(thing, z=look.gaze)
    return move(thing, neck + V((0, -0.010, 0.150)))


def lock(angle, look):
    """One lock of hair: from the crown over the skull, then down as far as the cut has it."""
    s = look.tall / 1.72
    back = (math.cos(angle) + 1.0) / 2.0       # 1 behind, 0 in front
    reach = {"short": 0.85 + 0.55 * back, "bob": 1.05 + 0.75 * back, "long": 1.05 + 0.80 * back,
             "bun": 0.95 + 0.75 * back, "cap": 1.0 + 0.6 * back}[look.cut]
    hang = {"short": 0.0, "bob": 0.075, "long": 0.20, "bun": 0.0, "cap": 0.0}[look.cut] * min(1.0, back * 2.2)
    out, points, radii = V((math.sin(angle), math.cos(angle), 0)), [], []
    for k in range(7):
        t = reach * (k / 6) * math.pi / 2
        radius = 0.099 * s
        place = V((0, 0.014, 0.047)) + V((out.x * 0.86, out.y, 0)) * radius * math.sin(t) + V((0, 0, math.cos(t))) * radius * 1.04
        points.append(place)
        radii.append(0.021 - 0.0012 * k)
    for k in range(1, 4):
        if hang:
            tip = points[6] + V((out.x * 0.016 * k, 0.010 * back * k, -hang * k / 3))
            points.append(tip)
            radii.append(0.0165 - 0.0035 * k)
    return tube(points, radii, 8)


def hair(look, neck):
    front = {"short": 0.52, "bob": 0.62, "long": 0.60, "bun": 0.50, "cap": 0.5}[look.cut]
    count = 34
    locks = []
    for k in range(count):
        angle = -math.pi + 2 * math.pi * k / count
        if abs(angle) > math.pi * (1 - front * 0.30):
            continue                              # the forehead
        locks.append(lock(angle, look))
    s = look.tall / 1.72
    locks.append(ball(0.100 * s, (0, 0.020, 0.056), (0.84, 0.98, 0.96)))
    if look.cut == "bun":
        locks.append(ball(0.046, (0, 0.118, 0.065), (1.0, 0.9, 0.95)))
    whole = remesh(join(locks), 0.0085)
    whole = decimate(smooth(whole, 2, 0.4), 1300)
    return paint(pose_head(whole, look, neck), look.hair)


def glasses(look, neck):
    """Two thin rings before where the eyes would be, and what holds them."""
    s = look.tall / 1.72
    parts = []
    for side in (-1, 1):
        middle = V((side * 0.034, -0.101, 0.014)) * s
        ring = [middle + V((math.cos(a) * 0.026, -side * math.cos(a) * -0.004, math.sin(a) * 0.024)) * s for a in (2 * math.pi * k / 20 for k in range(21))]
        parts.append(tube(ring, [0.0026] * 21, 6))
        hinge = V((side * 0.060, -0.096, 0.020)) * s
        parts.append(tube([hinge, V((side * 0.080, -0.050, 0.020)) * s, V((side * 0.083, 0.012, 0.014)) * s], [0.0024] * 3, 6))
    parts.append(tube([V((-0.009, -0.105, 0.018)) * s, V((0, -0.108, 0.021)) * s, V((0.009, -0.105, 0.018)) * s], [0.0024] * 3, 6))
    return paint(pose_head(join(parts), look, neck), "Walnut")


def moustache(look, neck):
    """One dark shape below the nose."""
    s = look.tall / 1.72
    points = [(-0.029, -0.083, -0.044), (-0.016, -0.091, -0.036), (0, -0.095, -0.033), (0.016, -0.091, -0.036), (0.029, -0.083, -0.044)]
    thing = tube([V(p) * s for p in points], [0.003, 0.0075, 0.0080, 0.0075, 0.003], 10)
    return paint(pose_head(thing, look, neck), look.hair)


def shirt(look, neck):
    """Its collar, over the neck of the pullover: a band that stands, and two flaps that lie."""
    band = loft([(neck + V((0, 0.008, high)), wide, wide) for high, wide in [(-0.030, 0.086), (-0.010, 0.082), (0.006, 0.079), (0.022, 0.0755), (0.032, 0.073), (0.032, 0.062)]], 28)
    parts = [bend(band, lambda p, n: p + V((0, 0, 0.014 * (p.y - neck.y) / 0.07)))]
    for side in (-1, 1):
        corners = [(0.006, -0.076, 0.004), (0.062, -0.052, 0.026), (0.084, -0.074, -0.016), (0.046, -0.110, -0.050)]
        flap = mesh("flap", lambda work: work.faces.new([work.verts.new(neck + V((side * x, y, z))) for x, y, z in corners][::side]))
        parts.append(thick(apply(flap, "SUBSURF", levels=2, subdivision_type="SIMPLE"), 0.009))
    return paint(join(parts), look.shirt)


def cap(look, neck):
    """A knitted cap, its edge turned up."""
    s = look.tall / 1.72
    crown = ball(0.107 * s, (0, 0.016, 0.066), (0.88, 1.0, 0.98), 18)
    crown = bend(crown, lambda p, n: V((p.x, p.y, max(p.z, 0.052 + (p.y - 0.016) * -0.25))))
    rim = loft([((0, 0.018, 0.030), 0.093 * s, 0.108 * s), ((0, 0.018, 0.040), 0.099 * s, 0.114 * s), ((0, 0.016, 0.078), 0.098 * s, 0.113 * s),
                ((0, 0.016, 0.086), 0.090 * s, 0.104 * s)], 28)
    rim = bend(rim, lambda p, n: p + V((0, 0, (p.y - 0.016) * -0.25)))
    whole = remesh(join([crown, rim]), 0.0075)
    return paint(pose_head(decimate(smooth(whole, 2), 900), look, neck), "Rust")


def body(look):
    s, w = look.tall / 1.72, look.wide
    hip = (0.545 if look.sits else 0.93) * s
    lean = look.lean
    sway = look.shift
    at = lambda x, up: V((x + sway * (1 - up / 0.6), -lean * up * up * 2.4, hip + up * s))
    neck = at(0, 0.555)
    rings = [(at(0, 0.00), 0.172 * w, 0.125 * w), (at(0, 0.10), 0.160 * w, 0.118 * w), (at(0, 0.22), 0.163 * w, 0.118 * w),
             (at(0, 0.36), 0.184 * w, 0.126 * w), (at(0, 0.455), 0.180 * w, 0.110 * w), (at(0, 0.510), 0.125 * w, 0.090 * w),
             (at(0, 0.560), 0.066 * w, 0.066 * w), (at(0, 0.585), 0.060 * w, 0.060 * w)]
    if look.shirt:
        # The pullover ends below the shirt's collar.
        rings[-2:] = [(at(0, 0.540), 0.080 * w, 0.078 * w)]
    parts = []
    low = look.long * s
    if look.waist:
        # A pullover ends in a band, and the wool hangs over it a little.
        rings[:2] = [(at(0, look.waist - 0.035), 0.154 * w, 0.112 * w), (at(0, look.waist), 0.158 * w, 0.115 * w), (at(0, look.waist + 0.020), 0.170 * w, 0.125 * w)]
    elif not look.sits:
        # A coat goes on below the hip and swings a little.
        steps = max(1, int((hip - low) / 0.09))
        for k in range(1, steps + 1):
            t = k / steps
            z = hip + (low - hip) * t
            rings.insert(0, (V((sway * (1 + 0.2 * t), 0.004 * t, z)), (0.176 + 0.030 * t) * w, (0.128 + 0.034 * t) * w))
    else:
        rings.insert(0, (V((sway, 0.0, hip - 0.085 * s)), 0.175 * w, 0.135 * w))
    parts.append(loft(rings, 24))
    hands = []
    for side in (-1, 1):
        shoulder = at(side * 0.172 * w, 0.468) + V((0, 0.004, -0.010 if side < 0 else 0.0))
        elbow, wrist, how = arm(look, side, shoulder)
        end = wrist + (wrist - elbow).normalized() * 0.012
        parts.append(tube([at(side * 0.09 * w, 0.485), shoulder, (shoulder * 2 + elbow) / 3, elbow, (elbow + wrist) / 2, end],
                          [0.066 * w, 0.072 * w, 0.060 * w, 0.052 * w, 0.045 * w, 0.039 * w], 14))
        palm = hand(wrist, elbow, side, how)
        if palm:
            hands.append(palm)
    if not look.shirt:
        # The collar stands up behind.
        collar = loft([(at(0, 0.53), 0.086 * w, 0.082 * w), (at(0, 0.60) + V((0, 0.010, 0)), 0.078 * w, 0.078 * w)], 20)
        parts.append(bend(collar, lambda p, n: p + V((0, 0, 0.018 if p.y > neck.y and p.z > neck.z else 0.0))))
    coat = remesh(join(parts), 0.013)
    coat = smooth(coat, 5, 0.5)
    coat = bend(coat, creases)
    things = [paint(decimate(coat, 2600), look.coat), *hands]
    if look.scarf:
        turns = []
        for k, (up, wide) in enumerate([(0.545, 0.098), (0.580, 0.090)]):
            loop = [at(0, up) + V((math.cos(a) * wide * w, math.sin(a) * wide * w * 0.95, 0.012 * math.sin(a * 2 + k))) for a in (2 * math.pi * n / 20 for n in range(21))]
            turns.append(tube(loop, [0.029] * 21, 10))
        tail = [at(0.055, 0.54) + V((0, -0.098, 0)), at(0.065, 0.40) + V((0, -0.135, 0)), at(0.060, 0.22) + V((0, -0.138, 0)), at(0.066, 0.10) + V((0, -0.135, 0))]
        turns.append(tube(tail, [0.028, 0.034, 0.036, 0.030], 10))
        scarf = bend(smooth(remesh(join(turns), 0.010), 2), lambda p, n: creases(p, n, 0.004))
        things.append(paint(decimate(scarf, 900), look.scarf))
    if look.bag:
        strap = [at(0.215 * w, -0.02) + V((0, 0.10, 0)), at(0.06, 0.22) + V((0, 0.142, 0)), at(-0.10 * w, 0.46) + V((0, 0.105, 0)), at(-0.125 * w, 0.535) + V((0, 0.02, 0)),
                 at(-0.115 * w, 0.46) + V((0, -0.112, 0)), at(0.05, 0.22) + V((0, -0.146, 0)), at(0.215 * w, -0.02) + V((0, -0.10, 0))]
        bag = smooth(remesh(loft([(at(0.245 * w, -0.24), 0.050, 0.130), (at(0.240 * w, -0.08), 0.058, 0.145), (at(0.235 * w, 0.0), 0.036, 0.130)], 20), 0.014), 4)
        things.append(paint(join([tube(strap, [0.012] * 7, 8), decimate(bag, 500)]), look.bag))
    return things, neck, hip


def legs(look, hip):
    s, w = look.tall / 1.72, look.wide
    parts, shoes = [], []
    for side in (-1, 1):
        x = side * 0.088 * w
        if look.sits:
            points = [V((x, 0.02, hip - 0.01)), V((x * 1.15, -0.20, hip + 0.005)), V((x * 1.25, -0.44 * s, hip - 0.005)), V((x * 1.25, -0.455 * s, hip - 0.16)), V((x * 1.3, -0.40 * s - side * 0.03, 0.10))]
            radii = [0.098, 0.090, 0.070, 0.064, 0.056]
            foot = V((x * 1.3, -0.40 * s - side * 0.03, 0.0))
        else:
            free = 0.0 if side * look.shift > 0 else 1.0     # the leg that carries nothing
            # Under a coat nobody sees them begin.
            top = V((x * 0.8 + look.shift, 0.0, min(hip + 0.02, look.long * s + 0.20) if not look.waist else hip - 0.03))
            knee = V((x * 1.02 + look.shift * 0.4, -0.020 - 0.035 * free, 0.49 * s))
            foot = V((x * 1.05 + side * 0.02 * free, 0.010 - 0.035 * free, 0.0))
            points = [top, (top + knee) / 2 + V((0, 0.004, 0)), knee, (knee + foot) / 2 + V((0, 0.012, 0)), foot + V((0, 0.012, 0.075))]
            radii = [0.092, 0.082, 0.066, 0.060, 0.055]
        parts.append(tube(points, [r * w for r in radii], 14))
        out = 0.10 * side
        sole = [((0, 0.035, 0.010), 0.038, 0.055), ((0, 0.0, 0.03), 0.042, 0.10), ((0, -0.015, 0.055), 0.040, 0.10), ((0, 0.030, 0.085), 0.040, 0.048), ((0, 0.036, 0.105), 0.036, 0.040)]
        shoe = loft(sole, 18)
        shoe = bend(shoe, lambda p, n: V((p.x, p.y - 0.045 * max(0.0, -p.y * 6), p.z)))
        shoes.append(move(turn(shoe, z=out), foot))
    if look.waist:
        at = lambda up: V((look.shift * (1 - up / 0.6), 0.0, hip + up * s))
        parts.append(loft([(at(-0.13), 0.150 * w, 0.104 * w), (at(-0.06), 0.170 * w, 0.122 * w), (at(0.0), 0.169 * w, 0.124 * w), (at(look.waist - 0.02), 0.157 * w, 0.115 * w),
                           (at(look.waist), 0.157 * w, 0.115 * w)], 24))
    cloth = bend(smooth(remesh(join(parts), 0.014), 4), lambda p, n: creases(p, n, 0.004))
    boots = smooth(remesh(join(shoes), 0.009), 2)
    return [paint(decimate(cloth, 1100), look.legs), paint(decimate(boots, 440), "Walnut")]


def person(look):
    things, neck, hip = body(look)
    things += legs(look, hip)
    things.append(head(look, neck))
    if look.shirt:
        things.append(shirt(look, neck))
    if look.face:
        things += [glasses(look, neck), moustache(look, neck)]
    things.append(cap(look, neck) if look.cut == "cap" else hair(look, neck))
    return things


MODELS = {f"people/{name}": (lambda look=look: person(look), 14_000) for name, look in LOOKS.items()}
