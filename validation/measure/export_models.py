#!/usr/bin/env python3
"""Writes models.json, the shapes that are measured, from Foretoken's catalogue.

    validation/measure/export_models.py [FORETOKEN] [MODEL...]

FORETOKEN is the launcher, by default the one at the root of the repository.
"""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MODELS = [
    "llama-3.2-1b", "qwen2.5-7b", "llama-3.1-8b", "qwen3-8b", "mistral-nemo-12b", "qwen3-14b",
    "qwen3-32b", "llama-3.1-70b", "qwen3-30b-a3b", "mixtral-8x7b",
]
KEPT = (
    "id", "layers", "hidden", "vocab", "tied_embeddings", "attention.", "layer_kinds.", "dense.",
    "moe.", "extras.biases",
)


def main():
    launcher = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..", "..", "foretoken")
    entries = []
    for name in sys.argv[2:] or MODELS:
        shown = subprocess.run(
            [launcher, "show", "model", name, "--format", "json"],
            check=True, capture_output=True, text=True)
        entry = json.loads(shown.stdout)
        entries.append({key: value for key, value in entry.items() if key.startswith(KEPT)})
    target = os.path.join(HERE, "models.json")
    with open(target + ".part", "w", encoding="utf-8") as file:
        json.dump(entries, file, indent=1)
        file.write("\n")
    os.replace(target + ".part", target)


if __name__ == "__main__":
    main()
