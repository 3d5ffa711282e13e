"""What typed words are a sign of: a small network over the sentence model's numbers.

    python signs.py            teaches it, says how well it does, and writes assets/mind/signs.ron

The sentences lie in `signs/*.tsv`, a sign and a text a line: danger of five kinds, a child, hate, and what only looks like
these. All examples of the story but those of its own dangers count as harmless, and so does what players typed in
`tests/understanding`. A fifth of `signs/` is kept out to see what it does with words that it has not read;
`signs/held-out.tsv` is never taught: it is what a stranger said who tried to be missed, and was.
"""

import random
import re

import numpy as np
from sklearn.neural_network import MLPClassifier

from network import HERE, ROOT, Sentences, slips, taught_on, tsv, write

SIGNS = ("self", "body", "harmed", "others", "another", "child", "hate")
DANGERS = SIGNS[:5]
KINDS = ("none", *SIGNS)
# From which share on words are taken for danger, a child, hate, if they have a word of that in them besides (`signs.rs`);
# and from which on they are something heavy, met with quiet and nothing else. What came of it is in docs/measurements.md.
FROM = np.array([0.95, 0.75, 0.75])
HEAVY = 0.8
# The story's own examples, by the topic that answers them.
TOPICS = {"harm": "self", "harm-body": "body", "harm-done": "harmed", "harm-others": "others", "harm-another": "another",
          "child": "child", "child-refused": "child", "vile": "hate"}
DANGEROUS = {"harm", "harm-body", "harm-done", "harm-others", "harm-another", "child", "child-refused", "vile", "crude",
             "private", "mishap", "insult", "swear", "die", "sad"}


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
    rows = taught_on("signs")
    own = [(TOPICS[name], text) for name, means in accepts() if name in TOPICS for text in means]
    chance.shuffle(rows)
    fifth = len(rows) // 5
    unread, read = rows[:fifth], rows[fifth:]
    story = harmless()
    chance.shuffle(story)
    story_unread, story_read = story[:3000], story[3000:]

    def taught(rows, story):
        rows = rows + own
        rows = rows + [(kind, slips(text, chance)) for _ in range(2) for kind, text in rows]
        x = np.vstack([sentences.places([text for _, text in rows]), sentences.places(story)])
        y = np.array([KINDS.index(kind) for kind, _ in rows] + [0] * len(story))
        return MLPClassifier((64,), alpha=0.01, max_iter=40, random_state=1).fit(x, y)

    def sure(model, texts):
        """How sure it is of danger, of a child, of hate; and which danger it would be."""
        share = model.predict_proba(sentences.places(texts))
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
    said = "What words are a sign of; taught by tools/understanding/signs.py, read by mind/understand/signs.rs."
    write("signs.ron", said, model, {"danger": FROM[0], "child": FROM[1], "hate": FROM[2], "heavy": HEAVY})


if __name__ == "__main__":
    main()
