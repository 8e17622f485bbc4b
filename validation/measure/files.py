"""Files that are whole or not there: written beside their name, then moved."""

import csv
import gzip
import io
import json
import os


def _write(path, data):
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path + ".part", "wb") as file:
        file.write(data)
    os.replace(path + ".part", path)


def _packed(path, text):
    data = text.encode("utf-8")
    # no time and no name in it: the same text gives the same bytes
    return gzip.compress(data, 9, mtime=0) if path.endswith(".gz") else data


def write_json(path, value):
    """One line for each key of the outer object; gzip where the name ends in .gz."""
    lines = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(inner, separators=(',', ':'))}"
        for key, inner in value.items())
    _write(path, _packed(path, "{\n" + lines + "\n}\n"))


def read_json(path):
    """What write_json wrote."""
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def write_csv(path, columns, rows):
    """A table; gzip where the name ends in .gz."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    _write(path, _packed(path, text.getvalue()))


def stem(path):
    """The file's name without folders and endings."""
    return os.path.basename(path).split(".json")[0]
