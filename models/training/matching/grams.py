"""Character n-grams with learned weights: python grams.py PAIRS.jsonl OUT.npz [--epochs 12] [--seed 0]

Features are 1-, 2- and 3-grams hashed (FNV-1a over UTF-8) into 2^18 buckets, (1 + ln count) times the bucket's weight,
L2-normalised. Weights start at idf over the training split and are tuned with the contrastive loss of pairs of the same
case against the other cases of the batch; half of the batches are masked. `src/nlp/matching/grams.rs` computes the same.
"""

import argparse
from functools import cache

import numpy as np
import scipy.sparse as sparse
import torch
import torch.nn.functional as F

from tfidf import accusations, figures, load, questions, told

BUCKETS = 1 << 18
LONGEST_GRAM = 3


@cache
def bucket(gram):
    value = 0x811C9DC5
    for byte in gram.encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return (value ^ (value >> 18)) & (BUCKETS - 1)


def counts(texts):
    """CSR rows of 1 + ln count."""
    rows, columns, values = [], [], []
    for at, text in enumerate(texts):
        text = "".join(c for c in text.lower() if c.isalnum())
        grams = [bucket(text[i : i + n]) for n in range(1, LONGEST_GRAM + 1) for i in range(len(text) - n + 1)]
        found, times = np.unique(np.array(grams, dtype=np.int64), return_counts=True)
        rows.append(np.full(len(found), at)), columns.append(found), values.append(1 + np.log(times))
    shape = (len(texts), BUCKETS)
    parts = [np.concatenate(part) for part in (values, rows, columns)]
    return sparse.csr_matrix((parts[0].astype(np.float32), (parts[1], parts[2])), shape=shape)


def vectors(matrix, weights):
    scaled = matrix @ sparse.diags(weights)
    norm = np.sqrt(scaled.multiply(scaled).sum(1)).A1
    return sparse.diags(1 / np.maximum(norm, 1e-9)) @ scaled


def similarity(queries, targets, weights):
    return (vectors(counts(queries), weights) @ vectors(counts(targets), weights).T).toarray()


def idf(matrix):
    present = np.bincount(matrix.indices, minlength=BUCKETS)
    return (np.log((1 + matrix.shape[0]) / (1 + present)) + 1).astype(np.float32)


def tune(training, start, epochs, seed, rate=0.03, batch=128, report=None):
    generator = np.random.default_rng(seed)
    versions = ("raw", "masked")
    targets = {v: counts([c[v]["target"][0] for c in training]) for v in versions}
    own = [len(c["raw"]["testimony"]) + len(c["raw"]["accusation"]) for c in training]
    first = np.concatenate([[0], np.cumsum(own)])
    queries = {v: counts([t for c in training for t in c[v]["testimony"] + c[v]["accusation"]]) for v in versions}
    logs = torch.zeros(BUCKETS, requires_grad=True)
    scale = torch.tensor(np.log(12.0), dtype=torch.float32, requires_grad=True)
    base = torch.tensor(start)
    optimizer = torch.optim.Adam([{"params": [logs], "lr": rate}, {"params": [scale], "lr": 0.01}])
    for epoch in range(epochs):
        order = generator.permutation(len(training))
        for group in optimizer.param_groups[:1]:
            group["lr"] = rate * (1 - epoch / epochs)
        for begin in range(0, len(order) - batch + 1, batch):
            chosen = order[begin : begin + batch]
            version = versions[generator.random() < 0.67]
            q = queries[version][[first[i] + generator.integers(own[i]) for i in chosen]]
            d = targets[version][chosen]
            used = np.unique(np.concatenate([q.indices, d.indices]))
            weight = base[used] * torch.exp(logs[used])
            left = F.normalize(torch.tensor(q[:, used].toarray()) * weight, dim=1)
            right = F.normalize(torch.tensor(d[:, used].toarray()) * weight, dim=1)
            scores = left @ right.T * scale.exp()
            same = torch.arange(len(chosen))
            loss = (F.cross_entropy(scores, same) + F.cross_entropy(scores.T, same)) / 2 + 1e-6 * (logs**2).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        if report:
            report(epoch, loss.item(), (base * torch.exp(logs)).detach().numpy())
    return (base * torch.exp(logs)).detach().numpy()


def measured(evaluation, weights, name):
    for version in ("raw", "masked"):
        queries, targets = questions(evaluation, version)
        told(f"{name} {version} testimony", figures(similarity(queries, targets, weights)))
        queries, targets, rows = accusations(evaluation, version)
        told(f"{name} {version} accusation ({len(rows)})", figures(similarity(queries, targets, weights), rows))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs")
    parser.add_argument("out")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    training, evaluation = load(options.pairs)
    texts = [t for c in training for v in ("raw", "masked") for t in c[v]["target"] + c[v]["testimony"]]
    start = idf(counts(texts))
    measured(evaluation, start, "n-grams, idf")
    weights = tune(training, start, options.epochs, options.seed, report=lambda *at: print(at[:2], flush=True))
    measured(evaluation, weights, "n-grams, learned")
    np.savez_compressed(options.out, weights=weights, idf=start)


if __name__ == "__main__":
    main()
