"""The charge model: python -m charges.train POOL.jsonl [--out FOLDER] (run in models/training)

A linear model over the n-grams of the facts and the weights of the written cues; prints the linear model alone, the
cues alone and both, on the held-out part of the pool and on the LawBench 3-3 development half.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

import export
import linear
import ngrams
from charges import cues, decide
from corpus import records

# Characters of a text that are read.
HEAD = 3000
MOST_WEIGHTS = 3_000_000
DATA = ["charges/cail2018_part_*", "judgments/lecard", "entities/defendants.train"]


def questions():
    rows = records("lawbench/3-3.dev.jsonl.zst")
    texts = [row["question"].split("事实:", 1)[-1] for row in rows]
    return texts, [row["answer"].removeprefix("罪名:").split(";") for row in rows]


def cue_rows(rows, counts, random):
    """All texts of rare charges and a share of the others, which count for more."""
    share = 0.28
    for row in rows:
        if min(counts[label] for label in row["labels"]) < 60:
            yield row, 1.0
        elif random.random() < share:
            yield row, 1 / share


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pool", type=Path)
    parser.add_argument("--out", type=Path, default=export.MODELS)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rows = [row for line in open(options.pool) if not (row := json.loads(line))["copy"]]
    training, held = [row for row in rows if not row["test"]], [row for row in rows if row["test"]]
    counts = Counter(label for row in training for label in row["labels"])
    labels = sorted(counts)
    place = {label: i for i, label in enumerate(labels)}
    y = np.zeros((len(training), len(labels)), np.float32)
    for i, row in enumerate(training):
        y[i, [place[label] for label in row["labels"]]] = 1
    counted = [ngrams.counted(row["text"][:HEAD]) for row in training]
    features = linear.Features(counted, least=8, most_share=0.4)
    x = features.matrix(counted)
    print(f"{len(training)} texts, {len(labels)} labels, {x.shape[1]} n-grams", flush=True)

    texts, gold = questions()
    held_texts, held_gold = [row["text"][:HEAD] for row in held], [row["labels"] for row in held]
    x_questions, x_held = (features.matrix([ngrams.counted(text[:HEAD]) for text in part]) for part in (texts, held_texts))

    def report(line, weights, bias):
        scores = [
            np.mean([decide.set_f1(g, [labels[i]]) for g, i in zip(wanted, (part @ weights + bias).argmax(1))])
            for part, wanted in ((x_held, held_gold), (x_questions, gold))
        ]
        print(f"{line}: best label alone, set F1 held-out {scores[0]:.4f}, LawBench 3-3 {scores[1]:.4f}", flush=True)

    weights, bias = linear.train(x, y, options.epochs, 0.2, 0.3, options.seed, report=report)
    weights = linear.pruned(weights, MOST_WEIGHTS)
    report("pruned", weights, bias)
    random = np.random.default_rng(options.seed)
    sampled = list(cue_rows(training, counts, random))
    worth = cues.weights([row for row, _ in sampled], [weight for _, weight in sampled])
    everything = labels + sorted({charge for charge, _ in cues.listed()} - set(labels))
    results = {}
    for name, part, wanted, matrix in (("held-out", held_texts, held_gold, x_held), ("LawBench 3-3 dev", texts, gold, x_questions)):
        largest, total = cues.scored(part, everything, worth)
        scores = matrix @ weights + bias
        results[name] = decide.evaluate(wanted, part, everything, scores, largest, total)
        alone = decide.evaluate(wanted, part, everything, np.zeros_like(scores), largest, total)
        print(f"{name}: cues alone {alone:.4f}, cues and n-grams {results[name]:.4f}", flush=True)
    meta = {"labels": everything, "trained": len(labels), "documents": features.documents, "head": HEAD, "longest": 3}
    meta["settings"] = decide.SETTINGS
    tensors = linear.arrays(features, weights, bias) | {"cues": worth}
    scores = [{"set": name, "metric": "set F1", "value": round(value, 4)} for name, value in results.items()]
    export.save_arrays("charges", tensors, meta, DATA, scores, options.out)


if __name__ == "__main__":
    main()
