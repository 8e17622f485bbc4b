#!/usr/bin/env python3
"""Measures a GPU with one command: operators, then serving runs of three models under all loads.

    run_all.py --gpu h100-sxm-80gb --minutes 60
    run_all.py --device cpu --minutes 1        the tiny models, to try the kit

Works for --minutes and stops. What is worth most comes first, what there was no time for is named.
Each result is packed into --into as soon as it is there (pack.py): about 30 % of the traces go to
holdout/, which nothing is fitted to. --work keeps the whole traces and run.json, what was done and
what was not.
"""

import argparse
import gc
import os
import time
import zlib

import torch

import device as devices
import files
import loads
import operators
import pack
import serve

OPERATORS_SHARE = 0.25
FEWEST_ANSWERS = 5
LONGEST_LOAD_S = 60.0
SHORTEST_LOAD_S = 8.0

# In the order of their value. A closed loop of as many as the server takes says what the GPU holds,
# of which the rates of the open loops are parts.
CLOSED = {"saturating": 1.0, "heavy": 0.25, "medium": 0.0625, "light": 0.0}
OPEN = {"medium": 0.5, "heavy": 0.8, "light": 0.2, "saturating": 1.2}
ORDER = [("closed", "saturating"), ("open", "medium"), ("open", "heavy"), ("closed", "light"),
         ("closed", "heavy"), ("open", "light"), ("open", "saturating"), ("closed", "medium")]


class Sizes:
    """What is measured on a kind of device. Prompts and outputs in tokens, in the mean."""

    def __init__(self, models, prompts, dtype, operator_dtype, largest, engine):
        self.models = models
        self.prompts = prompts
        self.dtype = dtype
        self.operator_dtype = operator_dtype
        self.largest = largest
        self.engine = engine


SIZES = {
    "cuda": Sizes(["llama-3.1-8b", "qwen3-14b", "qwen3-30b-a3b"],
                  {"short": (400, 200), "long": (3000, 200)}, "bf16", "bfloat16", 8192,
                  {"max_num_seqs": 256, "max_num_batched_tokens": 2048, "max_model_len": 8192}),
    "cpu": Sizes(["kit-tiny", "kit-tiny-moe"], {"short": (12, 6), "long": (60, 6)}, "fp32",
                 "float32", 128,
                 {"max_num_seqs": 8, "max_num_batched_tokens": 64, "max_model_len": 128}),
}


class Item:
    """One load of one model."""

    def __init__(self, model, loop, level, prompt):
        self.model = model
        self.loop = loop
        self.level = level
        self.prompt = prompt

    def name(self):
        """Of its trace; decides whether the trace is kept out of fits."""
        return f"{self.model}-{self.prompt}-{self.loop}-{self.level}"


def items(model, prompts):
    """The loads of a model, the ones that are worth most first."""
    return [Item(model, loop, level, prompt) for loop, level in ORDER for prompt in prompts]


def in_flight(level, most):
    """Requests in flight of a closed loop."""
    return max(1, round(CLOSED[level] * most))


class Plan:
    """What was done and what was not, within a time."""

    def __init__(self, options):
        self.options = options
        self.sizes = SIZES[options.device]
        self.begin = time.monotonic()
        self.ends = self.begin + 60 * options.minutes
        self.done = []
        self.skipped = []

    def left(self):
        """Seconds that are left."""
        return self.ends - time.monotonic()

    def skip(self, name, reason):
        """Names what is left out."""
        self.skipped.append({"name": name, "reason": reason})
        print(f"skipped {name}: {reason}", flush=True)

    def go(self):
        """Everything, as far as the time goes."""
        self.operators()
        for number, model in enumerate(self.sizes.models):
            # An equal part of what is left; what a model does not use the others have.
            until = time.monotonic() + self.left() / (len(self.sizes.models) - number)
            wanted = items(model, self.sizes.prompts)
            try:
                self.model(model, wanted, until)
            except (RuntimeError, SystemExit) as error:  # out of memory, or an operator is missing
                self.skip_rest(wanted, f"{model} does not run here: {devices.short(error)}")
            gc.collect()
            if self.options.device == "cuda":
                torch.cuda.empty_cache()
        files.write_json(os.path.join(self.options.work, "run.json"), {
            "format": "foretoken-kit-run", "format_version": 1, "measured": devices.now(),
            "command": devices.command(), "minutes": self.options.minutes,
            "took_s": round(time.monotonic() - self.begin, 1),
            "done": self.done, "skipped": self.skipped})

    def skip_rest(self, wanted, reason):
        """Names all that has neither been done nor named yet."""
        known = {one["name"] for one in self.done + self.skipped}
        for item in wanted:
            if item.name() not in known:
                self.skip(item.name(), reason)

    def operators(self):
        """The tables of single operators."""
        folder = os.path.join(self.options.work, "operators")
        budget = OPERATORS_SHARE * self.left()
        try:
            operators.main([
                "--device", self.options.device, "--gpu", self.options.gpu, "--out", folder,
                "--models", ",".join(self.sizes.models), "--dtype", self.sizes.operator_dtype,
                "--largest", str(self.sizes.largest), "--budget-s", str(budget)])
        except RuntimeError as error:
            self.skip("operators", f"they do not run here: {devices.short(error)}")
            return
        families = files.read_json(os.path.join(folder, "header.json"))["families"]
        for family, facts in families.items():
            if facts["cut_off"]:
                self.skip("operators " + family, f"cut off after {facts['rows']} rows: no time left")
        self.done.append({"name": "operators", "packed": self.packed(
            pack.pack_operators(folder, self.options.into))})

    def model(self, model, wanted, until):
        """The loads of one model, in a server that is started once."""
        if time.monotonic() >= until:
            self.skip_rest(wanted, "no time left")
            return
        server = serve.Server(self.engine(model))
        holds = {}
        for number, item in enumerate(wanted):
            each = (until - time.monotonic()) / (len(wanted) - number)
            shortest = min(SHORTEST_LOAD_S, 60 * self.options.minutes / 200)
            if until - time.monotonic() < shortest:
                self.skip(item.name(), "no time left")
                continue
            # Those in flight when no more are sent get as long again.
            seconds = min(LONGEST_LOAD_S, max(each, shortest)) / 2
            if item.loop == "open" and item.prompt not in holds:
                self.skip(item.name(), "its rate is a part of what the closed loop holds, which is"
                                       " not known")
                continue
            self.serve(server, item, holds, seconds)

    def serve(self, server, item, holds, seconds):
        """One load: its trace is written and packed."""
        load = self.load(item, holds, seconds)
        trace = server.serve(item.name(), load, seconds)
        requests = trace["requests"]
        answers = len(requests["e2e_us"])
        if answers < FEWEST_ANSWERS:
            self.skip(item.name(), f"{answers} answers in {2 * seconds:.1f} s are too few")
            return
        if (item.loop, item.level) == ("closed", "saturating"):
            span = max(s + e for s, e in zip(requests["sent_us"], requests["e2e_us"]))
            holds[item.prompt] = answers / (1e-6 * span)
        path = os.path.join(self.options.work, "traces", item.name() + ".json.gz")
        files.write_json(path, trace)
        target = pack.pack_trace(path, self.options.into)
        self.done.append({"name": item.name(), "answers": answers, "packed": self.packed(target),
                          "kept_out_of_fits": pack.is_held_out(item.name())})
        print(f"{item.name()}: {answers} answers", flush=True)

    def load(self, item, holds, seconds):
        """What is sent: about as much as there is time for."""
        prompt, output = self.sizes.prompts[item.prompt]
        seed = zlib.crc32(item.name().encode("utf-8"))  # each load its own, always the same
        rate = holds.get(item.prompt)
        if item.loop == "open":
            sent = OPEN[item.level] * rate
            return loads.poisson(sent, max(FEWEST_ANSWERS, round(sent * seconds)), prompt, output,
                                 seed)
        most = in_flight(item.level, self.sizes.engine["max_num_seqs"])
        count = 4 * most if rate is None else max(4 * most, round(rate * seconds))
        return loads.closed(most, count, prompt, output, seed)

    def engine(self, model):
        """Options of the server."""
        parser = argparse.ArgumentParser()
        serve.add_engine_options(parser)
        options = parser.parse_args([])
        for name, value in {**self.sizes.engine, "model": model, "device": self.options.device,
                            "gpu": self.options.gpu, "dtype": self.sizes.dtype}.items():
            setattr(options, name, value)
        return options

    def packed(self, path):
        """A path below --into."""
        return os.path.relpath(path, self.options.into)


def main(arguments=None):
    """Runs the program."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    here = os.path.dirname(os.path.abspath(__file__))
    add("--minutes", type=float, default=60, help="for all of it")
    add("--gpu", default="", help="Foretoken's name of the GPU; kit-cpu for --device cpu")
    add("--device", choices=["cuda", "cpu"], default="cuda")
    add("--into", default=os.path.join(here, "..", "src", "main", "resources", "measured", "own"),
        help="folder of packed results; default: the project's")
    add("--work", default="measured", help="folder of whole traces")
    options = parser.parse_args(arguments)
    if options.minutes <= 0:
        parser.error("--minutes is above 0")
    devices.pick(options.device)
    plan = Plan(options)
    plan.go()
    kept_out = sum(one.get("kept_out_of_fits", False) for one in plan.done)
    traces = sum("answers" in one for one in plan.done)
    print(f"{traces} traces, {kept_out} of them kept out of fits, {len(plan.skipped)} skipped:"
          f" {options.work}/run.json")


if __name__ == "__main__":
    main()
