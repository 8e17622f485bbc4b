"""Which tokens of which sequences run in the next step: continuous batching over paged KV blocks.

Plain Python, no tensors. The rules are those of the policy that Foretoken calls vllm-v1: running
sequences first, in the order of their admission; then waiting ones, first come first served, each
admitted only if the blocks of its whole current sequence are free, and none in a step that
preempted; prompts are split where the token budget of the step ends. Short of blocks, the sequence
admitted last gives all of its blocks back, goes to the head of the waiting queue and later computes
its prompt and what it had generated anew.
"""

from collections import deque


class BlockPool:
    """Free KV blocks. Block 0 is never handed out: padded rows of a batch write there."""

    def __init__(self, blocks):
        if blocks < 2:
            raise ValueError("a pool needs 2 blocks or more, one of them is reserved")
        self.total = blocks
        self._free = list(range(blocks - 1, 0, -1))

    def free(self):
        """How many can be taken."""
        return len(self._free)

    def take(self, count):
        """Takes blocks; the caller has looked whether there are enough."""
        if count > len(self._free):
            raise RuntimeError(f"{count} blocks asked for, {len(self._free)} are free")
        taken = self._free[len(self._free) - count:]
        del self._free[len(self._free) - count:]
        return taken

    def give_back(self, blocks):
        """Takes blocks back; one given twice is an error."""
        self._free.extend(blocks)
        if len(self._free) >= self.total:
            raise RuntimeError("more blocks came back than were taken")


class Sequence:
    """One request in the engine: its tokens, how many of them are in the KV cache, its blocks."""

    def __init__(self, number, prompt, output_tokens):
        if not prompt or output_tokens < 1:
            raise ValueError("a request needs at least 1 prompt token and 1 output token")
        self.number = number
        self.tokens = list(prompt)
        self.prompt_tokens = len(prompt)
        self.output_tokens = output_tokens
        self.computed = 0
        self.blocks = []
        self.slot = -1
        self.preemptions = 0

    def generated(self):
        """Output tokens so far."""
        return len(self.tokens) - self.prompt_tokens

    def is_finished(self):
        """Whether all output tokens are there."""
        return self.generated() >= self.output_tokens


class Chunk:
    """A part of a sequence that runs in a step: tokens [start, start + count)."""

    __slots__ = ("sequence", "start", "count")

    def __init__(self, sequence, start, count):
        self.sequence = sequence
        self.start = start
        self.count = count

    def samples(self):
        """Whether it ends at the last known token, so that the step gives the next one."""
        return self.start + self.count == len(self.sequence.tokens)

    def is_decode(self):
        """Whether it is the one newest token of a sequence that has generated before."""
        return self.count == 1 and self.sequence.generated() > 0 and self.samples()


class Scheduler:
    """Decides step by step; see the module for the rules."""

    def __init__(self, blocks, block_size, max_num_seqs, max_num_batched_tokens, max_model_len):
        self.pool = BlockPool(blocks)
        self.block_size = block_size
        self.max_num_seqs = max_num_seqs
        self.max_num_batched_tokens = max_num_batched_tokens
        self.max_model_len = max_model_len
        self.waiting = deque()
        self.running = []
        self.preemptions = 0
        self._slots = list(range(max_num_seqs - 1, -1, -1))

    def refusal(self, sequence):
        """Why a request can never be served; empty if it can."""
        longest = sequence.prompt_tokens + sequence.output_tokens
        if longest > self.max_model_len:
            return f"{longest} tokens, max_model_len is {self.max_model_len}"
        if self._blocks_for(longest) > self.pool.total - 1:
            return f"{longest} tokens do not fit into {self.pool.total - 1} blocks"
        return ""

    def add(self, sequence):
        """A new request, to the end of the waiting queue."""
        reason = self.refusal(sequence)
        if reason:
            raise ValueError(f"request {sequence.number} can never be served: {reason}")
        self.waiting.append(sequence)

    def has_work(self):
        """Whether a step has something to do."""
        return bool(self.running or self.waiting)

    def schedule(self):
        """Chunks of the next step, and how many sequences were preempted to make room for them."""
        budget = self.max_num_batched_tokens
        before = self.preemptions
        chunks = []
        position = 0
        while position < len(self.running) and budget > 0:
            sequence = self.running[position]
            count = min(len(sequence.tokens) - sequence.computed, budget)
            if not self._make_room(sequence, count):
                break  # it was itself the last one, and waits again
            chunks.append(Chunk(sequence, sequence.computed, count))
            budget -= count
            position += 1
        preempted = self.preemptions - before
        while not preempted and self.waiting and budget > 0 and self._slots:
            sequence = self.waiting[0]
            if self._blocks_for(len(sequence.tokens)) > self.pool.free():
                break
            self.waiting.popleft()
            sequence.slot = self._slots.pop()
            self.running.append(sequence)
            count = min(len(sequence.tokens), budget)
            self._grow(sequence, count)
            chunks.append(Chunk(sequence, 0, count))
            budget -= count
        return chunks, preempted

    def finish_step(self, chunks, sampled):
        """Takes the step's tokens over.

        sampled: one token for each chunk that samples, in their order. Returns the sequences that
        got a token, and of these the ones that have all of theirs now.
        """
        tokens = iter(sampled)
        emitted, finished = [], []
        for chunk in chunks:
            sequence = chunk.sequence
            samples = chunk.samples()
            sequence.computed += chunk.count
            if samples:
                sequence.tokens.append(next(tokens))
                emitted.append(sequence)
                if sequence.is_finished():
                    finished.append(sequence)
                    self._release(sequence)
        if finished:
            gone = set(map(id, finished))
            self.running = [s for s in self.running if id(s) not in gone]
        return emitted, finished

    def _blocks_for(self, tokens):
        return -(-tokens // self.block_size)

    def _missing(self, sequence, count):
        return self._blocks_for(sequence.computed + count) - len(sequence.blocks)

    def _grow(self, sequence, count):
        sequence.blocks.extend(self.pool.take(max(0, self._missing(sequence, count))))

    def _make_room(self, sequence, count):
        """Blocks for the next tokens of a running sequence; False if it had to give up its own.

        Victims stand behind it in the running list, so none of them is in this step yet.
        """
        while self._missing(sequence, count) > self.pool.free():
            victim = self.running.pop()
            self._release(victim)
            victim.computed = 0
            victim.preemptions += 1
            self.preemptions += 1
            self.waiting.appendleft(victim)
            if victim is sequence:
                return False
        self._grow(sequence, count)
        return True

    def _release(self, sequence):
        self.pool.give_back(reversed(sequence.blocks))
        sequence.blocks = []
        self._slots.append(sequence.slot)
        sequence.slot = -1
