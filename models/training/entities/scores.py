"""Strict span F1 by label, and the soft F1 of LawBench 2-6."""

import importlib.util
from collections import Counter

from corpus import DATA

from entities.data import FIELDS

_spec = importlib.util.spec_from_file_location("metrics", DATA / "metrics.py")
metrics = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(metrics)


def strict(gold, predicted):
    """{label: (F1, precision, recall, gold count)} and "all", in points."""
    hit, told, wanted = Counter(), Counter(), Counter()
    for g, p in zip(gold, predicted, strict=True):
        g, p = set(g), set(p)
        for counter, found in ((hit, g & p), (told, p), (wanted, g)):
            for span in found:
                counter[span[2]] += 1
                counter["all"] += 1
    out = {}
    for label in sorted(set(wanted) | set(told), key=lambda label: (label == "all", label)):
        precision, recall = hit[label] / max(1, told[label]), hit[label] / max(1, wanted[label])
        f1 = 200 * precision * recall / (precision + recall) if hit[label] else 0.0
        out[label] = (round(f1, 1), round(100 * precision, 1), round(100 * recall, 1), wanted[label])
    return out


def fields(text, spans):
    """The answer LawBench asks for: field -> values joined in order of appearance."""
    out = {}
    for start, end, label in sorted(spans):
        out.setdefault(FIELDS[label], []).append(text[start:end])
    return {field: "、".join(values) for field, values in out.items()}


def soft(questions, predicted):
    values = [metrics.soft_entities(gold, fields(text, p)) for (text, gold), p in zip(questions, predicted, strict=True)]
    return round(100 * sum(values) / len(values), 2)
