"""A person found once is marked wherever the same name stands; as `src/nlp/entities/names.rs`."""

import re
from collections import Counter

NAME = re.compile(r"^[\w×*·]{2,12}$")
LONGER = "某×甲乙丙丁戊己庚辛壬癸"


def propagated(text, spans, persons):
    order = sorted(persons)
    counts = {}
    for start, end, label in spans:
        if label in persons and NAME.match(text[start:end]):
            counts.setdefault(text[start:end], Counter())[label] += 1
    taken = [False] * len(text)
    for start, end, _ in spans:
        taken[start:end] = [True] * (end - start)
    out = list(spans)
    for name in sorted(counts, key=lambda name: (-len(name), name)):
        label = max(order, key=lambda label: counts[name][label])
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            follows = text[end : end + 1]
            goes_on = name[-1] in "某×*" and follows and (follows in LONGER or "0" <= follows <= "9")
            if not any(taken[start:end]) and not goes_on:
                taken[start:end] = [True] * (end - start)
                out.append((start, end, label))
            start = text.find(name, start + 1)
    return sorted(out)
