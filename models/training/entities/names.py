"""Invented names in place of the masked ones (林某某, 王×, 陈某甲), so that a tagger learns names as papers write them.

Characters of given names are parted into those that train and those that test, by hash, so a test name is never made
of parts seen in training. The family name stays where the mask shows one.
"""

import csv
import hashlib
import random
import re

from corpus import DATA

MASKED = re.compile(r"[某×xX*＊ＸＡ-Ｚ]")
FAMILY = re.compile(r"^[一-龥](?=[某×xX*＊Ｘ])")
# Mentions nobody labelled: a family name before a mask. What follows 某 may belong to the next word, so only sure marks.
UNLABELLED = re.compile(r"[一-龥](?:某某|×{1,2}|某)[甲乙丙丁戊己庚]?\d?")


def rows(path):
    with open(DATA / "lexicon" / path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def part(character):
    return "test" if hashlib.sha256(character.encode()).digest()[0] % 2 else "train"


class Swapper:
    """Replaces every masked name of a passage. One text, one name for one mask."""

    def __init__(self, side, seed):
        self.random = random.Random(seed)
        characters = [row for row in rows("given_name_characters.csv") if side == "both" or part(row["character"]) == side]
        self.given = [row["character"] for row in characters]
        self.weights = [float(row["name.ppm"] or 0) for row in characters]
        surnames = [row for row in rows("surnames.csv") if len(row["surname"]) <= 2]
        self.surnames = [row["surname"] for row in surnames]
        self.surname_weights = [float(row["ppm.1930_2008"] or 0) ** 0.8 for row in surnames]
        self.known = {s for s, w in zip(self.surnames, self.surname_weights, strict=True) if len(s) == 1 and w > 0}

    def invent(self, masked):
        family = FAMILY.match(masked)
        if family and family[0] in self.known and self.random.random() < 0.8:
            surname = family[0]
        else:
            surname = self.random.choices(self.surnames, self.surname_weights)[0]
        length = self.random.choices([1, 2], [0.3, 0.7])[0]
        return surname + "".join(self.random.choices(self.given, self.weights, k=length))

    def __call__(self, text, spans, persons):
        masks = {text[s:e] for s, e, label in spans if label in persons and e - s >= 2 and MASKED.search(text[s:e])}
        masks |= {m[0] for m in UNLABELLED.finditer(text) if m[0][0] in self.known and m[0][1:] != "某"}
        if not masks:
            return text, spans
        pattern = re.compile("|".join(re.escape(mask) for mask in sorted(masks, key=lambda m: (-len(m), m))))
        chosen, out, shift = {}, [], [0] * (len(text) + 1)
        position = moved = 0
        for match in pattern.finditer(text):
            if cuts(match.span(), spans):
                continue
            if match[0] not in chosen:
                chosen[match[0]] = self.invent(match[0])
            new = chosen[match[0]]
            out.append(text[position : match.start()])
            for i in range(position, match.start() + 1):
                shift[i] = i + moved
            moved += len(new) - len(match[0])
            for i in range(match.start() + 1, match.end()):
                shift[i] = None
            out.append(new)
            position = match.end()
        for i in range(position, len(text) + 1):
            shift[i] = i + moved
        out.append(text[position:])
        return "".join(out), [(shift[s], shift[e], label) for s, e, label in spans]


def cuts(match, spans):
    """Whether an end of a labelled span lies inside the match."""
    start, end = match
    return any(start < edge < end for s, e, _ in spans for edge in (s, e))
