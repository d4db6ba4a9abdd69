"""The questions of LawBench 2-9 (which events) and 2-10 (which words), as sentences with what is known of them."""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from corpus import records
from tokens import folded


@dataclass
class Sentence:
    text: str
    asked: list  # the types the question lists
    told: set  # the types that are there
    triggers: list = field(default_factory=list)  # (type, word), where the question asks for words
    source: str = "2-9"


def which_events():
    rows = records("lawbench/2-9.dev.jsonl.zst")
    asked = re.search("事件包括：(.*?)。请直接", rows[0]["instruction"]).group(1).split("，")
    return [Sentence(folded(row["question"]), asked, set(row["answer"].split(";"))) for row in rows]


def which_words():
    sentences = []
    for row in records("lawbench/2-10.dev.jsonl.zst"):
        asked = re.search("事件包括：(.*?)。请直接", row["instruction"]).group(1).split(",")
        words = [folded(word) for word in row["answer"].split(";")]
        sentences.append(Sentence(folded(row["question"]), asked, set(asked), list(zip(asked, words)), "2-10"))
    return sentences


def folds(sentences, count, seed=0):
    """The fold of each sentence; the same text is always in the same fold."""
    import random

    texts = sorted({sentence.text for sentence in sentences})
    random.Random(seed).shuffle(texts)
    fold = {text: at % count for at, text in enumerate(texts)}
    return [fold[sentence.text] for sentence in sentences]
