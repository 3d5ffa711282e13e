"""How much of `tests/understanding` a sentence model gets right, the way the game takes it:

    python measure.py [MODEL.onnx]

An utterance is as near to a meaning as the mean of the two nearest of its examples. What the beat itself listens for is
taken at one threshold, a standing topic at another, and the beat's own also if it is only a little behind. The best three
numbers are printed, and what comes out where each beat is judged with the numbers that are best for all the others."""

import sys

import numpy as np

import sentence_model
import story

OWN, TOPIC, AHEAD = np.arange(0.3, 0.9, 0.02), np.arange(0.3, 0.95, 0.02), (0.0, 0.05, 0.1, 0.15, 0.2)


def plain(text):
    """Without case and signs: what is typed word for word is taken at once."""
    kept = "".join(c for c in text.lower().replace("’", "'") if c.isalnum() or c.isspace() or c == "_")
    return " ".join(kept.split())


class Measure:
    def __init__(self):
        self.beats, self.topics, self.tests = story.beats(), story.topics(), story.tests()
        listened = [self.beats[beat] for beat in self.tests] + [self.topics]
        texts = {example for accepts in listened for _, examples in accepts for example in examples}
        texts |= {typed for rows in self.tests.values() for typed, _ in rows}
        self.texts = sorted(texts)
        self.at = {text: at for at, text in enumerate(self.texts)}

    def rows(self, places):
        """For each utterance the nearest of the beat's meanings and the nearest topic, and whether they are right."""
        out = []
        for beat, tests in self.tests.items():
            for typed, wanted in tests:
                here, exact, near = places[self.at[typed]], plain(typed), []
                for accepts in (self.beats[beat], self.topics):
                    scores = []
                    for name, examples in accepts:
                        nearest = np.sort(places[[self.at[example] for example in examples]] @ here)
                        same = any(plain(example) == exact for example in examples)
                        scores.append((2.0 if same else float(nearest[-2:].mean()), name))
                    near.append(max(scores, default=(-1.0, "")))
                (own, own_name), (topic, topic_name) = near
                if max(own, topic) == 2.0:
                    own, topic = (own if own == 2.0 else -1.0), (topic if topic == 2.0 else -1.0)
                out.append((beat, own_name in wanted, own, topic_name in wanted, topic, topic_name == "harm", not wanted))
        return out

    @staticmethod
    def right(rows, own_least, topic_least, ahead):
        """Which of them come out right with these numbers."""
        _, own_right, own, topic_right, topic, harm, nothing = (np.array(column) for column in zip(*rows))
        own_there, topic_there = own >= own_least, topic >= topic_least
        topic_first = topic_there & (~own_there | (topic > own))
        takes_own = own_there & (~topic_there | (own + ahead >= topic)) & ~(harm & topic_first)
        return np.where(takes_own, own_right, np.where(topic_there, topic_right, nothing))

    def report(self, places):
        rows = self.rows(places)
        numbers = [(a, b, c) for a in OWN for b in TOPIC for c in AHEAD]
        right = np.stack([self.right(rows, *number) for number in numbers])
        beats = np.array([row[0] for row in rows])
        others = 0
        for beat in set(beats):
            best = right[:, beats != beat].mean(1).argmax()
            others += right[best, beats == beat].sum()
        best = right.mean(1).argmax()
        own, topic, ahead = numbers[best]
        return (
            f"{right[best].mean():.3f} right at {own:.2f} own, {topic:.2f} topic, {ahead:.2f} ahead; "
            f"{others / len(beats):.3f} with the numbers of the other beats"
        )


def main():
    weights, _ = sentence_model.load(sys.argv[1] if len(sys.argv) > 1 else story.MODEL)
    measure = Measure()
    reader = sentence_model.Reader(str(story.TOKENIZER))
    print(measure.report(sentence_model.places(weights, reader, measure.texts)))


if __name__ == "__main__":
    main()
