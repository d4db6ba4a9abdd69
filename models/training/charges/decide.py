"""From scores to a set of charges. `src/nlp/charges/decide.rs` does the same."""

import re

import numpy as np

# How much the best cue of a charge counts, and each further one; how near a further charge must come to the best:
# without a cue, with one, and how much more where the text speaks of several offences. Chosen on the LawBench 3-3
# development half and looked at on the held-out part of the pool.
SETTINGS = {"cue_best": 0.6, "cue_more": 0.1, "near": 0.3, "near_with_cue": 1.6, "near_when_several": 2.0, "cue_counts": 1.5}
SEVERAL = re.compile(r"数罪|×罪[、和及与，]{1,2}[^。，]{0,14}×罪|×[、和及与]×|罪[、和及与]×")


def totals(scores, largest, total, settings=SETTINGS):
    """scores: [texts, trained labels]; labels that only cues know get the middle score."""
    best = scores.max(1, keepdims=True)
    all_scores = np.repeat(np.median(scores, 1, keepdims=True), largest.shape[1], 1)
    all_scores[:, : scores.shape[1]] = scores
    return all_scores - best + settings["cue_best"] * largest + settings["cue_more"] * (total - largest)


def chosen(row, largest, several, settings=SETTINGS):
    """Indexes of the charges of one text, best first."""
    order = np.argsort(-row)[:3]
    kept = [order[0]]
    for rank, label in enumerate(order[1:], 1):
        near = settings["near_with_cue"] if largest[label] > settings["cue_counts"] else settings["near"]
        near += settings["near_when_several"] * several
        if row[order[0]] - row[label] < near * (1 if rank == 1 else 0.6):
            kept.append(label)
    return kept


def set_f1(gold, found):
    same = len(set(gold) & set(found))
    return 2 * same / (len(set(gold)) + len(set(found))) if same else 0.0


def evaluate(gold, texts, labels, scores, largest, total, settings=SETTINGS):
    rows = totals(scores, largest, total, settings)
    several = [bool(SEVERAL.search(text)) for text in texts]
    sets = [[labels[i] for i in chosen(*item, settings)] for item in zip(rows, largest, several)]
    return float(np.mean([set_f1(*item) for item in zip(gold, sets)]))
