"""Errors put into clean text: (corrupted characters, one operation a character, the character to write).

Operations: keep, replace by a character, delete, insert a character after, swap with the next. Drawn: characters alike
in sound (most), near in sound, alike in shape; pairs of one sound as a typing method gives them; left-out, doubled and
stray characters; exchanged neighbours. Digits, letters and masked names (某, ×, ＊) are never touched.
"""

import random

import numpy as np

from candidates import NEAR, SAME, SHAPE, is_han

KEEP, REPLACE, DELETE, INSERT, SWAP = range(5)
OPERATIONS = ["keep", "replace", "delete", "insert", "swap"]
SHARES = [("sound", 0.50), ("near", 0.05), ("shape", 0.10), ("random", 0.02), ("pair", 0.10), ("omit", 0.10), ("extra", 0.08), ("swap", 0.05)]


class Noise:
    def __init__(self, confusion, pairs, frequency, seed=0):
        self.confusion, self.pairs, self.random = confusion, pairs, random.Random(seed)
        self.frequency = frequency
        self.kinds = [k for k, _ in SHARES]
        self.weights = [w for _, w in SHARES]
        self.cache = {}
        self.characters = confusion.characters
        self.han = sorted(confusion.han, key=lambda i: -frequency[i])

    def alike(self, char, kind):
        """Characters of one relation and their weights: the common ones are written by mistake more often."""
        key = (char, kind)
        if key not in self.cache:
            ids, kinds, like = self.confusion.alike(char)
            if kind == SHAPE:
                chosen = like > 0.55
                weights = np.exp(12 * (like[chosen] - 1)) * (self.frequency[ids[chosen]] + 1e-7) ** 0.15
            else:
                chosen = kinds == kind
                weights = (self.frequency[ids[chosen]] + 1e-6) ** 0.4
            self.cache[key] = [self.characters[i] for i in ids[chosen].tolist()], weights.cumsum().tolist()
        return self.cache[key]

    def one(self, char, kind):
        letters, weights = self.alike(char, kind)
        return self.random.choices(letters, cum_weights=weights)[0] if letters else None

    def corrupt(self, text, rate):
        """Chars, operations and targets of the text with about rate errors a character."""
        chars, operations, targets = [], [], []
        pick = self.random.random
        i, size = 0, len(text)

        def put(char, operation=KEEP, target=None):
            chars.append(char)
            operations.append(operation)
            targets.append(target)

        free = [is_han(c) and c not in "某甲乙丙丁" for c in text]
        while i < size:
            char = text[i]
            if not free[i] or pick() >= rate:
                put(char)
                i += 1
                continue
            kind = self.random.choices(self.kinds, self.weights)[0]
            if kind in ("sound", "near", "shape", "random"):
                wrong = self.one(char, {"sound": SAME, "near": NEAR, "shape": SHAPE}[kind]) if kind != "random" else self.stray()
                if wrong and wrong != char:
                    put(wrong, REPLACE, char)
                else:
                    put(char)
                i += 1
            elif kind == "pair" and i + 1 < size and free[i + 1]:
                found = self.pairs.alike(char, text[i + 1])
                if found:
                    a, b = self.random.choice(found)
                    put(self.characters[a], REPLACE, char)
                    put(self.characters[b], REPLACE, text[i + 1])
                else:
                    put(char), put(text[i + 1])
                i += 2
            elif kind == "omit" and chars and operations[-1] == KEEP and i + 1 < size:
                operations[-1], targets[-1] = INSERT, char
                i += 1
            elif kind == "extra":
                put(char)
                way = pick()
                if way < 0.4:
                    put(char, DELETE)
                elif way < 0.6 and i and free[i - 1] and operations[-2:-1] == [KEEP]:
                    put(text[i - 1], DELETE)
                    put(char, DELETE)
                else:
                    put(self.stray(), DELETE)
                i += 1
            elif kind == "swap" and i + 1 < size and free[i + 1] and char != text[i + 1]:
                if i + 2 < size and free[i + 2] and pick() < 0.3:
                    put(text[i + 1], SWAP), put(text[i + 2]), put(char)
                    i += 3
                else:
                    put(text[i + 1], SWAP), put(char)
                    i += 2
            else:
                put(char)
                i += 1
        return chars, operations, targets

    def stray(self):
        """Any character, the common ones more often."""
        return self.characters[self.han[int(len(self.han) * self.random.random() ** 2.5)]]


def aligned(wrong, right):
    """A written pair as operations: character for character where lengths agree, by differences otherwise."""
    import difflib

    chars, operations, targets = list(wrong), [KEEP] * len(wrong), [None] * len(wrong)
    if len(wrong) == len(right):
        for i, (a, b) in enumerate(zip(wrong, right)):
            if a != b:
                operations[i], targets[i] = REPLACE, b
        return chars, operations, targets
    for tag, a, b, c, d in difflib.SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes():
        if tag == "delete":
            operations[a:b] = [DELETE] * (b - a)
        elif tag == "insert" and a:
            operations[a - 1], targets[a - 1] = INSERT, right[c]
        elif tag == "replace" and b - a == d - c:
            for i in range(b - a):
                operations[a + i], targets[a + i] = REPLACE, right[c + i]
    return chars, operations, targets
