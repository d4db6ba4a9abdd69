"""Figures of several taggers trained alike but for the seed: python -m entities.seeds A.pt B.pt C.pt [--lexical theft=FILE.npz=0.75 …]

Prints strict F1 on the validation twentieth of the training parts (the encoder alone: the tables have seen it), by which one
is chosen, then the figures on the held-out parts with the n-gram tables added, weights rounded to 8 bits as shipped:
each seed, mean and range. --soup OUT.pt also writes and measures the mean of their weights, --ensemble the mean of their scores.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

import export
import tokens
from entities import names
from entities.data import LABELS, PERSONS, lawbench, split, validation
from entities.evaluate import Hybrid, load
from entities.lexical import Lexicon
from entities.scores import soft, strict
from entities.tagger import logits


class Remembered:
    """A lexicon that scores a text once, however many taggers ask."""

    def __init__(self, lexicon):
        self.lexicon, self.arrays, self.known = lexicon, lexicon.arrays, {}

    def scores(self, text):
        if text not in self.known:
            self.known[text] = self.lexicon.scores(text)
        return self.known[text]


def passages_of(fold):
    """(figure, schema, kind, items): what is measured, in the order it is printed."""
    out = []
    for name in LABELS:
        training, held = split(name, fold)
        out.append((f"{name} validation", name, "validation", validation(training)[1]))
        out.append((f"{name} strict F1", name, "strict", held))
        swapper = names.Swapper("test", seed=2)
        out.append((f"{name} persons, invented names", name, "persons", [swapper(*item, PERSONS[name]) for item in held]))
    out.append(("LawBench 2-6 soft F1", "theft", "soft", lawbench()))
    return out


def persons_only(spans, schema):
    return [[span for span in found if span[2] in PERSONS[schema]] for found in spans]


def figures(scorers, measured, tables):
    """{figure: points} of the mean of the label scores of some taggers."""
    out = {}
    for figure, schema, kind, items in measured:
        texts = [text for text, _ in items]
        scores = [np.mean(rows, axis=0) for rows in zip(*(score(texts, schema) for score in scorers), strict=True)]
        hybrid = Hybrid(scorers[0].model, None, {} if kind == "validation" else tables)
        found = hybrid.decode(texts, scores, schema)
        gold = [spans for _, spans in items]
        if kind == "soft":
            out[figure] = soft(items, found)
        elif kind == "persons":
            out[figure] = strict(persons_only(gold, schema), persons_only(found, schema))["all"][0]
        else:
            result = strict(gold, found)
            out[figure] = result["all"][0]
            if kind == "strict":
                out[figure + " by label"] = {label: row[0] for label, row in result.items()}
    out["validation"] = round(sum(out[f"{name} validation"] for name in LABELS) / len(LABELS), 2)
    return out


class Scorer:
    def __init__(self, model, vocabulary):
        self.model, self.vocabulary = model, vocabulary

    def __call__(self, texts, schema):
        return logits(self.model, self.vocabulary, texts, schema)


def soup(models):
    """The first of the models with the mean of the weights of all."""
    states = [model.state_dict() for model in models]
    models[0].load_state_dict({key: torch.stack([state[key].float() for state in states]).mean(0) for key in states[0]})
    return models[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--tokenizer", type=Path, default=export.MODELS / "tokenizer.json")
    parser.add_argument("--lexical", nargs="*", default=[], help="schema=FILE.npz=WEIGHT")
    parser.add_argument("--shipped-tables", action="store_true", help="the n-gram tables of the shipped file")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--soup", type=Path)
    parser.add_argument("--ensemble", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    vocabulary = tokens.load(options.tokenizer)
    tables = shipped_tables() if options.shipped_tables else {}
    for given in options.lexical:
        schema, path, weight = given.split("=")
        tables[schema] = Remembered(Lexicon(dict(np.load(path)))), float(weight)
    measured = passages_of(options.fold)
    scorers, rows = [], {}
    for path in options.models:
        model = load(path)
        export.round_trip(model.encoder)
        scorers.append(Scorer(model, vocabulary))
        rows[path.stem] = figures(scorers[-1:], measured, tables)
        print(path.stem, rows[path.stem], flush=True)
    for figure in next(iter(rows.values())):
        if not figure.endswith("by label"):
            values = [row[figure] for row in rows.values()]
            print(f"{figure:36} {values} mean {np.mean(values):.1f} range {min(values)}–{max(values)}", flush=True)
    if options.ensemble:
        print("ensemble", figures(scorers, measured, tables), flush=True)
    if options.soup:
        whole = soup([load(path) for path in options.models])
        torch.save({"config": whole.encoder.config.to_dict(), "heads": whole.labels, "state": whole.state_dict()}, options.soup)
        export.round_trip(whole.encoder)
        print("soup", figures([Scorer(whole, vocabulary)], measured, tables), flush=True)


def shipped_tables():
    """The tables as the program reads them; their weight is in them."""
    from safetensors.numpy import load_file

    arrays = load_file(export.MODELS / "entities-lexical.safetensors")
    schemas = {key.split(".")[0] for key in arrays}
    return {
        schema: (Remembered(Lexicon({key.split(".", 1)[1]: value for key, value in arrays.items() if key.startswith(schema + ".")})), 1.0)
        for schema in schemas
    }


if __name__ == "__main__":
    main()
