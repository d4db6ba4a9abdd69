"""What each cue of `src/nlp/charges/cues.toml` is worth: the log odds of its charge, from the pool."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np

FILE = Path(__file__).resolve().parents[3] / "src" / "nlp" / "charges" / "cues.toml"
# Characters of a text that are searched while counting.
HEAD = 1200
# Log odds that a cue must have before it says anything, and the most it may say.
LEAST, MOST = 1.5, 9.0


def listed():
    """(charge, parts), in the order in which `cues.rs` numbers them."""
    table = tomllib.loads(FILE.read_text("utf-8"))["strong"]
    return sorted((charge, cue) for charge, cues in table.items() for cue in set(cues))


def matcher(cues):
    """text -> numbers of the cues it has. Parts joined by + stand in one sentence."""
    parted = [cue.split("+") for _, cue in cues]
    parts = sorted({part for cue in parted for part in cue})

    def hits(text):
        sentences = [sentence for sentence in re.split("[。；\n]", text) if sentence]
        present = {part for part in parts if part in text}
        return [
            number
            for number, cue in enumerate(parted)
            if all(part in present for part in cue)
            and (len(cue) == 1 or any(all(part in sentence for part in cue) for sentence in sentences))
        ]

    return hits


def weights(rows, importance):
    """One weight a cue; rare labels are smoothed towards `few hits, few false ones`."""
    cues = listed()
    hits = matcher(cues)
    hit, right, documents, with_label = np.zeros(len(cues)), np.zeros(len(cues)), 0.0, Counter()
    for row, weight in zip(rows, importance):
        documents += weight
        for label in row["labels"]:
            with_label[label] += weight
        for number in hits(row["text"][:HEAD]):
            hit[number] += weight
            right[number] += weight * (cues[number][0] in row["labels"])
    own = np.array([with_label[charge] for charge, _ in cues])
    odds = np.log((right + 1) / (own + 4) * (documents - own + 1) / (hit - right + 1))
    return np.clip(odds - LEAST, 0, MOST).astype(np.float32)


def scored(texts, labels, weight):
    """(largest, sum) of the cue weights for each text and label."""
    cues = listed()
    hits = matcher(cues)
    place = {label: i for i, label in enumerate(labels)}
    largest = np.zeros((len(texts), len(labels)), np.float32)
    total = np.zeros_like(largest)
    for row, text in enumerate(texts):
        for number in hits(text):
            column = place[cues[number][0]]
            largest[row, column] = max(largest[row, column], weight[number])
            total[row, column] += weight[number]
    return largest, total
