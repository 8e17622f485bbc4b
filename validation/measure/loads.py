"""What is sent: request lists from a CSV file or drawn by a seed, and the client's limit."""

import csv
import math
import random


class Request:
    """One request: when it is due (seconds from the start) and its lengths in tokens."""

    __slots__ = ("due_s", "input_tokens", "output_tokens")

    def __init__(self, due_s, input_tokens, output_tokens):
        self.due_s = due_s
        self.input_tokens = input_tokens
        self.output_tokens = output_tokens


class Load:
    """Requests in the order in which they are due, and how they came about.

    rate: mean requests per second, None for all due at once. max_in_flight: 0 for no limit.
    """

    def __init__(self, requests, rate, max_in_flight, words):
        if not requests:
            raise ValueError("a load needs requests")
        self.requests = sorted(requests, key=lambda r: r.due_s)
        self.rate = rate
        self.max_in_flight = max_in_flight
        self.words = words


def read_csv(path, max_in_flight=0):
    """A list with the columns arrival_s, input_tokens, output_tokens."""
    requests = []
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        missing = {"arrival_s", "input_tokens", "output_tokens"} - set(rows.fieldnames or [])
        if missing:
            raise SystemExit(f"{path}:1: no column {', '.join(sorted(missing))}")
        for row in rows:
            try:
                request = Request(
                    float(row["arrival_s"]), int(row["input_tokens"]), int(row["output_tokens"]))
            except (TypeError, ValueError) as error:
                raise SystemExit(f"{path}:{rows.line_num}: {error}") from error
            if not math.isfinite(request.due_s) or min(request.input_tokens, request.output_tokens) < 1:
                raise SystemExit(
                    f"{path}:{rows.line_num}: a time and lengths of at least 1 are needed")
            requests.append(request)
    if not requests:
        raise SystemExit(f"{path}: there is no request in it")
    first = min(r.due_s for r in requests)
    for request in requests:
        request.due_s -= first
    span = max(r.due_s for r in requests)
    rate = len(requests) / span if span > 0 else None
    return Load(requests, rate, max_in_flight, f"requests of {path}")


def _length(draw, mean, spread):
    """A length: the mean itself, or uniform between (1 - spread) and (1 + spread) times it."""
    low = max(1, round(mean * (1 - spread)))
    return draw.randint(low, max(low, round(mean * (1 + spread))))


def poisson(rate, count, input_mean, output_mean, seed, spread=0.5, max_in_flight=0):
    """Open loop: exponential gaps, lengths uniform around their means."""
    draw = random.Random(seed)
    requests, now = [], 0.0
    for _ in range(count):
        requests.append(
            Request(now, _length(draw, input_mean, spread), _length(draw, output_mean, spread)))
        now += draw.expovariate(rate)
    return Load(requests, rate, max_in_flight,
                f"Poisson {rate:g}/s, lengths uniform within {spread:.0%}, seed {seed}")


def closed(in_flight, count, input_mean, output_mean, seed, spread=0.5):
    """Closed loop: all due at once, the client keeps so many in flight."""
    draw = random.Random(seed)
    requests = [
        Request(0.0, _length(draw, input_mean, spread), _length(draw, output_mean, spread))
        for _ in range(count)]
    return Load(requests, None, in_flight,
                f"{in_flight} in flight, lengths uniform within {spread:.0%}, seed {seed}")
