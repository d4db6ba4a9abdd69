"""Trains the combiner on gathered edits and measures it: python combiner.py GATHERED.pkl [OUT.npz]

One logistic regression for each kind of edit over the features gives the odds that an edit is right. For the figures, the
LawBench 2-1 development sentences take part by cross-validation; in what is shipped all of them do.
"""

import argparse
import pickle
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

import data

sys.path.insert(0, str(data.DATA))
import metrics

NAMES = (
    "replace,pair,delete,delete two,swap,swap longer,insert,same sound,near sound,shape only,likeness,gain,before,after,"
    "gain a symbol,lead,rank,doubled,old frequency,new frequency,unknown,text,around,near end,length,surname,old joints,new joints,"
    "old word,old word count,new word,new word count,repeats left,repeats right,repeats both,slip,any slip"
).split(",")
# What depends on the sentence as a whole (its length, how likely it is) says more of the source than of the edit.
COLUMNS = (
    "pair,delete two,swap longer,same sound,near sound,shape only,likeness,gain,before,lead,doubled,old frequency,new frequency,"
    "unknown,old joints,new joints,old word,old word count,new word,new word count,repeats left,repeats right,repeats both,slip,any slip"
).split(",")
GROUPS = [("replace", "pair"), ("delete", "delete two"), ("swap", "swap longer"), ("insert",)]
WEIGHTS = {"clean": 1.0, "odw": 1.5, "law learnt": 1.5, "2-1": 2.0}
FARTHEST = 6.0
# Odds of a kind of edit that was never right.
NEVER = -30.0
PARTS = 5


class Combiner:
    def __init__(self, columns=COLUMNS):
        self.columns = [NAMES.index(name) for name in columns]
        self.groups = [[NAMES.index(name) for name in group] for group in GROUPS]

    def fit(self, rows, labels, weights):
        self.mean, self.scale = rows.mean(0), rows.std(0) + 1e-3
        scaled = self.scaled(rows)
        self.weights, self.bias = np.zeros((len(GROUPS), len(NAMES)), np.float32), np.zeros(len(GROUPS), np.float32)
        for number, group in enumerate(self.groups):
            members = rows[:, group].any(1)
            if labels[members].all() or not labels[members].any():
                self.bias[number] = NEVER
                continue
            model = LogisticRegression(C=0.3, max_iter=300)
            model.fit(scaled[members][:, self.columns], labels[members], weights[members])
            self.weights[number, self.columns] = model.coef_[0]
            self.bias[number] = model.intercept_[0]
        return self

    def scaled(self, rows):
        return np.clip((rows - self.mean) / self.scale, -FARTHEST, FARTHEST)

    def score(self, rows):
        if not len(rows):
            return np.zeros(0, np.float32)
        number = np.argmax([rows[:, group].any(1) for group in self.groups], 0)
        return (self.scaled(rows) * self.weights[number]).sum(1) + self.bias[number]

    def arrays(self, name):
        return {
            f"{name}.mean": self.mean.astype(np.float32),
            f"{name}.scale": self.scale.astype(np.float32),
            f"{name}.weights": self.weights,
            f"{name}.bias": self.bias,
        }


def chosen(edits, scores, limit):
    """The best edits that do not touch each other, from the highest score down to the limit."""
    used = []
    for k in np.argsort(-scores, kind="stable"):
        if scores[k] < limit:
            break
        start, end, new = edits[k]
        if all(end <= a and start < a or start >= b and end > b or end < a or start > b for a, b, _ in used):
            used.append((start, end, new))
    return sorted(used)


def applied(text, used):
    for start, end, new in reversed(used):
        text = text[:start] + new + text[end:]
    return text


def sentence_f1(triples):
    changed = sum(h != s for s, _, h in triples)
    right = sum(h == d and s != d for s, d, h in triples)
    wrong = sum(s != d for s, d, _ in triples)
    return right / max(1, changed), right / max(1, wrong), 2 * right / max(1, changed + wrong)


def stacked(gathered, names, skip=frozenset()):
    rows, labels, weights = [], [], []
    for name in names:
        for k, (_, _, edits, features, good) in enumerate(gathered[name]):
            if (name, k) in skip or not len(edits):
                continue
            rows.append(features)
            labels.append(good)
            weights.append(np.full(len(good), WEIGHTS[name]))
    return np.concatenate(rows), np.concatenate(labels), np.concatenate(weights)


def summary(triples):
    """One line of figures from (written, right, corrected) of each source."""
    p, r, f = metrics.proofread(triples["2-1"])
    lp, lr, lf = sentence_f1(triples["law"])
    alarm = sum(h != s for s, _, h in triples["clean measured"]) / len(triples["clean measured"])
    return f"2-1 P {p:.3f} R {r:.3f} F0.5 {f:.3f}   law P {lp:.3f} R {lr:.3f} F1 {lf:.3f}   clean changed {100 * alarm:.2f} %"


def figures(gathered, scorer_of, limit):
    """One reading of each text (the program reads a corrected sentence again)."""
    triples = {}
    for name in ("2-1", "law", "clean measured"):
        triples[name] = [
            (wrong, right, applied(wrong, chosen(edits, scorer_of(name, k).score(features), limit)))
            for k, (wrong, right, edits, features, _) in enumerate(gathered[name])
        ]
    return f"{limit:5.2f}  " + summary(triples)


def cross_validated(gathered, names, columns=COLUMNS, parts=PARTS):
    """Combiners that have not seen the 2-1 sentences they score; one for everything else."""
    def without(part):
        return {("2-1", k) for k in range(len(gathered["2-1"])) if k % parts == part}

    models = [Combiner(columns).fit(*stacked(gathered, names, without(part))) for part in range(parts)]
    whole = Combiner(columns).fit(*stacked(gathered, names))
    return lambda name, k: models[k % parts] if name == "2-1" else whole


def quantiles(gathered, scorer_of, shares=(5, 2, 1, 0.6, 0.3)):
    """Limits at which these shares (per cent) of the learnt error-free sentences would be changed."""
    top = [scorer_of("clean", k).score(rows).max(initial=-99) for k, (_, _, _, rows, _) in enumerate(gathered["clean"])]
    return [float(np.percentile(top, 100 - share)) for share in shares]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("gathered")
    parser.add_argument("out", nargs="?")
    options = parser.parse_args()
    with open(options.gathered, "rb") as file:
        gathered = pickle.load(file)
    names = [name for name in WEIGHTS if name in gathered]
    scorer_of = cross_validated(gathered, names)
    for limit in quantiles(gathered, scorer_of):
        print(figures(gathered, scorer_of, limit), flush=True)
    if options.out:
        np.savez(options.out, **Combiner().fit(*stacked(gathered, names)).arrays("combiner"))


if __name__ == "__main__":
    main()
