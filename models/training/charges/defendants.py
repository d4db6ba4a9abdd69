"""The charge of each defendant: python -m charges.defendants POOL.jsonl [--out FOLDER] (run in models/training)

A linear SVM over the n-grams of six views of the text, in which the defendant asked for is 甲 and every other one 乙:
the whole text, the sentences and the clauses that name him, the clauses behind, and the characters behind and before
his name. `src/nlp/charges/defendants.rs` makes the same views. Trained on the multi-defendant facts, on judgments
whose defendants have one charge each and on facts of a single defendant; prints accuracy on the development file beside
the whole text alone. PENALTY, SHARES and MOST_WEIGHTS were chosen by five-fold cross-validation on the training file,
split by case with near-duplicates (24-character windows) in one fold.
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
MOST_WEIGHTS = 600_000
PENALTY = 0.6
# What a sample counts for: of the multi-defendant facts, of the judgments, of the facts of a single defendant.
SHARES = [1.0, 0.6, 0.5]
HEAD = 1600
# A hidden name behind its title, and the placeholder that takes its place.
HIDDEN, SINGLE = re.compile(r"被告人(?:[^，。、\s]{1,3}某{1,2}[甲乙丙]?|[^，。、\s]某)"), "<被告人A>"
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


def labels_told_apart(charges):
    """Label of the pool -> charge, without those charges that share a label with another."""
    labels = Counter(names.label(charge) for charge in charges)
    return {names.label(charge): charge for charge in charges if labels[names.label(charge)] == 1}


def of_pool(pool, source):
    for line in open(pool):
        row = json.loads(line)
        if row["source"] == source and not row["copy"]:
            yield row | {"text": row["text"][:HEAD]}


def of_judgments(pool, charges):
    """Defendants with a single charge."""
    named = labels_told_apart(charges)
    for row in of_pool(pool, "lecard"):
        text = row["text"]
        present = sorted((name for name in row["persons"] if 2 <= len(name) <= 5 and name in text), key=len, reverse=True)
        for name in present:
            if len(row["persons"][name]) == 1 and row["persons"][name][0] in named:
                yield text, name, named[row["persons"][name][0]], tuple(other for other in present if other != name)


def of_single(pool, charges):
    """Facts with one charge, whose one defendant is named by a hidden name such as 某某."""
    named = labels_told_apart(charges)
    for row in of_pool(pool, "cail"):
        text = HIDDEN.sub(f"被告人{SINGLE}", row["text"])
        if len(row["labels"]) == 1 and row["labels"][0] in named and SINGLE in text:
            yield text, SINGLE, named[row["labels"][0]], ()


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
    parts = [own, list(of_judgments(options.pool, charges)), list(of_single(options.pool, charges))]
    training = sum(parts, [])
    print(" + ".join(str(len(part)) for part in parts), f"defendants, {len(charges)} charges, {len(development)} to measure", flush=True)
    counts, held = [counted(sample) for sample in training], [counted(sample) for sample in development]
    joined = [(np.concatenate([h for h, _ in views]), None) for views in counts]
    features = linear.Features(joined, least=4, most_share=1.1)
    place = {charge: i for i, charge in enumerate(charges)}
    y, gold = (np.array([place[sample[2]] for sample in part]) for part in (training, development))
    importance = np.repeat(SHARES, [len(part) for part in parts])

    def fitted(used):
        model = LinearSVC(C=PENALTY, tol=2e-2, max_iter=150, random_state=0)
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
    data = ["entities/defendants.train", "judgments/lecard", "charges/cail2018_part_*"]
    export.save_arrays("defendants", linear.arrays(features, weights, bias), meta, data, scores, options.out)


if __name__ == "__main__":
    main()
