"""Writes the shipped tables: python ship.py --model LM.npz [--combiner COMBINER.npz --first 1.1 --again 0.0] [--folder models]

Without a combiner the file serves to weigh edits for training one (`combine.py`).
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np

import data
import export
import pack
from scorer import Scorer

SOURCES = [
    "LeCaRD judgments less the held-out cases (MIT): language model",
    "Criminal statutes and interpretations (public): language model",
    "ECSpell law (MIT), nine tenths: language model; odw (MIT): combiner",
    "SIGHAN 13-15, correct sides (no licence file): language model",
    "Word list of jieba (MIT): language model",
    "Error-free sentences of macro-correct (Apache-2.0), one half: combiner",
    "LawBench 2-1, development half (Apache-2.0): combiner only",
    "Readings: pypinyin (MIT); shapes: pictures of Noto Sans CJK (OFL)",
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--confusion", default="target/training/confusion.npz")
    parser.add_argument("--combiner")
    parser.add_argument("--first", type=float, default=float("inf"))
    parser.add_argument("--again", type=float, default=float("inf"))
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--pairs", type=float, default=-6.2, help="least logarithm of a common pair of characters")
    parser.add_argument("--scores", default="[]", help="figures for the manifest, as JSON")
    parser.add_argument("--folder", type=Path, default=export.MODELS)
    options = parser.parse_args()
    vocabulary = data.vocabulary()
    arrays = pack.runs(np.load(options.model))
    arrays |= pack.confusions(np.load(options.confusion))
    arrays |= pack.pairs(Scorer(options.model, vocabulary), vocabulary, options.pairs)
    meta = {}
    if options.combiner:
        stored = np.load(options.combiner)
        arrays |= {key.replace("combiner.", "combiner.tables."): stored[key].astype(np.float32) for key in stored.files}
        meta["combiner.tables"] = {"first": options.first, "again": options.again}
        # The sentences kept from training, named so that they can be measured on without being shown.
        unseen = {hashlib.sha256(right.encode()).hexdigest()[:12] for _, right in data.law(options.fold)[1]}
        meta["unseen"] = sorted(unseen)
    export.save_arrays("proofread-tables", arrays, meta, SOURCES, json.loads(options.scores), options.folder)


if __name__ == "__main__":
    main()
