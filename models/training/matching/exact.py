"""What 8-bit arithmetic costs the embedding of matching: python exact.py PAIRS.jsonl QIUHAO [--queries 1000]

The vectors of the evaluation passages by the program with its 8-bit kernels, and by PyTorch in 32 bits on the same shipped
weights, the first 320 characters of each (parity.py checks that the program's 32-bit path agrees with it; --by-program asks that path, slower, instead). Ranks
with either, alone and added to the n-grams as shipped.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from grams import similarity
from safetensors.numpy import load_file
from ship import MEANING
from tfidf import figures, load, questions, standard, told
from train import batch_of

import export
import tokens
from parity import loaded

# Longer texts the program reads in pieces, which would not compare.
LONGEST = 320


@torch.inference_mode()
def in_32_bits(texts, size=16):
    entry = json.loads((export.MODELS / "manifest.json").read_text("utf-8"))["models"]["matching"]
    (encoder, _), vocabulary = loaded(entry), tokens.load(export.MODELS / "tokenizer.json")
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    out = np.zeros((len(texts), encoder.config.hidden), np.float32)
    for begin in range(0, len(order), size):
        part = order[begin : begin + size]
        ids = batch_of(vocabulary, [texts[at] for at in part], LONGEST)
        mask = (ids > 0).float()
        out[part] = F.normalize((encoder(ids, mask) * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True), dim=-1).numpy()
    return out


def by_program(program, texts, *flags):
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
    parser.add_argument("--by-program", action="store_true")
    parser.add_argument("--version", default="masked", choices=("masked", "raw"))
    options = parser.parse_args()
    queries, targets = questions(load(options.pairs)[1][: options.queries], options.version)
    grams = load_file(export.MODELS / "matching-grams.safetensors")
    words = standard(similarity(queries, targets, grams["weight"].astype(np.float32) * grams["scale"][0]))
    told("n-grams alone", figures(words))
    torch.set_num_threads(1)
    exact = (lambda texts: by_program(options.program, texts, "--exact-models")) if options.by_program else in_32_bits
    found = {}
    for name, embed in (("8 bits", lambda texts: by_program(options.program, texts)), ("32 bits", exact)):
        rows = found[name] = embed([text[:LONGEST] for text in queries + targets])
        meaning = rows[: len(queries)] @ rows[len(queries) :].T
        told(f"{name}: embedding", figures(meaning))
        told(f"{name}: both", figures(MEANING * standard(meaning) + (1 - MEANING) * words))
    print("cosine of the two, least", (found["8 bits"] * found["32 bits"]).sum(1).min(), flush=True)


if __name__ == "__main__":
    main()
