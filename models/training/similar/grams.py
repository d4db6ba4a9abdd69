"""Character pairs and triples of a text. `src/nlp/similar/table.rs` computes the same.

A gram lies within a run of Chinese characters (U+4E00 to U+9FFF); its key is FNV-1a over the code points, started from
the length, 32 bits.
"""

import numpy as np

LENGTHS = (2, 3)
# Stands for a name in published judgments.
MASK = ord("某")


def grams(text):
    """(keys, positions) of all grams; grams with 某 are left out."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    inside = (codes >= 0x4E00) & (codes <= 0x9FFF) & (codes != MASK)
    keys, places = [], []
    for length in LENGTHS:
        count = len(codes) - length + 1
        if count <= 0:
            continue
        whole = np.ones(count, dtype=bool)
        key = np.full(count, 0x811C9DC5 ^ length, dtype=np.uint32)
        for at in range(length):
            whole &= inside[at : at + count]
            key = (key ^ codes[at : at + count]) * np.uint32(0x01000193)
        keys.append(key[whole])
        places.append(np.flatnonzero(whole))
    if not keys:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    return np.concatenate(keys), np.concatenate(places)


def vocabulary(texts, size, most):
    """(sorted keys, documents that have each) of the commonest grams, without those in more than a share of all."""
    keys, counts = np.unique(np.concatenate([np.unique(grams(text)[0]) for text in texts]), return_counts=True)
    keys, counts = keys[counts < most * len(texts)], counts[counts < most * len(texts)]
    best = np.sort(np.argsort(-counts, kind="stable")[:size])
    return keys[best], counts[best]


def known(keys, places, table):
    """Rows of the table, and places, of the grams that it has."""
    at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    found = table[at] == keys
    return at[found], places[found]


def sentences(text):
    """Number of the sentence of each character."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return np.cumsum(np.isin(codes, [ord(mark) for mark in "。；\n"]))


def pairs(text):
    """Distinct pairs of letters or digits, as two 16-bit code points."""
    codes = np.array([ord(c) if c.isalnum() and ord(c) < 0x10000 else 0 for c in text], dtype=np.uint32)
    first, second = codes[:-1], codes[1:]
    both = (first > 0) & (second > 0)
    return (first[both] << 16) | second[both]
