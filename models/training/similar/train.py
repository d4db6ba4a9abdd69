"""Facts that lead to the same reasoning: python -m similar.train ELEMENTS.jsonl OUT.npz (run in models/training)

One table of gram vectors; a text is the weighted sum of its grams, of length one. Trained so that some sentences of the
facts find the reasoning of their own judgment among 512, a share of them with the same charge, and tell charges, cited articles and
circumstances. No relevance label is used.
"""

import argparse
from collections import Counter

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from similar import cases, grams

SIZE, HIDDEN, MOST = 30000, 128, 0.4
BATCH, SAME, OTHER = 512, 32, 256
DROPOUT, LEAST_SHARE, RATE = 0.3, 0.3, 3e-3
WEIGHTS = {"also": 0.05, "reasoning_charge": 0.5}
# Softens the classifiers' logits: the vectors have length one.
SPREAD = 10


class Bags:
    """Texts as rows of the table, with the sentence of each gram."""

    def __init__(self, texts, table, idf):
        self.idf = idf
        self.rows = []
        for text in texts:
            rows, places = grams.known(*grams.grams(text), table)
            self.rows.append((rows, grams.sentences(text)[places] if len(places) else places))

    def take(self, which, random=None):
        """(indices, offsets, weights); with `random` some of the sentences only."""
        indices, offsets, weights = [], [], []
        for i in which:
            rows, sentence = self.rows[i]
            if random is not None and len(rows):
                count = int(sentence.max()) + 1
                kept = max(3, int(count * random.uniform(LEAST_SHARE, 1)))
                if kept < count and random.random() < 0.5:
                    start = random.integers(0, count - kept + 1)
                    rows = rows[(sentence >= start) & (sentence < start + kept)]
                elif kept < count:
                    rows = rows[np.isin(sentence, random.choice(count, kept, replace=False))]
            distinct, times = np.unique(rows, return_counts=True)
            weight = (1 + np.log(times)) * self.idf[distinct]
            offsets.append(sum(map(len, indices[-1:])) + (offsets[-1] if offsets else 0))
            indices.append(distinct)
            weights.append(weight / max(np.linalg.norm(weight), 1e-9))
        return torch.from_numpy(np.concatenate(indices)), torch.tensor(offsets), torch.from_numpy(np.concatenate(weights).astype(np.float32))


def indicator(lists, least):
    names = sorted(name for name, count in Counter(n for one in lists for n in one).items() if count >= least)
    index = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(lists), len(names)), dtype=np.float32)
    for row, one in zip(table, lists):
        row[[index[name] for name in one if name in index]] = 1
    return names, torch.from_numpy(table)


def several(logits, wanted):
    share = wanted / wanted.sum(1, keepdim=True).clamp(min=1)
    return -(share * F.log_softmax(logits * SPREAD, 1)).sum(1).mean()


def in_groups(order, key, random):
    """The order with runs of one charge, so that a batch has hard negatives."""
    order = order[np.argsort(key[order], kind="stable")]
    groups = [order[at : at + SAME] for at in range(0, len(order), SAME)]
    return np.concatenate([groups[i] for i in random.permutation(len(groups))])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("elements")
    parser.add_argument("out")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    judged, other = list(cases.judgments(options.elements)), list(cases.others())
    texts = [one.facts for one in judged] + [one.reasoning for one in judged]
    table, counts = grams.vocabulary(texts, SIZE, MOST)
    idf = np.log(len(texts) / counts).astype(np.float32)
    facts, reasoning, short = (Bags(part, table, idf) for part in ([c.facts for c in judged], [c.reasoning for c in judged], [t for t, _ in other]))
    names, charged = indicator([c.charges for c in judged] + [c for _, c in other], 3)
    also = indicator([c.also for c in judged], 10)[1]
    key = np.array([c.charges[0] if c.charges else "" for c in judged])
    usable = np.array([i for i, c in enumerate(judged) if len(c.reasoning) > 60 and len(c.facts) > 60])
    vectors = nn.EmbeddingBag(len(table), HIDDEN, mode="sum")
    nn.init.normal_(vectors.weight, std=0.1)
    charge_head, also_head = nn.Linear(HIDDEN, len(names)), nn.Linear(HIDDEN, also.shape[1])
    temperature = nn.Parameter(torch.tensor(3.0))
    optimiser = torch.optim.Adam([*vectors.parameters(), *charge_head.parameters(), *also_head.parameters(), temperature], lr=RATE)

    def embed(bag, training=True):
        indices, offsets, weights = bag
        if training:
            weights = weights * (torch.rand_like(weights) > DROPOUT) / (1 - DROPOUT)
        return F.normalize(vectors(indices, offsets, per_sample_weights=weights))

    steps, step = options.epochs * (len(usable) // BATCH), 0
    for epoch in range(options.epochs):
        losses = []
        order = in_groups(random.permutation(usable), key, random)
        for at in range(0, len(order) - BATCH + 1, BATCH):
            which = order[at : at + BATCH]
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / 20) * (1 - step / steps)
            told, reasoned = embed(facts.take(which, random)), embed(reasoning.take(which))
            alike, own = told @ reasoned.T * temperature.exp(), torch.arange(len(which))
            loss = F.cross_entropy(alike, own) + F.cross_entropy(alike.T, own)
            loss = loss + several(charge_head(told), charged[which]) + WEIGHTS["reasoning_charge"] * several(charge_head(reasoned), charged[which])
            loss = loss + WEIGHTS["also"] * F.binary_cross_entropy_with_logits(also_head(told * SPREAD), also[which], reduction="sum") / len(which)
            extra = random.integers(0, len(other), OTHER)
            loss = loss + several(charge_head(embed(short.take(extra))), charged[len(judged) + extra])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
            losses.append(loss.item())
        print(epoch, round(float(np.mean(losses)), 3), flush=True)
    with torch.no_grad():
        found = embed(facts.take(range(len(judged))), training=False).numpy()
    np.savez(options.out, keys=table, idf=idf, weight=vectors.weight.detach().numpy(), facts=found, names=names, charged=charged[: len(judged)].numpy())


if __name__ == "__main__":
    main()
