"""The device that is measured: what it is, and power and clocks seen while it works.

Settings of the card are read, never changed.
"""

import datetime
import os
import platform
import subprocess
import sys
import threading
import time

import torch

KIT_VERSION = 1
_STATIC = "name,uuid,driver_version,power.limit,clocks.max.sm,clocks.max.mem,mig.mode.current"
_SEEN = "power.draw,clocks.sm,clocks.mem,temperature.gpu"


def pick(kind):
    """The torch device; ends the program where there is none of that kind."""
    if kind == "cuda" and not torch.cuda.is_available():
        raise SystemExit("no CUDA device here; --device cpu runs the tiny shapes")
    if kind == "cpu":
        torch.set_num_threads(1)  # tiny products gain nothing by threads, and wait for each other
    return torch.device(kind, 0) if kind == "cuda" else torch.device(kind)


def _uuid():
    uuid = getattr(torch.cuda.get_device_properties(0), "uuid", None)
    return "" if uuid is None else f"GPU-{uuid}"


def _smi(query, *more):
    uuid = _uuid()
    return ["nvidia-smi", f"--query-gpu={query}", "--format=csv,noheader,nounits",
            *(["--id=" + uuid] if uuid else []), *more]


def facts(device, gpu):
    """Name, catalogue id if given, driver, limits: for headers."""
    if device.type != "cuda":
        return {"kind": device.type, "gpu": gpu, "name": platform.processor() or platform.machine(),
                "threads": torch.get_num_threads()}
    properties = torch.cuda.get_device_properties(0)
    found = {
        "kind": "cuda", "gpu": gpu, "name": properties.name,
        "compute_capability": f"{properties.major}.{properties.minor}",
        "multiprocessors": properties.multi_processor_count,
        "memory_bytes": properties.total_memory,
        "l2_bytes": getattr(properties, "L2_cache_size", 0),
    }
    try:
        shown = subprocess.run(
            _smi(_STATIC), capture_output=True, text=True, timeout=20, check=True).stdout
        values = [value.strip() for value in shown.strip().splitlines()[0].split(",")]
        found.update(dict(zip(_STATIC.replace(".", "_").split(","), values)), name=properties.name)
        found.pop("uuid", None)
    except (OSError, subprocess.SubprocessError, IndexError) as error:
        found["nvidia_smi"] = f"not to be had: {type(error).__name__}"
    return found


def software():
    """Versions."""
    return {"kit": KIT_VERSION, "python": platform.python_version(), "torch": torch.__version__,
            "cuda": torch.version.cuda or ""}


def command():
    """How the program was called, without folders of this machine."""
    return " ".join([os.path.basename(sys.argv[0])] + [
        os.path.basename(a) if os.path.isabs(a) else a for a in sys.argv[1:]])


def short(error):
    """The beginning of an error's first line."""
    return (str(error).splitlines() or [type(error).__name__])[0][:100]


def now():
    """The date and time in UTC, to the second."""
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Watch:
    """Samples power, clocks and temperature every fifth of a second while a block runs."""

    def __init__(self, device, every_ms=200):
        self.samples = {"at_us": [], "watts": [], "sm_mhz": [], "memory_mhz": [], "celsius": []}
        self._process = None
        self._wanted = device.type == "cuda"
        self._every_ms = every_ms

    def __enter__(self):
        self._begin = time.perf_counter()
        if self._wanted:
            try:
                self._process = subprocess.Popen(
                    _smi(_SEEN, f"--loop-ms={self._every_ms}"), stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL, text=True)
                self._thread = threading.Thread(target=self._read, daemon=True)
                self._thread.start()
            except OSError:
                self._process = None
        return self

    def _read(self):
        columns = list(self.samples.values())[1:]
        for line in self._process.stdout:
            try:
                values = [float(value) for value in line.split(",")]
            except ValueError:
                continue  # a card that does not say one of them
            if len(values) == len(columns):
                self.samples["at_us"].append(round(1e6 * (time.perf_counter() - self._begin)))
                for column, value in zip(columns, values):
                    column.append(round(value, 1))

    def __exit__(self, *unused):
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._thread.join(timeout=2)
