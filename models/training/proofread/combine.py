"""Gathers edits with their features and whether they are right: python combine.py OUT.pkl --program "qiuhao nlp proofread --jsonl" …

The program weighs the edits (features exactly as it will see them). Sources: generated errors in judgments the language
model has not counted, and in error-free sentences; error-free sentences as they are; written pairs (half of odw, LawBench 2-1
development, the law sentences less the fold, weighed with a language model that has not seen them); and what is measured.
"""

import argparse
import json
import pickle
import random
import shlex
import subprocess

import numpy as np

import data
from combiner import NAMES
from candidates import Confusion, Pairs
from noise import Noise
from scorer import Scorer


def weighed(program, texts):
    """For each text its (start, end, to) edits and their features."""
    lines = "".join(json.dumps({"text": t, "candidates": True}, ensure_ascii=False) + "\n" for t in texts)
    answer = subprocess.run(shlex.split(program), input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    for line in answer.splitlines():
        found = json.loads(line)["candidates"]
        yield [(c["start"], c["end"], c["to"]) for c in found], np.array([c["features"] for c in found], np.float32)


def right_edit(scorer, wrong, right, edit, whole):
    """Whether an edit brings the text nearer to the right one by all that it changes."""
    start, end, new = edit
    edited = wrong[:start] + new + wrong[end:]
    return whole - scorer.distance(edited, right) == scorer.distance(wrong[start:end], new)


def gather(scorer, program, pairs):
    out = []
    for (wrong, right), (edits, features) in zip(pairs, weighed(program, [w for w, _ in pairs]), strict=True):
        whole = scorer.distance(wrong, right) if wrong != right else 0
        labels = [bool(whole) and right_edit(scorer, wrong, right, e, whole) for e in edits]
        out.append((wrong, right, edits, features, np.array(labels, bool)))
    return out


def with_others_slips(rows, parts=3):
    """Written pairs that the slips were counted on, as if they had not been: counts from the other parts, and without the
    edits that only this part's own slips propose."""
    slip, any_slip, shape_only, likeness = (NAMES.index(name) for name in ("slip", "any slip", "shape only", "likeness"))
    rights = [right for _, right, *_ in rows]
    part_of = {right: data.bucket("slips/" + name, parts) for right, name in zip(rights, data.clusters(rights))}
    general = [pair for name in data.SIGHAN for pair in data.pairs(name)]
    out = list(rows)
    for part in range(parts):
        counted = data.slips(general + [(w, r) for w, r, *_ in rows if part_of[r] != part])
        for at, (wrong, right, edits, features, good) in enumerate(rows):
            if part_of[right] != part or not len(edits):
                continue
            features = features.copy()
            for row, (start, end, new) in zip(features, edits):
                differ = [(a, b) for a, b in zip(wrong[start:end], new) if a != b] if end - start == len(new) else []
                row[slip] = sum(np.log1p(counted[a + b]) for a, b in differ)
                row[any_slip] = sum(np.log1p(counted[a]) for a, _ in differ)
            kept = (features[:, shape_only] == 0) | (features[:, likeness] > 0.01) | (features[:, slip] > 0)
            out[at] = (wrong, right, [e for e, k in zip(edits, kept) if k], features[kept], good[kept])
    return out


def generated(noise, texts, count, seed, rates=(0.0, 0.02, 0.04, 0.06)):
    draw = random.Random(seed)
    out = []
    while len(out) < count:
        text = draw.choice(texts)
        length = draw.randrange(20, 100)
        if len(text) > length:
            start = draw.randrange(len(text) - length)
            marks = [text.find(m, start, start + 60) for m in "。，；"]
            start = max(marks) + 1 if max(marks) >= 0 else start
            text = text[start : start + length]
        if len(text) < 10:
            continue
        out.append(("".join(noise.corrupt(text, draw.choice(rates))[0]), text))
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--program", required=True)
    parser.add_argument("--program-without-law", help="the same with a language model that has not seen the law sentences")
    parser.add_argument("--model", required=True, help="the language model, for the generator's frequencies")
    parser.add_argument("--confusion", default="target/training/confusion.npz")
    parser.add_argument("--fold", type=int, default=None)
    parser.add_argument("--fold-seed", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--generated", type=int, default=0, help="sentences with generated errors (they made the combiner worse)")
    options = parser.parse_args()
    vocabulary = data.vocabulary()
    scorer = Scorer(options.model, vocabulary)
    learnt, measured = data.law(options.fold, options.fold_seed)
    program = options.program
    sources = {
        "law": (program, measured),
        "2-1": (program, data.lawbench()),
        "odw": (program, data.pairs("odw.train")),
        "clean": (program, [(t, t) for t in data.clean(False)]),
        "clean measured": (program, [(t, t) for t in data.clean(True)]),
    }
    if options.program_without_law:
        sources["law learnt"] = (options.program_without_law, learnt)
    if options.generated:
        confusion = Confusion(options.confusion, vocabulary)
        noise = Noise(confusion, Pairs(scorer, confusion), scorer.frequencies(), options.seed)
        tuned = data.without_overlap(data.judgments("tuned"), data.measured_texts(options.fold, options.fold_seed))
        sources["judgments"] = (program, generated(noise, tuned, options.generated, 1))
        sources["news"] = (program, generated(noise, data.clean(False), options.generated // 2, 2, (0.02, 0.04)))
    result = {}
    for name, (who, texts) in sources.items():
        rows = gather(scorer, who, texts)
        if name in ("law learnt", "odw"):
            rows = with_others_slips(rows)
        result[name] = rows
        print(name, len(rows), "edits", sum(len(r[2]) for r in rows), "right", sum(int(r[4].sum()) for r in rows), flush=True)
        with open(options.out, "wb") as file:
            pickle.dump(result, file)


if __name__ == "__main__":
    main()
