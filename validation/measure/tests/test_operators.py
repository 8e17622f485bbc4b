"""operators.py on a CPU, in the smallest shapes."""

import csv
import gzip
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

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
        for family in ("gemm", "attention_decode", "attention_prefill", "moe"):
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

    def test_header_says_what_and_how(self):
        header = files.read_json(os.path.join(self.folder, "header.json"))
        self.assertEqual("foretoken-operators", header["format"])
        self.assertEqual("cpu", header["device"]["kind"])
        self.assertEqual(len(table(self.folder, "gemm")), header["families"]["gemm"]["rows"])
        self.assertTrue(header["command"])

    def test_a_run_without_time_keeps_its_tables(self):
        folder = tempfile.mkdtemp()
        operators.main(["--device", "cpu", "--dtype", "float32", "--models", "kit-tiny",
                        "--budget-s", "0.000001", "--out", folder])
        self.assertEqual([], table(folder, "gemm"))
        self.assertTrue(files.read_json(os.path.join(folder, "header.json"))["families"]["gemm"]["cut_off"])


if __name__ == "__main__":
    unittest.main()
