"""What the story listens for, and what people type: read from the project's files."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
MODEL = ASSETS / "mind" / "minilm-int8.onnx"
TOKENIZER = ASSETS / "mind" / "tokenizer.json"
WORDS = Path(__file__).parent / "words"

STRING = r'"((?:[^"\\]|\\.)*)"'


def _strings(text):
    return [found.replace('\\"', '"') for found in re.findall(STRING, text)]


def _accepts(text):
    """Every `Accept` of a file: its id and its `means`."""
    out = []
    for found in re.finditer(r"Accept\(", text):
        rest = text[found.end() :]
        name, begin = re.search(r"id:\s*" + STRING, rest), re.search(r"means:\s*\[", rest)
        if name and begin:
            listed = re.match(rf"(?:\s*{STRING}\s*,?)*", rest[begin.end() :])
            out.append((name.group(1), _strings(listed.group(0))))
    return out


def beats():
    """By beat: what it listens for."""
    files = sorted((ASSETS / "story").glob("*/*.beat.ron"))
    return {str(f.relative_to(ASSETS / "story"))[: -len(".beat.ron")]: _accepts(f.read_text()) for f in files}


def topics():
    """What is listened for everywhere."""
    return _accepts((ASSETS / "story" / "topics.ron").read_text())


def lines():
    """What is said to him, without what is filled in."""
    found = []
    for file in sorted((ASSETS / "story").rglob("*.ron")):
        found += re.findall(r"Line\(\s*id:[^\n]*?text:\s*" + STRING, file.read_text())
    found = [re.sub(r"\{.*?\}", "", line) for line in found]
    return [line for line in found if 15 < len(line) < 90]


def tests():
    """By beat: what is typed there, and what it may be taken for (nothing, if it is out of place)."""
    out = {}
    for file in sorted((ROOT / "tests" / "understanding").glob("*.ron")):
        rows = []
        for line in file.read_text().splitlines():
            found = re.match(r"\s*\(say:\s*" + STRING + r",\s*want:\s*\[(.*?)\]\)", line)
            if found:
                rows.append((found.group(1).replace('\\"', '"'), _strings(found.group(2))))
        out[file.stem.replace("-", "/", 1)] = rows
    return out


def words(name):
    """A file of words: its lines, parted at tabs."""
    return [line.split("\t") for line in (WORDS / name).read_text().splitlines() if line.strip()]
