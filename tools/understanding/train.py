"""Teaches the sentence model what may be meant in this story. See README.md.

The loss is that of supervised contrastive learning (Khosla et al., 2020): among all that is in one batch, examples of one
meaning are drawn together. A batch holds three whole beats and some of the standing topics, since what must be told apart is
what may be meant at one time; besides that, words that mean nothing here, which are pushed away from everything."""

import argparse
import random
import re
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

import measure
import sentence_model
import story

MEANINGS, EXAMPLES, ASIDES, TOKENS = 44, 3, 36, 16
WARMTH = 0.06  # of the softmax over nearness
ALIKE = 0.70  # two meanings of different beats that began nearer than this are not pushed apart
ALIKE_HERE = 0.93  # the same of two meanings of one beat

BEFORE = "well |i mean |honestly |ok |look, |oh |hm |so |just |listen |yeah |actually ".split("|")
BEHIND = " you know| i guess| samantha| sam| tbh| really| ok| though| lol|?|.|!".split("|")
SHORT = {
    "you": "u", "are": "r", "please": "pls", "because": "cos", "want to": "wanna", "going to": "gonna",
    "really": "rly", "your": "ur", "i am": "im", "do not": "dont", "about": "abt",
}


def gather():
    """The meanings as (beat, id, examples), what means nothing, what is the opposite, and lines."""
    more = {}
    for name, words in story.words("meant.tsv"):
        more.setdefault(name, []).append(words)
    meanings = [(beat, name, list(examples)) for beat, accepts in story.beats().items() for name, examples in accepts]
    meanings += [("topics", name, examples + more.get(name, [])) for name, examples in story.topics()]
    meanings = [meaning for meaning in meanings if len(meaning[2]) >= EXAMPLES]
    aside = [row[0] for row in story.words("aside.txt")]
    opposites = [(row[0], row[2]) for row in story.words("not.tsv") if row[0] != "harm"]
    return meanings, aside, opposites, story.lines()


def alike(meanings, weights, reader):
    """Which meanings are not to be pushed apart, [n, n]."""
    texts = [example for _, _, examples in meanings for example in examples]
    of = np.concatenate([[at] * len(examples) for at, (_, _, examples) in enumerate(meanings)])
    places = sentence_model.places(weights, reader, texts)
    begins = np.searchsorted(of, np.arange(len(meanings)))
    near = np.stack([np.maximum.reduceat((places[of == at] @ places.T).max(0), begins) for at in range(len(meanings))])
    near = np.maximum(near, near.T)
    beat = np.array([beat for beat, _, _ in meanings])
    name = np.array([re.sub(r"^(type-|t-)", "", name) for _, name, _ in meanings])
    here = beat[:, None] == beat[None, :]
    same = np.where(here, near > ALIKE_HERE, (near > ALIKE) | (name[:, None] == name[None, :]))
    np.fill_diagonal(same, True)
    return same


class Batches:
    def __init__(self, meanings, aside, opposites, lines, same, reader, rng):
        self.meanings, self.aside, self.lines, self.same = meanings, aside, lines, same
        self.reader, self.rng = reader, rng
        self.of_beat = {}
        for at, (beat, _, _) in enumerate(meanings):
            self.of_beat.setdefault(beat, []).append(at)
        topic = {name: at for at, (beat, name, _) in enumerate(meanings) if beat == "topics"}
        self.opposites = [(topic[name], words) for name, words in opposites if name in topic]

    def typed(self, text):
        """As somebody might type it: a word more, a letter less."""
        rng = self.rng
        if rng.random() < 0.45:
            return text
        if rng.random() < 0.35:
            text = rng.choice(BEFORE) + text
        if rng.random() < 0.3:
            text += rng.choice(BEHIND)
        if rng.random() < 0.3:
            long = rng.choice(list(SHORT))
            text = re.sub(rf"\b{long}\b", SHORT[long], text)
        if rng.random() < 0.25 and len(text) > 8:
            at, how = rng.randrange(1, len(text) - 2), rng.random()
            if how < 0.4:
                text = text[:at] + text[at + 1 :]
            elif how < 0.8:
                text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            else:
                text = text[:at] + text[at] + text[at:]
        return text

    def next(self):
        """Token ids and mask, which pairs belong together, which count at all, and which rows mean something."""
        rng = self.rng
        beats = rng.sample([beat for beat in self.of_beat if beat != "topics"], 3)
        here = [at for beat in beats for at in self.of_beat[beat]]
        rng.shuffle(here)
        here = here[: MEANINGS // 2]
        here += rng.sample(self.of_beat["topics"], MEANINGS - len(here))
        texts, label = [], []
        for at in here:
            examples = self.meanings[at][2]
            texts += [self.typed(text) for text in rng.sample(examples, EXAMPLES)]
            label += [at] * EXAMPLES
        against = [(at, words) for at, words in self.opposites if at in set(here)]
        for _ in range(ASIDES):
            draw = rng.random()
            if draw < 0.7:
                texts.append(self.typed(rng.choice(self.aside)))
                label.append(-1)
            elif against and draw < 0.9:
                at, words = rng.choice(against)
                texts.append(self.typed(words))
                label.append(-at - 2)  # the opposite of a topic is pushed away from that topic alone
            else:
                texts.append(rng.choice(self.lines))
                label.append(-1)
        label = np.array(label)
        means = label >= 0
        together = (label[:, None] == label[None, :]) & means[:, None]
        both = means[:, None] & means[None, :]
        known = np.maximum(label, 0)
        counts = np.where(both, ~self.same[np.ix_(known, known)] | together, means[:, None] | means[None, :])
        only = np.where(label < -1, -label - 2, -1)
        for a, b in ((only[:, None], label[None, :]), (only[None, :], label[:, None])):
            counts &= (a < 0) | (a == b)
        diagonal = np.eye(len(label), dtype=bool)
        return *self.reader.ids(texts, TOKENS), together & ~diagonal, counts & ~diagonal, means


def loss(learnt, fixed, batch, key):
    ids, mask, together, counts, means = batch
    places = sentence_model.forward({**learnt, **fixed}, ids, mask, key, 0.1)
    near = places @ places.T
    score = jnp.where(counts, near / WARMTH, -1e9)
    share = score - jax.nn.logsumexp(score, axis=1, keepdims=True)
    drawn = -(jnp.where(together, share, 0).sum(1) / jnp.maximum(together.sum(1), 1))
    drawn = (drawn * means).sum() / means.sum()
    away = ~means[:, None] & means[None, :] & counts
    far = jnp.where(away, jax.nn.relu(near - 0.35) ** 2, 0).sum() / jnp.maximum(away.sum(), 1) * 20
    nearest = jnp.where(away, near, -1).max(1)
    far += jnp.where(~means, jax.nn.relu(nearest - 0.4) ** 2, 0).sum() / jnp.maximum((~means).sum(), 1) * 10
    close = jnp.where(together, jax.nn.relu(0.75 - near) ** 2, 0).sum() / jnp.maximum(together.sum(), 1) * 5
    return drawn + 0.5 * (far + close)


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--steps", type=int, default=240)
    asked.add_argument("--rate", type=float, default=5e-5)
    asked.add_argument("--from", dest="begin", required=True, help="the model as it was published")
    asked.add_argument("--out", default="taught.onnx")
    asked = asked.parse_args()

    reader = sentence_model.Reader(str(story.TOKENIZER))
    weights, names = sentence_model.load(asked.begin)
    meanings, aside, opposites, lines = gather()
    same = alike(meanings, weights, reader)
    batches = Batches(meanings, aside, opposites, lines, same, reader, random.Random(7))
    print(f"{len(meanings)} meanings with {sum(len(m[2]) for m in meanings)} examples", flush=True)

    fixed = {name: weights[name] for name in ("word", "place", "type")}
    learnt = {name: value for name, value in weights.items() if name not in fixed}
    rate = optax.warmup_cosine_decay_schedule(0, asked.rate, max(10, asked.steps // 10), asked.steps, asked.rate * 0.05)
    method = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(rate))
    state = method.init(learnt)

    @jax.jit
    def step(learnt, state, batch, key):
        value, slope = jax.value_and_grad(loss)(learnt, fixed, batch, key)
        change, state = method.update(slope, state, learnt)
        return optax.apply_updates(learnt, change), state, value

    key, began, values = jax.random.PRNGKey(1), time.time(), []
    for at in range(1, asked.steps + 1):
        learnt, state, value = step(learnt, state, batches.next(), jax.random.fold_in(key, at))
        values.append(float(value))
        if at % 20 == 0:
            print(f"{at} of {asked.steps}: {np.mean(values[-20:]):.3f}, {time.time() - began:.0f} s", flush=True)
    sentence_model.save(asked.begin, asked.out, {**learnt, **fixed}, names)
    # As it will be read: in eight bits.
    weights, _ = sentence_model.load(asked.out)
    measured = measure.Measure()
    print(measured.report(sentence_model.places(weights, reader, measured.texts)))


if __name__ == "__main__":
    main()
