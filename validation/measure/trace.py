"""The trace of a serving run in Foretoken's own format; docs/measuring.md describes every key."""

FORMAT = "foretoken-trace"
VERSION = 1
REQUEST_COLUMNS = (
    "input_tokens", "output_tokens", "due_us", "sent_us", "ttft_us", "e2e_us", "preemptions")
STEP_COLUMNS = (
    "start_us", "host_us", "device_us", "prefill_rows", "prefill_tokens", "prefill_context",
    "decode_rows", "decode_context", "waiting", "free_blocks", "preempted", "graph_rows")


class Recorder:
    """Columns of requests and steps; times in whole microseconds from the start of the run."""

    def __init__(self):
        self._requests = []
        self.steps = {name: [] for name in STEP_COLUMNS}

    def request(self, sequence, due_s, sent_s, token_times):
        """A finished request. token_times: seconds at which its tokens came."""
        # times are rounded before they are subtracted, so that sums meet other requests' times
        sent, tokens = _micros(sent_s), [_micros(t) for t in token_times]
        values = (
            sequence.prompt_tokens, len(tokens), _micros(due_s), sent,
            tokens[0] - sent, tokens[-1] - sent, sequence.preemptions)
        gaps = [b - a for a, b in zip(tokens, tokens[1:])]
        self._requests.append((sequence.number, values, gaps))

    def finished(self):
        """How many requests there are."""
        return len(self._requests)

    def requests(self):
        """Columns of the finished requests, in the order in which they were sent."""
        listed = sorted(self._requests, key=lambda request: request[0])
        columns = {
            name: [values[place] for _, values, _ in listed]
            for place, name in enumerate(REQUEST_COLUMNS)}
        return {**columns, "gaps_us": [gaps for _, _, gaps in listed]}

    def step(self, start_s, end_s, timed, chunks, scheduler, preempted):
        """A step, after it ended and before its tokens are taken over."""
        decode = [c.start + c.count for c in chunks if c.is_decode()]
        prefill = [c for c in chunks if not c.is_decode()]
        device = round(timed.device_us)
        values = (
            _micros(start_s), max(0, _micros(end_s - start_s) - device), device, len(prefill),
            sum(c.count for c in prefill), sum(c.start + c.count for c in prefill),
            len(decode), sum(decode), len(scheduler.waiting), scheduler.pool.free(), preempted,
            timed.graph_rows)
        for name, value in zip(STEP_COLUMNS, values):
            self.steps[name].append(value)


def _micros(seconds):
    return round(1e6 * seconds)


def assemble(name, header, load, counts, recorder, power, notes):
    """The whole trace. header: device, software, model, engine and so on, in this order."""
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "name": name,
        **header,
        "load": {"words": load.words, "requests_per_s": load.rate,
                 "max_in_flight": load.max_in_flight, "requests": len(load.requests)},
        "counts": counts,
        "notes": notes,
        "requests": recorder.requests(),
        "steps": recorder.steps,
        "power": power,
    }
