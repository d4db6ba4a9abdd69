"""Similar cases with the same embedding: python similar.py MODEL.pt TOKENIZER.json

LeCaRD dev queries over their labelled candidates, NDCG@10/20/30 (the grade itself is the gain): character-bigram BM25 over the whole text (idf over the
pools), the embedding of what was found (query: its first 800 characters; candidate: 800 characters from the found facts
on, or of the aligned facts), and the sum of both in standard deviations.
"""

import argparse
import math
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import tokens
from corpus import records
from encoder import Config, Encoder
from pairs import FOUND
from train import embed

LONGEST = 800


def facts_of(judgment):
    """Where the facts begin: aligned by the data, else after 查明, else a third of the way."""
    text, sections = judgment["text"], judgment.get("sections") or {}
    if sections.get("facts"):
        return text[sections["facts"][0] : sections["facts"][1]]
    found = FOUND.search(text)
    return text[found.end() if found else len(text) // 6 :]


def bigrams(text):
    letters = [c for c in text if c.isalnum()]
    return Counter(map("".join, zip(letters, letters[1:])))


class Bm25:
    def __init__(self, documents, k1=1.2, b=0.75):
        self.k1, self.b = k1, b
        self.counts = {key: bigrams(text) for key, text in documents.items()}
        self.length = {key: sum(counts.values()) for key, counts in self.counts.items()}
        self.mean = sum(self.length.values()) / len(self.length)
        present = Counter(gram for counts in self.counts.values() for gram in counts)
        self.idf = {gram: math.log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for gram, n in present.items()}

    def score(self, query, key):
        counts = self.counts[key]
        norm = self.k1 * (1 - self.b + self.b * self.length[key] / self.mean)
        return sum(self.idf[gram] * times * counts[gram] * (self.k1 + 1) / (counts[gram] + norm) for gram, times in query.items() if gram in counts)


def ndcg(grades, at):
    gain = lambda row: sum(grade / math.log2(place + 2) for place, grade in enumerate(row[:at]))
    best = gain(sorted(grades, reverse=True))
    return gain(grades) / best if best else 0.0


def standard(values):
    values = np.asarray(values, dtype=float)
    return (values - values.mean()) / (values.std() or 1.0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("tokenizer", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = torch.load(options.model, map_location="cpu", weights_only=True)
    encoder = Encoder(Config(**checkpoint["config"]))
    encoder.load_state_dict(checkpoint["encoder"])
    queries = records("similar/lecard.dev.jsonl.zst")
    wanted = {str(key) for query in queries for key in query["labels"]}
    judgments = {str(r["id"]): r for r in records("judgments/lecard.jsonl.zst") if str(r["id"]) in wanted}
    keys = sorted(judgments)
    vocabulary = tokens.load(options.tokenizer)
    found = dict(zip(keys, embed(encoder, vocabulary, [facts_of(judgments[key]) for key in keys], LONGEST)))
    asked = embed(encoder, vocabulary, [query["text"] for query in queries], LONGEST)
    bm25 = Bm25({key: judgments[key]["text"] for key in keys})
    rows = {name: [] for name in ("BM25", "embedding", "both")}
    for query, vector in zip(queries, asked):
        pool = [key for key in map(str, query["labels"]) if key in judgments]
        grams = bigrams(query["text"])
        words = standard([bm25.score(grams, key) for key in pool])
        meaning = standard([float(vector @ found[key]) for key in pool])
        for name, scores in (("BM25", words), ("embedding", meaning), ("both", words + meaning)):
            order = sorted(range(len(pool)), key=lambda at: -scores[at])
            grades = [query["labels"][pool[at]] for at in order]
            rows[name].append([ndcg(grades, at) for at in (10, 20, 30)])
    for name, values in rows.items():
        print(name, *(f"{value:.3f}" for value in np.mean(values, axis=0)))


if __name__ == "__main__":
    main()
