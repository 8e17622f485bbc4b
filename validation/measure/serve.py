#!/usr/bin/env python3
"""Serves requests by a Llama-shaped model with random weights and writes what each step and each
request took.

    serve.py --model llama-3.1-8b --rate 4 --count 200 --input 500 --output 200 --out trace.json.gz
    serve.py --device cpu --model kit-tiny --concurrency 4 --count 40 --input 40 --output 20 --out t.json

Continuous batching over a paged KV cache: scheduler.py has the rules. The client is in the same
process, so there is no HTTP and no tokenizer in any time. docs/measuring.md says what the numbers
mean and how they are compared with predictions.
"""

import argparse
import gc
import random
import time
from collections import deque

import torch

import attention
import device as devices
import files
import loads
import models
import trace
from engine import Executor, blocks_that_fit
from network import Network
from scheduler import Scheduler, Sequence

DTYPES = {"bf16": torch.bfloat16, "fp16": torch.float16, "fp32": torch.float32}
SPIN_S = 0.0005
LARGEST_CPU_CACHE = 2 ** 28


class Server:
    """A model in memory with its graphs captured; serves one load after the other."""

    def __init__(self, options):
        self.options = options
        self.device = devices.pick(options.device)
        self.dtype = DTYPES[options.dtype]
        self.shape = models.find(options.model, options.models)
        self.backend, notes = attention.choose(
            self.shape, self.device, self.dtype, options.attention)
        network = Network(
            self.shape, self.device, self.dtype, options.max_model_len, fuse=options.fuse)
        self.block_size = options.block_size or self.backend.block_size
        blocks = self._blocks(network)
        self.executor = Executor(
            network, self.backend, self.device, self.dtype, blocks, self.block_size,
            options.max_num_seqs, options.max_model_len, options.graphs)
        self.blocks = blocks
        self.fused = network.elementwise.compiled
        self.notes = notes + network.notes + self.executor.notes
        self._warm()

    def _blocks(self, network):
        options, shape = self.options, self.shape
        per_sequence = -(-options.max_model_len // self.block_size)
        most = options.max_num_seqs * per_sequence + 1
        if options.num_gpu_blocks:
            return options.num_gpu_blocks
        if self.device.type == "cuda":
            fit = blocks_that_fit(
                network, self.device, self.dtype, self.block_size,
                options.gpu_memory_utilization, options.max_num_batched_tokens)
        else:
            size = torch.empty((), dtype=self.dtype).element_size()
            fit = LARGEST_CPU_CACHE // (self.block_size * shape.kv_bytes_per_token(size))
        if fit < per_sequence + 1:
            raise SystemExit(
                f"{fit} KV blocks of {self.block_size} tokens fit, a sequence of max_model_len needs"
                f" {per_sequence}; a smaller model, or a smaller --max-model-len")
        return min(most, fit)

    def scheduler(self):
        """A new one with all blocks free."""
        options = self.options
        return Scheduler(self.blocks, self.block_size, options.max_num_seqs,
                         options.max_num_batched_tokens, options.max_model_len)

    def _warm(self):
        """Steps of all kinds, so that no kernel is loaded or compiled within a run."""
        options = self.options
        longest = min(options.max_model_len - 4, options.max_num_batched_tokens)
        for length in sorted({1, 17, max(1, longest // 4), max(1, longest)}):
            scheduler = self.scheduler()
            for number in range(3):
                sequence = Sequence(-1 - number, [number + 1] * length, 3)
                if not scheduler.refusal(sequence):
                    scheduler.add(sequence)
            while scheduler.has_work():
                chunks, _ = scheduler.schedule()
                scheduler.finish_step(chunks, self.executor.run(chunks).tokens)

    def engine_facts(self):
        """Settings by their paths below a scenario's engine, and what has no name there."""
        options = self.options
        return {
            "name": "kit", "weights": options.dtype, "tensor": 1,
            "settings": {
                "api.in_process": True,
                "batching.async_scheduling": False,
                "batching.enable_chunked_prefill": True,
                "batching.max_num_batched_tokens": options.max_num_batched_tokens,
                "batching.max_num_seqs": options.max_num_seqs,
                "compilation.cudagraph_mode":
                    "full_decode_only" if self.executor.graphs else "none",
                "memory.block_size": self.block_size,
                "memory.enable_prefix_caching": False,
                "memory.max_model_len": options.max_model_len,
                "memory.num_gpu_blocks_override": self.blocks,
            },
            "attention": self.backend.name, "fused_elementwise": self.fused,
        }

    def serve(self, name, load, budget_s):
        """Serves a load; returns its trace.

        After budget_s no request is sent any more; those in flight get as long again.
        """
        header = {
            "measured": devices.now(), "command": devices.command(),
            "device": devices.facts(self.device, self.options.gpu),
            "software": devices.software(), "model": self.shape.facts(),
            "engine": self.engine_facts()}
        run = _Run(self, load, budget_s)
        gc.collect()
        gc.disable()
        try:
            with devices.Watch(self.device) as watch:
                run.go()
        finally:
            gc.enable()
        return trace.assemble(
            name, header, load, run.counts(), run.recorder, watch.samples,
            self.notes + run.notes())


class _Run:
    """One load on its way through the server."""

    def __init__(self, server, load, budget_s):
        self.server = server
        self.load = load
        self.budget_s = budget_s
        self.recorder = trace.Recorder()
        self.scheduler = server.scheduler()
        self.refused = 0
        self.late = 0
        self.flying = {}
        self.pending = deque(self._prompts())
        self.free_since = deque([0.0] * load.max_in_flight)

    def _prompts(self):
        vocab = self.server.shape.vocab
        for number, request in enumerate(self.load.requests):
            draw = random.Random(number)
            yield request, Sequence(
                number, draw.choices(range(vocab), k=request.input_tokens), request.output_tokens)

    def go(self):
        """Until all that was sent is answered, or the time is over."""
        begin = time.perf_counter()
        while self.pending or self.flying:
            now = time.perf_counter() - begin
            if now > self.budget_s and self.pending:
                self.late += len(self.pending)
                self.pending.clear()
            if now > 2 * self.budget_s:
                return
            self._send(now)
            if self.scheduler.has_work():
                self._step(begin)
            elif self.pending:
                self._sleep(self.pending[0][0].due_s - (time.perf_counter() - begin))

    def _send(self, now):
        """Requests that are due and that the client's limit lets through, at the time they were."""
        limited = self.load.max_in_flight > 0
        while self.pending and self.pending[0][0].due_s <= now:
            if limited and not self.free_since:
                return
            request, sequence = self.pending.popleft()
            if self.scheduler.refusal(sequence):
                self.refused += 1
                continue
            free_at = self.free_since.popleft() if limited else 0.0
            self.flying[sequence.number] = (request.due_s, max(request.due_s, free_at), [])
            self.scheduler.add(sequence)

    def _step(self, begin):
        start = time.perf_counter() - begin
        chunks, preempted = self.scheduler.schedule()
        timed = self.server.executor.run(chunks)
        end = time.perf_counter() - begin
        self.recorder.step(start, end, timed, chunks, self.scheduler, preempted)
        emitted, finished = self.scheduler.finish_step(chunks, timed.tokens)
        for sequence in emitted:
            self.flying[sequence.number][2].append(end)
        for sequence in finished:
            self.recorder.request(sequence, *self.flying.pop(sequence.number))
            if self.load.max_in_flight:
                self.free_since.append(end)

    @staticmethod
    def _sleep(seconds):
        if seconds > SPIN_S:
            time.sleep(seconds - SPIN_S)

    def counts(self):
        """How many requests ended how."""
        return {"finished": self.recorder.finished(), "unfinished": len(self.flying), "refused": self.refused,
                "not_sent": self.late}

    def notes(self):
        """What a reader of the figures should know."""
        notes = []
        if self.late:
            notes.append(f"{self.late} requests were not sent, the time of {self.budget_s:g} s was over")
        if self.flying:
            notes.append(f"{len(self.flying)} requests were cut off unfinished")
        if self.server.device.type == "cpu":
            notes.append("run on a CPU to try the kit; no measurement of a GPU")
        return notes


def add_engine_options(parser):
    """What describes the server."""
    add = parser.add_argument
    add("--device", choices=["cuda", "cpu"], default="cuda")
    add("--gpu", default="", help="Foretoken's name of the GPU, if the driver's name is not in its"
        " catalogue")
    add("--models", help="file of shapes instead of models.json")
    add("--dtype", choices=list(DTYPES), default="bf16")
    add("--attention", choices=["auto"] + [b.name for b in attention.BACKENDS], default="auto")
    add("--block-size", type=int, default=0, help="tokens; default: what the attention wants")
    add("--num-gpu-blocks", type=int, default=0, help="default: what fits into memory")
    add("--gpu-memory-utilization", type=float, default=0.9)
    add("--max-num-seqs", type=int, default=256)
    add("--max-num-batched-tokens", type=int, default=2048)
    add("--max-model-len", type=int, default=8192)
    add("--no-graphs", dest="graphs", action="store_false", help="no CUDA graphs")
    add("--no-fuse", dest="fuse", action="store_false", help="no torch.compile")


def _options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--model", required=True, help="a name of models.json, kit-tiny or kit-tiny-moe")
    add("--out", required=True, help="trace, .json or .json.gz")
    add("--name", help="of the run; default: the file's")
    add("--requests", help="CSV with arrival_s, input_tokens, output_tokens")
    add("--rate", type=float, help="requests per second, Poisson")
    add("--concurrency", type=int, help="requests in flight, each answer followed by the next")
    add("--max-in-flight", type=int, default=0, help="the client's limit beside --rate, --requests")
    add("--count", type=int, default=100, help="requests to send")
    add("--input", type=int, default=500, help="mean tokens of a prompt")
    add("--output", type=int, default=200, help="mean tokens of an output")
    add("--spread", type=float, default=0.5, help="lengths are uniform within this share of the mean")
    add("--seed", type=int, default=1)
    add("--budget-s", type=float, default=300.0, help="no request is sent after so many seconds")
    add_engine_options(parser)
    options = parser.parse_args()
    if sum(x is not None for x in (options.requests, options.rate, options.concurrency)) != 1:
        parser.error("one of --requests, --rate and --concurrency says what is sent")
    return options


def _load(options):
    if options.requests:
        return loads.read_csv(options.requests, options.max_in_flight)
    if options.rate:
        return loads.poisson(options.rate, options.count, options.input, options.output,
                             options.seed, options.spread, options.max_in_flight)
    return loads.closed(options.concurrency, options.count, options.input, options.output,
                        options.seed, options.spread)


def main():
    options = _options()
    load = _load(options)
    name = options.name or files.stem(options.out)
    result = Server(options).serve(name, load, options.budget_s)
    files.write_json(options.out, result)
    print(f"{options.out}: {result['counts']}, {len(result['steps']['start_us'])} steps")
    for note in result["notes"]:
        print("note:", note)


if __name__ == "__main__":
    main()
