"""A linear model over hashed n-grams: softmax with priors taken out, AdaGrad, pruned to 8-bit sparse rows.

`src/nlp/linear.rs` reads what `arrays` writes.
"""

import numpy as np
import scipy.sparse as sp

import ngrams


class Features:
    """Which n-grams there are and how rare each is."""

    def __init__(self, counted, least, most_share):
        hashes, self.df = np.unique(np.concatenate([h for h, _ in counted]), return_counts=True)
        kept = (self.df >= least) & (self.df < most_share * len(counted))
        self.hashes, self.df, self.documents = hashes[kept], self.df[kept], len(counted)

    def idf(self):
        return (np.log(self.documents / self.df) + 1).astype(np.float32)

    def matrix(self, counted):
        """One row of length one for each text."""
        idf, starts, columns, values = self.idf(), [0], [], []
        for hashes, counts in counted:
            at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
            known = self.hashes[at] == hashes
            value = (1 + np.log(counts[known])) * idf[at[known]]
            columns.append(at[known].astype(np.int32))
            values.append((value / max(np.linalg.norm(value), 1e-9)).astype(np.float32))
            starts.append(starts[-1] + len(columns[-1]))
        return sp.csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=(len(counted), len(idf)))


def softmax(scores):
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def train(x, y, epochs, rate, dropout, seed=0, batch=64, adjust=1.0, report=print):
    """Weights [features, labels] and bias. While it learns, frequent labels get their log prior for free, so that the
    scores it leaves know nothing of how skewed the labels of the pool are."""
    random = np.random.default_rng(seed)
    prior = np.log(y.sum(0) + 1).astype(np.float32)
    prior = adjust * (prior - prior.mean())
    weights = np.zeros((x.shape[1], y.shape[1]), np.float32)
    squares = np.full_like(weights, 1e-4)
    bias, bias_squares = np.zeros(y.shape[1], np.float32), np.full(y.shape[1], 1e-3, np.float32)
    target = y / y.sum(1, keepdims=True)
    order = np.arange(x.shape[0])
    for epoch in range(epochs):
        random.shuffle(order)
        loss = 0.0
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            part = x[rows]
            part.data = (part.data * (random.random(len(part.data)) > dropout) / (1 - dropout)).astype(np.float32)
            columns, inverse = np.unique(part.indices, return_inverse=True)
            part = sp.csr_matrix((part.data, inverse.astype(np.int32), part.indptr), shape=(len(rows), len(columns)))
            own = weights[columns]
            found = softmax(part @ own + bias + prior)
            loss -= (target[rows] * np.log(found + 1e-9)).sum() / len(order)
            gradient = (found - target[rows]) / len(rows) * 32
            step = part.T.tocsr() @ gradient
            square = squares[columns] + step * step
            squares[columns] = square
            weights[columns] = own - rate * step / np.sqrt(square)
            step = gradient.sum(0)
            bias_squares += step * step
            bias -= 0.1 * rate * step / np.sqrt(bias_squares)
        report(f"epoch {epoch} loss {loss:.3f}", weights, bias)
    return weights, bias


def pruned(weights, most):
    """The `most` largest weights, the others zero."""
    size = np.abs(weights)
    least = np.partition(size.ravel(), size.size - most)[size.size - most] if size.size > most else 0.0
    return np.where(size >= max(least, 1e-6), weights, 0).astype(np.float32)


def arrays(features, weights, bias, prefix=""):
    """Sparse rows: for each n-gram, how many labels, which ones, and their weights in steps of the label's scale."""
    scale = np.maximum(np.abs(weights).max(0), 1e-6) / 127
    steps = np.round(weights / scale).astype(np.int8)
    used = (steps != 0).any(1)
    steps = steps[used]
    rows, labels = np.nonzero(steps)
    return {
        f"{prefix}hashes": features.hashes[used],
        f"{prefix}documents": np.minimum(features.df[used], 65535).astype(np.uint16),
        f"{prefix}counts": np.bincount(rows, minlength=len(steps)).astype(np.uint8),
        f"{prefix}labels": labels.astype(np.uint8),
        f"{prefix}weights": steps[rows, labels],
        f"{prefix}scale": scale.astype(np.float32),
        f"{prefix}bias": bias.astype(np.float32),
    }
