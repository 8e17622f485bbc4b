"""Whole runs of the tiny models on a CPU: what is written is consistent with itself."""

import argparse
import os
import tempfile
import unittest

import files
import loads
import models
import pack
import serve


def options(**changed):
    parser = argparse.ArgumentParser()
    serve.add_engine_options(parser)
    values = vars(parser.parse_args([]))
    values.update(
        device="cpu", dtype="fp32", model="kit-tiny", max_model_len=128, max_num_seqs=6,
        max_num_batched_tokens=48, gpu="kit-cpu")
    values.update(changed)
    return argparse.Namespace(**values)


def in_flight(requests):
    """Most requests in flight at once."""
    ends = [s + e for s, e in zip(requests["sent_us"], requests["e2e_us"])]
    return max(
        sum(a <= sent < b for a, b in zip(requests["sent_us"], ends))
        for sent in requests["sent_us"])


class ServeTest(unittest.TestCase):
    def check(self, trace, load):
        requests, steps = trace["requests"], trace["steps"]
        by_due = [(r.input_tokens, r.output_tokens) for r in load.requests]
        self.assertEqual(list(zip(requests["input_tokens"], requests["output_tokens"])), by_due)
        for row, gaps in enumerate(requests["gaps_us"]):
            self.assertEqual(len(gaps), requests["output_tokens"][row] - 1)
            self.assertEqual(requests["ttft_us"][row] + sum(gaps), requests["e2e_us"][row])
            self.assertGreaterEqual(requests["sent_us"][row], requests["due_us"][row])
        # a first token of each request comes from prompt work, the others from decode rows
        if not sum(steps["preempted"]):
            self.assertEqual(sum(steps["prefill_tokens"]), sum(requests["input_tokens"]))
            self.assertEqual(
                sum(steps["decode_rows"]), sum(n - 1 for n in requests["output_tokens"]))
        self.assertEqual(len({len(column) for column in steps.values()}), 1)
        for row in range(1, len(steps["start_us"])):
            end = sum(steps[c][row - 1] for c in ("start_us", "host_us", "device_us"))
            self.assertGreaterEqual(steps["start_us"][row], end - 2)

    def test_open_loop(self):
        load = loads.poisson(200, 30, 30, 8, seed=3)
        trace = serve.Server(options()).serve("open", load, 60)
        self.check(trace, load)
        self.assertEqual(trace["requests"]["due_us"], trace["requests"]["sent_us"])
        self.assertEqual(trace["counts"]["finished"], 30)

    def test_closed_loop_short_of_blocks(self):
        load = loads.closed(5, 30, 30, 20, seed=4)
        trace = serve.Server(options(num_gpu_blocks=12)).serve("closed", load, 60)
        self.check(trace, load)
        self.assertEqual(in_flight(trace["requests"]), 5)
        self.assertGreater(sum(trace["steps"]["preempted"]), 0)
        self.assertEqual(sum(trace["steps"]["preempted"]), sum(trace["requests"]["preemptions"]))
        self.assertEqual(min(trace["requests"]["due_us"]), max(trace["requests"]["due_us"]))

    def test_a_client_with_a_rate_and_a_limit(self):
        load = loads.poisson(5000, 30, 30, 8, seed=3, max_in_flight=3)
        trace = serve.Server(options(model="kit-tiny-moe")).serve("both", load, 60)
        self.check(trace, load)
        self.assertEqual(in_flight(trace["requests"]), 3)

    def test_nothing_is_sent_after_the_budget_and_what_is_too_long_is_refused(self):
        load = loads.Load(
            [loads.Request(0, 20, 4), loads.Request(0, 200, 4), loads.Request(30, 20, 4)],
            None, 0, "made up")
        trace = serve.Server(options()).serve("cut", load, 0.2)
        self.assertEqual(
            trace["counts"], {"finished": 1, "unfinished": 0, "refused": 1, "not_sent": 1})
        self.assertIn("1 requests were not sent, the time of 0.2 s was over", trace["notes"])


class LoadsTest(unittest.TestCase):
    def test_a_seed_gives_one_load(self):
        def lists(seed):
            return [(r.due_s, r.input_tokens, r.output_tokens)
                    for r in loads.poisson(4, 2000, 100, 50, seed).requests]

        self.assertEqual(lists(1), lists(1))
        self.assertNotEqual(lists(1), lists(2))
        last = lists(1)[-1][0]
        self.assertAlmostEqual(2000 / last, 4, delta=0.4)
        self.assertTrue(all(50 <= i <= 150 and 25 <= o <= 75 for _, i, o in lists(1)))

    def test_a_list_starts_at_its_first_request_and_bad_lines_are_said(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "r.csv")
            with open(path, "w", encoding="utf-8") as file:
                file.write("arrival_s,input_tokens,output_tokens\n9,10,2\n5,20,3\n")
            load = loads.read_csv(path, 4)
            self.assertEqual([(r.due_s, r.input_tokens) for r in load.requests], [(0, 20), (4, 10)])
            self.assertEqual((load.rate, load.max_in_flight), (0.5, 4))
            with open(path, "a", encoding="utf-8") as file:
                file.write("6,0,2\n")
            with self.assertRaisesRegex(SystemExit, "r.csv:4: a time and lengths"):
                loads.read_csv(path)


class PackTest(unittest.TestCase):
    def test_about_thirty_percent_are_kept_out(self):
        names = [f"trace-{n}" for n in range(1000)]
        self.assertTrue(250 < sum(map(pack.is_held_out, names)) < 350)
        self.assertEqual(pack.folder_of("kit-tiny-moe-closed"), "holdout")
        self.assertEqual(pack.folder_of("kit-tiny-open"), "fit")

    def test_a_trace_keeps_all_but_its_gaps(self):
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "a.json")
            files.write_json(source, {
                "format": "foretoken-trace", "name": "kit-tiny-open",
                "device": {"gpu": "", "name": "NVIDIA H200 NVL"},
                "requests": {"ttft_us": [1], "gaps_us": [[2]]}, "steps": {"start_us": [0]}})
            target = pack.pack_trace(source, os.path.join(folder, "own"))
            self.assertTrue(target.endswith("own/nvidia-h200-nvl/fit/kit-tiny-open.json.gz"))
            packed = files.read_json(target)
            self.assertEqual(packed["requests"], {"ttft_us": [1]})
            self.assertEqual(packed["steps"], {"start_us": [0]})


class ModelsTest(unittest.TestCase):
    def test_parameters_are_those_of_the_catalogue(self):
        shapes = models.catalogue()
        self.assertEqual(round(shapes["llama-3.1-8b"].parameters() / 1e9, 2), 8.03)
        self.assertEqual(round(shapes["qwen3-30b-a3b"].parameters() / 1e9, 1), 30.5)
        self.assertEqual(shapes["llama-3.1-8b"].kv_bytes_per_token(2), 131072)
        self.assertIn("gate_up", shapes["qwen3-14b"].products())


if __name__ == "__main__":
    unittest.main()
