"""The shipped weights of the event types: python train.py [--strength 1] [--out FOLDER]

Fits the linear model on all sentences at hand and writes models/events.safetensors: `hash` (FNV-1a of a feature, ascending)
and `weight`. The scores in the manifest are cross-validated: each sentence by a model that saw neither it nor its fold.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parents[1]))
import export
from linear import Linear
from measure import best_of_types, chosen, cross_validated, metrics, words
from questions import which_events, which_words

THRESHOLD = 0.45
FLOOR = 0.02
SHORT = 8


def hashed(feature):
    value = 0x811C9DC5
    for byte in feature.encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def scores(sentences, strength):
    scored = cross_validated(sentences, 10, lambda: Linear(strength))
    best = [best_of_types(part, sentence.asked) for sentence, part in zip(sentences, scored)]
    pairs = list(zip(sentences, best))
    return {
        "2-9": round(float(np.mean([metrics.set_f1(s.told, chosen(b, THRESHOLD)) for s, b in pairs if s.source == "2-9"])), 4),
        "2-10": round(
            float(np.mean([metrics.triggers([w for _, w in s.triggers], words(b, s)) for s, b in pairs if s.source == "2-10"])), 4
        ),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--strength", type=float, default=1.0)
    parser.add_argument("--out", type=Path, default=export.MODELS)
    options = parser.parse_args()
    sentences = which_events() + which_words()
    figures = scores(sentences, options.strength)
    print(figures)
    linear = Linear(options.strength).fit(sentences)
    weights = {}
    for name, weight in zip(linear.vectorizer.get_feature_names_out(), linear.model.coef_[0]):
        if abs(weight) >= 0.005:
            weights[hashed(name)] = weights.get(hashed(name), 0.0) + float(weight)
    order = sorted(weights)
    arrays = {
        "hash": np.array(order, dtype=np.uint32),
        "weight": np.array([weights[key] for key in order], dtype=np.float32),
        "bias": np.array([linear.model.intercept_[0]], dtype=np.float32),
    }
    meta = {"threshold": THRESHOLD, "floor": FLOOR, "short": SHORT, "validated": figures}
    data = ["LawBench 2-9 and 2-10 dev halves (Apache-2.0); lexicon written for this project"]
    told = {f"LawBench {task} dev, 10-fold": figure for task, figure in figures.items()}
    export.save_arrays("events", arrays, meta, data, told, options.out)


if __name__ == "__main__":
    main()
