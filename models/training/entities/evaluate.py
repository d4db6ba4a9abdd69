"""Scores of a tagger on the held-out parts: strict F1, invented names, LawBench 2-6. python -m entities.evaluate MODEL.pt"""

import argparse
from pathlib import Path

import torch

import export
import tokens
from entities import names
from entities.data import LABELS, PERSONS, lawbench, spans, split
from entities.scores import soft, strict
from entities.tagger import Tagger, logits, transitions, viterbi


def tag(model, vocabulary, texts, head):
    labels = model.labels[head]
    table, start = transitions(labels)
    out = []
    for scores in logits(model, vocabulary, texts, head):
        out.append(spans([labels[i] for i in viterbi(scores, table, start)]) if len(scores) else [])
    return out


def report(model, vocabulary, held_out, detail=True):
    for name, held in held_out.items():
        texts, gold = [text for text, _ in held], [found for _, found in held]
        result = strict(gold, tag(model, vocabulary, texts, name))
        print(f"{name}: strict F1 {result['all']}")
        if detail:
            print("   ", {label: row[0] for label, row in result.items()})
        swapper = names.Swapper("test", seed=2)
        renamed = [swapper(*item, PERSONS[name]) for item in held]
        result = strict([found for _, found in renamed], tag(model, vocabulary, [text for text, _ in renamed], name))
        print("    invented names:", {label: result[label] for label in [*PERSONS[name], "all"] if label in result}, flush=True)
        if name == "theft":
            questions = lawbench()
            print("    LawBench 2-6 soft F1", soft(questions, tag(model, vocabulary, [text for text, _ in questions], name)), flush=True)


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
    parser.add_argument("--eight-bit", action="store_true", help="with the weights as the shipped file rounds them")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = load(options.model)
    if options.eight_bit:
        export.round_trip(model.encoder)
    report(model, tokens.load(options.tokenizer), {name: split(name, options.fold)[1] for name in LABELS if name in model.labels})


if __name__ == "__main__":
    main()
