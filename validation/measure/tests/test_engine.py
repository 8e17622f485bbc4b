"""Paged, chunked, batched, preempted: the tokens are those of a plain forward of the whole text."""

import random
import unittest

import torch
import torch.nn.functional as F

import attention
from engine import Executor, graph_sizes
from models import TINY, TINY_MOE
from network import EPSILON, Network
from scheduler import Scheduler, Sequence

CPU = torch.device("cpu")
DTYPE = torch.float64  # so that another order of summing does not change which token is largest


def plain_next(network, tokens):
    """The next token by plain attention over all tokens, without a cache; nothing is shared with
    the network under test but its weights."""
    shape = network.shape
    count = len(tokens)
    x = network.embedding[torch.tensor(tokens)]
    angle = torch.arange(count, dtype=DTYPE)[:, None] * 500000.0 ** (
        -torch.arange(0, shape.head_dim, 2, dtype=DTYPE) / shape.head_dim)
    turn = torch.polar(torch.ones_like(angle), angle)[:, None, :]

    def rotated(heads):
        half = shape.head_dim // 2
        turned = torch.complex(heads[..., :half], heads[..., half:]) * turn
        return torch.cat((turned.real, turned.imag), -1)

    def normed(states):
        return states / (states.pow(2).mean(-1, keepdim=True) + EPSILON).sqrt()

    future = torch.ones(count, count, dtype=torch.bool).triu(1)
    for layer in network.layers:
        qkv = (normed(x) @ layer.qkv.T).view(count, -1, shape.head_dim)
        q = rotated(qkv[:, :shape.heads])
        k = rotated(qkv[:, shape.heads:shape.heads + shape.kv_heads])
        v = qkv[:, shape.heads + shape.kv_heads:]
        heads = []
        for head in range(shape.heads):
            group = head // (shape.heads // shape.kv_heads)
            scores = (q[:, head] @ k[:, group].T) / shape.head_dim ** 0.5
            heads.append(scores.masked_fill(future, float("-inf")).softmax(-1) @ v[:, group])
        x = x + torch.cat(heads, -1) @ layer.out.T
        y = normed(x)
        x = x + (experts(layer.experts, y) if layer.experts else fed(layer.gate_up, layer.down, y))
    return int((normed(x[-1]) @ network.output.T).argmax())


def fed(gate_up, down, y):
    gate, up = (y @ gate_up.T).chunk(2, -1)
    return (F.silu(gate) * up) @ down.T


def experts(layer, y):
    """Token by token, expert by expert."""
    out = torch.zeros_like(y)
    for token in range(len(y)):
        weights, chosen = (layer.router @ y[token]).softmax(-1).topk(layer.shape.top_k)
        for weight, expert in zip(weights / weights.sum(), chosen.tolist()):
            out[token] += weight * fed(layer.gate_up[expert], layer.down[expert], y[token])
    return out


def generate(network, requests, blocks, budget, seqs, block_size=4, arrivals=None):
    """Tokens of each request by the engine, and the scheduler."""
    scheduler = Scheduler(blocks, block_size, seqs, budget, 64)
    executor = Executor(
        network, attention.Backend("gather", attention.gather, False, block_size), CPU, DTYPE,
        blocks, block_size, seqs, 64)
    pending = sorted(zip(arrivals or [0] * len(requests), range(len(requests))))
    done, step = {}, 0
    while pending or scheduler.has_work():
        while pending and pending[0][0] <= step:
            number = pending.pop(0)[1]
            scheduler.add(Sequence(number, *requests[number]))
        chunks, _ = scheduler.schedule()
        tokens = executor.run(chunks).tokens if chunks else []
        _, finished = scheduler.finish_step(chunks, tokens)
        done.update({s.number: s.tokens[s.prompt_tokens:] for s in finished})
        step += 1
    return done, scheduler


class EngineTest(unittest.TestCase):
    def check(self, shape, seed, blocks, budget, seqs):
        draw = random.Random(seed)
        network = Network(shape, CPU, DTYPE, 64, seed=seed)
        requests = [
            ([draw.randrange(shape.vocab) for _ in range(draw.randint(1, 25))], draw.randint(1, 12))
            for _ in range(10)]
        arrivals = [draw.randint(0, 12) for _ in requests]
        done, scheduler = generate(network, requests, blocks, budget, seqs, arrivals=arrivals)
        for number, (prompt, output) in enumerate(requests):
            tokens = list(prompt)
            with torch.inference_mode():
                for _ in range(output):
                    tokens.append(plain_next(network, tokens))
            self.assertEqual(done[number], tokens[len(prompt):], f"request {number}, seed {seed}")
        self.assertEqual(scheduler.pool.free(), blocks - 1)
        return scheduler.preemptions, [t for tokens in done.values() for t in tokens]

    def test_dense_with_split_prompts_and_room_for_all(self):
        for seed in range(3):
            preemptions, tokens = self.check(TINY, seed, 200, 11, 8)
            self.assertEqual(preemptions, 0)
            self.assertGreater(len(set(tokens)), 10)  # else any engine would agree

    def test_dense_short_of_blocks(self):
        self.assertGreater(sum(self.check(TINY, seed, 14, 16, 6)[0] for seed in range(3, 6)), 3)

    def test_experts(self):
        for seed in range(6, 8):
            self.check(TINY_MOE, seed, 20, 13, 6)

    def test_a_backend_that_does_not_run_here_is_not_used_and_said(self):
        backend, notes = attention.choose(TINY, CPU, torch.float32)
        self.assertEqual(backend.name, "gather")
        self.assertIn("varlen does not run here", notes[0])

    def test_a_backend_that_is_wrong_is_not_used(self):
        wrong = attention.Backend("wrong", lambda q, c, b: 0.5 * attention.gather(q, c, b), True, 16)
        before = attention.BACKENDS[:]
        attention.BACKENDS.insert(0, wrong)
        try:
            backend, notes = attention.choose(TINY, CPU, torch.float32)
        finally:
            attention.BACKENDS[:] = before
        self.assertEqual(backend.name, "gather")
        self.assertIn("wrong is off by", notes[0])

    def test_graphs_for_all_batch_sizes_up_to_the_limit(self):
        self.assertEqual(graph_sizes(20), [1, 2, 4, 8, 16, 20])
        self.assertEqual(graph_sizes(256)[-2:], [248, 256])
        self.assertEqual(graph_sizes(300)[-3:], [272, 288, 300])
        self.assertEqual(graph_sizes(1), [1])


if __name__ == "__main__":
    unittest.main()
