"""Writes the shipped files: python -m entities.ship MODEL.pt --lexical theft=FILE.npz=0.5 … --scores scores.json

`entities` is the encoder with a head a schema; `entities-lexical` the n-gram tables, already multiplied by their weight.
"""

import argparse
import json
from pathlib import Path

import numpy as np

import export
from entities.evaluate import load

DATA = [
    {"name": "judgments/lecard (pre-training, weak labels by rule)", "licence": "MIT"},
    {"name": "entities/theft (CAIL2021)", "licence": "research use only"},
    {"name": "entities/drug (CAIL2022)", "licence": "no licence file"},
    {"name": "entities/driving (LAIC2022)", "licence": "competition only"},
    {"name": "lexicon/surnames, given_name_characters (psychbruce)", "licence": "no licence file"},
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--lexical", nargs="*", default=[], help="schema=FILE.npz=WEIGHT")
    parser.add_argument("--scores", type=Path, help="JSON list of {task, metric, value, baseline}")
    parser.add_argument("--folder", type=Path, default=export.MODELS)
    options = parser.parse_args()
    model = load(options.model)
    scores = json.loads(options.scores.read_text("utf-8")) if options.scores else []
    heads = {name: (model.heads[name], labels) for name, labels in model.labels.items()}
    export.save("entities", model.encoder, heads, DATA, scores, folder=options.folder)
    arrays = {}
    for given in options.lexical:
        schema, path, weight = given.split("=")
        for part, values in np.load(path).items():
            scaled = values * np.float32(weight) if part in ("weight", "transitions") else values
            arrays[f"{schema}.{part}"] = scaled
    meta = {"weights": {given.split("=")[0]: float(given.split("=")[2]) for given in options.lexical}}
    export.save_arrays("entities-lexical", arrays, meta, DATA[1:], scores, folder=options.folder)


if __name__ == "__main__":
    main()
