#!/usr/bin/env python3
"""Makes the measured runs that ship with the program from the sets as they were published.

Usage: make-measured-suite.py [DATA]      (default: shared/data beside the repository)

Needs a built program (./foretoken --version builds it): the runs are read by the same readers as
`foretoken validate --data` and written by io.foretoken.validation.shipped.SuiteMaker. This script
compresses them so that the same runs give the same bytes, and checks what may be passed on:
files of the sources without a licence carry no list of requests, and all together stay small.
"""

import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[4]
TARGET = ROOT / "validation/src/main/resources/measured"
LIBRARIES = ROOT / "cli/target/app/lib/*"
MAKER = "io.foretoken.validation.shipped.SuiteMaker"
MOST_BYTES = 5_000_000
WITH_REQUESTS = {"MIT", "Apache-2.0"}


def compress(lines: bytes) -> bytes:
    return gzip.compress(lines, compresslevel=9, mtime=0)


def check(name: str, lines: bytes) -> None:
    for number, line in enumerate(lines.splitlines(), start=1):
        run = json.loads(line)
        source = run["source"]
        if not (source["repository"] and source["commit"] and source["licence"]):
            sys.exit(f"{name}:{number}: source, commit or licence missing: {source}")
        if run["load"]["kind"] == "exact" and source["licence"] not in WITH_REQUESTS:
            sys.exit(f"{name}:{number}: requests of a source without a licence")


def main() -> None:
    data = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["java", "-cp", str(LIBRARIES), MAKER, str(data), folder], check=True)
        suites = {path.name: path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir())}
    for name, lines in suites.items():
        check(name, lines)
    packed = {name + ".gz": compress(lines) for name, lines in suites.items()}
    total = sum(map(len, packed.values()))
    if total > MOST_BYTES:
        sys.exit(f"{total} bytes, more than the {MOST_BYTES} that may ship")
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.jsonl.gz"):
        old.unlink()
    for name, content in packed.items():
        (TARGET / name).write_bytes(content)
        runs = suites[name.removesuffix(".gz")].count(b"\n")
        print(f"{len(content):9,d}  {name}  {runs} runs")
    print(f"{total:9,d}  in all")


if __name__ == "__main__":
    main()
