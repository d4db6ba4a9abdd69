"""What 8-bit arithmetic costs the embedding of matching: python exact.py PAIRS.jsonl QIUHAO [--queries 1000]

Asks the program for the vectors of the masked evaluation passages twice, with its 8-bit kernels and with --exact-models
(the same weights in 32 bits), and ranks with either, alone and added to the n-grams as shipped.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from grams import similarity
from safetensors.numpy import load_file
from ship import MEANING
from tfidf import figures, load, questions, standard, told

import export


def vectors(program, texts, *flags):
    begun = time.time()
    lines = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    answer = subprocess.run([program, *flags, "nlp", "embed", "--jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    print(f"{len(texts)} vectors {' '.join(flags)} {time.time() - begun:.0f} s", flush=True)
    return np.array([json.loads(line)["vector"] for line in answer.decode().splitlines()], np.float32)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs")
    parser.add_argument("program")
    parser.add_argument("--queries", type=int, default=1000, help="of the evaluation cases, each ranked among as many targets")
    parser.add_argument("--version", default="masked", choices=("masked", "raw"))
    options = parser.parse_args()
    queries, targets = questions(load(options.pairs)[1][: options.queries], options.version)
    grams = load_file(export.MODELS / "matching-grams.safetensors")
    words = standard(similarity(queries, targets, grams["weight"].astype(np.float32) * grams["scale"][0]))
    told("n-grams alone", figures(words))
    found = {}
    for name, flags in (("8 bits", ()), ("32 bits", ("--exact-models",))):
        rows = found[name] = vectors(options.program, queries + targets, *flags)
        meaning = rows[: len(queries)] @ rows[len(queries) :].T
        told(f"{name}: embedding", figures(meaning))
        told(f"{name}: both", figures(MEANING * standard(meaning) + (1 - MEANING) * words))
    print("cosine of the two, least", (found["8 bits"] * found["32 bits"]).sum(1).min(), flush=True)


if __name__ == "__main__":
    main()
