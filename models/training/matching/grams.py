"""Character n-grams with learned weights: python grams.py PAIRS.jsonl OUT.npz [--seeds 0 1 2] [--check]

Features are single characters and pairs of the letters, hashed (FNV-1a over code points, started from n) into 2^20 buckets,
count / (count + 1) times the bucket's weight, L2-normalised. Weights start at ln(N / passages with it) ** POWER over
passages of the judgments on the training side, as they are and masked. Those of common buckets are tuned with the
contrastive loss of passages of the same case against the other cases of the batch; three quarters of the batches are
masked, and a part of each query's features is dropped. The first seed is what is kept, the others tell the spread.
`src/nlp/matching/grams.rs` computes the same features.

POWER, the number of epochs and the kind of features were chosen with --check: a part of the training cases set aside.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from corpus import held_out, records
from masking import masked, names_of
from pairs import EVALUATION
from tfidf import accusations, figures, load, questions, told

FOLDED_BITS = 20
BUCKETS = 1 << FOLDED_BITS
LONGEST_GRAM = 2
OFFSET, PRIME = 0x811C9DC5, np.uint32(0x01000193)
POWER = 1.4
VERSIONS = ("raw", "masked")
COMMON = 30
PASSAGE, HEAD = 300, 9000
SET_ASIDE = 1000


def buckets(text):
    """The bucket of every n-gram, n by n."""
    codes = np.frombuffer("".join(c for c in text.lower() if c.isalnum()).encode("utf-32-le"), dtype=np.uint32)
    found = []
    for n in range(1, min(LONGEST_GRAM, len(codes)) + 1):
        h = np.full(len(codes) - n + 1, OFFSET ^ n, dtype=np.uint32)
        for offset in range(n):
            h = (h ^ codes[offset : len(codes) - n + 1 + offset]) * PRIME
        found.append((h ^ (h >> np.uint32(FOLDED_BITS))) & np.uint32(BUCKETS - 1))
    return np.concatenate(found) if found else np.zeros(0, np.uint32)


def counts(texts):
    """CSR rows of count / (count + 1)."""
    columns, values, ends = [], [], [0]
    for text in texts:
        found, times = np.unique(buckets(text), return_counts=True)
        columns.append(found.astype(np.int32)), values.append((times / (times + 1)).astype(np.float32))
        ends.append(ends[-1] + len(found))
    return sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(texts), BUCKETS))


def vectors(matrix, weights):
    scaled = matrix @ sparse.diags(weights)
    norm = np.sqrt(scaled.multiply(scaled).sum(1)).A1
    return sparse.diags(1 / np.maximum(norm, 1e-9)) @ scaled


def similarity(queries, targets, weights):
    return (vectors(counts(queries), weights) @ vectors(counts(targets), weights).T).toarray()


def rarity(without):
    """The starting weights, from all judgments of the training side except some cases."""
    passages = []
    for record in records("judgments/lecard.jsonl.zst"):
        if held_out(record["id"], EVALUATION) or record["id"] in without:
            continue
        text = record["text"][:HEAD]
        for told_as in (text, masked(text, names_of(text))):
            passages += [told_as[at : at + PASSAGE] for at in range(0, len(told_as) - PASSAGE // 3, PASSAGE)]
    present = np.bincount(counts(passages).indices, minlength=BUCKETS)
    weights = (np.log((1 + len(passages)) / (1 + present)) ** POWER).astype(np.float32)
    print(f"{len(passages)} passages", flush=True)
    return weights / weights.mean()


def tune(cases, start, seed, epochs=5, rate=0.01, batch=128, dropped=0.2):
    """The starting weights times what was learned for the common buckets."""
    generator = np.random.default_rng(seed)
    own = [len(case["raw"]["testimony"]) + len(case["raw"]["accusation"]) for case in cases]
    first = np.concatenate([[0], np.cumsum(own)])
    tellings = {v: counts([text for case in cases for text in case[v]["testimony"] + case[v]["accusation"]]) for v in VERSIONS}
    found = {v: counts([case[v]["target"][0] for case in cases]) for v in VERSIONS}
    common = np.bincount(tellings["masked"].indices, minlength=BUCKETS) >= COMMON
    place = torch.from_numpy(np.where(common, np.cumsum(common), 0))
    logs = torch.zeros(int(common.sum()) + 1, requires_grad=True)
    scale = torch.tensor(np.log(15.0), dtype=torch.float32, requires_grad=True)
    base = torch.from_numpy(start)
    optimizer = torch.optim.Adam([{"params": [logs], "lr": rate}, {"params": [scale], "lr": 0.01}])
    for epoch in range(epochs):
        order = generator.permutation(len(cases))
        optimizer.param_groups[0]["lr"] = rate * (1 - epoch / epochs)
        for begin in range(0, len(order) - batch + 1, batch):
            chosen = order[begin : begin + batch]
            version = VERSIONS[int(generator.random() < 0.75)]
            q = tellings[version][[first[i] + generator.integers(own[i]) for i in chosen]]
            q.data *= generator.random(len(q.data)) >= dropped
            d = found[version][chosen]
            used = np.unique(np.concatenate([q.indices, d.indices]))
            weight = base[used] * (logs[place[used]] * (place[used] > 0)).exp()
            left = F.normalize(torch.from_numpy(q[:, used].toarray()) * weight, dim=1)
            right = F.normalize(torch.from_numpy(d[:, used].toarray()) * weight, dim=1)
            scores = left @ right.T * scale.exp()
            same = torch.arange(len(chosen))
            loss = (3 * F.cross_entropy(scores, same) + F.cross_entropy(scores.T, same)) / 4
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        print(f"seed {seed} epoch {epoch} loss {loss.item():.3f}", flush=True)
    return start * np.exp(np.where(common, logs.detach().numpy()[place.numpy()], 0)).astype(np.float32)


def measured(evaluation, weights, name):
    for version in VERSIONS:
        queries, targets = questions(evaluation, version)
        told(f"{name} {version} testimony", figures(similarity(queries, targets, weights)))
        queries, targets, rows = accusations(evaluation, version)
        told(f"{name} {version} accusation ({len(rows)})", figures(similarity(queries, targets, weights), rows))


def set_aside(training):
    """(the rest, cases to choose by), the latter with a drawn query each."""
    generator = np.random.default_rng(5)
    order = generator.permutation(len(training))
    chosen = [training[at] for at in order[:SET_ASIDE]]
    return [training[at] for at in order[SET_ASIDE:]], [c | {"query": int(generator.integers(len(c["raw"]["testimony"])))} for c in chosen]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs")
    parser.add_argument("out")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--check", action="store_true", help="measure on training cases that are set aside, not on the evaluation")
    options = parser.parse_args()
    torch.set_num_threads(1)
    training, evaluation = load(options.pairs)
    if options.check:
        training, evaluation = set_aside(training)
    start = rarity({case["id"] for case in evaluation})
    measured(evaluation, start, "n-grams, rarity")
    for seed in options.seeds:
        torch.manual_seed(seed)
        weights = tune(training, start, seed, options.epochs)
        measured(evaluation, weights, f"n-grams, learned, seed {seed}")
        if seed == options.seeds[0]:
            np.savez_compressed(options.out, weights=weights, idf=start)


if __name__ == "__main__":
    main()
