"""Encoder and tagging heads: batches of mixed passages, loss where only part of the labels is known, decoding."""

import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import tokens
from encoder import Config, Encoder

IMPOSSIBLE = -1e4


class Tagger(nn.Module):
    """One encoder, one linear layer a schema. heads: {schema: BIO labels}."""

    def __init__(self, checkpoint, heads, dropout=0.1):
        super().__init__()
        self.encoder = Encoder(Config(**checkpoint["config"]), dropout=dropout)
        self.encoder.load_state_dict(checkpoint["encoder"])
        self.labels = heads
        self.heads = nn.ModuleDict({name: nn.Linear(self.encoder.config.hidden, len(labels)) for name, labels in heads.items()})

    def forward(self, ids, mask, head):
        states = self.encoder(ids, mask)
        states = F.dropout(states, 0.1, self.training)
        return self.heads[head](states) if isinstance(head, str) else [self.heads[name](states) for name in head]


def bio(labels):
    return ["O"] + [f"{mark}-{label}" for label in labels for mark in "BI"]


def transitions(labels):
    """[from, to] scores and start scores: an inside label only after its own begin or inside."""
    table = np.zeros((len(labels), len(labels)), dtype=np.float32)
    start = np.zeros(len(labels), dtype=np.float32)
    for j, to in enumerate(labels):
        if to[0] != "I":
            continue
        start[j] = IMPOSSIBLE
        for i, source in enumerate(labels):
            if source == "O" or source[2:] != to[2:]:
                table[i, j] = IMPOSSIBLE
    return table, start


def viterbi(scores, table, start):
    best, back = scores[0] + start, []
    for row in scores[1:]:
        path = best[:, None] + table
        back.append(path.argmax(0))
        best = path.max(0) + row
    out = [int(best.argmax())]
    for choice in reversed(back):
        out.append(int(choice[out[-1]]))
    return out[::-1]


def padded(rows, value=0):
    length = max(map(len, rows))
    return torch.tensor([row + [value] * (length - len(row)) for row in rows])


def batches(lengths, budget, rng=None):
    """Index batches of about `budget` characters, texts of like length together; shuffled when a generator is given."""
    noise = (lambda: rng.random() * 0.15 + 1) if rng else (lambda: 1)
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] * noise())
    out, batch = [], []
    for i in order:
        if batch and max(lengths[i], *(lengths[j] for j in batch)) * (len(batch) + 1) > budget:
            out.append(batch)
            batch = []
        batch.append(i)
    out.append(batch)
    if rng:
        rng.shuffle(out)
    return out


@torch.inference_mode()
def logits(model, vocabulary, texts, head, budget=6000):
    """Per text the label scores [characters, labels]."""
    model.eval()
    texts = list(texts)
    out = [None] * len(texts)
    for batch in batches([len(text) for text in texts], budget):
        ids = padded([tokens.encode(vocabulary, texts[i]) for i in batch])
        scores = model(ids, (ids > 0).float(), head).float().numpy()
        for row, i in enumerate(batch):
            out[i] = scores[row, : len(texts[i])]
    return out


def partial_loss(scores, weights):
    """-log of the probability of the labels that count as right, each times its weight. weights: log, [..., labels];
    where all are 0 there is no loss."""
    return (scores.logsumexp(-1) - (scores + weights).logsumexp(-1)).sum()


def seeded(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
