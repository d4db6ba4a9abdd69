"""Which candidates are triggers: a logistic model over their features, fitted on sentences that name events.

A sentence of 2-10 names every type with one word: candidates on that word are right, others of a type named are left out,
those of a type not named are wrong. A sentence of 2-9 names types of twenty only: of a type named the likeliest candidate
is right (chosen again in each round), candidates of the others of the twenty are wrong, the rest is left out.
"""

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from features import described


class Linear:
    def __init__(self, strength=0.5, rounds=3):
        self.strength, self.rounds = strength, rounds
        self.vectorizer = DictVectorizer(dtype=np.float32)

    def fit(self, sentences):
        parsed = [described(sentence.text) for sentence in sentences]
        rows = [dict.fromkeys(names, 1.0) for _, features in parsed for names in features]
        matrix = self.vectorizer.fit_transform(rows)
        scores = np.array([1.0 if one.sure else 0.5 for found, _ in parsed for one in found])
        for _ in range(self.rounds):
            labels = np.concatenate([labelled(s, found, part) for s, (found, _), part in slices(sentences, parsed, scores)])
            known = labels >= 0
            self.model = LogisticRegression(C=self.strength, max_iter=400).fit(matrix[known], labels[known])
            scores = self.model.predict_proba(matrix)[:, 1]
        return self

    def score(self, text):
        found, features = described(text)
        if not found:
            return []
        matrix = self.vectorizer.transform([dict.fromkeys(names, 1.0) for names in features])
        return list(zip(found, self.model.predict_proba(matrix)[:, 1]))


def slices(sentences, parsed, scores):
    at = 0
    for sentence, (found, features) in zip(sentences, parsed):
        yield sentence, (found, features), scores[at : at + len(found)]
        at += len(found)


def labelled(sentence, found, scores):
    """1 right, 0 wrong, -1 left out, for each candidate."""
    labels = np.full(len(found), -1)
    if sentence.source == "2-10":
        spans = {}
        for kind, word in sentence.triggers:
            spans.setdefault(kind, []).append(word)
        for at, one in enumerate(found):
            here = sentence.text[one.start : one.end]
            if one.type not in spans:
                labels[at] = 0
            elif any(here in word or word in here for word in spans[one.type]):
                labels[at] = 1
        return labels
    for kind in sentence.asked:
        of = [at for at, one in enumerate(found) if one.type == kind]
        if kind not in sentence.told:
            labels[of] = 0
        elif of:
            labels[max(of, key=lambda at: scores[at])] = 1
    return labels
