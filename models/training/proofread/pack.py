"""Packs the language model, the confusions and the common pairs as the program reads them.

Each order's runs lie in buckets by hash: `offsets` [buckets + 1], and per run a 16-bit tag, an 8-bit logarithm, an
8-bit back-off weight (none for the longest runs).
"""

import numpy as np

from candidates import is_han

ORDER = 5
BUCKET = 8
RANGES = (-7.0, 0.0, -3.0, 0.5)
SHAPES = 16


def coded(values, low, high):
    return np.round((np.clip(values, low, high) - low) * (255 / (high - low))).astype(np.uint8)


def places(keys, buckets):
    with np.errstate(over="ignore"):
        h = keys * np.uint64(0x9E3779B97F4A7C15)
        h ^= h >> np.uint64(29)
        h *= np.uint64(0xBF58476D1CE4E5B9)
        h ^= h >> np.uint64(32)
        return ((h >> np.uint64(32)) * np.uint64(buckets)) >> np.uint64(32), (h & np.uint64(0xFFFF)).astype(np.uint16)


def runs(model):
    """Tensors of a language model as language_model.py stores it."""
    arrays = {"runs.ranges": np.array(RANGES, np.float32), "runs.base": np.array([int(model["base"])], np.uint32)}
    for order in range(1, ORDER + 1):
        keys = model[f"k{order}"]
        buckets = max(1, len(keys) // BUCKET)
        bucket, tag = places(keys, buckets)
        by = np.argsort(bucket, kind="stable")
        arrays[f"runs.{order}.offsets"] = np.searchsorted(bucket[by], np.arange(buckets + 1)).astype(np.uint32)
        arrays[f"runs.{order}.tags"] = tag[by]
        arrays[f"runs.{order}.logarithms"] = coded(model[f"p{order}"][by], *RANGES[:2])
        backoffs = coded(model[f"b{order}"][by], *RANGES[2:]) if order < ORDER else np.zeros(0, np.uint8)
        arrays[f"runs.{order}.backoffs"] = backoffs
    return arrays


def confusions(stored, first=0x4E00, last=0x9FA5):
    count = last - first + 1
    sounds = np.full((count, 3), 0xFFFF, np.uint16)
    shapes = np.zeros((count, SHAPES), np.uint16)
    likeness = np.zeros((count, SHAPES), np.uint8)
    for point, read, near, like in zip(stored["points"], stored["sounds"], stored["shapes"], stored["likeness"]):
        row = int(point) - first
        sounds[row] = np.where(read < 0, 0xFFFF, read)
        by = np.argsort(-like)[:SHAPES]
        shapes[row], likeness[row] = near[by], np.clip(np.round(like[by] * 255), 0, 255)
    return {"confusion.sounds": sounds, "confusion.shapes": shapes, "confusion.likeness": likeness, "confusion.near": stored["near"].astype(np.uint16)}


def pairs(scorer, vocabulary, least):
    """Pairs of Chinese characters that are common in the counted text, in order."""
    keys = scorer.keys[2]
    first, second = (keys // np.uint64(scorer.base)).astype(np.int64), (keys % np.uint64(scorer.base)).astype(np.int64)
    nothing = np.zeros_like(first)
    both = scorer.sums(np.stack([nothing] * 3 + [first, second], 1), np.ones(len(keys)))
    alone = scorer.sums(np.stack([nothing] * 4 + [first], 1), np.ones(len(keys)))
    han = np.zeros(scorer.base, bool)
    han[[i for c, i in vocabulary.items() if len(c) == 1 and is_han(c)]] = True
    keep = han[first] & han[second] & (both + alone > least)
    return {"pairs": np.stack([first[keep], second[keep]], 1).astype(np.uint16)}
