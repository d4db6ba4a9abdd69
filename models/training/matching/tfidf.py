"""The baseline and its measure: python tfidf.py PAIRS.jsonl

TF-IDF over character 1- and 2-grams, cosine; idf from the judgments of the training split. R@1, R@5, R@10 and the mean
reciprocal rank of the right target among all evaluation targets.
"""

import json
import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer


def load(path):
    cases = [json.loads(line) for line in open(path, encoding="utf-8")]
    return [c for c in cases if c["split"] == "train"], [c for c in cases if c["split"] == "eval"]


def questions(cases, version):
    """(queries, targets) of a version: the drawn testimony of each case and what was found."""
    return [c[version]["testimony"][c["query"]] for c in cases], [c[version]["target"][0] for c in cases]


def accusations(cases, version):
    """The same with the accusation as query, of the cases where it is worded differently; all targets stay."""
    rows = [at for at, c in enumerate(cases) if c[version]["accusation"]]
    return [cases[at][version]["accusation"][0] for at in rows], [c[version]["target"][0] for c in cases], rows


def ranks(scores, right=None):
    right = np.arange(len(scores)) if right is None else np.asarray(right)
    best = scores[np.arange(len(scores)), right]
    return (scores > best[:, None]).sum(1)


def figures(scores, right=None):
    at = ranks(scores, right)
    return {"R@1": (at < 1).mean(), "R@5": (at < 5).mean(), "R@10": (at < 10).mean(), "MRR": (1 / (at + 1)).mean()}


def told(name, figures):
    print(f"{name:40s}" + "  ".join(f"{key} {value:.3f}" for key, value in figures.items()), flush=True)


def standard(scores):
    return (scores - scores.mean(1, keepdims=True)) / scores.std(1, keepdims=True)


def vectorizer(training, version="masked", limit=None):
    texts = [t for c in training for t in c[version]["target"] + c[version]["testimony"]]
    return TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True, min_df=2, max_features=limit, dtype=np.float32).fit(texts)


def main():
    training, evaluation = load(sys.argv[1])
    for version in ("raw", "masked"):
        model = vectorizer(training, version)
        queries, targets = questions(evaluation, version)
        found = model.transform(targets)
        told(f"TF-IDF {version} testimony", figures((model.transform(queries) @ found.T).toarray()))
        queries, _, rows = accusations(evaluation, version)
        told(f"TF-IDF {version} accusation ({len(rows)})", figures((model.transform(queries) @ found.T).toarray(), rows))


if __name__ == "__main__":
    main()
