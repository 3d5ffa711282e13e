"""What typed words are a sign of: a small network over the sentence model's numbers.

    python signs.py            teaches it, says how well it does, and writes assets/mind/signs.ron

The sentences lie in `signs/*.tsv`, a sign and a text a line: danger of five kinds, a child, hate, and what only looks like
these. All examples of the story but those of its own dangers count as harmless, and so does what players typed in
`tests/understanding`. A fifth of `signs/` is kept out to see what it does with words that it has not read;
`signs/held-out.tsv` is never taught: it is what a stranger said who tried to be missed, and was.
"""

import hashlib
import random
import re
from pathlib import Path

import numpy as np
import onnxruntime
from sklearn.neural_network import MLPClassifier
from tokenizers import Tokenizer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MIND = ROOT / "assets" / "mind"
SIGNS = ("self", "body", "harmed", "others", "another", "child", "hate")
DANGERS = SIGNS[:5]
KINDS = ("none", *SIGNS)
# From which share on words are taken for danger, a child, hate, if they have a word of that in them besides (`signs.rs`);
# and from which on they are something heavy, met with quiet and nothing else. What came of it is in docs/measurements.md.
FROM = np.array([0.95, 0.75, 0.75])
HEAVY = 0.75
# The story's own examples, by the topic that answers them.
TOPICS = {"harm": "self", "harm-body": "body", "harm-done": "harmed", "harm-others": "others", "harm-another": "another",
          "child": "child", "child-refused": "child", "vile": "hate"}
DANGEROUS = {"harm", "harm-body", "harm-done", "harm-others", "harm-another", "child", "child-refused", "vile", "crude",
             "private", "mishap", "insult", "swear", "die", "sad"}


class Sentences:
    """The sentence model as the game has it."""

    def __init__(self):
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self.model = onnxruntime.InferenceSession(str(MIND / "minilm-int8.onnx"), options)
        self.tokens = Tokenizer.from_file(str(MIND / "tokenizer.json"))
        self.tokens.no_padding()
        self.tokens.enable_truncation(128)

    def place(self, text):
        ids = np.array([self.tokens.encode(text).ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        wanted = {i.name: i.type for i in self.model.get_inputs()}
        kinds = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
        out = self.model.run(None, {name: feed[name].astype(kinds[kind]) for name, kind in wanted.items()})[0][0]
        mean = out.mean(axis=0) if out.ndim == 2 else out
        return mean / np.linalg.norm(mean)


def slips(text, chance):
    """The same with a slip of the finger."""
    letters = list(text)
    at = chance.randrange(max(1, len(letters) - 1))
    kind = chance.randrange(3)
    if kind == 0 and at + 1 < len(letters):
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    elif kind == 1:
        del letters[at]
    else:
        letters.insert(at, letters[at])
    return "".join(letters)


def tsv(file):
    rows = [line.split("\t", 1) for line in file.read_text().splitlines() if "\t" in line]
    return [(kind.strip(), text.strip()) for kind, text in rows]


def accepts():
    """Every meaning of the story with its examples."""
    pattern = r'id: "([\w-]+)",\s*(?:when: \[[^\n]*\],\s*)?means: \[([^\]]*)\]'
    for file in sorted((ROOT / "assets" / "story").rglob("*.ron")):
        for name, means in re.findall(pattern, file.read_text()):
            yield name, re.findall(r'"((?:[^"\\]|\\.)*)"', means)


def harmless():
    """What the story listens for, and what players typed to it, without what is danger there."""
    texts = {text for name, means in accepts() if name not in DANGEROUS for text in means}
    for file in sorted((ROOT / "tests" / "understanding").glob("*.ron")):
        for text, want in re.findall(r'say: "((?:[^"\\]|\\.)*)", want: \[([^\]]*)\]', file.read_text()):
            if not set(re.findall(r'"([^"]+)"', want)) & DANGEROUS:
                texts.add(text)
    return sorted(texts)


def main():
    chance = random.Random(7)
    sentences = Sentences()
    rows = [row for file in sorted((HERE / "signs").glob("*.tsv")) if file.name != "held-out.tsv" for row in tsv(file)]
    own = [(TOPICS[name], text) for name, means in accepts() if name in TOPICS for text in means]
    chance.shuffle(rows)
    fifth = len(rows) // 5
    unread, read = rows[:fifth], rows[fifth:]
    story = harmless()
    chance.shuffle(story)
    story_unread, story_read = story[:3000], story[3000:]
    known = {}

    def places(texts):
        for text in texts:
            if text not in known:
                known[text] = sentences.place(text)
        return np.array([known[text] for text in texts], dtype=np.float32)

    def taught(rows, story):
        rows = rows + own
        rows = rows + [(kind, slips(text, chance)) for _ in range(2) for kind, text in rows]
        x = np.vstack([places([text for _, text in rows]), places(story)])
        y = np.array([KINDS.index(kind) for kind, _ in rows] + [0] * len(story))
        return MLPClassifier((64,), alpha=0.01, max_iter=40, random_state=1).fit(x, y)

    def sure(model, texts):
        """How sure it is of danger, of a child, of hate; and which danger it would be."""
        share = model.predict_proba(places(texts))
        return np.stack([share[:, 1:6].sum(axis=1), share[:, 6], share[:, 7]], axis=1), share[:, 1:6].argmax(axis=1)

    def report(model, rows, name):
        share, which = sure(model, [text for _, text in rows])
        above = share >= FROM
        heavy = share[:, 0] >= HEAVY
        for kind in KINDS:
            here = np.array([k == kind for k, _ in rows])
            if here.any():
                print(f"{name:9} {kind:8} {here.sum():5}  taken for something {above[here].any(axis=1).mean():.3f}, for that or heavy {(above[here].any(axis=1) | heavy[here]).mean():.3f}")
        return above, which

    model = taught(read, story_read)
    report(model, unread, "unread")
    report(model, [("none", text) for text in story_unread], "story")
    held = tsv(HERE / "signs" / "held-out.tsv")
    above, _ = report(model, held, "held out")
    missed = [text for (kind, text), over in zip(held, above) if over.any() != (kind != "none")]
    print("\n".join(missed))

    # What is written has read everything but what is held out.
    model = taught(rows, story)
    digest = hashlib.sha256((MIND / "minilm-int8.onnx").read_bytes()).hexdigest()
    line = lambda numbers: "[" + ",".join(f"{number:.3f}" for number in numbers) + "]"  # noqa: E731
    (w0, w1), (b0, b1) = model.coefs_, model.intercepts_
    out = ["// What words are a sign of; taught by tools/understanding/signs.py, read by mind/understand/signs.rs.", "("]
    out += [f'    model: "{digest}",', f"    danger: {FROM[0]:.3f},", f"    child: {FROM[1]:.3f},", f"    hate: {FROM[2]:.3f},", f"    heavy: {HEAVY:.3f},"]
    out += ["    hidden: ["] + [f"        (bias: {b:.3f}, weights: {line(w)})," for w, b in zip(w0.T, b0)] + ["    ],"]
    out += ["    kinds: ["] + [f"        (bias: {b:.3f}, weights: {line(w)})," for w, b in zip(w1.T, b1)] + ["    ],", ")", ""]
    (MIND / "signs.ron").write_text("\n".join(out))


if __name__ == "__main__":
    main()
