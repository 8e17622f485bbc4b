"""A Llama-shaped decoder with random weights, over a paged KV cache."""

import torch
import torch.nn.functional as F

import attention
import device as devices

EPSILON = 1e-5
ROPE_BASE = 500000.0


def _silu_product(gate_up):
    gate, up = gate_up.chunk(2, dim=-1)
    return F.silu(gate) * up


def _rotate(states, cosine, sine):
    """Rotary positions on [tokens, heads, head_dim]; cosine and sine are [tokens, head_dim / 2]."""
    first, second = states.chunk(2, dim=-1)
    cosine, sine = cosine[:, None, :], sine[:, None, :]
    return torch.cat((first * cosine - second * sine, second * cosine + first * sine), dim=-1)


def _add_norm(states, residual, weight):
    residual = residual + states
    return F.rms_norm(residual, (residual.shape[-1],), weight, EPSILON), residual


class Elementwise:
    """The small operations between products, each compiled into one kernel where that works."""

    def __init__(self, device, wanted, notes):
        self.silu_product, self.rotate, self.add_norm = _silu_product, _rotate, _add_norm
        self.compiled = False
        if wanted and device.type == "cuda":
            try:
                fused = [torch.compile(f, dynamic=True) for f in (_silu_product, _rotate, _add_norm)]
                tokens = torch.ones(4, 64, device=device, dtype=torch.bfloat16)
                fused[0](tokens)
                fused[1](tokens.view(4, 2, 32), tokens[:, :16], tokens[:, 16:32])
                fused[2](tokens, tokens, tokens[0])
                self.silu_product, self.rotate, self.add_norm = fused
                self.compiled = True
            except Exception as error:  # whatever the compiler's reason, the plain functions work
                notes.append(f"torch.compile does not work here: {devices.short(error)}")


class Experts:
    """The expert layer: routed tokens sorted by expert, then one grouped product for all experts.

    Where the device has no grouped product, expert by expert.
    """

    def __init__(self, shape, device, dtype, generator, notes):
        self.shape = shape
        self.router = _weight(generator, device, dtype, shape.experts, shape.hidden)
        self.gate_up = torch.stack([
            _weight(generator, device, dtype, 2 * shape.intermediate, shape.hidden)
            for _ in range(shape.experts)])
        self.down = torch.stack([
            _weight(generator, device, dtype, shape.hidden, shape.intermediate)
            for _ in range(shape.experts)])
        self.grouped = device.type == "cuda" and _grouped_works(device, dtype, notes)

    def __call__(self, states, elementwise):
        weights, chosen = F.linear(states, self.router).float().softmax(-1).topk(
            self.shape.top_k, dim=-1)
        weights = (weights / weights.sum(-1, keepdim=True)).to(states.dtype)
        return self.apply(states, weights, chosen, elementwise)

    def apply(self, states, weights, chosen, elementwise):
        """The experts `chosen` [tokens, top_k] for each token, their outputs times `weights`."""
        shape = self.shape
        order = chosen.flatten().argsort(stable=True)
        rows = states[order // shape.top_k]
        # not bincount, which waits for the device to learn how long its result is
        per_expert = torch.zeros(shape.experts, dtype=torch.int32, device=states.device)
        per_expert.scatter_add_(
            0, chosen.flatten(), torch.ones_like(chosen.flatten(), dtype=torch.int32))
        ends = per_expert.cumsum(0, dtype=torch.int32)
        if self.grouped:
            inner = elementwise.silu_product(
                torch._grouped_mm(rows, self.gate_up.transpose(1, 2), offs=ends))
            outer = torch._grouped_mm(inner, self.down.transpose(1, 2), offs=ends)
        else:
            outer = torch.empty_like(rows)
            begin = 0
            for expert, end in enumerate(ends.tolist()):
                if end > begin:
                    inner = elementwise.silu_product(
                        F.linear(rows[begin:end], self.gate_up[expert]))
                    outer[begin:end] = F.linear(inner, self.down[expert])
                begin = end
        weighted = outer * weights.flatten()[order, None]
        return torch.zeros_like(states).index_add_(0, order // shape.top_k, weighted)


def _grouped_works(device, dtype, notes):
    try:
        rows = torch.randn(24, 64, device=device, dtype=dtype)
        weights = torch.randn(3, 32, 64, device=device, dtype=dtype)
        ends = torch.tensor([5, 5, 24], device=device, dtype=torch.int32)
        got = torch._grouped_mm(rows, weights.transpose(1, 2), offs=ends)
        want = torch.cat([F.linear(rows[:5], weights[0]), F.linear(rows[5:], weights[2])])
        if (got - want).abs().max().item() < 0.5:
            return True
        notes.append("grouped products are wrong here, experts run one by one")
    except (RuntimeError, AttributeError, NotImplementedError) as error:
        notes.append(f"no grouped products here: {devices.short(error)}")
    return False


def _weight(generator, device, dtype, rows, columns):
    weight = torch.empty(rows, columns, device=device, dtype=dtype)
    return weight.normal_(0.0, columns ** -0.5, generator=generator)


class Layer:
    """Weights of one layer."""

    def __init__(self, shape, device, dtype, generator, notes):
        query = shape.heads * shape.head_dim
        both = query + 2 * shape.kv_heads * shape.head_dim
        self.input_norm = torch.ones(shape.hidden, device=device, dtype=dtype)
        self.post_norm = torch.ones(shape.hidden, device=device, dtype=dtype)
        self.qkv = _weight(generator, device, dtype, both, shape.hidden)
        self.qkv_bias = (
            torch.zeros(both, device=device, dtype=dtype) if shape.qkv_bias else None)
        self.out = _weight(generator, device, dtype, shape.hidden, query)
        if shape.experts:
            self.experts = Experts(shape, device, dtype, generator, notes)
        else:
            self.experts = None
            self.gate_up = _weight(
                generator, device, dtype, 2 * shape.intermediate, shape.hidden)
            self.down = _weight(generator, device, dtype, shape.hidden, shape.intermediate)


class Network:
    """The whole model. The same seed gives the same weights on the same kind of device."""

    def __init__(self, shape, device, dtype, max_model_len, seed=1, fuse=True):
        self.shape = shape
        self.notes = []
        generator = torch.Generator(device=device).manual_seed(seed)
        self.elementwise = Elementwise(device, fuse, self.notes)
        self.embedding = torch.empty(shape.vocab, shape.hidden, device=device, dtype=dtype)
        self.embedding.normal_(0.0, 1.0, generator=generator)
        self.layers = [
            Layer(shape, device, dtype, generator, self.notes) for _ in range(shape.layers)]
        self.norm = torch.ones(shape.hidden, device=device, dtype=dtype)
        self.output = (
            self.embedding if shape.tied
            else _weight(generator, device, dtype, shape.vocab, shape.hidden))
        half = torch.arange(0, shape.head_dim, 2, dtype=torch.float64) / shape.head_dim
        angles = torch.arange(max_model_len, dtype=torch.float64)[:, None] * ROPE_BASE ** -half
        self.cosine = angles.cos().to(device, dtype)
        self.sine = angles.sin().to(device, dtype)
        self.notes = list(dict.fromkeys(self.notes))

    def forward(self, tokens, batch, caches, attend, sampled):
        """Next token (greedy) of each row in `sampled`, places of tokens in the step."""
        shape, small = self.shape, self.elementwise
        cosine, sine = self.cosine[batch.positions], self.sine[batch.positions]
        states = self.embedding[tokens]
        residual = torch.zeros_like(states)
        split = (shape.heads, shape.kv_heads, shape.kv_heads)
        for layer, cache in zip(self.layers, caches):
            states, residual = small.add_norm(states, residual, layer.input_norm)
            projected = F.linear(states, layer.qkv, layer.qkv_bias)
            query, key, value = projected.view(
                len(tokens), sum(split), shape.head_dim).split(split, dim=1)
            query = small.rotate(query, cosine, sine)
            attention.write(cache, batch, small.rotate(key, cosine, sine), value)
            states = F.linear(attend(query, cache, batch).flatten(1), layer.out)
            states, residual = small.add_norm(states, residual, layer.post_norm)
            states = self._feed_forward(layer, states)
        states, _ = small.add_norm(states[sampled], residual[sampled], self.norm)
        return F.linear(states, self.output).argmax(-1)

    def _feed_forward(self, layer, states):
        if layer.experts is not None:
            return layer.experts(states, self.elementwise)
        return F.linear(self.elementwise.silu_product(F.linear(states, layer.gate_up)), layer.down)
