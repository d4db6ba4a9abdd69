"""The charge of each defendant: python -m charges.defendants POOL.jsonl [--out FOLDER] (run in models/training)

A linear SVM over the n-grams of six views of the text, in which the defendant asked for is 甲 and every other one 乙:
the whole text, the sentences and the clauses that name him, the clauses behind, and the characters behind and before
his name. `src/nlp/charges/defendants.rs` makes the same views. Trained on the multi-defendant facts and on judgments
whose defendants have one charge each; prints accuracy on the development file beside the whole text alone.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.svm import LinearSVC

import export
import linear
import ngrams
from charges import names
from charges.pool import windows
from corpus import records

WEIGHTS = [1.0, 0.7, 0.7, 0.5, 0.7, 0.4]
BEHIND, BEFORE = 14, 10
MOST_WEIGHTS = 130_000
HEAD = 1600
PLACEHOLDER = re.compile(r"<被告人[A-Z]+[0-9]*>")


def views(text, defendant, others=()):
    text = text.replace(defendant, "甲")
    for other in others:
        text = text.replace(other, "乙")
    text = PLACEHOLDER.sub("乙", text)
    text = re.sub("被告人(?=[甲乙])", "", text)
    text = re.sub("乙(?:、乙)+", "乙", text)
    clauses = re.split("[，。；：\n]", text)
    own = [i for i, clause in enumerate(clauses) if "甲" in clause]
    places = [match.start() for match in re.finditer("甲", text)]
    return [
        text,
        "|".join(sentence for sentence in re.split("[。；\n]", text) if "甲" in sentence),
        "|".join(clauses[i] for i in own),
        "|".join(clause for i in own for clause in clauses[i + 1 : i + 3]),
        "|".join(text[at : at + BEHIND] for at in places),
        "|".join(text[max(0, at - BEFORE) : at + 1] for at in places),
    ]


def salt(view):
    """What tells the n-grams of one view from those of another."""
    return np.uint32(0x9E3779B1 * view & 0xFFFFFFFF)


def counted(sample):
    found = (ngrams.counted(view) for view in views(*sample[:2], sample[3]))
    return [(hashes ^ salt(view), counts) for view, (hashes, counts) in enumerate(found)]


def of_file(name):
    for record in records(f"entities/defendants.{name}.jsonl.zst"):
        for defendant in record["defendants"]:
            yield record["text"], defendant["subject"], defendant["charge"], ()


def of_judgments(pool, charges):
    """Defendants with a single charge. Charges that share a label with another cannot be told apart there."""
    labels = Counter(names.label(charge) for charge in charges)
    named = {names.label(charge): charge for charge in charges if labels[names.label(charge)] == 1}
    for line in open(pool):
        row = json.loads(line)
        if row["copy"] or row["source"] != "lecard":
            continue
        text = row["text"][:HEAD]
        present = sorted((name for name in row["persons"] if 2 <= len(name) <= 5 and name in text), key=len, reverse=True)
        for name in present:
            if len(row["persons"][name]) == 1 and row["persons"][name][0] in named:
                yield text, name, named[row["persons"][name][0]], tuple(other for other in present if other != name)


def matrix(features, samples, used):
    """Each used view a part of length one, times its weight."""
    parts = [features.matrix([views[view] for views in samples]) * WEIGHTS[view] for view in used]
    return sum(parts[1:], parts[0]).astype(np.float32)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pool", type=Path)
    parser.add_argument("--out", type=Path, default=export.MODELS)
    options = parser.parse_args()
    development = list(of_file("dev"))
    evaluated = set().union(*(windows(text) for text in {sample[0] for sample in development}))
    own = list(of_file("train"))
    charges = sorted({sample[2] for sample in own})
    copies = {text: sum(w in evaluated for w in windows(text, 8)) >= 3 for text in {sample[0] for sample in own}}
    own = [sample for sample in own if not copies[sample[0]]]
    further = list(of_judgments(options.pool, charges))
    training = own + further
    print(f"{len(own)} + {len(further)} defendants, {len(charges)} charges, {len(development)} to measure", flush=True)
    counts, held = [counted(sample) for sample in training], [counted(sample) for sample in development]
    joined = [(np.concatenate([h for h, _ in views]), None) for views in counts]
    features = linear.Features(joined, least=4, most_share=1.1)
    place = {charge: i for i, charge in enumerate(charges)}
    y, gold = (np.array([place[sample[2]] for sample in part]) for part in (training, development))
    importance = np.array([1.0] * len(own) + [0.6] * len(further))

    def fitted(used):
        model = LinearSVC(C=0.3, tol=2e-2, max_iter=150, random_state=0)
        model.fit(matrix(features, counts, used), y, sample_weight=importance)
        return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)

    def accuracy(used, weights, bias):
        return float(((matrix(features, held, used) @ weights + bias).argmax(1) == gold).mean())

    whole = accuracy([0], *fitted([0]))
    weights, bias = fitted(range(len(WEIGHTS)))
    full = accuracy(range(len(WEIGHTS)), weights, bias)
    weights = linear.pruned(weights, MOST_WEIGHTS)
    kept = accuracy(range(len(WEIGHTS)), weights, bias)
    print(f"whole text {whole:.4f}, six views {full:.4f}, pruned {kept:.4f}", flush=True)
    meta = {"labels": [charge.removesuffix("罪") for charge in charges], "documents": features.documents, "head": 1_000_000, "longest": 3, "weights": WEIGHTS}
    scores = [{"set": "entities/defendants.dev", "metric": "accuracy", "value": round(kept, 4)}]
    data = ["entities/defendants.train", "judgments/lecard"]
    export.save_arrays("defendants", linear.arrays(features, weights, bias), meta, data, scores, options.out)


if __name__ == "__main__":
    main()
