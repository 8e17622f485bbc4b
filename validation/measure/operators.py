#!/usr/bin/env python3
"""Measures single GPU operators: matrix products, attention, experts, memory, launches.

Writes a folder of CSV files with the columns of the operator tables that Foretoken's coefficients
are fitted to (docs/operators.md), one for each family, and header.json. Each row is the median of
repeats by CUDA events within a CUDA graph, where the GPU has them; inputs rotate through copies
larger than the L2. Families are written one by one, so that a run that is cut off keeps what it has.
"""

import argparse
import os
import statistics
import sys
import time

import torch
import torch.nn.functional as F

import device as machine
import files
import models

GEMM = ["gpu", "engine", "engine_version", "kernel", "dtype", "m", "n", "k", "latency_ms"]
DECODE = ["gpu", "engine", "engine_version", "kernel", "dtype", "kv_dtype", "q_heads", "kv_heads",
          "head_dim", "window", "batch", "kv_len", "latency_ms"]
PREFILL = DECODE[:-2] + ["q_len", "cached_len", "latency_ms"]
MOE = ["gpu", "engine", "engine_version", "kernel", "dtype", "hidden", "expert_inter", "experts",
       "top_k", "moe_tp", "moe_ep", "routing", "tokens", "latency_ms"]
MEMORY = ["gpu", "operation", "bytes", "latency_ms", "gb_per_s"]
LAUNCH = ["gpu", "what", "kernels", "microseconds"]
ROWS = [1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1025, 1536, 2048,
        3072, 4096, 6144, 8192]


class Bench:
    """Times calls on a device."""

    def __init__(self, device, dtype, repeats, ends_at):
        self.device = device
        self.dtype = dtype
        self.repeats = repeats
        self.ends_at = ends_at
        self.l2_bytes = 0
        if device.type == "cuda":
            self.l2_bytes = getattr(torch.cuda.get_device_properties(0), "L2_cache_size", 0)

    def is_over(self):
        """Whether the time that was given is used up."""
        return time.monotonic() > self.ends_at

    def copies(self, bytes_of_one):
        """How many copies of an input are more than twice the L2, at most 64."""
        return max(1, min(64, -(-2 * self.l2_bytes // max(1, bytes_of_one)))) if self.l2_bytes else 2

    def random(self, *shape):
        """Random numbers that neither overflow nor compress."""
        return torch.randn(*shape, device=self.device, dtype=self.dtype) / 8

    def milliseconds(self, calls):
        """Median time of one of `calls`, which are made in turn."""
        for call in calls[:2]:
            call()
        if self.device.type != "cuda":
            times = []
            for _ in range(self.repeats):
                begin = time.perf_counter()
                for call in calls:
                    call()
                times.append(1e3 * (time.perf_counter() - begin) / len(calls))
            return statistics.median(times)
        torch.cuda.synchronize()
        run = self._graph(calls)
        times = []
        for _ in range(self.repeats):
            begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
            begin.record()
            run()
            end.record()
            end.synchronize()
            times.append(begin.elapsed_time(end) / len(calls))
        return statistics.median(times)

    @staticmethod
    def _graph(calls):
        """The calls as one CUDA graph; one by one where they cannot be captured."""
        def one_by_one():
            for call in calls:
                call()
        try:
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph):
                one_by_one()
            return graph.replay
        except RuntimeError:
            torch.cuda.synchronize()
            return one_by_one


def gemm(bench, shapes, who, largest):
    """y[m,n] = x[m,k] w: the products of the models, in 16 bits and, where there is one, in fp8."""
    sizes = sorted({product for shape in shapes for product in shape.products().values()})
    for n, k in sizes:
        count = bench.copies(n * k * bench.dtype.itemsize)
        weights = [bench.random(n, k) for _ in range(count)]
        eight = fp8_weights(bench, weights)
        for m in (m for m in ROWS if m <= largest):
            if bench.is_over():
                return
            x = bench.random(m, k)
            ms = bench.milliseconds([lambda w=w: F.linear(x, w) for w in weights])
            yield [*who, "torch.nn.functional.linear", name(bench.dtype), m, n, k, short(ms)]
            if eight and n % 16 == 0 and k % 16 == 0:
                one = torch.ones((), device=bench.device)
                x8 = x.to(torch.float8_e4m3fn)
                ms = bench.milliseconds([
                    lambda w=w: torch._scaled_mm(x8, w.t(), scale_a=one, scale_b=one,
                                                 out_dtype=bench.dtype) for w in eight])
                yield [*who, "torch._scaled_mm", "fp8", m, n, k, short(ms)]


def fp8_weights(bench, weights):
    """The weights in fp8; none where the device has no such products."""
    if bench.device.type != "cuda" or torch.cuda.get_device_capability() < (8, 9):
        return []
    return [w.to(torch.float8_e4m3fn) for w in weights]


def heads(shapes):
    """Head counts of the models and of their shares under tensor parallelism."""
    found = set()
    for shape in shapes:
        for tp in (1, 2, 4, 8):
            if shape.heads % tp == 0 and shape.kv_heads % tp == 0:
                found.add((shape.heads // tp, shape.kv_heads // tp, shape.head_dim))
    return sorted(found)


def attention(bench, shapes, who, largest, decode):
    """Attention of decode rows over what is stored, or of whole prompts, by PyTorch's best kernel."""
    lengths = [128, 512, 1024, 2048, 4096, 8192, 16384]
    batches = [1, 4, 16, 32, 64, 128, 256] if decode else [1, 2, 4]
    for q_heads, kv_heads, dim in heads(shapes):
        for length in (length for length in lengths if length <= largest):
            for batch in batches:
                bytes_of_one = 2 * batch * kv_heads * length * dim * bench.dtype.itemsize
                if bench.is_over():
                    return
                if bytes_of_one > 8 << 30 or batch * length > 64 * largest:
                    continue
                rows = 1 if decode else length
                q = bench.random(batch, q_heads, rows, dim)
                stored = [(bench.random(batch, kv_heads, length, dim),
                           bench.random(batch, kv_heads, length, dim))
                          for _ in range(bench.copies(bytes_of_one))]
                ms = bench.milliseconds([
                    lambda k=k, v=v: F.scaled_dot_product_attention(
                        q, k, v, is_causal=not decode, enable_gqa=q_heads != kv_heads)
                    for k, v in stored])
                yield [*who, "scaled_dot_product_attention", name(bench.dtype), name(bench.dtype),
                       q_heads, kv_heads, dim, 0, batch,
                       *([length] if decode else [length, 0]), short(ms)]


def experts(bench, shapes, who, largest):
    """Routed experts, evenly loaded: gate and up, activation, down, weighted sum."""
    for shape in shapes:
        if not shape.experts:
            continue
        e, hidden, inter, top = shape.experts, shape.hidden, shape.intermediate, shape.top_k
        up, down = bench.random(e, 2 * inter, hidden), bench.random(e, hidden, inter)
        for tokens in (m for m in ROWS if m <= largest):
            if bench.is_over():
                return
            x = bench.random(tokens, hidden)
            chosen = [[(i * top + j) % e for j in range(top)] for i in range(tokens)]
            by_expert = [[i for i in range(tokens) if one in chosen[i]] for one in range(e)]
            picks = [(one, torch.tensor(rows, device=bench.device))
                     for one, rows in enumerate(by_expert) if rows]

            def layer():
                out = torch.zeros_like(x)
                for one, rows in picks:
                    gate, value = F.linear(x[rows], up[one]).chunk(2, dim=-1)
                    out.index_add_(0, rows, F.linear(F.silu(gate) * value, down[one]) / top)
                return out
            yield [*who, "torch loop over experts", name(bench.dtype), hidden, inter, e, top, 1, 1,
                   "balanced", tokens, short(bench.milliseconds([layer]))]


def memory(bench, gpu, largest):
    """Bandwidth of copying, of reading alone, and of rows read in random order."""
    for size in (s for s in (1 << 20, 16 << 20, 256 << 20, 2 << 30) if s <= largest):
        if bench.is_over():
            return
        a = torch.zeros(size // 4, device=bench.device, dtype=torch.float32)
        b = torch.empty_like(a)
        table = a.view(-1, 1024) if size >= 1 << 20 else a.view(-1, 256)
        order = torch.randperm(table.shape[0], device=bench.device)
        for what, call, moved in (("copy", lambda: b.copy_(a), 2 * size), ("read", a.sum, size),
                                  ("random rows", lambda: table.index_select(0, order), 2 * size)):
            ms = bench.milliseconds([call])
            yield [gpu, what, size, short(ms), round(moved / ms / 1e6, 1)]


def launches(bench, gpu):
    """The shortest kernel within a graph and without, and what the host takes to launch one."""
    x = torch.zeros(1, device=bench.device)
    calls = [lambda: x.add_(1)] * 100
    yield [gpu, "kernel in a graph", 100, round(1e3 * bench.milliseconds(calls), 3)]
    times = []
    for _ in range(bench.repeats):
        if bench.device.type == "cuda":
            torch.cuda.synchronize()
        begin = time.perf_counter()
        for call in calls:
            call()
        times.append(1e6 * (time.perf_counter() - begin) / len(calls))
    yield [gpu, "host, per kernel", 100, round(statistics.median(times), 3)]


def name(dtype):
    """PyTorch's name without its module."""
    return str(dtype).split(".")[-1]


def short(milliseconds):
    """Five significant digits."""
    return float(f"{milliseconds:.5g}")


def main(arguments=None):
    """Runs the program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", required=True, help="folder for the tables")
    parser.add_argument("--device", choices=["cuda", "cpu"], default="cuda")
    parser.add_argument("--gpu", default="", help="catalogue id of the GPU, for the first column")
    parser.add_argument("--models", default="llama-3.1-8b,qwen3-14b,mixtral-8x7b")
    parser.add_argument("--dtype", choices=["bfloat16", "float16", "float32"], default="bfloat16")
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--largest", type=int, default=8192, help="most rows and longest context")
    parser.add_argument("--budget-s", type=float, default=300, help="for all families together")
    options = parser.parse_args(arguments)
    if options.repeats < 1 or options.largest < 1 or options.budget_s <= 0:
        parser.error("--repeats, --largest and --budget-s are above 0")
    where = machine.pick(options.device)
    shapes = [models.find(one) for one in options.models.split(",")]
    gpu = options.gpu or options.device
    who = [gpu, "torch", torch.__version__]
    begin = time.monotonic()
    # shares of the time, in the order in which a cut-off run should have them
    families = [
        ("launch", LAUNCH, 0.02, lambda b: launches(b, gpu)),
        ("memory", MEMORY, 0.05, lambda b: memory(b, gpu, options.largest * (256 << 10))),
        ("gemm", GEMM, 0.4, lambda b: gemm(b, shapes, who, options.largest)),
        ("attention_decode", DECODE, 0.65, lambda b: attention(b, shapes, who, options.largest, True)),
        ("attention_prefill", PREFILL, 0.85,
         lambda b: attention(b, shapes, who, options.largest, False)),
        ("moe", MOE, 1.0, lambda b: experts(b, shapes, who, options.largest)),
    ]
    finished = {}
    with torch.no_grad(), machine.Watch(where) as watch:
        for family, columns, share, rows in families:
            bench = Bench(where, getattr(torch, options.dtype), options.repeats,
                          begin + share * options.budget_s)
            table = list(rows(bench))
            files.write_csv(os.path.join(options.out, family + ".csv.gz"), columns, table)
            finished[family] = {"rows": len(table), "cut_off": bench.is_over()}
            print(f"{family}: {len(table)} rows", file=sys.stderr)
    files.write_json(os.path.join(options.out, "header.json"), {
        "format": "foretoken-operators", "format_version": 1, "measured": machine.now(),
        "command": machine.command(), "device": machine.facts(where, options.gpu),
        "software": machine.software(), "families": finished, "power": watch.samples})


if __name__ == "__main__":
    main()
