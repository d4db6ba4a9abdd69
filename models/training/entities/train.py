"""Fine-tunes one encoder with a tagging head a schema: python -m entities.train ENCODER.pt OUT.pt --sets theft drug driving

Every epoch half of the passages get invented names. The learning rate falls with the share of the steps or of the wall
time that is gone, whichever is more, so a slow machine ends in time with fewer epochs. Evaluates on the held-out parts with the averaged weights.
"""

import argparse
import math
import random
import time
from pathlib import Path

import torch
import torch.nn as nn

import tokens
from entities import general, names, weak
from entities.data import LABELS, PERSONS, split, validation
from entities.evaluate import Hybrid, load, report
from entities.shorten import shortened
from entities.tagger import Tagger, batches, bio, padded, partial_loss, seeded


# Log weight of a label that an unlabelled character may have after all; without it a head calls everything the unknown.
UNLIKELY = math.log(0.1)


def allowed_labels(schema, name, text, spans):
    """[characters] of the label numbers that count as right under a schema, the likely one first."""
    if schema == "general":
        return general.allowed(name, text, spans)
    number = {label: i for i, label in enumerate(bio(LABELS[name]))}
    out = [[0]] * len(text)
    for start, end, label in spans:
        for i in range(start, end):
            out[i] = [number[("B-" if i == start else "I-") + label]]
    return out


class Epoch:
    """The passages of one epoch: names swapped anew, batches of one set each, in random order."""

    def __init__(self, items, schemas, vocabulary, budget, swap, seed):
        self.items, self.schemas, self.vocabulary, self.budget, self.swap = items, schemas, vocabulary, budget, swap
        self.random = random.Random(seed)
        self.swapper = names.Swapper("train", seed)

    def batches(self):
        plan = []
        for name, items in self.items.items():
            persons = PERSONS["general" if name == "weak" else name]
            shown = []
            for item in items:
                text, spans = self.swapper(*item, persons) if self.random.random() < self.swap else item
                shown += shortened(text, spans, self.random) if len(text) > 150 else [(text, spans)]
            plan += [(name, [shown[i] for i in batch]) for batch in batches([len(t) for t, _ in shown], self.budget, self.random)]
        self.random.shuffle(plan)
        for name, passages in plan:
            ids = padded([tokens.encode(self.vocabulary, text) for text, _ in passages])
            yield ids, {schema: self.allowed(schema, name, passages, ids.shape[1]) for schema in self.schemas[name]}

    def allowed(self, schema, name, passages, length):
        width = len(general.TAGS if schema == "general" else bio(LABELS[name]))
        table = torch.zeros(len(passages), length, width)
        for row, (text, spans) in enumerate(passages):
            table[row, : len(text)] = float("-inf")
            for i, (likely, *others) in enumerate(allowed_labels(schema, name, text, spans)):
                table[row, i, others] = UNLIKELY
                table[row, i, likely] = 0.0
        return table


def train(model, epoch, options):
    encoder, heads = list(model.encoder.parameters()), list(model.heads.parameters())
    rates = [options.rate, 3 * options.rate]
    optimizer = torch.optim.AdamW([{"params": encoder}, {"params": heads}], weight_decay=0.01, fused=True)
    clock = time.process_time if options.device == "cpu" else time.time
    average, step, begun, total, share = None, 0, clock(), None, 0.0
    started = time.time()
    for number in range(options.epochs):
        losses = []
        plan = list(epoch.batches())
        total = total or len(plan) * options.epochs
        model.train()
        for ids, targets in plan:
            share = max(step / total, (time.time() - started) / (60 * options.minutes))
            if share >= 1:
                break
            rate = min(1, (step + 1) / options.warm_up) * max(0.02, 1 - share)
            for group, peak in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = peak * rate
            ids = ids.to(options.device)
            if options.hide:
                drop = (torch.rand(ids.shape, device=ids.device) < options.hide) & (ids > 0)
                ids = torch.where(drop, torch.full_like(ids, 4), ids)
            with torch.autocast(options.device, dtype=torch.bfloat16):
                scores = model(ids, (ids > 0).float(), list(targets))
            loss = sum(
                (general.WEIGHT if schema == "general" else 1.0) * partial_loss(s.float(), allowed.to(options.device))
                for s, (schema, allowed) in zip(scores, targets.items(), strict=True)
            ) / (ids > 0).sum()
            loss.backward()
            nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            losses.append(loss.item())
            if share >= 0.6:
                state = model.state_dict()
                if average is None:
                    average = {key: value.clone() for key, value in state.items()}
                for key, value in average.items():
                    value.lerp_(state[key], 0.01)
        print(f"epoch {number + 1} loss {sum(losses) / max(1, len(losses)):.4f} {clock() - begun:.0f} s, {share:.2f}", flush=True)
        if share >= 1:
            break
    if options.average and average:
        model.load_state_dict(average)
    return model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tokenizer", type=Path, default=None)
    parser.add_argument("--sets", nargs="+", default=list(LABELS))
    parser.add_argument("--general", action="store_true", help="also train the general schema on all sets and the weak labels")
    parser.add_argument("--resume", type=Path, help="go on from this tagger")
    parser.add_argument("--fresh", help="a head that starts anew")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=1e9, help="wall time by which the rate has fallen to nothing")
    parser.add_argument("--warm-up", type=int, default=120, help="steps")
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--budget", type=int, default=2048)
    parser.add_argument("--weak", type=int, default=600, help="weakly labelled passages for the general schema")
    parser.add_argument("--swap", type=float, default=0.5)
    parser.add_argument("--hide", type=float, default=0.03)
    parser.add_argument("--average", type=int, default=1)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--validation", action="store_true", help="keep a twentieth of the training part back, to choose among seeds")
    parser.add_argument("--no-report", action="store_true", help="measure later, with entities.evaluate or entities.seeds")
    parser.add_argument("--free", nargs="*", default=[], help="sets to train on weak labels over judgments instead of their own passages")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(1)
    seeded(options.seed)
    vocabulary = tokens.load(options.tokenizer or options.encoder.parent / "tokenizer.json")
    parts = {name: split(name, options.fold) for name in options.sets}
    items = {name: validation(training)[0] if options.validation else training for name, (training, _) in parts.items()}
    items |= {name: weak.labelled(name, weak.COUNT[name]) for name in options.free}
    schemas = {name: [name] for name in options.sets}
    heads = {name: bio(LABELS[name]) for name in options.sets}
    if options.general:
        items |= general.weak_sets(options.weak)
        schemas = {name: [*schemas.get(name, []), "general"] for name in items}
        heads["general"] = general.TAGS
    if options.resume:
        model = load(options.resume).to(options.device)
        model.encoder.dropout = 0.1
        if options.fresh:
            nn.init.zeros_(model.heads[options.fresh].weight)
    else:
        model = Tagger(torch.load(options.encoder, weights_only=True), heads).to(options.device)
        # Alike in all seeds, so that their weights may be averaged.
        for head in model.heads.values():
            nn.init.zeros_(head.weight)
    model = train(model, Epoch(items, schemas, vocabulary, options.budget, options.swap, options.seed), options).cpu()
    torch.save({"config": model.encoder.config.to_dict(), "heads": heads, "state": model.state_dict()}, options.out)
    if not options.no_report:
        report(Hybrid(model, vocabulary), {name: held for name, (_, held) in parts.items()})


if __name__ == "__main__":
    main()
