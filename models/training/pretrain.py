"""Masked-character pre-training on the judgments: python pretrain.py OUT_DIR --minutes 45 [--layers 3] [--device cuda]

The learning rate is flat after the warm-up and falls to nothing over the last third, so a snapshot taken early is
usable and a longer run only needs a larger budget. The budget is processor time of this process on a CPU and wall
time on a GPU.
"""

import argparse
import array
import time
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

import tokens
from corpus import held_out, records
from encoder import MASK, Config, Encoder

WINDOW = 128


class MaskedHead(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.dense = nn.Linear(encoder.config.hidden, encoder.config.hidden)
        self.norm = nn.LayerNorm(encoder.config.hidden)
        self.bias = nn.Parameter(torch.zeros(encoder.config.vocab))

    def forward(self, states, embedding):
        return F.linear(self.norm(F.gelu(self.dense(states), approximate="tanh")), embedding.weight, self.bias)


def corpus_ids(vocabulary, held):
    ids = array.array("i")
    for record in records("judgments/lecard.jsonl.zst"):
        if held_out(record["id"]) == held:
            ids.extend(tokens.encode(vocabulary, record["text"]))
    return torch.frombuffer(ids, dtype=torch.int32)


def masked_batch(source, size, generator):
    """Windows with about 18 % of the characters hidden, in runs of one to three: (ids, hidden positions, originals)."""
    starts = torch.randint(0, len(source) - WINDOW, (size,), generator=generator)
    ids = torch.stack([source[start : start + WINDOW] for start in starts.tolist()]).long()
    chance = torch.rand(3, *ids.shape, generator=generator)
    run = chance[0] < 0.105
    run[:, 1:] |= run[:, :-1] & (chance[1][:, 1:] < 0.5)
    run[:, 1:] |= run[:, :-1] & (chance[2][:, 1:] < 0.3)
    hidden = (run & (ids > MASK)).reshape(-1).nonzero().squeeze(1)
    flat = ids.reshape(-1).clone()
    originals = flat[hidden]
    kind = torch.rand(len(hidden), generator=generator)
    shown = torch.where(kind < 0.8, torch.full_like(originals, MASK), originals)
    shuffled = originals[torch.randperm(len(originals), generator=generator)]
    flat[hidden] = torch.where((kind >= 0.8) & (kind < 0.9), shuffled, shown)
    return flat.view_as(ids), hidden, originals


def rate(share, step, peak):
    return peak * min(1.0, (step + 1) / 300) * min(1.0, max(0.02, (1 - share) / 0.35))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    vocabulary = tokens.load(options.out / "tokenizer.json")
    training, unseen = corpus_ids(vocabulary, False), corpus_ids(vocabulary, True)
    config = Config(len(vocabulary), options.hidden, options.layers, options.hidden // 64, 4 * options.hidden)
    encoder = Encoder(config).to(options.device)
    head = MaskedHead(encoder).to(options.device)
    parameters = [*encoder.parameters(), *head.parameters()]
    print(f"{sum(p.numel() for p in parameters) / 1e6:.2f} M parameters, {len(training) / 1e6:.1f} M characters", flush=True)
    optimizer = torch.optim.AdamW(parameters, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def loss_of(batch):
        ids, hidden, originals = (part.to(options.device) for part in batch)
        with torch.autocast(options.device, dtype=torch.bfloat16):
            states = encoder(ids).reshape(-1, config.hidden)[hidden]
            logits = head(states, encoder.embedding).float()
        return F.cross_entropy(logits, originals), (logits.argmax(-1) == originals).float().mean()

    fixed = [masked_batch(unseen, 64, torch.Generator().manual_seed(seed)) for seed in range(8)]

    def measure():
        with torch.inference_mode():
            scores = [loss_of(batch) for batch in fixed]
        return sum(l.item() for l, _ in scores) / len(scores), sum(a.item() for _, a in scores) / len(scores)

    def save():
        torch.save({"config": config.to_dict(), "encoder": encoder.state_dict(), "head": head.state_dict()}, options.out / "encoder.pt")

    generator = torch.Generator().manual_seed(1)
    clock = time.process_time if options.device == "cpu" else time.time
    begun, step, report = clock(), 0, 0.0
    while (share := (clock() - begun) / (60 * options.minutes)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = rate(share, step, options.rate)
        loss, _ = loss_of(masked_batch(training, options.batch, generator))
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        if share >= report:
            report += 0.05
            unseen_loss, accuracy = measure()
            seen = step * options.batch * WINDOW / 1e6
            print(f"{share:.2f} step {step} characters {seen:.1f} M unseen loss {unseen_loss:.3f} accuracy {accuracy:.3f}", flush=True)
            save()
    print("end: unseen loss {:.3f} accuracy {:.3f}".format(*measure()), flush=True)
    save()


if __name__ == "__main__":
    main()
