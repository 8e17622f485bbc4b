"""The one command on a CPU, in the smallest shapes and in seconds."""

import os
import tempfile
import unittest

import files
import pack
import run_all


class OrderTest(unittest.TestCase):
    def test_every_load_of_every_model_is_there_once(self):
        names = [item.name() for model in run_all.SIZES["cuda"].models
                 for item in run_all.items(model, run_all.SIZES["cuda"].prompts)]
        # 3 models, short and long prompts, closed and open loop, 4 levels each
        self.assertEqual(3 * 2 * 2 * 4, len(names))
        self.assertEqual(len(names), len(set(names)))
        self.assertTrue(names[0].endswith("short-closed-saturating"))
        # about 30 % by a checksum of the name
        self.assertTrue(0.2 < sum(map(pack.is_held_out, names)) / len(names) < 0.4)

    def test_levels_rise(self):
        closed = [run_all.in_flight(level, 256) for level in ("light", "medium", "heavy", "saturating")]
        self.assertEqual([1, 16, 64, 256], closed)
        self.assertEqual([0.2, 0.5, 0.8, 1.2],
                         [run_all.OPEN[level] for level in ("light", "medium", "heavy", "saturating")])


class RunAllTest(unittest.TestCase):
    def run_for(self, minutes):
        folder = tempfile.mkdtemp()
        into, work = os.path.join(folder, "own"), os.path.join(folder, "work")
        run_all.main(["--device", "cpu", "--gpu", "kit-cpu", "--minutes", str(minutes),
                      "--into", into, "--work", work])
        return into, files.read_json(os.path.join(work, "run.json"))

    def test_all_that_is_wanted_is_done_or_named(self):
        into, run = self.run_for(0.5)
        wanted = {item.name() for model in run_all.SIZES["cpu"].models
                  for item in run_all.items(model, run_all.SIZES["cpu"].prompts)}
        done = {one["name"] for one in run["done"]}
        skipped = {one["name"] for one in run["skipped"]}
        self.assertEqual(wanted, (done | skipped) & wanted)
        self.assertFalse(done & skipped)
        self.assertIn("operators", done)
        self.assertIn("kit-tiny-short-closed-saturating", done)
        for one in run["done"]:
            self.assertTrue(os.path.exists(os.path.join(into, one["packed"])), one)
        for one in (o for o in run["done"] if "answers" in o):
            side = "holdout" if one["kept_out_of_fits"] else "fit"
            self.assertEqual(f"kit-cpu/{side}/{one['name']}.json.gz", one["packed"])
            trace = files.read_json(os.path.join(into, one["packed"]))
            self.assertEqual(one["answers"], trace["counts"]["finished"])
            self.assertNotIn("gaps_us", trace["requests"])
            loop = one["name"].split("-")[-2]
            self.assertEqual(loop == "open", trace["load"]["requests_per_s"] is not None)
        # Of loads: a part of the time each, and as long again for those in flight.
        self.assertLess(run["took_s"], 60 * 0.5 * 2)

    def test_without_time_everything_is_named(self):
        _, run = self.run_for(1e-6)
        self.assertEqual(["operators"], [one["name"] for one in run["done"]])
        self.assertEqual({"no time left"}, {one["reason"] for one in run["skipped"]
                                            if not one["name"].startswith("operators")})
        self.assertEqual(2 * 2 * 2 * 4, sum(not one["name"].startswith("operators")
                                            for one in run["skipped"]))


if __name__ == "__main__":
    unittest.main()
