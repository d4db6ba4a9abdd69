"""Character n-grams with learned weights: python grams.py PAIRS.jsonl OUT.npz [--epochs 8] [--seed 0]

Features are 1-, 2- and 3-grams of the letters, hashed (FNV-1a over code points, started from n) into 2^18 buckets,
(1 + ln count) times the bucket's weight, L2-normalised. Weights start at ln(N / documents with it) over the training split
and are tuned with the contrastive loss of passages of the same case against the other cases of the batch; two thirds of
the batches are masked, and a part of each query's features is dropped. A twelfth of the training cases decides after
which epoch to stop and how much of the change to keep. `src/nlp/matching/grams.rs` computes the same features.
"""

import argparse

import numpy as np
import scipy.sparse as sparse
import torch
import torch.nn.functional as F

from tfidf import accusations, figures, load, questions, told

BUCKETS = 1 << 18
LONGEST_GRAM = 3
OFFSET, PRIME = 0x811C9DC5, np.uint32(0x01000193)
VERSIONS = ("raw", "masked")


def buckets(text):
    """The bucket of every n-gram, n by n."""
    codes = np.frombuffer("".join(c for c in text.lower() if c.isalnum()).encode("utf-32-le"), dtype=np.uint32)
    found = []
    for n in range(1, min(LONGEST_GRAM, len(codes)) + 1):
        h = np.full(len(codes) - n + 1, OFFSET ^ n, dtype=np.uint32)
        for offset in range(n):
            h = (h ^ codes[offset : len(codes) - n + 1 + offset]) * PRIME
        found.append((h ^ (h >> np.uint32(18))) & np.uint32(BUCKETS - 1))
    return np.concatenate(found) if found else np.zeros(0, np.uint32)


def counts(texts):
    """CSR rows of 1 + ln count."""
    columns, values, ends = [], [], [0]
    for text in texts:
        found, times = np.unique(buckets(text), return_counts=True)
        columns.append(found.astype(np.int32)), values.append((1 + np.log(times)).astype(np.float32))
        ends.append(ends[-1] + len(found))
    return sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(texts), BUCKETS))


def vectors(matrix, weights):
    scaled = matrix @ sparse.diags(weights)
    norm = np.sqrt(scaled.multiply(scaled).sum(1)).A1
    return sparse.diags(1 / np.maximum(norm, 1e-9)) @ scaled


def similarity(queries, targets, weights):
    return (vectors(counts(queries), weights) @ vectors(counts(targets), weights).T).toarray()


def idf(matrix):
    present = np.bincount(matrix.indices, minlength=BUCKETS)
    return np.log((1 + matrix.shape[0]) / (1 + present)).astype(np.float32)


class Cases:
    """All passages of cases as rows, with where each case's begin."""

    def __init__(self, cases):
        self.targets = {v: counts([c[v]["target"][0] for c in cases]) for v in VERSIONS}
        own = [len(c["raw"]["testimony"]) + len(c["raw"]["accusation"]) for c in cases]
        self.own, self.first = own, np.concatenate([[0], np.cumsum(own)])
        self.tellings = {v: counts([t for c in cases for t in c[v]["testimony"] + c[v]["accusation"]]) for v in VERSIONS}

    def right_first(self, weights, version="masked"):
        """Share of the tellings that find the target of their case first, among these cases."""
        scores = (vectors(self.tellings[version], weights) @ vectors(self.targets[version], weights).T).toarray()
        return figures(scores, np.repeat(np.arange(len(self.own)), self.own))["R@1"]


def tune(training, start, epochs, seed, rate=0.02, batch=64, dropped=0.2):
    """The weights of the best epoch and share of change, by the cases that were set aside."""
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(training))
    aside = len(training) // 12
    check, cases = Cases([training[at] for at in order[:aside]]), Cases([training[at] for at in order[aside:]])
    logs = torch.zeros(BUCKETS, requires_grad=True)
    scale = torch.tensor(np.log(12.0), dtype=torch.float32, requires_grad=True)
    base = torch.tensor(start)
    optimizer = torch.optim.Adam([{"params": [logs], "lr": rate}, {"params": [scale], "lr": 0.01}])
    best = (check.right_first(start) + check.right_first(start, "raw"), start)
    print(f"start {best[0] / 2:.3f} among {aside}", flush=True)
    for epoch in range(epochs):
        order = generator.permutation(len(cases.own))
        optimizer.param_groups[0]["lr"] = rate * (1 - epoch / epochs)
        for begin in range(0, len(order) - batch + 1, batch):
            chosen = order[begin : begin + batch]
            version = VERSIONS[int(generator.random() < 0.67)]
            q = cases.tellings[version][[cases.first[i] + generator.integers(cases.own[i]) for i in chosen]]
            q.data *= generator.random(len(q.data)) >= dropped
            d = cases.targets[version][chosen]
            used = np.unique(np.concatenate([q.indices, d.indices]))
            weight = base[used] * torch.exp(logs[used])
            left = F.normalize(torch.from_numpy(q[:, used].toarray()) * weight, dim=1)
            right = F.normalize(torch.from_numpy(d[:, used].toarray()) * weight, dim=1)
            scores = left @ right.T * scale.exp()
            same = torch.arange(len(chosen))
            loss = (F.cross_entropy(scores, same) + F.cross_entropy(scores.T, same)) / 2
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        change = logs.detach().numpy()
        for share in (0.4, 0.7, 1.0):
            weights = start * np.exp(share * change)
            right = check.right_first(weights) + check.right_first(weights, "raw")
            print(f"epoch {epoch} loss {loss.item():.3f} share {share}: {right / 2:.3f}", flush=True)
            if right > best[0]:
                best = (right, weights)
    return best[1]


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
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    training, evaluation = load(options.pairs)
    texts = [t for c in training for v in VERSIONS for t in c[v]["target"] + c[v]["testimony"][:2]]
    start = idf(counts(texts))
    weights = tune(training, start, options.epochs, options.seed)
    measured(evaluation, start, "n-grams, idf")
    measured(evaluation, weights, "n-grams, learned")
    np.savez_compressed(options.out, weights=weights, idf=start)


if __name__ == "__main__":
    main()
