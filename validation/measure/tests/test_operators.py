"""operators.py on a CPU, in the smallest shapes."""

import csv
import gzip
import os
import sys
import tempfile
import unittest

import torch
import torch.nn.functional as F

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import attention  # noqa: E402
import files  # noqa: E402
import models  # noqa: E402
import operators  # noqa: E402


def table(folder, family):
    with gzip.open(os.path.join(folder, family + ".csv.gz"), "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class OperatorsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        operators.main(["--device", "cpu", "--dtype", "float32", "--models", "kit-tiny,kit-tiny-moe",
                        "--repeats", "3", "--largest", "128", "--budget-s", "60",
                        "--out", cls.folder])

    def test_every_family_has_rows_with_a_time(self):
        for family in ("gemm", "attention_decode", "attention_prefill", "moe",
                       "attention_prefill_cached", "attention_decode_contiguous"):
            rows = table(self.folder, family)
            self.assertTrue(rows, family)
            self.assertTrue(all(float(row["latency_ms"]) > 0 for row in rows), family)
        self.assertEqual(2, len(table(self.folder, "launch")))
        self.assertTrue(table(self.folder, "memory"))

    def test_products_are_those_of_the_models(self):
        sizes = {(int(r["n"]), int(r["k"])) for r in table(self.folder, "gemm")}
        # queries 4 x 16 and twice 2 x 16 of keys and values from 64; 64 from 64; 256 rows of output;
        # twice 128 from 64 and back
        self.assertEqual({(128, 64), (64, 64), (256, 64), (64, 128)}, sizes)
        self.assertEqual(sizes, set(models.TINY.products().values()))

    def test_heads_are_divided_among_ranks(self):
        self.assertEqual([(2, 1, 16), (4, 2, 16)], operators.heads([models.TINY]))

    def test_decode_and_stored_prompts_are_measured_as_they_are_served(self):
        decode = table(self.folder, "attention_decode")
        self.assertEqual({"paged gather"}, {row["kernel"] for row in decode})
        # lengths up to 128, batches up to 64 times that many tokens
        self.assertEqual({1, 4, 16, 32, 64}, {int(row["batch"]) for row in decode})
        cached = table(self.folder, "attention_prefill_cached")
        self.assertEqual({("64", "128")}, {(row["q_len"], row["cached_len"]) for row in cached})

    def test_paged_calls_attend_to_each_row_s_own_blocks(self):
        bench = operators.Bench(torch.device("cpu"), torch.float32, 1, 1e18)
        backend = attention.BACKENDS[-1]
        call = operators.paged_calls(bench, backend, (4, 2, 16), 2, 3, 40, 1)[0]
        query, cache, step = call.__closure__[1].cell_contents, *call.__defaults__
        got = call()
        for row in range(2):
            key, value = (part[step.tables[row].long()].flatten(0, 1)[:40].transpose(0, 1)
                          .repeat_interleave(2, 0) for part in cache)
            for place in range(3):
                seen = 38 + place  # of 40 tokens the chunk is the last three
                want = F.scaled_dot_product_attention(
                    query[3 * row + place][:, None], key[:, :seen], value[:, :seen])[:, 0]
                self.assertTrue(torch.allclose(want, got[3 * row + place], atol=1e-5))

    def test_results_that_differ_are_told_from_those_that_are_rounded(self):
        one = torch.tensor([4.0, -2.0])
        self.assertTrue(operators.same(one, one * 1.01))
        self.assertFalse(operators.same(one, one.flip(0)))

    def test_header_says_what_and_how(self):
        header = files.read_json(os.path.join(self.folder, "header.json"))
        self.assertEqual("foretoken-operators", header["format"])
        self.assertEqual("cpu", header["device"]["kind"])
        self.assertEqual(len(table(self.folder, "gemm")), header["families"]["gemm"]["rows"])
        self.assertTrue(header["command"])
        self.assertEqual(0, header["families"]["gemm"]["graphs_checked"])
        self.assertEqual(["no CUDA graphs here, so that none was checked"], header["notes"])

    def test_a_run_without_time_keeps_its_tables(self):
        folder = tempfile.mkdtemp()
        operators.main(["--device", "cpu", "--dtype", "float32", "--models", "kit-tiny",
                        "--budget-s", "0.000001", "--out", folder])
        self.assertEqual([], table(folder, "gemm"))
        self.assertTrue(files.read_json(os.path.join(folder, "header.json"))["families"]["gemm"]["cut_off"])


if __name__ == "__main__":
    unittest.main()
