"""Attention of a batch of chunks over a paged KV cache.

Several backends do the same; at the start each is held against the plainest one on the device it
will run on, and the first that agrees is used:

    varlen   the FlashAttention kernel that PyTorch ships, reading the cache by its block table
    gather   blocks are gathered into a contiguous tensor, then scaled_dot_product_attention

A cache is one tensor [2, blocks, block_size, kv_heads, head_dim] for each layer.
"""

import torch
import torch.nn.functional as F

import device as devices

VARLEN_BLOCK = 256  # the FlashAttention-2 kernels page in multiples of 256 tokens


class Batch:
    """Where the tokens of a step stand; all tensors int32 or int64 on the device.

    positions: place of each token in its sequence. slots: place of each token in the cache,
    block * block_size + offset. starts: first token of each row, and the end. lengths: tokens of
    each row in the cache after the step. tables: block table [rows, blocks]. longest_query and
    longest_context bound the rows. counts, contexts: the same as Python lists, for the backend
    that needs them; None inside a CUDA graph.
    """

    def __init__(self, positions, slots, starts, lengths, tables, longest_query, longest_context,
                 counts=None, contexts=None):
        self.positions = positions
        self.slots = slots
        self.starts = starts
        self.lengths = lengths
        self.tables = tables
        self.longest_query = longest_query
        self.longest_context = longest_context
        self.counts = counts
        self.contexts = contexts
        self.context_starts = F.pad(torch.cumsum(lengths, 0, dtype=torch.int32), (1, 0))


def write(cache, batch, key, value):
    """Stores the step's keys and values [tokens, kv_heads, head_dim]."""
    flat = cache.view(2, -1, *cache.shape[3:])
    flat[0].index_copy_(0, batch.slots, key)
    flat[1].index_copy_(0, batch.slots, value)


def gather(query, cache, batch):
    """Row by row for chunks, all rows at once where each has one token."""
    block_size = cache.shape[2]
    groups = query.shape[1] // cache.shape[3]
    blocks = -(-batch.longest_context // block_size)
    if batch.longest_query == 1:
        table = batch.tables[:, :blocks].long()
        key, value = (
            part[table].flatten(1, 2).transpose(1, 2).repeat_interleave(groups, 1)
            for part in cache)
        places = torch.arange(key.shape[2], device=query.device)
        mask = (places[None, :] < batch.lengths[:, None])[:, None, None, :]
        return F.scaled_dot_product_attention(
            query.unsqueeze(2), key, value, attn_mask=mask).squeeze(2)
    out = torch.empty_like(query)
    begin = 0
    for row, (count, context) in enumerate(zip(batch.counts, batch.contexts)):
        table = batch.tables[row, :-(-context // block_size)].long()
        key, value = (
            part[table].flatten(0, 1)[:context].transpose(0, 1).repeat_interleave(groups, 0)
            for part in cache)
        places = torch.arange(context, device=query.device)
        seen = places[context - count:, None] >= places[None, :]
        out[begin:begin + count] = F.scaled_dot_product_attention(
            query[begin:begin + count].transpose(0, 1)[None], key[None], value[None],
            attn_mask=seen)[0].transpose(0, 1)
        begin += count
    return out


def varlen(query, cache, batch):
    """One call of the FlashAttention kernel for chunks and decode rows alike."""
    from torch.nn.attention.varlen import varlen_attn

    return varlen_attn(
        query, cache[0], cache[1], batch.starts, batch.context_starts,
        batch.longest_query, batch.longest_context,
        window_size=(-1, 0), enable_gqa=query.shape[1] != cache.shape[3],
        seqused_k=batch.lengths, block_table=batch.tables)


class Backend:
    """A way to attend, whether it may run inside a CUDA graph, and the block size it wants."""

    def __init__(self, name, attend, in_graph, block_size):
        self.name = name
        self.attend = attend
        self.in_graph = in_graph
        self.block_size = block_size


BACKENDS = [Backend("varlen", varlen, True, VARLEN_BLOCK), Backend("gather", gather, False, 16)]


def _trial(shape, device, dtype, block_size):
    """A small batch: a prompt's second chunk, a decode row, a first chunk."""
    generator = torch.Generator().manual_seed(1)
    counts, contexts = [5, 1, 3], [block_size + 9, 2 * block_size, 3]
    blocks = [-(-c // block_size) for c in contexts]
    tables = torch.zeros(3, max(blocks), dtype=torch.int32)
    following = 1
    for row, count in enumerate(blocks):
        tables[row, :count] = torch.arange(following, following + count, dtype=torch.int32).flip(0)
        following += count
    cache = torch.randn(
        2, following, block_size, shape.kv_heads, shape.head_dim, generator=generator)
    query = torch.randn(sum(counts), shape.heads, shape.head_dim, generator=generator)
    starts = [sum(counts[:row]) for row in range(4)]
    batch = Batch(
        None, None, torch.tensor(starts, dtype=torch.int32, device=device),
        torch.tensor(contexts, dtype=torch.int32, device=device), tables.to(device),
        max(counts), max(contexts), counts, contexts)
    return query.to(device, dtype), cache.to(device, dtype), batch


def choose(shape, device, dtype, wanted="auto"):
    """The first backend that agrees with the plain one here, and notes on those that do not."""
    notes = []
    for backend in BACKENDS:
        if wanted not in ("auto", backend.name):
            continue
        if backend.name == "gather":
            return backend, notes
        try:
            query, cache, batch = _trial(shape, device, dtype, backend.block_size)
            difference = (backend.attend(query, cache, batch) - gather(query, cache, batch)).abs()
            worst = difference.max().item()
            if worst < 0.05:
                return backend, notes
            notes.append(f"attention {backend.name} is off by {worst:.3g} here, not used")
        except (RuntimeError, ImportError, NotImplementedError, ValueError, TypeError) as error:
            notes.append(f"attention {backend.name} does not run here: {devices.short(error)}")
    raise SystemExit(f"no attention backend \"{wanted}\" here: {'; '.join(notes)}")
