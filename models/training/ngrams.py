"""Hashed character n-grams of the linear models. `src/nlp/linear.rs` computes the same numbers.

A text is folded (tokens.fold), white space is dropped, every digit becomes 0 and every mask sign ×; runs of either
keep at most two. An n-gram's number is the 32-bit FNV-1a hash over the code points of its characters, started from n.
"""

import numpy as np

from tokens import fold

OFFSET = 2166136261
PRIME = np.uint32(16777619)
MASKS = set("×xX*＊✕Ｘ")


def plain(text):
    out = []
    for character in text:
        if character.isspace():
            continue
        folded = "×" if character in MASKS else fold(character)
        folded = "0" if folded.isdigit() and folded.isascii() else folded
        if folded in "0×" and out[-2:] == [folded, folded]:
            continue
        out.append(folded)
    return "".join(out)


def hashes(text, longest=3):
    """One array of hashes for each n, in the order of the text."""
    codes = np.frombuffer(plain(text).encode("utf-32-le"), dtype=np.uint32)
    found = []
    for n in range(1, longest + 1):
        if len(codes) < n:
            break
        h = np.full(len(codes) - n + 1, (OFFSET ^ n) & 0xFFFFFFFF, dtype=np.uint32) * PRIME
        for offset in range(n):
            h = (h ^ codes[offset : len(codes) - n + 1 + offset]) * PRIME
        found.append(h)
    return found


def counted(text, longest=3):
    """(unique hashes, how often each)."""
    found = hashes(text, longest)
    if not found:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    return np.unique(np.concatenate(found), return_counts=True)
