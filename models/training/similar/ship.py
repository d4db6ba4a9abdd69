"""The shipped table: python -m similar.ship ELEMENTS.jsonl TRAINED.npz [MORE.npz …] (run in models/training)

Gram vectors of the first in 8 bits (the weight of a gram in its scale), how near charges are by all of them (other seeds of
the same training, which steadies it), how rare pairs of characters are.
"""

import argparse

import numpy as np

import export
from similar import cases, grams

# A pair in fewer cases counts as if it were in so many.
RARE = 10


def kinship(facts, charged):
    """Cosines of the mean facts of each two charges, judgments with fewer charges counting for more, less the mean of all."""
    share = (charged / np.maximum(charged.sum(1, keepdims=True), 1)) ** 2
    centre = share.T @ facts / np.maximum(share.sum(0)[:, None], 1e-6) - facts.mean(0)
    centre /= np.maximum(np.linalg.norm(centre, axis=1, keepdims=True), 1e-9)
    return centre @ centre.T


def nearness(trained, charged):
    """How near each two charges are, 0 to 1: the squared mean of the cosines."""
    near = np.clip(np.mean([kinship(one["facts"], charged) for one in trained], axis=0), 0, 1) ** 2
    np.fill_diagonal(near, 1)
    return near


def rarity(judged):
    """(pairs, idf, mean number of pairs in the facts of a case)"""
    distinct, total = [], 0
    for case in judged:
        pairs = grams.pairs(case.whole_facts)
        total += len(pairs)
        distinct.append(np.unique(pairs))
    keys, counts = np.unique(np.concatenate(distinct), return_counts=True)
    keys, counts = keys[counts >= RARE], counts[counts >= RARE]
    idf = lambda n: np.log((len(judged) - n + 0.5) / (n + 0.5) + 1)
    return keys, idf(counts), float(idf(RARE)), total / len(judged)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("elements")
    parser.add_argument("trained", nargs="+")
    options = parser.parse_args()
    seeds = [np.load(path) for path in options.trained]
    trained = seeds[0]
    judged = list(cases.judgments(options.elements))
    present = trained["charged"].sum(0) >= 2
    weight, scale = export.quantised(trained["weight"])
    pairs, idf, rarest, length = rarity(judged)
    arrays = {
        "gram.key": trained["keys"].astype(np.uint32),
        "gram.weight": weight,
        "gram.scale": (scale * trained["idf"]).astype(np.float32),
        "kinship": np.round(nearness(seeds, trained["charged"][:, present]) * 255).astype(np.uint8),
        "pair.key": pairs.astype(np.uint32),
        "pair.idf": np.round(idf / rarest * 255).astype(np.uint8),
    }
    meta = {"charges": [f"{name}罪" for name in trained["names"][present]], "rarest": rarest, "length": length}
    data = ["LeCaRD judgments (MIT)", "CAIL2018 part, defendants (MUD): facts with charges (no licence file)"]
    export.save_arrays("similar", arrays, meta, data, {})


if __name__ == "__main__":
    main()
