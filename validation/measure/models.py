"""Shapes of models: those of Foretoken's catalogue (models.json, written by export_models.py) and
the tiny ones that tests run."""

import json
import os

_HERE = os.path.dirname(os.path.abspath(__file__))


class Shape:
    """A Llama-shaped decoder: grouped-query attention, gated feed-forward, dense or with experts."""

    def __init__(self, name, layers, hidden, vocab, heads, kv_heads, head_dim, intermediate,
                 qkv_bias=False, tied=False, experts=0, top_k=0):
        self.name = name
        self.layers = layers
        self.hidden = hidden
        self.vocab = vocab
        self.heads = heads
        self.kv_heads = kv_heads
        self.head_dim = head_dim
        self.intermediate = intermediate
        self.qkv_bias = qkv_bias
        self.tied = tied
        self.experts = experts
        self.top_k = top_k

    def parameters(self):
        """How many weights, norms left out."""
        attention = self.hidden * self.head_dim * 2 * (self.heads + self.kv_heads)
        feed_forward = 3 * self.hidden * self.intermediate * max(1, self.experts)
        router = self.hidden * self.experts
        embedding = self.vocab * self.hidden * (1 if self.tied else 2)
        return self.layers * (attention + feed_forward + router) + embedding

    def kv_bytes_per_token(self, element_bytes):
        """Bytes of the KV cache for one token."""
        return 2 * self.layers * self.kv_heads * self.head_dim * element_bytes

    def products(self):
        """Matrix products of a dense layer and the output: name -> (n, k) of y[m,n] = x[m,k] w."""
        query = self.heads * self.head_dim
        products = {
            "qkv": (query + 2 * self.kv_heads * self.head_dim, self.hidden),
            "attention_out": (self.hidden, query),
            "logits": (self.vocab, self.hidden),
        }
        if not self.experts:
            products["gate_up"] = (2 * self.intermediate, self.hidden)
            products["down"] = (self.hidden, self.intermediate)
        return products

    def facts(self):
        """For the header of a trace."""
        return dict(vars(self))


TINY = Shape("kit-tiny", 2, 64, 256, 4, 2, 16, 128)
TINY_MOE = Shape("kit-tiny-moe", 2, 64, 256, 4, 2, 16, 32, experts=8, top_k=2)


def _shape(entry):
    """A shape of a catalogue's entry; None for what is no Llama-shaped model."""
    other_layers = any(entry[f"layer_kinds.{k}"] for k in ("window", "linear", "sparse"))
    latent = any(key.startswith("attention.mla") for key in entry)
    moe = entry.get("moe.layers", 0)
    mixed = moe and (entry["dense.layers"] or entry["moe.shared_intermediate"])
    gated = entry["moe.gated" if moe else "dense.gated"]
    if other_layers or latent or mixed or not gated or entry["extras.biases"]:
        return None
    return Shape(
        entry["id"], entry["layers"], entry["hidden"], entry["vocab"],
        entry["attention.heads"], entry["attention.kv_heads"], entry["attention.head_dim"],
        entry["moe.intermediate"] if moe else entry["dense.intermediate"],
        entry["attention.qkv_bias"], entry["tied_embeddings"],
        entry["moe.experts"] if moe else 0, entry["moe.top_k"] if moe else 0)


def catalogue(path=None):
    """All shapes that can be measured, by name."""
    with open(path or os.path.join(_HERE, "models.json"), encoding="utf-8") as file:
        entries = json.load(file)
    shapes = {s.name: s for s in map(_shape, entries) if s is not None}
    shapes[TINY.name] = TINY
    shapes[TINY_MOE.name] = TINY_MOE
    return shapes


def find(name, path=None):
    """The shape of that name; ends the program if there is none."""
    shapes = catalogue(path)
    if name not in shapes:
        raise SystemExit(f"no model {name}; known: {', '.join(shapes)}")
    return shapes[name]
