"""Scores of character n-grams for the hybrid tagger: the state features of a conditional random field, trained with a
copy of the passages under invented names. python -m entities.lexical theft OUT.npz [--iterations 60]

`src/nlp/entities/lexical.rs` computes the same features.
"""

import argparse
import os
import tempfile
import time

import numpy as np
import pycrfsuite

import tokens
from entities import names, weak
from entities.data import LABELS, PERSONS, lawbench, spans, split, tags
from entities.scores import soft, strict
from entities.tagger import bio, transitions, viterbi

SMALLEST = 0.04
EMPTY = 0


def kind(character):
    if "0" <= character <= "9":
        return "d"
    if "一" <= character <= "龥":
        return "h"
    return "a" if "a" <= character <= "z" else "p"


def features(text):
    shown = "####" + tokens.folded(text) + "#####"
    kinds = "".join(map(kind, shown))
    out = []
    for i in range(4, 4 + len(text)):
        row = ["b"]
        row += [f"c{k}={shown[i + k]}" for k in range(-4, 5)]
        row += [f"b{k}={shown[i + k : i + k + 2]}" for k in range(-4, 4)]
        row += [f"t{k}={shown[i + k : i + k + 3]}" for k in range(-2, 1)]
        row += ["k=" + kinds[i - 1 : i + 2], "k5=" + kinds[i - 2 : i + 3]]
        out.append(row)
    return out


def hashed(feature):
    state = 0x811C9DC5
    for byte in feature.encode():
        state = (state ^ byte) * 0x01000193 & 0xFFFFFFFF
    return max(state, 1)


def table(weights, learned, labels):
    """The arrays of a schema: an open-addressing table of features, their label numbers and weights, and the steps."""
    by_feature = {}
    for (feature, label), weight in weights.items():
        if abs(weight) >= SMALLEST:
            by_feature.setdefault(hashed(feature), {})[labels.index(label)] = weight
    size = int(len(by_feature) / 0.75) + 1
    keys, slots = np.zeros(size, np.uint32), np.zeros(size, np.uint32)
    label, weight = [], []
    for key, entries in sorted(by_feature.items()):
        slot = key % size
        while keys[slot] != EMPTY:
            slot = (slot + 1) % size
        keys[slot], slots[slot] = key, len(label) << 5 | len(entries)
        label += entries.keys()
        weight += entries.values()
    steps = np.zeros((len(labels), len(labels)), np.float32)
    for (source, to), value in learned.items():
        steps[labels.index(source), labels.index(to)] = value
    return {
        "keys": keys, "slots": slots, "label": np.array(label, np.uint8), "weight": np.array(weight, np.float32), "transitions": steps,
    }


class Lexicon:
    """A table as the program reads it."""

    def __init__(self, arrays):
        self.arrays = arrays
        self.cache = {}

    def entries(self, feature):
        if feature not in self.cache:
            keys, key = self.arrays["keys"], hashed(feature)
            slot = key % len(keys)
            while keys[slot] not in (EMPTY, key):
                slot = (slot + 1) % len(keys)
            packed = int(self.arrays["slots"][slot]) if keys[slot] == key else 0
            self.cache[feature] = slice(packed >> 5, (packed >> 5) + (packed & 31))
        return self.cache[feature]

    def scores(self, text):
        out = np.zeros((len(text), len(self.arrays["transitions"])), np.float32)
        for row, present in zip(out, features(text), strict=True):
            for feature in present:
                entries = self.entries(feature)
                row[self.arrays["label"][entries]] += self.arrays["weight"][entries]
        return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("set", choices=LABELS)
    parser.add_argument("out")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--iterations", type=int, default=60)
    parser.add_argument("--free", action="store_true", help="train on weak labels over judgments instead of the set's own passages")
    options = parser.parse_args()
    training, held = split(options.set, options.fold)
    if options.free:
        training = weak.labelled(options.set, weak.COUNT[options.set])
    swapper = names.Swapper("train", seed=1)
    begun = time.process_time()
    trainer = pycrfsuite.Trainer(verbose=False)
    for text, found in training + [swapper(*item, PERSONS[options.set]) for item in training]:
        trainer.append(features(text), tags(text, found))
    trainer.set_params({"c1": 0.15, "c2": 0.05, "max_iterations": options.iterations, "feature.minfreq": 3})
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        labels = bio(LABELS[options.set])
        arrays = table(info.state_features, info.transitions, labels)
    np.savez(options.out, **arrays)
    print(options.set, len(arrays["weight"]), "weights", sum(a.nbytes for a in arrays.values()), "bytes", f"{time.process_time() - begun:.0f} s")
    lexicon = Lexicon(arrays)
    steps, start = transitions(labels)

    def tag(texts):
        return [spans([labels[i] for i in viterbi(lexicon.scores(text), steps + arrays["transitions"], start)]) for text in texts]

    print("alone: strict F1", strict([g for _, g in held], tag([t for t, _ in held]))["all"])
    renamed = [names.Swapper("test", seed=2)(*item, PERSONS[options.set]) for item in held]
    result = strict([g for _, g in renamed], tag([t for t, _ in renamed]))
    print("invented names:", {label: result[label] for label in [*PERSONS[options.set], "all"]})
    if options.set == "theft":
        questions = lawbench()
        print("LawBench 2-6 soft F1", soft(questions, tag([t for t, _ in questions])))


if __name__ == "__main__":
    main()
