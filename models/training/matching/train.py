"""Contrastive tuning of the pre-trained encoder on pairs: python train.py PAIRS.jsonl ENCODER_DIR OUT.pt [--epochs 6]

A step takes cases, one telling of each (a testimony, or the accusation where it is worded differently) and what was found;
the mean states of the two, L2-normalised, should be nearer each other than to the other cases of the batch. Two thirds of
the batches are masked. Half of the batches are drawn from one neighbourhood of n-gram vectors, so that the others are
alike: same charge, same kind of deed. The averaged weights (EMA) are kept.
"""

import argparse
import copy
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import tokens
from encoder import Config, Encoder
from tfidf import accusations, figures, load, questions, standard, told, vectorizer

TELLING, FOUND = 112, 144


def batch_of(vocabulary, texts, longest):
    ids = [tokens.encode(vocabulary, text[:longest]) for text in texts]
    width = max(map(len, ids))
    padded = torch.zeros(len(ids), width, dtype=torch.long)
    for row, line in enumerate(ids):
        padded[row, : len(line)] = torch.tensor(line)
    return padded


def embedded(encoder, ids):
    mask = (ids > 0).float()
    states = encoder(ids, mask).float()
    return F.normalize((states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True), dim=-1)


@torch.inference_mode()
def embed(encoder, vocabulary, texts, longest, size=32):
    """Vectors of many texts, alike lengths together."""
    encoder.eval()
    device = next(encoder.parameters()).device
    order = sorted(range(len(texts)), key=lambda at: len(texts[at][:longest]))
    out = np.zeros((len(texts), encoder.config.hidden), dtype=np.float32)
    for begin in range(0, len(order), size):
        part = order[begin : begin + size]
        with torch.autocast(device.type, dtype=torch.bfloat16):
            out[part] = embedded(encoder, batch_of(vocabulary, [texts[at] for at in part], longest).to(device)).cpu().numpy()
    encoder.train()
    return out


def neighbourhoods(training, size, seed=0):
    """Cases grouped by likeness of what was found: k-means over 64 latent dimensions of TF-IDF."""
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.decomposition import TruncatedSVD

    model = vectorizer(training, limit=30000)
    latent = TruncatedSVD(64, random_state=seed).fit_transform(model.transform([c["masked"]["target"][0] for c in training]))
    latent /= np.maximum(np.linalg.norm(latent, axis=1, keepdims=True), 1e-9)
    groups = MiniBatchKMeans(max(2, len(training) // (size * 2)), random_state=seed, n_init=3).fit_predict(latent)
    return [np.flatnonzero(groups == group).tolist() for group in range(groups.max() + 1)]


def batches(count, groups, size, draw):
    """Endless batches of case numbers: an ordinary one, then one of a neighbourhood."""
    order = []
    large = [group for group in groups if len(group) >= size // 2]
    weights = [len(group) for group in large]
    while True:
        if len(order) < size:
            order = list(range(count))
            draw.shuffle(order)
        yield [order.pop() for _ in range(size)]
        if large:
            group = draw.choices(large, weights)[0]
            chosen = draw.sample(group, min(size, len(group)))
            rest = [at for at in draw.sample(range(count), size) if at not in set(chosen)]
            yield (chosen + rest)[:size]


def views(case, draw):
    """One telling and a part of what was found, of one version."""
    version = "masked" if draw.random() < 0.67 else "raw"
    telling = draw.choice(case[version]["testimony"] + case[version]["accusation"])
    at = draw.choice([0, 0, max(0, len(telling) - TELLING)])
    found = case[version]["target"][0]
    start = draw.choice([0, 0, max(0, min(80, len(found) - FOUND)), max(0, len(found) - FOUND)])
    return telling[at : at + TELLING], found[start : start + FOUND]


def measured(encoder, vocabulary, evaluation, grams, name, versions=("masked", "raw"), longest=400):
    scores = {}
    for version in versions:
        queries, targets = questions(evaluation, version)
        found = embed(encoder, vocabulary, targets, longest)
        mine = embed(encoder, vocabulary, queries, longest) @ found.T
        told(f"{name} {version}", figures(mine))
        words = (grams[version].transform(queries) @ grams[version].transform(targets).T).toarray()
        for share in (0.3, 0.5, 0.7):
            scores[version, share] = figures(standard(mine) * share + standard(words) * (1 - share))
            told(f"{name} {share} + TF-IDF {version}", scores[version, share])
    return scores


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs")
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--temperature", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--check", type=int, default=0, help="evaluation cases of the interim checks, 0: none")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    draw = random.Random(options.seed)
    training, evaluation = load(options.pairs)
    grams = {version: vectorizer(training, version) for version in ("raw", "masked")}
    groups = neighbourhoods(training, options.batch, options.seed)
    vocabulary = tokens.load(options.encoder / "tokenizer.json")
    checkpoint = torch.load(options.encoder / "encoder.pt", map_location="cpu", weights_only=True)
    encoder = Encoder(Config(**checkpoint["config"]), dropout=0.05).to(options.device)
    encoder.load_state_dict(checkpoint["encoder"])
    average = copy.deepcopy(encoder)
    optimizer = torch.optim.AdamW(encoder.parameters(), lr=options.rate, weight_decay=0.01, fused=True)
    total = int(options.epochs * len(training) / options.batch)
    same = torch.arange(options.batch, device=options.device)
    clock = time.process_time()
    for step, chosen in zip(range(total), batches(len(training), groups, options.batch, draw)):
        tellings, found = zip(*(views(training[at], draw) for at in chosen))
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1, (step + 1) / 30) * max(0.03, 1 - step / total)
        with torch.autocast(options.device, dtype=torch.bfloat16):
            left = embedded(encoder, batch_of(vocabulary, tellings, TELLING).to(options.device))
            right = embedded(encoder, batch_of(vocabulary, found, FOUND).to(options.device))
        scores = left @ right.T / options.temperature
        loss = (F.cross_entropy(scores, same) + F.cross_entropy(scores.T, same)) / 2
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        keep = min(0.98, (step + 1) / (step + 10))
        with torch.no_grad():
            for slow, fast in zip(average.parameters(), encoder.parameters()):
                slow.lerp_(fast, 1 - keep)
        if step % 20 == 0:
            print(f"{step}/{total} cpu {time.process_time() - clock:.0f} loss {loss.item():.3f}", flush=True)
        if step and step % 100 == 0:
            torch.save({"config": encoder.config.to_dict(), "encoder": average.state_dict()}, options.out)
            if options.check:
                measured(average, vocabulary, evaluation[: options.check], grams, f"step {step}", ("masked",), 256)
    torch.save({"config": encoder.config.to_dict(), "encoder": average.state_dict()}, options.out)
    measured(average, vocabulary, evaluation, grams, "end")


if __name__ == "__main__":
    main()
