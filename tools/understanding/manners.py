"""How something is told: a small network over the sentence model's numbers.

    python manners.py          teaches it, says how well it does, and writes assets/mind/manners.ron

The sentences lie in `manners/*.tsv`, a manner and a text a line. `manners/held-out.tsv` is never taught: somebody else wrote
it, as the evenings of a few strangers.
"""

import random

import numpy as np
from sklearn.neural_network import MLPClassifier

from network import HERE, Sentences, slips, taught_on, tsv, write

# In the order of `src/mind/understand/manner.rs`.
KINDS = ("plain", "glad", "sorry", "funny", "afraid", "cross", "kind")
LIGHT, HEAVY = {"glad", "funny", "kind"}, {"sorry", "afraid"}
# From which share on something is told so, and not merely told.
FROM = 0.74


def main():
    chance = random.Random(7)
    sentences = Sentences()

    def taught(rows):
        rows = rows + [(kind, slips(text, chance)) for kind, text in rows]
        y = np.array([KINDS.index(kind) for kind, _ in rows])
        return MLPClassifier((64,), alpha=0.01, max_iter=120, random_state=1).fit(sentences.places([text for _, text in rows]), y)

    def report(model, rows, name):
        share = model.predict_proba(sentences.places([text for _, text in rows]))
        most, sure = share[:, 1:].argmax(axis=1) + 1, share[:, 1:].max(axis=1)
        for floor in (0.4, 0.5, 0.6, 0.7, 0.8):
            heard = [KINDS[k] if s >= floor else "plain" for k, s in zip(most, sure)]
            right = np.mean([h == kind for h, (kind, _) in zip(heard, rows)])
            said = [(h, kind) for h, (kind, _) in zip(heard, rows) if h != "plain"]
            hurts = np.mean([h in LIGHT and kind in HEAVY or h in HEAVY and kind in LIGHT for h, kind in said])
            print(f"{name:9} from {floor}: right {right:.3f}; a manner heard in {len(said)} of {len(rows)}, right in {np.mean([h == k for h, k in said]):.3f} of these, the wrong way round in {hurts:.3f}")
        for text, kind, h in [(text, kind, KINDS[k]) for (kind, text), k, s in zip(rows, most, sure) if s >= FROM and KINDS[k] != kind][:40]:
            print(f"    {kind} taken for {h}: {text}")

    rows = taught_on("manners")
    chance.shuffle(rows)
    fifth = len(rows) // 5
    report(taught(rows[fifth:]), rows[:fifth], "unread")
    model = taught(rows)
    report(model, tsv(HERE / "manners" / "held-out.tsv"), "held out")
    said = "How something is told; taught by tools/understanding/manners.py, read by mind/understand/manner.rs."
    write("manners.ron", said, model, {"from": FROM})


if __name__ == "__main__":
    main()
