"""The shipped files of matching: python ship.py MODEL.pt GRAMS.npz [--pairs PAIRS.jsonl] [--out FOLDER]

Writes the encoder as 8-bit rows (`matching`) and the n-gram weights as 8-bit buckets with one scale (`matching-grams`).
With --pairs the scores of the manifest are measured first, with the weights as they will be shipped.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import export
import tokens
from encoder import Config, Encoder
from grams import similarity
from tfidf import figures, load, questions, standard, told
from train import embed

DATA = ["LeCaRD judgments (MIT): pairs of testimony or accusation and found facts of the same judgment"]

# The weight of the embedding in `src/nlp/matching.rs`.
MEANING = 0.4


def measured(encoder, vocabulary, weights, pairs):
    _, evaluation = load(pairs)
    scores = {}
    for version in ("masked", "raw"):
        queries, targets = questions(evaluation, version)
        meaning = embed(encoder, vocabulary, queries, 400) @ embed(encoder, vocabulary, targets, 400).T
        words = similarity(queries, targets, weights)
        for name, values in (("embedding", meaning), ("n-grams", words), ("both", MEANING * standard(meaning) + (1 - MEANING) * standard(words))):
            told(f"{version} {name}", figures(values))
            scores[f"R@1 of {len(queries)}, {version}, {name}"] = round(float(figures(values)["R@1"]), 4)
    return scores


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("grams", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--out", type=Path, default=export.MODELS)
    options = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = torch.load(options.model, map_location="cpu", weights_only=True)
    encoder = Encoder(Config(**checkpoint["config"]))
    encoder.load_state_dict(checkpoint["encoder"])
    encoder = export.round_trip(encoder)
    weights = np.maximum(np.load(options.grams)["weights"], 0)
    # The few heaviest buckets would waste the scale.
    top = np.quantile(weights, 0.9999)
    levels = np.round(np.minimum(weights, top) / top * 255).astype(np.uint8)
    shipped = levels.astype(np.float32) * (top / 255)
    vocabulary = tokens.load(options.out / "tokenizer.json")
    scores = measured(encoder, vocabulary, shipped, options.pairs) if options.pairs else {}
    export.save("matching", encoder, {}, DATA, scores, folder=options.out)
    arrays = {"weight": levels, "scale": np.array([top / 255], dtype=np.float32)}
    export.save_arrays("matching-grams", arrays, {}, DATA, scores, options.out)


if __name__ == "__main__":
    main()
