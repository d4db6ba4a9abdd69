"""Reading the data folder, and the one rule by which cases are held out."""

import hashlib
import io
import json
from pathlib import Path

import zstandard

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def records(path):
    """The records of a zstd-compressed JSON lines file below the data folder."""
    with open(DATA / path, "rb") as file:
        reader = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), "utf-8")
        return [json.loads(line) for line in reader]


def held_out(case_id, share=0.05):
    """Whether a case belongs to the share that no training step sees. The same answer in every script."""
    digest = hashlib.sha256(str(case_id).encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32
