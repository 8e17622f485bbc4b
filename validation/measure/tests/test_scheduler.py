"""The scheduler's rules; no tensors."""

import random
import unittest

from scheduler import BlockPool, Scheduler, Sequence


def served(scheduler, requests, arrivals=None, check=None):
    """Runs steps until all are served; tokens are numbers of no meaning. Returns the steps."""
    steps = []
    pending = sorted(zip(arrivals or [0] * len(requests), range(len(requests))))
    while pending or scheduler.has_work():
        while pending and pending[0][0] <= len(steps):
            number = pending.pop(0)[1]
            prompt, output = requests[number]
            scheduler.add(Sequence(number, [1] * prompt, output))
        chunks, preempted = scheduler.schedule()
        if check:
            check(scheduler, chunks)
        steps.append(([(c.sequence.number, c.start, c.count) for c in chunks], preempted))
        scheduler.finish_step(chunks, [7] * sum(c.samples() for c in chunks))
    return steps


class SchedulerTest(unittest.TestCase):
    def test_a_prompt_is_split_where_the_budget_ends_and_decode_goes_first(self):
        scheduler = Scheduler(100, 4, 8, 10, 64)
        steps = served(scheduler, [(12, 3), (9, 2)])
        # budget 10: 10 of the first prompt; its last 2 and 8 of the second; 1 decode and the rest
        self.assertEqual(steps[0][0], [(0, 0, 10)])
        self.assertEqual(steps[1][0], [(0, 10, 2), (1, 0, 8)])
        self.assertEqual(steps[2][0], [(0, 12, 1), (1, 8, 1)])
        self.assertEqual(steps[3][0], [(0, 13, 1), (1, 9, 1)])
        self.assertEqual(len(steps), 4)

    def test_no_more_sequences_than_allowed_run(self):
        steps = served(Scheduler(100, 4, 2, 100, 64), [(4, 2)] * 3)
        self.assertEqual([len(step[0]) for step in steps], [2, 2, 1, 1])

    def test_the_last_admitted_gives_its_blocks_back_and_computes_anew(self):
        # 5 usable blocks of 4. Prompts of 8 and 7 take 2 + 2; the first one's token at position 8
        # takes the fifth block. The second has 8 tokens, fits; its token at position 8 does not.
        scheduler = Scheduler(6, 4, 4, 100, 20)
        steps = served(scheduler, [(8, 6), (7, 6)])
        self.assertEqual(steps[0][0], [(0, 0, 8), (1, 0, 7)])
        self.assertEqual(steps[1][0], [(0, 8, 1), (1, 7, 1)])
        self.assertEqual(steps[2], ([(0, 9, 1)], 1))
        again = next(s for s in steps[3:] if any(c[0] == 1 for c in s[0]))
        # its prompt of 7 and the 2 tokens that it had generated
        self.assertEqual([c for c in again[0] if c[0] == 1], [(1, 0, 9)])
        self.assertEqual(scheduler.preemptions, 1)
        self.assertEqual(scheduler.pool.free(), 5)

    def test_nobody_is_admitted_in_a_step_that_preempted(self):
        scheduler = Scheduler(6, 4, 4, 100, 20)
        steps = served(scheduler, [(8, 6), (7, 6), (1, 1)], [0, 0, 2])
        self.assertEqual(steps[2], ([(0, 9, 1)], 1))

    def test_what_can_never_fit_is_refused(self):
        scheduler = Scheduler(4, 4, 4, 100, 20)
        with self.assertRaisesRegex(ValueError, "do not fit into 3 blocks"):
            scheduler.add(Sequence(0, [1] * 10, 4))
        with self.assertRaisesRegex(ValueError, "max_model_len is 20"):
            scheduler.add(Sequence(0, [1] * 10, 11))

    def test_blocks_never_leak_nor_belong_to_two(self):
        def check(scheduler, chunks):
            held = [block for s in scheduler.running for block in s.blocks]
            self.assertEqual(len(held), len(set(held)))
            self.assertNotIn(0, held)
            self.assertEqual(len(held) + scheduler.pool.free(), scheduler.pool.total - 1)
            self.assertTrue(all(not s.blocks for s in scheduler.waiting))
            self.assertLessEqual(sum(c.count for c in chunks), scheduler.max_num_batched_tokens)
            self.assertLessEqual(len(scheduler.running), scheduler.max_num_seqs)
            for chunk in chunks:
                room = len(chunk.sequence.blocks) * scheduler.block_size
                self.assertGreaterEqual(room, chunk.start + chunk.count)

        preempted = 0
        for seed in range(30):
            draw = random.Random(seed)
            requests = [(draw.randint(1, 30), draw.randint(1, 20)) for _ in range(40)]
            arrivals = [draw.randint(0, 60) for _ in requests]
            scheduler = Scheduler(
                draw.randint(14, 40), 4, draw.randint(2, 8), draw.randint(8, 40), 50)
            served(scheduler, requests, arrivals, check)
            preempted += scheduler.preemptions
            self.assertEqual(scheduler.pool.free(), scheduler.pool.total - 1)
        self.assertGreater(preempted, 30)

    def test_a_block_given_back_twice_is_noticed(self):
        pool = BlockPool(3)
        taken = pool.take(2)
        pool.give_back(taken)
        with self.assertRaises(RuntimeError):
            pool.give_back(taken)


if __name__ == "__main__":
    unittest.main()
