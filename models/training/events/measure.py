"""Figures of LawBench 2-9 and 2-10 by cross-validation over sentences: python measure.py [--folds 10]"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parents[1]))
from corpus import DATA

sys.path.insert(0, str(DATA))
import metrics

from linear import Linear
from questions import folds, which_events, which_words


def best_of_types(scored, asked):
    """type -> (score, candidate) of the likeliest candidate."""
    best = {}
    for one, score in scored:
        if one.type in asked and score > best.get(one.type, (-1,))[0]:
            best[one.type] = (score, one)
    return best


def chosen(best, threshold):
    """The types above the threshold; where there is none, the likeliest."""
    kept = {kind for kind, (score, _) in best.items() if score >= threshold}
    return kept or ({max(best, key=lambda kind: best[kind][0])} if best else set())


def words(best, sentence):
    found = sorted((one.start, sentence.text[one.start : one.end]) for _, one in best.values())
    return [word for _, word in found]


def cross_validated(sentences, count, make, seed=0):
    """Scores of each sentence by a model that saw neither it nor its fold."""
    fold, out = folds(sentences, count, seed), [None] * len(sentences)
    for held in range(count):
        model = make().fit([s for s, f in zip(sentences, fold) if f != held])
        for at, f in enumerate(fold):
            if f == held:
                out[at] = model.score(sentences[at].text)
    return out


def figures(sentences, scored, thresholds=(0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)):
    event = [(s, best_of_types(p, s.asked)) for s, p in zip(sentences, scored) if s.source == "2-9"]
    for threshold in thresholds:
        f1 = [metrics.set_f1(s.told, chosen(best, threshold)) for s, best in event]
        hit = sum(len(s.told & chosen(best, threshold)) for s, best in event)
        said, there = sum(len(chosen(best, threshold)) for _, best in event), sum(len(s.told) for s, _ in event)
        print(f"2-9 threshold {threshold}: F1 per item {np.mean(f1):.4f}  (even {np.mean(f1[::2]):.4f} odd {np.mean(f1[1::2]):.4f})  micro {2 * hit / (said + there):.4f}")
    asked = [(s, best_of_types(p, s.asked)) for s, p in zip(sentences, scored) if s.source == "2-10"]
    soft = [metrics.triggers([word for _, word in s.triggers], words(best, s)) for s, best in asked]
    print(f"2-10: soft F1 {np.mean(soft):.4f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--strength", type=float, default=0.5)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0], help="of the parting into folds; the fit itself is not random")
    options = parser.parse_args()
    sentences = which_events() + which_words()
    everything = lambda text: [(one, 0.9 if one.sure else 0.4) for one in __import__("candidates").candidates(text)]
    print("lexicon alone")
    figures(sentences, [everything(s.text) for s in sentences], (0.3, 0.5))
    for seed in options.seeds:
        print("linear, seed", seed)
        figures(sentences, cross_validated(sentences, options.folds, lambda: Linear(options.strength), seed))


if __name__ == "__main__":
    main()
