"""Shorter passages for training: sentences without a label are mostly left out, long passages are cut between sentences."""

import re

SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
LONGEST = 220
KEPT = 0.4


def sentences(text, spans):
    """(start, end) of sentences; an end inside a labelled span does not count."""
    start, out = 0, []
    for match in SENTENCE.finditer(text):
        end = match.end()
        if end > start and not any(s < end < e for s, e, _ in spans):
            out.append((start, end))
            start = end
    return out if start == len(text) else [*out, (start, len(text))]


def shortened(text, spans, rng):
    """Passages made of the sentences of a passage."""
    pieces, found, length = [], [], 0
    out = []

    def close():
        nonlocal pieces, found, length
        if pieces:
            out.append(("".join(pieces), found))
        pieces, found, length = [], [], 0

    for start, end in sentences(text, spans):
        inside = [(s, e, label) for s, e, label in spans if start <= s and e <= end]
        if not inside and rng.random() > KEPT:
            continue
        if length and length + end - start > LONGEST:
            close()
        found += [(s - start + length, e - start + length, label) for s, e, label in inside]
        pieces.append(text[start:end])
        length += end - start
    close()
    return out
