"""Characters alike in sound and shape, and common pairs, for the generator of errors."""

import numpy as np

SAME, NEAR, SHAPE = range(3)


class Confusion:
    def __init__(self, path, vocabulary):
        stored = np.load(path)
        self.row = {int(p): i for i, p in enumerate(stored["points"])}
        self.sounds = [frozenset(int(s) for s in r if s >= 0) for r in stored["sounds"]]
        self.near = {}
        for a, b in stored["near"]:
            self.near.setdefault(int(a), set()).add(int(b))
        self.shapes, self.likeness = stored["shapes"], stored["likeness"]
        self.vocabulary = vocabulary
        self.han = {i for c, i in vocabulary.items() if len(c) == 1 and ord(c) in self.row}
        self.characters = {i: c for c, i in vocabulary.items()}
        self.by_sound = {}
        for c, i in vocabulary.items():
            if i in self.han:
                for s in self.sounds[self.row[ord(c)]]:
                    self.by_sound.setdefault(s, []).append(i)
        self.cache = {}

    def sounds_of(self, char):
        row = self.row.get(ord(char))
        return self.sounds[row] if row is not None else frozenset()

    def alike(self, char):
        """Symbols alike to the character: (symbols, relations, likeness)."""
        if char in self.cache:
            return self.cache[char]
        row = self.row.get(ord(char))
        found = {}
        if row is not None:
            for s in self.sounds[row]:
                for near in self.near.get(s, ()):
                    for i in self.by_sound.get(near, ()):
                        found[i] = (NEAR, 0.0)
            for s in self.sounds[row]:
                for i in self.by_sound.get(s, ()):
                    found[i] = (SAME, 0.0)
            for i, like in zip(self.shapes[row], self.likeness[row]):
                kind = found[int(i)][0] if int(i) in found else SHAPE
                found[int(i)] = (kind, float(like))
        found.pop(self.vocabulary.get(char), None)
        ids = np.array(sorted(found), np.int32)
        kinds = np.array([found[int(i)][0] for i in ids], np.int8)
        like = np.array([found[int(i)][1] for i in ids], np.float32)
        self.cache[char] = ids, kinds, like
        return self.cache[char]


class Pairs:
    """Common pairs of characters, found by first, by last and by sounds."""

    def __init__(self, scorer, confusion, least=-3.2, unigram=-4.6):
        base = scorer.base
        keys = scorer.keys[2]
        first, second = (keys // np.uint64(base)).astype(np.int64), (keys % np.uint64(base)).astype(np.int64)
        p = scorer.sums(np.stack([np.zeros_like(first)] * 3 + [first, second], 1), np.ones(len(keys)))
        alone = scorer.sums(np.stack([np.zeros_like(first)] * 4 + [first], 1), np.ones(len(keys)))
        han = np.array([i in confusion.han for i in range(base)])
        keep = han[first] & han[second] & (p + alone > -6.2)
        self.after, self.before, self.known = {}, {}, set()
        self.by_sound = {}
        spoken = {i: confusion.sounds_of(confusion.characters[i]) for i in confusion.han}
        for a, b in zip(first[keep].tolist(), second[keep].tolist()):
            self.after.setdefault(a, set()).add(b)
            self.before.setdefault(b, set()).add(a)
            self.known.add((a, b))
            for x in spoken[a]:
                for y in spoken[b]:
                    self.by_sound.setdefault((x, y), []).append((a, b))
        self.confusion = confusion

    def alike(self, first, second):
        """Common pairs that sound like two written characters, neither character the same."""
        near = self.confusion.near
        found = set()
        for x in self.confusion.sounds_of(first):
            for y in self.confusion.sounds_of(second):
                for u in {x} | near.get(x, set()):
                    for v in {y} | near.get(y, set()):
                        found.update(self.by_sound.get((u, v), ()))
        one, two = self.confusion.vocabulary.get(first, 1), self.confusion.vocabulary.get(second, 1)
        return [(a, b) for a, b in found if a != one and b != two]


def is_han(char):
    return "\u4e00" <= char <= "\u9fff"


