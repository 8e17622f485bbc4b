#!/usr/bin/env python3
"""Packs results into the compact layout that the project keeps: own/GPU/{operators,fit,holdout}.

    pack.py RESULTS... --into validation/src/main/resources/measured/own

RESULTS are traces of serve.py, tables of operators.py, or folders of them. Of a trace the token gaps
go (they follow from its steps) and nothing else. Traces go to holdout/ or fit/ by a checksum of
their names: about 30 % are kept out of every fit, and Foretoken refuses one in the wrong folder.
"""

import argparse
import os
import re
import shutil
import zlib

import files
import trace

KEPT_OUT, OF = 3, 10


def is_held_out(name):
    """Whether a trace is kept out of fits; the rule of HeldOutTraces in Java."""
    return zlib.crc32(name.encode("utf-8")) % OF < KEPT_OUT


def folder_of(name):
    """The folder that a trace belongs in."""
    return "holdout" if is_held_out(name) else "fit"


def gpu_folder(device):
    """The catalogue's id where it was given, else made of the driver's name."""
    return device["gpu"] or re.sub(r"[^a-z0-9]+", "-", device["name"].lower()).strip("-")


def pack_trace(path, into):
    """One trace; returns where it went."""
    whole = files.read_json(path)
    if whole.get("format") != trace.FORMAT:
        return None
    whole["requests"].pop("gaps_us", None)
    name = whole["name"]
    target = os.path.join(into, gpu_folder(whole["device"]), folder_of(name), name + ".json.gz")
    files.write_json(target, whole)
    return target


def pack_operators(folder, into):
    """Operator tables as they are, beside their header."""
    header = files.read_json(os.path.join(folder, "header.json"))
    target = os.path.join(into, gpu_folder(header["device"]), "operators")
    os.makedirs(target, exist_ok=True)
    for name in sorted(os.listdir(folder)):
        if name.endswith((".csv.gz", "header.json")):
            shutil.copyfile(os.path.join(folder, name), os.path.join(target, name))
    return target


def found(path):
    """Traces and folders of operator tables below a path."""
    if os.path.isfile(path):
        return [path], []
    traces, tables = [], []
    for folder, folders, names in os.walk(path):
        folders.sort()
        if "header.json" in names:
            tables.append(folder)
        else:
            traces += [os.path.join(folder, n) for n in sorted(names)
                       if n.endswith((".json", ".json.gz"))]
    return traces, tables


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", nargs="+")
    parser.add_argument("--into", required=True)
    options = parser.parse_args()
    for path in options.results:
        traces, tables = found(path)
        for source in tables:
            print(pack_operators(source, options.into))
        for source in traces:
            target = pack_trace(source, options.into)
            print(target or f"{source}: no trace, left out")


if __name__ == "__main__":
    main()
