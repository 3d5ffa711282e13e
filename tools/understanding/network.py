"""What `signs.py` and `manners.py` share: where the sentence model puts a sentence, and how a network is written down."""

import hashlib
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MIND = ROOT / "assets" / "mind"


class Sentences:
    """The sentence model as the game has it."""

    def __init__(self):
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self.model = onnxruntime.InferenceSession(str(MIND / "minilm-int8.onnx"), options)
        self.tokens = Tokenizer.from_file(str(MIND / "tokenizer.json"))
        self.tokens.no_padding()
        self.tokens.enable_truncation(128)
        self.known = {}

    def place(self, text):
        ids = np.array([self.tokens.encode(text).ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        wanted = {i.name: i.type for i in self.model.get_inputs()}
        kinds = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
        out = self.model.run(None, {name: feed[name].astype(kinds[kind]) for name, kind in wanted.items()})[0][0]
        mean = out.mean(axis=0) if out.ndim == 2 else out
        return mean / np.linalg.norm(mean)

    def places(self, texts):
        """Where they all lie; each is worked out once."""
        self.known.update((text, self.place(text)) for text in texts if text not in self.known)
        return np.array([self.known[text] for text in texts], dtype=np.float32)


def taught_on(folder):
    """What lies in a folder to be taught: all but what is held out."""
    return [row for file in sorted((HERE / folder).glob("*.tsv")) if file.name != "held-out.tsv" for row in tsv(file)]


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


def write(name, said, model, numbers):
    """Writes a network to `assets/mind`, with what it `said` about and the `numbers` that its reader wants besides."""
    digest = hashlib.sha256((MIND / "minilm-int8.onnx").read_bytes()).hexdigest()
    line = lambda weights: "[" + ",".join(f"{weight:.3f}" for weight in weights) + "]"  # noqa: E731
    (w0, w1), (b0, b1) = model.coefs_, model.intercepts_
    layer = lambda w, b: [f"            (bias: {at:.3f}, weights: {line(of)})," for of, at in zip(w.T, b)]  # noqa: E731
    out = [f"// {said}", "("] + [f"    {key}: {number:.3f}," for key, number in numbers.items()]
    out += ["    network: (", f'        model: "{digest}",']
    out += ["        hidden: ["] + layer(w0, b0) + ["        ],"]
    out += ["        kinds: ["] + layer(w1, b1) + ["        ],", "    ),", ")", ""]
    (MIND / name).write_text("\n".join(out))
