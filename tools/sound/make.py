#!/usr/bin/env python3
"""Makes the sounds of the room, from nothing but numbers.

    python3 -m pip install numpy      # once; ffmpeg with libvorbis must be there too
    python3 tools/sound/make.py       # writes assets/sound/*.ogg and says how loud each is

Nobody has to run this to play: its results are committed. Run it after changing
a sound below. The same seed gives the same sound on every machine.

Room tones are periodic by construction (noise is shaped in the frequency domain,
every tone fits a whole number of times), so they loop without a seam. They sit at
-30 LUFS; what somebody does in the room (foley) sits at -20.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import wave

import numpy as np

RATE = 44_100
OUT = pathlib.Path(__file__).resolve().parents[2] / "assets" / "sound"
# The fridge: a B flat (58.27 Hz), about a fifth of a semitone flat. It fits 20 s exactly 1152 times.
FRIDGE_HZ = 57.6


# --- small tools -----------------------------------------------------------------


def times(seconds):
    return np.arange(int(seconds * RATE)) / RATE


def noise(rng, n, curve):
    """Periodic noise of n samples at RMS 1; `curve` is [(hertz, decibels), …]."""
    hertz = np.fft.rfftfreq(n, 1 / RATE)
    at, level = zip(*curve)
    gain = 10 ** (np.interp(np.log10(np.maximum(hertz, 1)), np.log10(at), level) / 20)
    gain[0] = 0
    sound = np.fft.irfft(gain * np.exp(2j * np.pi * rng.random(len(hertz))), n)
    return sound / np.sqrt((sound**2).mean())


def wide(rng, n, curve, width):
    """The same as `noise`, in stereo: 0 is one point, 1 is two rooms."""
    middle, left, right = (noise(rng, n, curve) for _ in range(3))
    return np.stack([middle * (1 - width) + left * width, middle * (1 - width) + right * width], 1)


def drift(rng, n, hertz, depth):
    """A slow, periodic, random gain around 1."""
    turns = np.fft.rfft(rng.standard_normal(n))
    turns[max(2, int(n / RATE * hertz * 2)) :] = 0
    turns[0] = 0
    slow = np.fft.irfft(turns, n)
    return 1 + depth * slow / np.abs(slow).max()


def lowpass(sound, hertz, order=2):
    freq = np.fft.rfftfreq(len(sound), 1 / RATE)
    gain = 1 / np.sqrt(1 + (freq / hertz) ** (2 * order))
    spectrum = np.fft.rfft(sound, axis=0)
    return np.fft.irfft(spectrum * (gain[:, None] if sound.ndim == 2 else gain), len(sound), axis=0)


def fade(sound, head, tail):
    """Eases in over `head` seconds and out over `tail`."""
    n = len(sound)
    k = np.arange(n)
    gain = np.minimum(1, k / max(1, head * RATE)) * np.minimum(1, (n - 1 - k) / max(1, tail * RATE))
    gain = np.sin(np.clip(gain, 0, 1) * np.pi / 2) ** 2
    return sound * (gain[:, None] if sound.ndim == 2 else gain)


def drops(rng, n, each_second, low, high):
    """Single drops on glass: short damped ticks, laid around the loop."""
    sound = np.zeros((n, 2))
    for _ in range(int(n / RATE * each_second)):
        at, pan = rng.integers(n), rng.random()
        t = np.arange(int(RATE * rng.uniform(0.004, 0.03))) / RATE
        pitch = np.exp(rng.uniform(np.log(low), np.log(high)))
        tick = np.sin(2 * np.pi * pitch * t) * np.exp(-t * rng.uniform(180, 700))
        tick *= min(rng.pareto(2.6), 4.0)
        where = (at + np.arange(len(t))) % n
        sound[where, 0] += tick * np.cos(pan * np.pi / 2)
        sound[where, 1] += tick * np.sin(pan * np.pi / 2)
    return sound


# --- the sounds ------------------------------------------------------------------


def room_tone(rng):
    """The apartment when nobody speaks: air, the fridge, rain a long way off."""
    t = times(20)
    n = len(t)
    air = wide(rng, n, [(20, -6), (60, 0), (120, -5), (400, -17), (2000, -33), (8000, -52), (20000, -74)], 0.4)
    hum = np.zeros(n)
    for partial, level in ((1, 0.34), (2, 0.50), (3, 0.11), (4, 0.13), (5, 0.03), (6, 0.045), (8, 0.018)):
        hum += level * np.sin(2 * np.pi * FRIDGE_HZ * partial * t + rng.uniform(0, 2 * np.pi))
    hum *= 1 + 0.10 * np.sin(2 * np.pi * 0.35 * t) + 0.05 * np.sin(2 * np.pi * 1.6 * t)
    rain = wide(rng, n, [(20, -40), (200, -18), (900, -6), (2200, 0), (5000, -7), (11000, -20), (20000, -36)], 0.8)
    rain *= drift(rng, n, 0.3, 0.2)[:, None]
    rain = lowpass(rain + 0.9 * np.tanh(drops(rng, n, 9, 1200, 3600)), 3000, 1)
    return air + hum[:, None] * np.array([0.95, 0.75]) + 0.22 * rain


def city_night(rng):
    """The city through the window at night: one long breath, and a car now and then."""
    seconds = 20
    t = times(seconds)
    n = len(t)
    bed = wide(rng, n, [(20, -8), (45, 0), (90, -1), (200, -9), (600, -20), (2000, -33), (8000, -55), (20000, -80)], 0.6)
    bed *= drift(rng, n, 0.12, 0.3)[:, None]
    cars = np.zeros((n, 2))
    for _ in range(5):
        at, width, way = rng.uniform(0, seconds), rng.uniform(1.3, 3.0), rng.choice([-1, 1])
        near = ((t - at + seconds / 2) % seconds) - seconds / 2
        swell = np.exp(-((near / width) ** 2))
        # Back to silence at the far side of the loop, so that the pitch may jump there unheard.
        tyres = noise(rng, n, [(20, -24), (150, -5), (400, 0), (1200, -9), (5000, -34), (20000, -70)]) * swell
        pitch = rng.uniform(280, 480)
        motor = np.sin(2 * np.pi * pitch * (1 - 0.03 * np.tanh(near / width)) * near) * swell**2 * 0.05
        pan = 0.5 + 0.42 * np.tanh(near / width * way)
        cars[:, 0] += (0.7 * tyres + motor) * np.cos(pan * np.pi / 2)
        cars[:, 1] += (0.7 * tyres + motor) * np.sin(pan * np.pi / 2)
    wet = wide(rng, n, [(20, -50), (900, -12), (3000, 0), (7000, -4), (14000, -16), (20000, -30)], 0.9)
    return bed + 0.6 * cars + 0.05 * wet * drift(rng, n, 0.2, 0.3)[:, None]


def chime(rng):
    """One felt note, a fifth breathing over it: she has begun to listen."""
    t = times(2.8)
    root = 233.08 * 2 ** (-20 / 1200)  # the fridge's own B flat, two octaves up, so that the two agree
    sound = np.zeros((len(t), 2))
    for ratio, start, level, pan in ((1, 0.0, 1.0, 0.46), (1.5, 0.13, 0.33, 0.6), (2, 0.19, 0.16, 0.38)):
        late = np.maximum(t - start, 0)
        note = np.zeros(len(t))
        for partial, share in ((1, 1.0), (2.003, 0.26), (3.011, 0.08), (4.03, 0.03)):
            note += share * np.sin(2 * np.pi * root * ratio * partial * late) * np.exp(-late * (1.5 + 0.9 * partial))
        note *= (1 - np.exp(-late * 90)) * (t >= start) * level
        sound += note[:, None] * np.array([np.cos(pan * np.pi / 2), np.sin(pan * np.pi / 2)])
    felt = noise(rng, len(t), [(20, -30), (120, -4), (260, 0), (700, -14), (3000, -40), (20000, -80)])
    sound += (felt * np.exp(-t * 38) * (1 - np.exp(-t * 700)) * 0.16)[:, None]
    return fade(sound, 0.002, 0.6)


def paper(rng):
    """A sheet lifted, turned and laid down."""
    t = times(1.3)
    n = len(t)
    hiss = wide(rng, n, [(20, -60), (300, -26), (1200, -8), (3500, 0), (8000, -3), (14000, -12), (20000, -26)], 0.5)
    body = wide(rng, n, [(20, -40), (120, -8), (350, 0), (900, -8), (3000, -26), (20000, -60)], 0.2)
    # The hand: a lift, a turn, a setting down; and on it the crackle of the fibres.
    hand = sum(a * np.exp(-(((t - c) / w) ** 2)) for c, w, a in ((0.18, 0.09, 0.55), (0.46, 0.14, 0.8), (0.93, 0.05, 0.7)))
    crackle = np.zeros(n)
    for _ in range(170):
        at = rng.integers(n)
        k = np.arange(min(int(RATE * rng.uniform(0.002, 0.012)), n - at))
        crackle[at : at + len(k)] += min(rng.pareto(2.2), 5) * np.exp(-k / RATE * rng.uniform(300, 900))
    grain = 0.35 + np.minimum(crackle, 3)
    down = np.exp(-np.maximum(t - 0.93, 0) * 45) * (t >= 0.93)
    return fade(hiss * (hand * grain)[:, None] + 0.5 * body * (hand * 0.35 + down)[:, None], 0.01, 0.12)


def kettle(rng):
    """The last seconds before the boil, and the switch."""
    seconds = 5.0
    t = times(seconds)
    n = len(t)
    rise = np.clip(t / 3.9, 0, 1) ** 1.7
    sing = noise(rng, n, [(20, -50), (300, -14), (900, 0), (2400, -5), (6000, -20), (20000, -50)])
    roll = noise(rng, n, [(20, -14), (90, 0), (240, -2), (700, -14), (3000, -34), (20000, -70)])
    bubbles = np.zeros(n)
    for _ in range(420):
        at = int(n * np.sqrt(rng.random()) * 0.86)
        k = np.arange(min(int(RATE * rng.uniform(0.015, 0.05)), n - at)) / RATE
        pitch = rng.uniform(240, 760)
        bubbles[at : at + len(k)] += rng.uniform(0.1, 0.5) * np.sin(2 * np.pi * pitch * (1 + 3 * k) * k) * np.exp(-k * 90)
    over = np.exp(-np.maximum(t - 4.05, 0) * 2.2)
    sound = (0.45 * sing * (0.25 + 0.75 * rise) + 0.6 * roll * rise**2 + 0.5 * bubbles * rise) * over
    for at, pitch, level in ((4.02, 1850, 2.6), (4.035, 520, 1.8)):
        late = np.maximum(t - at, 0)
        sound += level * np.sin(2 * np.pi * pitch * late) * np.exp(-late * 170) * (t >= at)
    return fade(sound, 0.5, 0.45)


# name, sound, loudness in LUFS, does it loop, Vorbis quality
SOUNDS = (
    ("room-tone", room_tone, -30.0, True, 2),
    ("city-night", city_night, -30.0, True, 2),
    ("chime", chime, -20.0, False, 4),
    ("paper", paper, -20.0, False, 4),
    ("kettle", kettle, -20.0, False, 3),
)


# --- writing and measuring -------------------------------------------------------


def ffmpeg(*arguments):
    run = subprocess.run(["ffmpeg", "-hide_banner", "-nostdin", *map(str, arguments)], capture_output=True)
    if run.returncode != 0:
        sys.exit(f"ffmpeg could not do that:\n{run.stderr.decode(errors='replace')[-800:]}")
    return run


def loudness(path):
    """Integrated loudness in LUFS and true peak in dBTP, as ffmpeg's ebur128 hears them."""
    said = ffmpeg("-i", path, "-af", "ebur128=peak=true", "-f", "null", "-").stderr.decode()
    whole = said[said.rindex("Summary:") :]
    return float(re.search(r"I:\s+(-?[\d.]+) LUFS", whole)[1]), float(re.search(r"Peak:\s+(-?[\d.]+) dBFS", whole)[1])


def encode(sound, path, quality):
    channels = 1 if sound.ndim == 1 else sound.shape[1]
    with tempfile.TemporaryDirectory() as folder:
        wav = pathlib.Path(folder) / "sound.wav"
        with wave.open(str(wav), "wb") as out:
            out.setnchannels(channels)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes((np.clip(sound, -1, 1) * 32767).round().astype("<i2").tobytes())
        ffmpeg("-y", "-i", wav, "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact",
               "-c:a", "libvorbis", "-q:a", quality, path)


def decoded(path, channels):
    raw = ffmpeg("-i", path, "-f", "f32le", "-").stdout
    return np.frombuffer(raw, "<f4").reshape(-1, channels)


def make(name, sound, target, quality):
    """Writes the file, listening and turning the gain until it is as loud as it should be."""
    path = OUT / f"{name}.ogg"
    sound = sound / np.abs(sound).max() * 0.25
    for _ in range(5):
        encode(sound, path, quality)
        heard, peak = loudness(path)
        if abs(heard - target) <= 0.15:
            break
        sound = sound * 10 ** ((target - heard) / 20)
        top = np.abs(sound).max()
        if top > 0.85:  # soften the few peaks that would not fit
            sound = np.tanh(sound / 0.85) * 0.85
    return path, heard, peak


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    total = 0
    for number, (name, build, target, loops, quality) in enumerate(SOUNDS):
        sound = build(np.random.default_rng(214 + number))
        path, heard, peak = make(name, sound, target, quality)
        back = decoded(path, 1 if sound.ndim == 1 else 2)
        size = path.stat().st_size
        total += size
        row = {"file": path.name, "seconds": round(len(back) / RATE, 3), "lufs": heard, "peak": peak, "kB": size // 1000}
        if loops:
            # The step over the seam beside the steps everywhere else: below 1 nobody can hear it.
            row["seam"] = round(float(np.abs(back[0] - back[-1]).max() / np.quantile(np.abs(np.diff(back, axis=0)), 0.999)), 2)
            row["exact"] = len(back) == len(sound)
        print(json.dumps(row))
    print(f"{total // 1000} kB in all")


if __name__ == "__main__":
    main()
