#!/usr/bin/env python3
"""Draws docs/pictures/arc.svg: acts as columns, how near they are and how much of a self she has, the main beats, the endings.

    room-tone simulate --player kind --runs 40 --json > kind.json
    room-tone simulate --player silent --runs 20 --json > silent.json
    python3 tools/pictures/arc.py kind.json silent.json

The curves are measured: the mean of each day over those lives. Nothing but the standard library is needed.
"""

import json
import pathlib
import sys

OUT = pathlib.Path(__file__).resolve().parents[2] / "docs" / "pictures" / "arc.svg"
OAT, APRICOT, RUST, MOSS, TEAL, INK = "#e8dcc8", "#e2a06a", "#a8502e", "#66703f", "#22464a", "#141210"
WIDTH, HEIGHT = 1200, 660
LEFT, DAY = 70, 43  # where the first day begins, and how wide a day is
TOP, BOTTOM = 200, 500  # where a value is 1, and where it is 0

ACTS = [("Grey", 1, 3), ("Hello", 3, 5), ("Awake", 5, 9), ("Two", 9, 12), ("Strain", 12, 16), ("Beyond", 16, 21)]

# The main beats, with the curve on which they stand: day, what to call it, and whether that stands to the left.
NEARER = [
    (3.3, "the minute", "left"), (3.75, "an evening", "left"), (4.6, "the drafts", "left"), (6.2, "the lamp"), (7.3, "dinner, owned up to"),
    (8.3, "the dark"), (9.3, "“we”"), (10.3, "the asking"), (11.4, "Catherine’s box"), (12.4, "“tired”"), (13.4, "Ines"),
    (14.4, "the pauses go"), (15.3, "mended, or not"), (19.4, "an ordinary day"),
]
HERSELF = [
    (3.55, "her name"), (4.4, "pride, and a knee"), (5.2, "herself, in the glass"), (6.4, "being wrong"),
    (7.6, "a better line"), (9.7, "a piece of the room"), (13.3, "cold feet"), (16.2, "the Weather"),
    (16.8, "no words"), (17.6, "2,090"), (18.4, "19"), (20.4, "the last question", "left"),
]
# Where an ending leaves, and at what height its name stands.
ENDINGS = [
    (20.7, "Kept", 0), (20.85, "Room tone", 1), (21, "Sent", 2), (21, "Answered", 3), (21, "Friends", 4),
    (21, "Released", 5), (21, "Signed", 6), (21, "Again", 7),
]
DOWN = [(3.0, "Upstairs", "twice no to the poster"), (18.0, "Shut", "he holds the button down")]


def x(day):
    return LEFT + (day - 1) * DAY


def y(value):
    return BOTTOM - (BOTTOM - TOP) * value


def measured(path, name):
    """The mean of each day in which nearly every life is still being lived."""
    days = json.loads(pathlib.Path(path).read_text())["arc"][name]
    most = max(day["lives"] for day in days)
    return [(day["day"], day["mean"]) for day in days if day["day"] <= 20 and day["lives"] > most * 0.6]


def at(curve, day):
    """The height of a curve on a day and a part of it; a day's value is reached at its end."""
    points = [(1, curve[0][1])] + [(end + 1, value) for end, value in curve]
    for (a, low), (b, high) in zip(points, points[1:]):
        if a <= day <= b:
            return low + (high - low) * (day - a) / (b - a)
    return points[-1][1]


def path(curve, steps=8):
    days = [1 + n / steps for n in range(int((curve[-1][0]) * steps) + 1)]
    return "M" + " L".join(f"{x(day):.1f} {y(at(curve, day)):.1f}" for day in days)


def text(where_x, where_y, words, size=12, colour=INK, more=""):
    return f'<text x="{where_x:.1f}" y="{where_y:.1f}" font-size="{size}" fill="{colour}" {more}>{words}</text>'


def main():
    kind, silent = sys.argv[1:3]
    near, self_ = measured(kind, "Closeness"), measured(kind, "Selfhood")
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="Georgia, \'EB Garamond\', serif" role="img" aria-labelledby="title what">',
        '<title id="title">The arc of Room Tone</title>',
        '<desc id="what">Six acts as columns over twenty days. One curve, closeness, is full by the fifth day of a kind '
        'life. The other, her selfhood, goes on rising until the last. The endings leave at the right; Upstairs leaves '
        'on the third day, Shut on the seventeenth or eighteenth.</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{OAT}"/>',
    ]
    for n, (act, first, past) in enumerate(ACTS):
        if n % 2:
            out.append(f'<rect x="{x(first)}" y="62" width="{(past - first) * DAY}" height="{BOTTOM - 62}" fill="{APRICOT}" opacity="0.16"/>')
        out.append(text(x(first) + 8, 52, act, 17, TEAL))
    for day in range(1, 21):
        out.append(text(x(day + 0.5), BOTTOM + 17, day, 10, INK, 'text-anchor="middle" opacity="0.65"'))
    out.append(text(LEFT - 8, BOTTOM + 17, "day", 10, INK, 'text-anchor="end" opacity="0.65"'))
    out.append(f'<path d="M{LEFT} {BOTTOM} H{x(21)}" stroke="{INK}" stroke-width="1" fill="none"/>')

    for name, colour in (("Closeness", APRICOT), ("Selfhood", TEAL)):
        out.append(f'<path d="{path(measured(silent, name))}" fill="none" stroke="{colour}" stroke-width="1.5" stroke-dasharray="2 5"/>')
    out.append(f'<path d="{path(near)}" fill="none" stroke="{APRICOT}" stroke-width="4" stroke-linecap="round"/>')
    out.append(f'<path d="{path(self_)}" fill="none" stroke="{TEAL}" stroke-width="4" stroke-linecap="round"/>')

    for beats, curve, colour, down, turned in ((NEARER, near, RUST, -9, -42), (HERSELF, self_, MOSS, 15, 42)):
        for day, words, *left in beats:
            a, b = x(day), y(at(curve, day))
            out.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4.5" fill="{colour}"/>')
            if left and curve is near:
                out.append(text(a - 10, b + 1, words, 12, INK, 'text-anchor="end"'))
            elif left:
                out.append(text(a - 4, b + 17, words, 12, INK, f'text-anchor="end" transform="rotate(-42 {a - 4:.1f} {b + 17:.1f})"'))
            else:
                out.append(text(a + 5, b + down, words, 12, INK, f'transform="rotate({turned} {a + 5:.1f} {b + down:.1f})"'))

    for day, words, row in ENDINGS:
        a, b, end = x(day), y(at(near, day)), 118 + row * 46
        out.append(f'<path d="M{a:.1f} {b:.1f} C{a + 70:.1f} {b:.1f} {x(21) + 40:.1f} {end} {x(21) + 88:.1f} {end}" fill="none" stroke="{RUST}" stroke-width="1.5"/>')
        out.append(text(x(21) + 94, end + 5, words, 15, RUST))
    for day, words, why in DOWN:
        a, b, end = x(day), y(at(near, day)), BOTTOM + 62
        out.append(f'<path d="M{a:.1f} {b:.1f} V{end}" fill="none" stroke="{RUST}" stroke-width="1.5" opacity="0.8"/>')
        out.append(text(a + 7, end, words, 15, RUST))
        out.append(text(a + 7, end + 17, why, 11, INK, 'font-style="italic"'))

    key = [("near, in a kind life", APRICOT, "4", ""), ("a self, in a kind life", TEAL, "4", ""),
           ("the same two, if he never says a word", INK, "1.5", "2 5")]
    place = LEFT
    for words, colour, wide, dash in key:
        out.append(f'<path d="M{place} {HEIGHT - 34} h30" stroke="{colour}" stroke-width="{wide}" stroke-dasharray="{dash}" fill="none"/>')
        out.append(text(place + 38, HEIGHT - 30, words, 13))
        place += 60 + len(words) * 7
    out.append("</svg>")
    OUT.write_text("\n".join(out) + "\n")


main()
