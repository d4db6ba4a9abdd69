"""Packs the language model, the confusions, the common pairs, the words and the slips as the program reads them.

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


def table(name, keys):
    """Tensors of a table, and the order in which the values of its keys follow."""
    buckets = max(1, len(keys) // BUCKET)
    bucket, tag = places(keys, buckets)
    by = np.argsort(bucket, kind="stable")
    offsets = np.searchsorted(bucket[by], np.arange(buckets + 1)).astype(np.uint32)
    return {f"{name}.offsets": offsets, f"{name}.tags": tag[by]}, by


def counts(name, counted, base):
    """Tensors of counted runs: (symbols, count)."""
    keys = np.zeros(len(counted), np.uint64)
    for i, (symbols, _) in enumerate(counted):
        key = 0
        for symbol in symbols:
            key = key * base + symbol
        keys[i] = key
    arrays, by = table(name, keys)
    logarithms = np.log1p([count for _, count in counted])
    step = float(logarithms.max()) / 255
    return arrays | {f"{name}.step": np.array([step], np.float32), f"{name}.logarithms": np.round(logarithms[by] / step).astype(np.uint8)}


def runs(model):
    """Tensors of a language model as language_model.py stores it."""
    arrays = {"runs.ranges": np.array(RANGES, np.float32), "runs.base": np.array([int(model["base"])], np.uint32)}
    for order in range(1, ORDER + 1):
        found, by = table(f"runs.{order}", model[f"k{order}"])
        arrays |= found
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


def with_slips(arrays, slips, vocabulary, first=0x4E00):
    """The confusions with what people wrote for each other though neither sound nor shape tells: in the last places for
    characters alike in shape, with the least likeness there is."""
    sounds, shapes, likeness = (arrays[f"confusion.{name}"] for name in ("sounds", "shapes", "likeness"))
    shapes, likeness = shapes.copy(), likeness.copy()
    near = {tuple(pair) for pair in arrays["confusion.near"].reshape(-1, 2).tolist()}
    readings = lambda char: [int(s) for s in sounds[ord(char) - first] if s != 0xFFFF]
    others = {}
    for slip in sorted(slips):
        if len(slip) == 2 and all(is_han(c) and ord(c) - first < len(sounds) for c in slip) and slip[1] in vocabulary:
            wrong, right = slip
            spoken = any(a == b or (a, b) in near for a in readings(wrong) for b in readings(right))
            if not spoken and vocabulary[right] not in shapes[ord(wrong) - first]:
                others.setdefault(wrong, []).append((-slips[slip], vocabulary[right]))
    for wrong, found in others.items():
        row = ord(wrong) - first
        for place, (_, symbol) in zip(np.argsort(likeness[row], kind="stable"), sorted(found)[: SHAPES // 2]):
            shapes[row, place], likeness[row, place] = symbol, 1
    return arrays | {"confusion.shapes": shapes, "confusion.likeness": likeness}


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
