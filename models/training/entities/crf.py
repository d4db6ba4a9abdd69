"""Baseline: conditional random field with gazetteer and pattern features. python -m entities.crf theft|drug|driving [--fold 0]"""

import argparse
import re
import time
from collections import Counter

import pycrfsuite

from entities import names
from entities.data import LABELS, PERSONS, lawbench, spans, split, tags
from entities.scores import soft, strict

PATTERNS = {
    "date": r"(?:\d{2,4}|[xX×*]{2,4})年(?:\d{1,2}|[xX×*]{1,2})?月?(?:\d{1,2}|[xX×*]{1,2})?日?(?:凌晨|早上|上午|中午|下午|晚上?|傍晚|午夜)?(?:\d{1,2}[时点:：](?:\d{1,2}分)?)?许?",
    "weight": r"\d+(?:\.\d+)?(?:余|多)?(?:克|千克|公斤|毫克|mg|g|粒|颗|片)",
    "money": r"(?:人民币)?[\d.,]+万?余?元",
    "name": r"[一-龥]某{1,2}[甲乙丙丁\d]{0,2}|[一-龥][xX×]{1,2}\d?",
}
PATTERNS = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}


def kind(character):
    if character.isdigit():
        return "d"
    if "一" <= character <= "龥":
        return "h"
    return "a" if character.isalpha() else "p"


def features(text, words):
    extra = [[] for _ in text]
    for name, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            for i in range(*match.span()):
                extra[i].append(f"{name}=" + ("B" if i == match.start() else "E" if i == match.end() - 1 else "I"))
    for word, label in words.items():
        at = text.find(word)
        while at >= 0:
            for i in range(at, at + len(word)):
                extra[i].append(f"{label}=" + ("B" if i == at else "I"))
            at = text.find(word, at + 1)

    def at(i):
        return text[i] if 0 <= i < len(text) else "#"

    out = []
    for i in range(len(text)):
        row = ["b"] + [f"c{k}={at(i + k)}" for k in range(-4, 5)]
        row += [f"b{k}={at(i + k)}{at(i + k + 1)}" for k in range(-4, 4)]
        row += [f"t{k}={at(i + k)}{at(i + k + 1)}{at(i + k + 2)}" for k in range(-2, 1)]
        row += ["k=" + "".join(kind(at(i + k)) for k in (-1, 0, 1)), "k5=" + "".join(kind(at(i + k)) for k in range(-2, 3))]
        out.append(row + extra[i])
    return out


def gazetteer(items, persons):
    """Labelled strings of the training part that are no names and were seen twice or more."""
    seen = Counter((text[s:e], label) for text, found in items for s, e, label in found if label not in persons)
    return {word: label for (word, label), count in seen.items() if count >= 2 and 2 <= len(word) <= 6}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("set", choices=LABELS)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--iterations", type=int, default=80)
    parser.add_argument("--swap", action="store_true", help="add a copy of the training part with invented names")
    parser.add_argument("--out", default="target/training/entities.crf")
    options = parser.parse_args()
    training, held = split(options.set, options.fold)
    swapper = names.Swapper("train", seed=1)
    swapped = [swapper(*item, PERSONS[options.set]) for item in training] if options.swap else []
    words = gazetteer(training, PERSONS[options.set])
    trainer = pycrfsuite.Trainer(verbose=False)
    begun = time.process_time()
    for text, found in training + swapped:
        trainer.append(features(text, words), tags(text, found))
    trainer.set_params({"c1": 0.1, "c2": 0.05, "max_iterations": options.iterations, "feature.possible_transitions": True, "feature.minfreq": 2})
    trainer.train(options.out)
    tagger = pycrfsuite.Tagger()
    tagger.open(options.out)
    print(f"{options.set}: {len(training)} train, {len(held)} held out, {time.process_time() - begun:.0f} s", flush=True)

    def tag(texts):
        return [spans(tagger.tag(features(text, words))) for text in texts]

    gold = [found for _, found in held]
    for label, row in strict(gold, tag(text for text, _ in held)).items():
        print(f"{label:45} F1 {row[0]:5} P {row[1]:5} R {row[2]:5} of {row[3]}")
    swapper = names.Swapper("test", seed=2)
    renamed = [swapper(*item, PERSONS[options.set]) for item in held]
    result = strict([found for _, found in renamed], tag(text for text, _ in renamed))
    print("invented names:", {label: result[label] for label in [*PERSONS[options.set], "all"]})
    if options.set == "theft":
        questions = lawbench()
        print("LawBench 2-6 soft F1", soft(questions, tag(text for text, _ in questions)))


if __name__ == "__main__":
    main()
