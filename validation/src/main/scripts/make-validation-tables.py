#!/usr/bin/env python3
"""Writes the tables of docs/validation.md from a folder of `foretoken validate --out`.

Usage: make-validation-tables.py OUT      (replaces what stands between the markers of the page)
"""

import csv
import json
import pathlib
import re
import statistics
import sys

PAGE = pathlib.Path(__file__).resolve().parents[4] / "docs/validation.md"
METRICS = ["ttft_mean", "ttft_p90", "ttft_p99", "tpot_mean", "tpot_p99",
           "e2e_mean", "e2e_p90", "e2e_p99", "output_throughput"]
DIMENSIONS = ["regime", "gpu", "engine"]


def number(value):
    return f"{value:.1f}" if abs(value) < 100 else f"{value:,.0f}"


def cell(errors):
    return f"{number(errors['median_ape'])} / {number(errors['p90_ape'])}" if errors else "-"


def suites(result):
    yield "| suite | compared | skipped | " + " | ".join(METRICS) + " |"
    yield "|---" * (3 + len(METRICS)) + "|"
    for suite in result["suites"]:
        cells = [cell(suite["metrics"].get(metric)) for metric in METRICS]
        yield f"| {suite['name']} | {suite['runs']} | {suite['skipped']} | " + " | ".join(cells) + " |"


def skips(result):
    yield "| suite | runs | reason |"
    yield "|---|---|---|"
    for suite in result["suites"]:
        for reason, count in suite["skipped_by_reason"].items():
            yield f"| {suite['name']} | {count} | {reason} |"


def peers(result):
    yield "| suite | simulator | figure | runs | its median / p90 | our median |"
    yield "|---|---|---|---|---|---|"
    for suite in result["suites"]:
        for simulator, figures in suite["peers"].items():
            for metric, errors in figures.items():
                if metric in ("ttft_mean", "tpot_mean", "e2e_mean", "e2e_p99"):
                    yield (f"| {suite['name']} | {simulator} | {metric} | {errors['runs']} | "
                           f"{cell(errors)} | {number(errors['our_median_ape'])} |")


def groups(folder):
    rows = list(csv.DictReader(open(folder / "errors.csv", encoding="utf-8")))
    yield "| suite | by | group | figure | runs | median / p90 | bias |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        wanted = row["by"] in DIMENSIONS and row["metric"] in ("ttft_mean", "tpot_mean", "e2e_mean")
        alone = sum(r["suite"] == row["suite"] and r["by"] == row["by"]
                    and r["metric"] == row["metric"] for r in rows) == 1
        if wanted and not alone:
            yield (f"| {row['suite']} | {row['by']} | {row['group']} | {row['metric']} | {row['runs']} | "
                   f"{number(float(row['median_ape']))} / {number(float(row['p90_ape']))} | "
                   f"{float(row['bias']):+.1f} |")


def halves(folder):
    """Median errors of the rows that constants were fitted to beside those left out."""
    errors = {}
    for row in csv.DictReader(open(folder / "runs.csv", encoding="utf-8")):
        if row["suite"].startswith("silicon-serving-") and row["error_pct"]:
            if row["metric"] in ("ttft_mean", "tpot_mean") and not row["suite"].endswith("vendor"):
                key = (row["suite"], row["engine"].split()[0], row["metric"])
                error = abs(float(row["error_pct"]))
                errors.setdefault(key, {}).setdefault(row["in_sample"], []).append(error)
    yield "| suite | engine | figure | fitted: rows, median | left out: rows, median |"
    yield "|---|---|---|---|---|"
    for (suite, engine, metric), sides in sorted(errors.items()):
        cells = [f"{len(sides[side])}, {number(statistics.median(sides[side]))}" if side in sides
                 else "-" for side in ("yes", "no")]
        yield f"| {suite} | {engine} | {metric} | {cells[0]} | {cells[1]} |"


def worst(folder):
    yield "| suite | run | figure | measured | predicted | why |"
    yield "|---|---|---|---|---|---|"
    for row in csv.DictReader(open(folder / "worst.csv", encoding="utf-8")):
        measured, predicted = float(row["measured"]), float(row["predicted"])
        yield (f"| {row['suite']} | {row['run']} | {row['metric']} | {measured:.4g} | "
               f"{predicted:.4g} | {row['why']} |")


def decisions(result):
    yield "| suite | decision | figure |"
    yield "|---|---|---|"
    for suite in result["suites"]:
        for name, value in suite["decisions"].items():
            yield f"| {suite['name']} | {name} | {value if isinstance(value, int) else number(value)} |"


def steps(folder):
    file = folder / "steps.csv"
    yield "| run | quantity | statistic | measured | predicted |"
    yield "|---|---|---|---|---|"
    if file.exists():
        for row in csv.DictReader(open(file, encoding="utf-8")):
            measured, predicted = float(row["measured"]), float(row["predicted"])
            yield (f"| {row['run']} | {row['quantity']} | {row['statistic']} | "
                   f"{measured:,.1f} | {predicted:,.1f} |")


def main():
    folder = pathlib.Path(sys.argv[1])
    result = json.load(open(folder / "validation.json", encoding="utf-8"))
    tables = {
        "suites": suites(result), "skips": skips(result), "peers": peers(result),
        "groups": groups(folder), "halves": halves(folder), "worst": worst(folder), "decisions": decisions(result),
        "steps": steps(folder),
    }
    page = PAGE.read_text(encoding="utf-8")
    for name, lines in tables.items():
        marker = re.compile(rf"(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)", re.S)
        content = "\n".join(lines) + "\n"
        page = marker.sub(lambda m, text=content: m.group(1) + text + m.group(2), page)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
