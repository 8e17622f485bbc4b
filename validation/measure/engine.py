"""Runs the chunks that the scheduler chose: inputs, CUDA graphs for steps of decode rows, times."""

import time

import torch

import attention


class Timed:
    """What a step gave and took: tokens, microseconds on the device, rows of the graph or 0."""

    __slots__ = ("tokens", "device_us", "graph_rows")

    def __init__(self, tokens, device_us, graph_rows):
        self.tokens = tokens
        self.device_us = device_us
        self.graph_rows = graph_rows


def graph_sizes(largest):
    """Batch sizes that graphs are captured for: 1, 2, 4, by 8 to 256, by 16 beyond."""
    sizes = [1, 2, 4] + list(range(8, 257, 8)) + list(range(272, largest + 16, 16))
    return [size for size in sizes if size < largest] + [largest]


class Executor:
    """Holds the caches of a network and runs steps on them.

    blocks includes the reserved block 0. device_us is measured by CUDA events around copies of
    inputs, network and sampling; on a CPU, where host and device are one, by the clock.
    """

    def __init__(self, network, backend, device, dtype, blocks, block_size, max_num_seqs,
                 max_model_len, graphs=True):
        shape = network.shape
        self.network = network
        self.backend = backend
        self.device = device
        self.block_size = block_size
        self.max_model_len = max_model_len
        self.columns = -(-max_model_len // block_size)
        self.caches = [
            torch.zeros(2, blocks, block_size, shape.kv_heads, shape.head_dim,
                        device=device, dtype=dtype)
            for _ in range(shape.layers)]
        self._tables = torch.zeros(max_num_seqs, self.columns, dtype=torch.int32)
        self._written = [(None, 0)] * max_num_seqs
        self._on_gpu = device.type == "cuda"
        self.graphs = {}
        self.notes = []
        if graphs and self._on_gpu and backend.in_graph:
            self._capture(graph_sizes(max_num_seqs))
            self._check_graphs(blocks)
        elif graphs:
            self.notes.append("no CUDA graphs here, so that none was checked")

    def run(self, chunks):
        """Runs a step; tokens come in the order of the chunks that sample."""
        begin = self._mark()
        rows = len(chunks)
        if self.graphs and all(chunk.is_decode() for chunk in chunks):
            padded = next(size for size in self.sizes if size >= rows)
            tokens = self._replay(chunks, padded)[:rows]
        else:
            padded = 0
            tokens = self._eager(chunks)
        end = self._mark()
        listed = tokens.tolist()  # waits for the device
        return Timed(listed, self._between(begin, end), padded)

    def _mark(self):
        if self._on_gpu:
            event = torch.cuda.Event(enable_timing=True)
            event.record()
            return event
        return time.perf_counter()

    def _between(self, begin, end):
        if self._on_gpu:
            return 1e3 * begin.elapsed_time(end)
        return 1e6 * (end - begin)

    def _table_rows(self, chunks, columns):
        """Block tables of the chunks' sequences; a row is written when blocks joined it."""
        slots = []
        for chunk in chunks:
            sequence = chunk.sequence
            known, count = self._written[sequence.slot]
            mine = (sequence.number, sequence.preemptions)
            if known != mine:
                count = 0
            if count < len(sequence.blocks):
                self._tables[sequence.slot, count:len(sequence.blocks)] = torch.tensor(
                    sequence.blocks[count:], dtype=torch.int32)
            self._written[sequence.slot] = (mine, len(sequence.blocks))
            slots.append(sequence.slot)
        return self._tables[slots, :columns]

    def _to_device(self, values, dtype=torch.int64):
        host = torch.tensor(values, dtype=dtype)
        return host.pin_memory().to(self.device, non_blocking=True) if self._on_gpu else host

    def _slots(self, tables, rows, positions):
        """Place of each token in the cache."""
        blocks = tables[rows, positions // self.block_size].long()
        return blocks * self.block_size + positions % self.block_size

    @torch.inference_mode()
    def _eager(self, chunks):
        counts = [chunk.count for chunk in chunks]
        contexts = [chunk.start + chunk.count for chunk in chunks]
        tokens, positions, rows, starts, sampled = [], [], [], [0], []
        for row, chunk in enumerate(chunks):
            tokens += chunk.sequence.tokens[chunk.start:chunk.start + chunk.count]
            positions += range(chunk.start, chunk.start + chunk.count)
            rows += [row] * chunk.count
            starts.append(len(tokens))
            if chunk.samples():
                sampled.append(len(tokens) - 1)
        columns = -(-max(contexts) // self.block_size)
        tables = self._table_rows(chunks, columns).to(self.device)
        at = self._to_device(positions)
        batch = attention.Batch(
            at, self._slots(tables, self._to_device(rows), at),
            self._to_device(starts, torch.int32), self._to_device(contexts, torch.int32), tables,
            max(counts), max(contexts), counts, contexts)
        return self.network.forward(
            self._to_device(tokens), batch, self.caches, self.backend.attend,
            self._to_device(sampled))

    def _replay(self, chunks, padded):
        pad = padded - len(chunks)
        inputs = torch.tensor(
            [[c.sequence.tokens[c.start] for c in chunks] + [0] * pad,
             [c.start for c in chunks] + [0] * pad], dtype=torch.int64)
        self._inputs[:, :padded].copy_(inputs.pin_memory(), non_blocking=True)
        tables = torch.zeros(padded, self.columns, dtype=torch.int32, pin_memory=True)
        tables[:len(chunks)] = self._table_rows(chunks, self.columns)
        self._graph_tables[:padded].copy_(tables, non_blocking=True)
        graph, tokens = self.graphs[padded]
        graph.replay()
        return tokens

    @torch.inference_mode()
    def _capture(self, sizes):
        """One graph for each size, the largest first, so that the others share its memory."""
        self.sizes = sizes
        most = sizes[-1]
        self._inputs = torch.zeros(2, most, dtype=torch.int64, device=self.device)
        self._graph_tables = torch.zeros(most, self.columns, dtype=torch.int32, device=self.device)
        pool = torch.cuda.graph_pool_handle()
        for size in reversed(sizes):
            side = torch.cuda.Stream()
            side.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(side):
                self._decode(size)
            torch.cuda.current_stream().wait_stream(side)
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph, pool=pool):
                tokens = self._decode(size)
            self.graphs[size] = (graph, tokens)

    @torch.inference_mode()
    def _check_graphs(self, blocks):
        """Holds graphs of three sizes against the same step run eagerly; drops all if one differs.

        Each row has a block of its own, full of random keys and values, so that rows differ and a
        step run twice writes the same again.
        """
        generator = torch.Generator(device=self.device).manual_seed(2)
        for cache in self.caches:
            cache.normal_(generator=generator)
        fit = [size for size in self.sizes if size < blocks]
        for rows in sorted({fit[0], fit[len(fit) // 2], fit[-1]}) if fit else []:
            self._inputs[0, :rows].random_(0, self.network.shape.vocab, generator=generator)
            self._inputs[1, :rows].random_(0, self.block_size, generator=generator)
            self._graph_tables[:rows, 0] = torch.arange(
                1, rows + 1, dtype=torch.int32, device=self.device)
            eager = self._decode(rows).clone()
            graph, tokens = self.graphs[rows]
            tokens.zero_()
            graph.replay()
            if not torch.equal(eager, tokens):
                self.notes.append(
                    f"the CUDA graph of {rows} rows gives other tokens than the same step without"
                    " it, so that none is used")
                self.graphs = {}
                break
        for cache in self.caches:
            cache.zero_()
        self._inputs.zero_()
        self._graph_tables.zero_()

    def _decode(self, rows):
        """The step of `rows` decode rows over the fixed buffers."""
        tokens, positions = self._inputs[0, :rows], self._inputs[1, :rows]
        tables = self._graph_tables[:rows]
        every = torch.arange(rows, device=self.device)
        batch = attention.Batch(
            positions, self._slots(tables, every, positions),
            torch.arange(rows + 1, dtype=torch.int32, device=self.device),
            (positions + 1).to(torch.int32), tables, 1, self.max_model_len)
        return self.network.forward(tokens, batch, self.caches, self.backend.attend, every)


def blocks_that_fit(network, device, dtype, block_size, utilization, max_num_batched_tokens):
    """KV blocks for a share of the GPU's memory: what weights, activations and graphs leave.

    Activations are what a step of max_num_batched_tokens was seen to take; 1 GiB is set aside for
    graphs.
    """
    shape = network.shape
    torch.cuda.synchronize()
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    with torch.inference_mode():
        states = torch.zeros(max_num_batched_tokens, shape.hidden, device=device, dtype=dtype)
        for _ in range(2):
            network._feed_forward(network.layers[0], states)
        del states
    torch.cuda.synchronize()
    activations = torch.cuda.max_memory_allocated() - before
    torch.cuda.empty_cache()
    free, total = torch.cuda.mem_get_info()
    room = free - (1 - utilization) * total - 2 * activations - 2 ** 30
    per_block = block_size * shape.kv_bytes_per_token(torch.empty((), dtype=dtype).element_size())
    return int(room // per_block)
