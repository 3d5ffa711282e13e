"""Builds the models that stand in the rooms: `assets/models/**/*.glb`.

    python tools/art/make.py              what has changed since it was built last
    python tools/art/make.py people/amy   this one, changed or not
    python tools/art/make.py --sheet      and draws all of them on one sheet: docs/pictures/models.jpg

What was built out of which lines stands in `tools/art/built.json`, with how large it came out.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUT = ROOT / "assets" / "models"
BUILT = HERE / "built.json"
sys.path[:0] = [str(HERE), str(HERE / "models")]

import kit  # noqa: E402  (the two folders have to be on the path)


def digest(*files: Path) -> str:
    """What these files say, in twelve digits."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]


def listed():
    """Every model: its name, how it is built, how many triangles it may have, and what it is built out of."""
    for file in sorted((HERE / "models").glob("*.py")):
        lines = digest(HERE / "kit.py", file)
        for name, (build, most) in importlib.import_module(file.stem).MODELS.items():
            yield name, build, most, lines


def quietly(work, *args):
    """Blender talks a great deal, past Python's own standard output."""
    sys.stdout.flush()
    ours, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        return work(*args)
    finally:
        sys.stdout.flush()
        os.dup2(ours, 1)
        os.close(ours)
        os.close(nowhere)


def make(name, build, most, lines) -> dict:
    file = OUT / f"{name}.glb"
    file.parent.mkdir(parents=True, exist_ok=True)
    quietly(kit.clear)
    things = quietly(build)
    quietly(kit.shade, things)
    triangles = quietly(kit.write, things, file)
    if triangles > most:
        sys.exit(f"{name}: {triangles} triangles, and it may have {most}")
    print(f"{name}: {triangles} triangles, {file.stat().st_size // 1024} KiB", flush=True)
    return {"lines": lines, "triangles": triangles, "bytes": file.stat().st_size}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="*")
    parser.add_argument("--sheet", action="store_true")
    asked = parser.parse_args()
    built = json.loads(BUILT.read_text()) if BUILT.exists() else {}
    models = list(listed())
    unknown = set(asked.name) - {name for name, *_ in models}
    if unknown:
        sys.exit(f"there is no model {', '.join(sorted(unknown))}; there are {', '.join(name for name, *_ in models)}")
    for name, build, most, lines in models:
        stale = built.get(name, {}).get("lines") != lines or not (OUT / f"{name}.glb").exists()
        if name in asked.name or (stale and not asked.name):
            built[name] = make(name, build, most, lines)
    for gone in set(built) - {name for name, *_ in models}:
        (OUT / f"{gone}.glb").unlink(missing_ok=True)
        del built[gone]
    BUILT.write_text(json.dumps(dict(sorted(built.items())), indent=1) + "\n")
    whole = sum(model["bytes"] for model in built.values())
    print(f"{len(built)} models, {whole / 1e6:.1f} MB, {sum(m['triangles'] for m in built.values())} triangles")
    if asked.sheet:
        import sheet

        quietly(sheet.draw, sorted(built), OUT, ROOT / "docs" / "pictures" / "models.jpg")


if __name__ == "__main__":
    main()
