"""The texts proofreading learns from and is measured on, and how they are kept apart.

Measured on: LawBench 2-1 (its development half), one tenth of the law sentences, half of the error-free sentences.
Everything learnt from is cut of sentences that share 24 characters in a row with those.
"""

import hashlib
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import tokens
from corpus import DATA, held_out, records
from export import MODELS
from groups import Groups

FOLDS = 10
WINDOW = 24


def bucket(text, buckets):
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:4], "big") % buckets


def lawbench():
    """(wrong, right) pairs of LawBench 2-1, development half."""
    return [(r["question"], r["answer"]) for r in records("lawbench/2-1.dev.jsonl.zst")]


def clean(measured):
    """Error-free sentences: the half that is measured, or the half that may be learnt from."""
    texts = [r["text"] for r in records("proofread/clean.dev.jsonl.zst")]
    return [t for t in texts if (bucket(t, 2) == 0) == measured]


def pairs(name):
    return [(r["wrong"], r["right"]) for r in records(f"proofread/{name}.jsonl.zst")]


def bigrams(text):
    return {text[i : i + 2] for i in range(len(text) - 1)}


def clusters(texts, similarity=0.6):
    """A name for the cluster of each text (its first member); texts sharing most character pairs are in one cluster."""
    distinct = sorted(set(texts))
    together = Groups(len(distinct))
    sets = [bigrams(t) for t in distinct]
    where = {}
    for i, grams in enumerate(sets):
        seen = {}
        for gram in grams:
            for j in where.get(gram, ()):
                seen[j] = seen.get(j, 0) + 1
            where.setdefault(gram, []).append(i)
        for j, shared in seen.items():
            if shared >= similarity * min(len(grams), len(sets[j])):
                together.join(i, j)
    first = {}
    for i, text in enumerate(distinct):
        first.setdefault(together.of(i), text)
    name = {t: first[together.of(i)] for i, t in enumerate(distinct)}
    return [name[t] for t in texts]


def law(fold, seed=0):
    """(learnt, measured) pairs of the law sentences; near-duplicates are always on one side. fold None: all are learnt."""
    every = pairs("law.train")
    if fold is None:
        return every, []
    names = clusters([right for _, right in every])
    side = [bucket(f"{seed}/{name}", FOLDS) == fold for name in names]
    return [p for p, s in zip(every, side) if not s], [p for p, s in zip(every, side) if s]


def windows(codes):
    """A hash of every run of WINDOW characters."""
    if len(codes) < WINDOW:
        return np.zeros(0, np.uint64)
    base = np.uint64(1099511628211)
    total = np.zeros(len(codes) - WINDOW + 1, np.uint64)
    with np.errstate(over="ignore"):
        for i in range(WINDOW):
            total = total * base + codes[i : i + len(total)].astype(np.uint64)
    return total


def code_points(text):
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def without_overlap(texts, measured):
    """The texts, sentence by sentence, less the sentences that share a window with a measured text."""
    forbidden = np.unique(np.concatenate([windows(code_points(t)) for t in measured] or [np.zeros(0, np.uint64)]))
    kept = []
    for text in texts:
        codes = code_points(text)
        hashes = windows(codes)
        place = np.searchsorted(forbidden, hashes).clip(max=max(0, len(forbidden) - 1))
        hit = forbidden[place] == hashes if len(forbidden) else np.zeros(len(hashes), bool)
        if not hit.any():
            kept.append(text)
            continue
        bad = np.zeros(len(codes), bool)
        for start in hit.nonzero()[0]:
            bad[start : start + WINDOW] = True
        start = 0
        for i, char in enumerate(text):
            if char in "。；\n" or i + 1 == len(text):
                if not bad[start : i + 1].any():
                    kept.append(text[start : i + 1])
                start = i + 1
    return kept


def judgments(part):
    """`learnt`: what the language model counts. `tuned`: kept from it, so that its scores there are those of new text;
    generated errors for the combiner stand in these. The held-out cases are in neither."""
    return [
        r["text"]
        for r in records("judgments/lecard.jsonl.zst")
        if not held_out(r["id"]) and (bucket(str(r["id"]) + "/tuned", 40) == 0) == (part == "tuned")
    ]


def statutes():
    return [r["text"] for r in records("statutes/criminal.jsonl.zst")]


def words(path, surroundings, least=3, seed=0):
    """Words of a frequency list (word, count, kind a line), each put between characters drawn from the surroundings, more
    often the commoner it is. Teaches the language model words that the judgments lack. Names of persons only if common."""
    draw = random.Random(seed)
    out = []
    for line in open(path, encoding="utf-8"):
        word, count, kind = (line.split() + [""])[:3]
        count = int(count)
        if not 2 <= len(word) <= 6 or count < (50 if kind.startswith("nr") else least):
            continue
        if all("\u4e00" <= c <= "\u9fff" for c in word):
            for _ in range(min(10, 1 + count.bit_length() - 1)):
                out.append(draw.choice(surroundings) + word + draw.choice(surroundings))
    return out


def listed(path, least=3):
    """(word, count) of the words of a frequency list that an edit may make or break."""
    for line in open(path, encoding="utf-8"):
        word, count, kind = (line.split() + [""])[:3]
        count = int(count)
        if 2 <= len(word) <= 4 and count >= (50 if kind.startswith("nr") else least) and all("\u4e00" <= c <= "\u9fff" for c in word):
            yield word, count


SIGHAN = [f"sighan{part}" for part in ("13.train", "13.test", "14.train", "14.test", "15.train", "15.test")]


def slips(written):
    """How often each character was written for another, and for any other, in (wrong, right) pairs of one length."""
    counted = Counter()
    for wrong, right in written:
        if len(wrong) == len(right):
            for a, b in zip(wrong, right):
                if a != b:
                    counted[a + b] += 1
                    counted[a] += 1
    return counted


def measured_texts(fold, seed=0):
    texts = clean(True) + [t for pair in lawbench() for t in pair]
    return texts + [t for pair in law(fold, seed)[1] for t in pair]


def vocabulary():
    return tokens.load(MODELS / "tokenizer.json")
