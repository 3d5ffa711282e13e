"""The sentence model in JAX: read from its ONNX file, and written back into one of the same shape.

A BERT of six layers; a sentence is the mean over its tokens, of length one. The matrices lie in the file as eight-bit
numbers with a scale for each row or column, and are multiplied out before they are used."""

import jax
import jax.numpy as jnp
import numpy as np
import onnx
from onnx import numpy_helper
from tokenizers import Tokenizer

LAYERS, HEADS, WIDE = 6, 12, 384
PARTS = (
    "attention.self.query", "attention.self.key", "attention.self.value",
    "attention.output.dense", "intermediate.dense", "output.dense",
)
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


def _read(path):
    model = onnx.load(path)
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    scaled = {
        node.output[0]: (node.input[0][:-2] + "_q", node.input[1])
        for node in model.graph.node
        if node.op_type == "Mul" and node.input[0].endswith("_f") and node.input[1].endswith("_scale")
    }
    return model, stored, scaled


def load(path):
    """The weights by short names, and under which name each stands in the file."""
    model, stored, scaled = _read(path)
    whole = {name: stored[q].astype(np.float32) * stored[scale] for name, (q, scale) in scaled.items()}
    names = {
        "word": "inner.embeddings.word_embeddings.weight",
        "place": "inner.embeddings.position_embeddings.weight",
        "type": next(name for name in stored if "token_type_embeddings" in name),
        "norm.weight": "inner.embeddings.LayerNorm.weight",
        "norm.bias": "inner.embeddings.LayerNorm.bias",
    }
    # Which matrix a bias belongs to: the product that it is added to.
    product = {n.output[0]: n.input[1] for n in model.graph.node if n.op_type == "MatMul" and n.input[1] in whole}
    matrix_of = {}
    for node in model.graph.node:
        if node.op_type == "Add":
            for a, b in (node.input, reversed(node.input)):
                if a in product and b in stored:
                    matrix_of[b] = product[a]
    for layer in range(LAYERS):
        base = f"inner.encoder.layer.{layer}."
        for part in PARTS:
            names[f"{layer}.{part}.bias"] = base + part + ".bias"
            names[f"{layer}.{part}.matrix"] = matrix_of[base + part + ".bias"]
        for norm in NORMS:
            for kind in ("weight", "bias"):
                names[f"{layer}.{norm}.{kind}"] = f"{base}{norm}.{kind}"
    weights = {short: jnp.asarray(whole.get(name, stored.get(name))) for short, name in names.items()}
    weights["type"] = weights["type"][0]
    return weights, names


def _normed(x, weight, bias):
    x = x - x.mean(-1, keepdims=True)
    return x / jnp.sqrt((x**2).mean(-1, keepdims=True) + 1e-12) * weight + bias


def forward(w, ids, mask, key=None, drop=0.0):
    """Where sentences lie, [n, WIDE], from token ids and their mask, [n, t] each."""
    n, t = ids.shape

    def dropped(x, at):
        if key is None or drop == 0:
            return x
        keep = jax.random.bernoulli(jax.random.fold_in(key, at), 1 - drop, x.shape)
        return jnp.where(keep, x / (1 - drop), 0)

    x = w["word"][ids] + w["place"][:t][None] + w["type"][None, None]
    x = dropped(_normed(x, w["norm.weight"], w["norm.bias"]), 99)
    shut = jnp.where(mask[:, None, None, :] > 0, 0.0, -1e9)
    for layer in range(LAYERS):
        def linear(part, y):
            return y @ w[f"{layer}.{part}.matrix"] + w[f"{layer}.{part}.bias"]

        def norm(name, y):
            return _normed(y, w[f"{layer}.{name}.weight"], w[f"{layer}.{name}.bias"])

        def heads(y):
            return y.reshape(n, t, HEADS, WIDE // HEADS).transpose(0, 2, 1, 3)

        query, key_, value = (heads(linear(part, x)) for part in PARTS[:3])
        share = jax.nn.softmax(query @ key_.transpose(0, 1, 3, 2) / np.sqrt(WIDE // HEADS) + shut, -1)
        y = (share @ value).transpose(0, 2, 1, 3).reshape(n, t, WIDE)
        x = norm(NORMS[0], x + dropped(linear("attention.output.dense", y), 2 * layer))
        y = jax.nn.gelu(linear("intermediate.dense", x), approximate=False)
        x = norm(NORMS[1], x + dropped(linear("output.dense", y), 2 * layer + 1))
    m = mask[..., None].astype(x.dtype)
    mean = (x * m).sum(1) / m.sum(1)
    return mean / jnp.linalg.norm(mean, axis=-1, keepdims=True)


def _eight_bit(value, shape):
    """As eight-bit numbers, with scales of this shape."""
    along = tuple(at for at, size in enumerate(shape) if size == 1 and value.shape[at] != 1)
    scale = np.maximum(np.abs(value).max(axis=along, keepdims=True) / 127.0, 1e-12).astype(np.float32)
    return np.clip(np.round(value / scale), -127, 127).astype(np.int8), scale.reshape(shape)


def save(like, path, weights, names):
    """Writes the weights into a copy of the file `like`."""
    model, stored, scaled = _read(like)
    new = {}
    for short, value in weights.items():
        value, name = np.asarray(value, np.float32), names[short]
        if name in scaled:
            q, scale = scaled[name]
            new[q], new[scale] = _eight_bit(value, stored[scale].shape)
        elif short == "type":
            new[name] = stored[name].copy()
            new[name][0] = value
        else:
            new[name] = value.reshape(stored[name].shape)
    for tensor in model.graph.initializer:
        if tensor.name in new:
            tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(new[tensor.name]), tensor.name))
    onnx.save(model, path)


class Reader:
    """Texts as the game reads them: curly apostrophes straight, at most so many tokens."""

    def __init__(self, path, longest=128):
        self.tokenizer = Tokenizer.from_file(path)
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(longest)

    def ids(self, texts, to=None):
        """Token ids and mask, padded to `to` or to the longest."""
        rows = [self.tokenizer.encode(text.replace("’", "'").replace("‘", "'")).ids for text in texts]
        wide = to or max(map(len, rows))
        ids, mask = np.zeros((len(rows), wide), np.int32), np.zeros((len(rows), wide), np.int32)
        for at, row in enumerate(rows):
            row = row[:wide]
            ids[at, : len(row)], mask[at, : len(row)] = row, 1
        return ids, mask


_forward = jax.jit(forward)


def places(weights, reader, texts, batch=256):
    """Where many texts lie, [n, WIDE]; those of a length are read together."""
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    out = np.zeros((len(texts), WIDE), np.float32)
    for begin in range(0, len(order), batch):
        rows = order[begin : begin + batch]
        ids, mask = reader.ids([texts[at] for at in rows])
        wide = -(-ids.shape[1] // 8) * 8
        ids = np.pad(ids, ((0, batch - len(rows)), (0, wide - ids.shape[1])))
        mask = np.pad(mask, ((0, batch - len(rows)), (0, wide - mask.shape[1])))
        mask[len(rows) :, 0] = 1
        out[rows] = np.asarray(_forward(weights, ids, mask))[: len(rows)]
    return out
