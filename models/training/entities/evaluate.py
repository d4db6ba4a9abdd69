"""Scores of a tagger on the held-out parts: strict F1, invented names, LawBench 2-6. python -m entities.evaluate MODEL.pt"""

import argparse
from pathlib import Path

import numpy as np
import torch

import export
import tokens
from entities import names
from entities.lexical import Lexicon
from entities.propagate import propagated
from entities.data import LABELS, PERSONS, lawbench, spans, split
from entities.scores import soft, strict
from entities.tagger import Tagger, logits, transitions, viterbi


class Hybrid:
    """The tagger with the n-gram tables added at some weight: {schema: (Lexicon, weight)}."""

    def __init__(self, model, vocabulary, tables=None, carry=True):
        self.model, self.vocabulary, self.tables, self.carry = model, vocabulary, tables or {}, carry

    def __call__(self, texts, head):
        texts = list(texts)
        return self.decode(texts, logits(self.model, self.vocabulary, texts, head), head)

    def decode(self, texts, scores, head):
        labels = self.model.labels[head]
        table, start = transitions(labels)
        lexicon, weight = self.tables.get(head, (None, 0.0))
        if lexicon:
            table = table + weight * lexicon.arrays["transitions"]
        out = []
        for text, rows in zip(texts, scores, strict=True):
            if lexicon:
                rows = rows + weight * lexicon.scores(text)
            found = spans([labels[i] for i in viterbi(rows, table, start)]) if len(rows) else []
            out.append(propagated(text, found, PERSONS[head]) if self.carry and head in PERSONS else found)
        return out


def report(tagger, held_out, detail=True):
    for name, held in held_out.items():
        texts, gold = [text for text, _ in held], [found for _, found in held]
        result = strict(gold, tagger(texts, name))
        print(f"{name}: strict F1 {result['all']}")
        if detail:
            print("   ", {label: row[0] for label, row in result.items()})
        swapper = names.Swapper("test", seed=2)
        renamed = [swapper(*item, PERSONS[name]) for item in held]
        result = strict([found for _, found in renamed], tagger([text for text, _ in renamed], name))
        print("    invented names:", {label: result[label] for label in [*PERSONS[name], "all"] if label in result}, flush=True)
        if name == "theft":
            questions = lawbench()
            print("    LawBench 2-6 soft F1", soft(questions, tagger([text for text, _ in questions], name)), flush=True)


def load(path):
    saved = torch.load(path, weights_only=True)
    blank = {"config": saved["config"], "encoder": {key[8:]: v for key, v in saved["state"].items() if key.startswith("encoder.")}}
    model = Tagger(blank, saved["heads"], 0.0)
    model.load_state_dict(saved["state"])
    return model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--tokenizer", type=Path, default=export.MODELS / "tokenizer.json")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--lexical", nargs="*", default=[], help="schema=FILE.npz=WEIGHT")
    parser.add_argument("--no-carry", action="store_true", help="do not mark further mentions of a name")
    parser.add_argument("--eight-bit", action="store_true", help="with the weights as the shipped file rounds them")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = load(options.model)
    if options.eight_bit:
        export.round_trip(model.encoder)
    tables = {}
    for given in options.lexical:
        schema, path, weight = given.split("=")
        tables[schema] = Lexicon(dict(np.load(path))), float(weight)
    tagger = Hybrid(model, tokens.load(options.tokenizer), tables, not options.no_carry)
    report(tagger, {name: split(name, options.fold)[1] for name in LABELS if name in model.labels})


if __name__ == "__main__":
    main()
