"""A character language model of five symbols, Kneser-Ney smoothed, pruned and quantised: python language_model.py OUT.npz [--fold 0]

Counting: every run of one to five symbols. Smoothing: interpolated, modified Kneser-Ney. Pruning: the runs whose loss
changes the likelihood of the training text least go first (count times the change of the logarithm). A quantised model
stores, per run, a logarithm and a back-off weight of eight bits each.
"""

import argparse
import sys
import time

import numpy as np

import data
from symbols import Reader

ORDER = 5
CUTOFF = {1: 1, 2: 2, 3: 3, 4: 3, 5: 3}


def runs(stream, order, base):
    """Keys of all runs of the given order; the first symbol is the most significant digit."""
    keys = np.zeros(len(stream) - order + 1, np.uint64)
    for i in range(order):
        keys = keys * np.uint64(base) + stream[i : i + len(keys)].astype(np.uint64)
    return keys


def counted(keys, weights=None):
    """Distinct keys, sorted, and their counts."""
    keys.sort()
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    starts = first.nonzero()[0]
    return keys[starts], np.diff(np.append(starts, len(keys))).astype(np.int64)


def merged(parts):
    """Counts of several (keys, counts, weight) added up."""
    keys = np.concatenate([k for k, _, _ in parts])
    counts = np.concatenate([c * w for _, c, w in parts])
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    starts = first.nonzero()[0]
    return keys[starts], np.add.reduceat(counts, starts)


def find(keys, wanted):
    """Place of each wanted key, or -1."""
    place = np.searchsorted(keys, wanted)
    place[place == len(keys)] = 0
    return np.where(keys[place] == wanted, place, -1)


def discounts(counts):
    """The three discounts of modified Kneser-Ney."""
    n1, n2, n3, n4 = (float((counts == i).sum()) for i in (1, 2, 3, 4))
    if min(n1, n2, n3) == 0:
        return np.array([0.5, 1.0, 1.5])
    y = n1 / (n1 + 2 * n2)
    return np.clip([1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3], 0.1, 2.9)


def by_context(keys, base, values):
    """Sums of values over runs with the same context: (contexts, sums, context number of each run)."""
    contexts = keys // np.uint64(base)
    first = np.ones(len(keys), bool)
    first[1:] = contexts[1:] != contexts[:-1]
    starts = first.nonzero()[0]
    return contexts[starts], np.add.reduceat(values, starts), np.cumsum(first) - 1


def smooth(tables, base):
    """tables: order -> (keys, counts). Gives order -> (keys, counts, log10 p, ...) of all runs, interpolated."""
    adjusted = {ORDER: tables[ORDER][1].astype(np.float64)}
    for order in range(ORDER - 1, 0, -1):
        suffix = np.sort(tables[order + 1][0] % np.uint64(base**order))
        left = np.searchsorted(suffix, tables[order][0], "left")
        right = np.searchsorted(suffix, tables[order][0], "right")
        adjusted[order] = np.maximum(right - left, 1).astype(np.float64)
    probability = {}
    total = adjusted[1].sum()
    probability[1] = (adjusted[1] + 0.5) / (total + 0.5 * base)
    for order in range(2, ORDER + 1):
        keys = tables[order][0]
        counts = adjusted[order]
        d = discounts(counts)
        cut = np.minimum(d[np.clip(counts.astype(int), 1, 3) - 1], counts)
        contexts, sums, number = by_context(keys, base, counts)
        _, freed, _ = by_context(keys, base, cut)
        gamma = freed / sums
        lower = find(tables[order - 1][0], keys % np.uint64(base ** (order - 1)))
        probability[order] = (counts - cut) / sums[number] + gamma[number] * probability[order - 1][lower]
        print(f"order {order}: {len(keys)} runs, discounts {d.round(2)}", flush=True)
    return probability


def backoff(kept, base):
    """Back-off weight of every kept context, so that its distribution sums to one again."""
    weights = {}
    for order in range(2, ORDER + 1):
        keys, p = kept[order]
        contexts, inside, _ = by_context(keys, base, p)
        lower = evaluate_lower(kept, weights, keys, order, base)
        _, below, _ = by_context(keys, base, lower)
        left = np.clip(1 - inside, 1e-6, 1) / np.clip(1 - below, 1e-6, 1)
        where = find(kept[order - 1][0], contexts)
        weight = np.ones(len(kept[order - 1][0]))
        weight[where[where >= 0]] = left[where >= 0]
        weights[order - 1] = weight
    weights[ORDER] = np.ones(len(kept[ORDER][0]))
    return weights


def evaluate_lower(kept, weights, keys, order, base):
    """Probability of each run's last symbol after its context less the first symbol."""
    return lookup(kept, weights, keys % np.uint64(base ** (order - 1)), order - 1, base)


def lookup(kept, weights, keys, order, base):
    if order == 1:
        place = find(kept[1][0], keys)
        return np.where(place >= 0, kept[1][1][place], 1e-7)
    place = find(kept[order][0], keys)
    result = np.where(place >= 0, kept[order][1][place], 0.0)
    missing = (place < 0).nonzero()[0]
    if len(missing):
        shorter = lookup(kept, weights, keys[missing] % np.uint64(base ** (order - 1)), order - 1, base)
        context = find(kept[order - 1][0], keys[missing] // np.uint64(base))
        weight = np.where(context >= 0, weights[order - 1][context], 1.0)
        result[missing] = shorter * weight
    return result


def prune(tables, probability, base, budget):
    """Keeps every character, and of the longer runs those with the largest loss."""
    kept = {1: (tables[1][0], probability[1])}
    losses = []
    candidates = {}
    for order in range(2, ORDER + 1):
        keys, counts = tables[order]
        enough = counts >= CUTOFF[order]
        keys, counts, p = keys[enough], counts[enough], probability[order][enough]
        lower = find(tables[order - 1][0], keys % np.uint64(base ** (order - 1)))
        loss = counts * np.abs(np.log(p) - np.log(probability[order - 1][lower]))
        candidates[order] = (keys, p, loss)
        losses.append(loss)
    every = np.concatenate(losses)
    limit = np.partition(every, len(every) - budget)[len(every) - budget] if len(every) > budget else 0
    keep = {order: loss >= limit for order, (_, _, loss) in candidates.items()}
    for order in range(ORDER, 2, -1):
        # The reader stops at the first run that is missing, so what a kept run ends or begins with stays too.
        keys = candidates[order][0][keep[order]]
        for part in (keys % np.uint64(base ** (order - 1)), keys // np.uint64(base)):
            place = find(candidates[order - 1][0], np.unique(part))
            keep[order - 1][place[place >= 0]] = True
    for order, (keys, p, _) in candidates.items():
        kept[order] = (keys[keep[order]], p[keep[order]])
    return kept


def count_texts(reader, texts):
    base = reader.size
    stream = np.concatenate([np.concatenate([[reader.start], reader.symbols(t)[0]]) for t in texts]).astype(np.int32)
    return {order: counted(runs(stream, order, base)) for order in range(1, ORDER + 1)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--fold", type=int, default=None, help="tenth of the law sentences to keep unseen")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--budget", type=int, default=5_000_000)
    parser.add_argument("--law-weight", type=int, default=20)
    parser.add_argument("--words", help="dict.txt of the word segmenter jieba (MIT)")
    parser.add_argument("--cache", default="target/training/judgment-counts.npz")
    options = parser.parse_args()
    begun = time.time()
    vocabulary = data.vocabulary()
    reader = Reader(vocabulary)
    reader.size = len(vocabulary)
    base = reader.size
    measured = data.measured_texts(options.fold, options.seed)
    try:
        stored = np.load(options.cache)
        judgments = {order: (stored[f"k{order}"], stored[f"c{order}"]) for order in range(1, ORDER + 1)}
    except FileNotFoundError:
        judgments = count_texts(reader, data.without_overlap(data.judgments("learnt"), measured))
        np.savez(options.cache, **{f"k{o}": k for o, (k, _) in judgments.items()}, **{f"c{o}": c for o, (_, c) in judgments.items()})
    print(f"judgments counted {time.time() - begun:.0f} s", flush=True)
    others = [
        (data.statutes(), 2),
        (sorted({right for name in ("13.train", "13.test", "14.train", "14.test", "15.train", "15.test") for _, right in data.pairs(f"sighan{name}")}), 1),
        (sorted({right for _, right in data.law(options.fold, options.seed)[0]}), options.law_weight),
    ]
    if options.words:
        text = "".join(data.statutes()[:40])
        others.append((["".join(data.words(options.words, [c for c in text[:200000] if "\u4e00" <= c <= "\u9fff" or c in "，。、"]))], 1))
    counts = [(count_texts(reader, data.without_overlap(texts, measured)), weight) for texts, weight in others if weight]
    tables = {o: merged([(*judgments[o], 1)] + [(*c[o], w) for c, w in counts]) for o in range(1, ORDER + 1)}
    print(f"merged {time.time() - begun:.0f} s", flush=True)
    probability = smooth(tables, base)
    print(f"smoothed {time.time() - begun:.0f} s", flush=True)
    kept = prune(tables, probability, base, options.budget)
    weights = backoff(kept, base)
    print({o: len(k) for o, (k, _) in kept.items()}, sum(len(k) for k, _ in kept.values()))
    np.savez(
        options.out,
        base=base,
        **{f"k{o}": k for o, (k, _) in kept.items()},
        **{f"p{o}": np.log10(p).astype(np.float32) for o, (_, p) in kept.items()},
        **{f"b{o}": np.log10(weights[o]).astype(np.float32) for o in kept},
    )
    print(f"done {time.time() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
