#!/usr/bin/env python3
"""Measures single GPU operators: matrix products, attention, experts, memory, launches.

Writes a folder of CSV files with the columns of the operator tables that Foretoken's coefficients
are fitted to (docs/operators.md), one for each family, and header.json. Each row is the median of
repeats by CUDA events within a CUDA graph, where the GPU has them; inputs rotate through copies
larger than the L2. What a graph gives is held against the same call without it; rows where they
differ are left out. Families are written one by one, so that a run that is cut off keeps what it has.
"""

import argparse
import os
import statistics
import sys
import time

import torch
import torch.nn.functional as F

import attention as paging
import device as machine
import files
import models
import network

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
        self.checked = 0
        self.wrong = 0

    def is_over(self):
        """Whether the time that was given is used up."""
        return time.monotonic() > self.ends_at

    def copies(self, bytes_of_one):
        """How many copies of an input are more than twice the L2, at most 64."""
        return max(1, min(64, -(-2 * self.l2_bytes // max(1, bytes_of_one)))) if self.l2_bytes else 2

    def random(self, *shape):
        """Random numbers that neither overflow nor compress."""
        return torch.randn(*shape, device=self.device, dtype=self.dtype) / 8

    def milliseconds(self, calls, check=True):
        """Median time of one of `calls`, which are made in turn; None if a graph of them is wrong.

        check: whether a call gives the same each time, so that its graph can be held against it.
        """
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
        run, results = self._graph(calls)
        if check and results is not None and not self._agrees(calls, run, results):
            return None
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
        """The calls as one CUDA graph and what it gives; one by one where they cannot be captured."""
        try:
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph):
                results = [call() for call in calls]
            return graph.replay, results
        except RuntimeError:
            torch.cuda.synchronize()

            def one_by_one():
                for call in calls:
                    call()
            return one_by_one, None

    def _agrees(self, calls, run, results):
        """Whether the graph gives what the first and the last call give without it."""
        run()
        self.checked += 1
        for place in (0, len(calls) - 1):
            if not same(calls[place]().clone(), results[place]):
                self.wrong += 1
                return False
        return True


def same(one, other):
    """Whether two results are alike but for the order of sums in 16 bits."""
    one, other = one.float(), other.float()
    return (one - other).abs().max().item() <= 0.02 * one.abs().max().item() + 1e-6


def rows_of(bench, what, calls):
    """The row of a measurement, none where its graph is wrong."""
    ms = bench.milliseconds(calls)
    return [] if ms is None else [[*what, short(ms)]]


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
            yield from rows_of(
                bench, [*who, "torch.nn.functional.linear", name(bench.dtype), m, n, k],
                [lambda w=w: F.linear(x, w) for w in weights])
            if eight and n % 16 == 0 and k % 16 == 0:
                one = torch.ones((), device=bench.device)
                x8 = x.to(torch.float8_e4m3fn)
                yield from rows_of(
                    bench, [*who, "torch._scaled_mm", "fp8", m, n, k],
                    [lambda w=w: torch._scaled_mm(x8, w.t(), scale_a=one, scale_b=one,
                                                  out_dtype=bench.dtype) for w in eight])


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
                yield from rows_of(
                    bench,
                    [*who, "scaled_dot_product_attention", name(bench.dtype), name(bench.dtype),
                     q_heads, kv_heads, dim, 0, batch, *([length] if decode else [length, 0])],
                    [lambda k=k, v=v: F.scaled_dot_product_attention(
                        q, k, v, is_causal=not decode, enable_gqa=q_heads != kv_heads)
                     for k, v in stored])


def paged(bench, shapes, who, largest, decode):
    """Attention over the paged cache by the kernel that serve.py uses: decode rows, or chunks of a
    prompt whose beginning is stored already."""
    lengths = [128, 512, 1024, 2048, 4096, 8192, 16384]
    for q_heads, kv_heads, dim in heads(shapes):
        shape = models.Shape("heads", 1, q_heads * dim, 1, q_heads, kv_heads, dim, 1)
        backend, _ = paging.choose(shape, bench.device, bench.dtype)
        batches = [1, 4, 16, 32, 64, 128, 256] if decode else [1, 4]
        for stored in (length for length in lengths if length <= largest):
            for batch in batches:
                for new in [1] if decode else [n for n in (64, 512, 2048) if n <= largest]:
                    context = stored if decode else stored + new
                    blocks = -(-context // backend.block_size) * batch
                    bytes_of_one = 2 * blocks * backend.block_size * kv_heads * dim \
                        * bench.dtype.itemsize
                    if bench.is_over():
                        return
                    if bytes_of_one > 8 << 30 or batch * context > 64 * largest:
                        continue
                    what = [*who, "paged " + backend.name, name(bench.dtype), name(bench.dtype),
                            q_heads, kv_heads, dim, 0, batch,
                            *([stored] if decode else [new, stored])]
                    yield from rows_of(bench, what, paged_calls(
                        bench, backend, (q_heads, kv_heads, dim), batch, new, context,
                        bench.copies(bytes_of_one)))


def paged_calls(bench, backend, shape, batch, new, context, copies):
    """Calls over so many caches, the blocks of each in random order."""
    q_heads, kv_heads, dim = shape
    size = backend.block_size
    columns = -(-context // size)
    query = bench.random(batch * new, q_heads, dim)
    starts = [row * new for row in range(batch + 1)]
    calls = []
    for number in range(copies):
        cache = bench.random(2, batch * columns, size, kv_heads, dim)
        mixed = torch.randperm(
            batch * columns, generator=torch.Generator().manual_seed(number)).to(torch.int32)
        step = paging.Batch(
            None, None, torch.tensor(starts, dtype=torch.int32, device=bench.device),
            torch.full((batch,), context, dtype=torch.int32, device=bench.device),
            mixed.view(batch, columns).to(bench.device), new, context,
            [new] * batch, [context] * batch)
        calls.append(lambda cache=cache, step=step: backend.attend(query, cache, step))
    return calls


def experts(bench, shapes, who, largest):
    """Routed experts, evenly loaded: gate and up, activation, down, weighted sum."""
    for shape in shapes:
        if not shape.experts:
            continue
        generator = torch.Generator(device=bench.device).manual_seed(1)
        layer = network.Experts(shape, bench.device, bench.dtype, generator, [])
        small = network.Elementwise(bench.device, False, [])
        kernel = "torch._grouped_mm" if layer.grouped else "torch loop over experts"
        for tokens in (m for m in ROWS if m <= largest):
            if bench.is_over():
                return
            x = bench.random(tokens, shape.hidden)
            places = torch.arange(tokens * shape.top_k, device=bench.device)
            chosen = (places % shape.experts).view(tokens, shape.top_k)
            weights = torch.full_like(chosen, 1, dtype=bench.dtype) / shape.top_k
            yield from rows_of(
                bench,
                [*who, kernel, name(bench.dtype), shape.hidden, shape.intermediate, shape.experts,
                 shape.top_k, 1, 1, "balanced", tokens],
                [lambda: layer.apply(x, weights, chosen, small)])


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
            ms = bench.milliseconds([call], check=False)
            yield [gpu, what, size, short(ms), round(moved / ms / 1e6, 1)]


def launches(bench, gpu):
    """The shortest kernel within a graph and without, and what the host takes to launch one."""
    x = torch.zeros(1, device=bench.device)
    calls = [lambda: x.add_(1)] * 100
    yield [gpu, "kernel in a graph", 100, round(1e3 * bench.milliseconds(calls, check=False), 3)]
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
        ("gemm", GEMM, 0.35, lambda b: gemm(b, shapes, who, options.largest)),
        ("attention_decode", DECODE, 0.55, lambda b: paged(b, shapes, who, options.largest, True)),
        ("attention_prefill", PREFILL, 0.7,
         lambda b: attention(b, shapes, who, options.largest, False)),
        ("moe", MOE, 0.82, lambda b: experts(b, shapes, who, options.largest)),
        ("attention_prefill_cached", PREFILL, 0.92,
         lambda b: paged(b, shapes, who, options.largest, False)),
        ("attention_decode_contiguous", DECODE, 1.0,
         lambda b: attention(b, shapes, who, options.largest, True)),
    ]
    finished = {}
    with torch.no_grad(), machine.Watch(where) as watch:
        for family, columns, share, rows in families:
            bench = Bench(where, getattr(torch, options.dtype), options.repeats,
                          begin + share * options.budget_s)
            table = list(rows(bench))
            files.write_csv(os.path.join(options.out, family + ".csv.gz"), columns, table)
            finished[family] = {"rows": len(table), "cut_off": bench.is_over(),
                                "graphs_checked": bench.checked, "graphs_wrong": bench.wrong}
            print(f"{family}: {len(table)} rows", file=sys.stderr)
    files.write_json(os.path.join(options.out, "header.json"), {
        "format": "foretoken-operators", "format_version": 1, "measured": machine.now(),
        "command": machine.command(), "device": machine.facts(where, options.gpu),
        "software": machine.software(), "families": finished,
        "notes": [] if where.type == "cuda" else ["no CUDA graphs here, so that none was checked"],
        "power": watch.samples})


if __name__ == "__main__":
    main()
