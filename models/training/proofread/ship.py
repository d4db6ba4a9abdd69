"""Writes the shipped tables: python ship.py --model LM.npz --words dict.txt [--combiner COMBINER.npz --first 1.1 --again 0.0] [--folder models]

Without a combiner the file serves to weigh edits for training one (`combine.py`).
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

import data
import export
import pack
import tokens
from scorer import Scorer

SOURCES = [
    "LeCaRD judgments less the held-out cases (MIT): language model",
    "Criminal statutes and interpretations (public): language model",
    "ECSpell law (MIT), nine tenths: language model, slips; odw (MIT): combiner, slips",
    "SIGHAN 13-15 (no licence file), correct sides: language model; what differs: slips",
    "Word list of jieba (MIT): language model, words",
    "Error-free sentences of macro-correct (Apache-2.0), one half: combiner",
    "LawBench 2-1, development half (Apache-2.0): combiner only",
    "Readings: pypinyin (MIT); shapes: pictures of Noto Sans CJK (OFL)",
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--confusion", default="target/training/confusion.npz", help="or a shipped file, to keep its confusions")
    parser.add_argument("--words", required=True, help="dict.txt of the word segmenter jieba (MIT)")
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
    arrays |= pack.pairs(Scorer(options.model, vocabulary), vocabulary, options.pairs)
    symbols = lambda text: [vocabulary.get(tokens.fold(c), 1) for c in text]
    base = int(arrays["runs.base"][0])
    arrays |= pack.counts("words", [(s, count) for word, count in data.listed(options.words) if 1 not in (s := symbols(word))], base)
    written = [pair for name in data.SIGHAN + ["odw.train"] for pair in data.pairs(name)] + data.law(options.fold)[0]
    slips = data.slips(written)
    arrays |= pack.counts("slips", [(s, count) for slip, count in slips.items() if 1 not in (s := symbols(slip))], base)
    tables = load_file(options.confusion) if options.confusion.endswith(".safetensors") else pack.confusions(np.load(options.confusion))
    alike = {name: array for name, array in tables.items() if name.startswith("confusion.")}
    arrays |= pack.with_slips(alike, slips, vocabulary)
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
