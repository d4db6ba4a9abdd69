"""One name, one label, wherever it stands in the text; as `src/nlp/entities/names.rs`."""

import re

NAME = re.compile(r"^[\w×*·]{2,12}$")
LONGER = "某×甲乙丙丁戊己庚辛壬癸"
CUES = [("被告人", "犯罪嫌疑人", "嫌疑人"), ("被害人", "受害人", "失主")]
ORDER = ["NHCS", "NHVI", "SUSPECT", "VICTIM", "Nh", "Other_participants", "PERSON"]
MENTION, BARE, CUE = 2, 1, 12


def votes_of(text, spans, order):
    """name -> votes for each of the person labels."""
    votes = {}
    for start, end, label in spans:
        if label not in order or not NAME.match(text[start:end]):
            continue
        row = votes.setdefault(text[start:end], [0] * len(order))
        row[order.index(label)] += BARE if label == "PERSON" else MENTION
        for role, words in enumerate(CUES):
            if len(order) > 1 and text[:start].endswith(words):
                row[role] += CUE
    return votes


def propagated(text, spans, persons):
    order = [label for label in ORDER if label in persons]
    votes = votes_of(text, spans, order)
    labels = {name: order[row.index(max(row))] for name, row in votes.items()}
    out = [(s, e, labels.get(text[s:e], label) if label in persons else label) for s, e, label in spans]
    taken = [False] * len(text)
    for start, end, _ in spans:
        taken[start:end] = [True] * (end - start)
    for name in sorted(labels, key=lambda name: (-len(name), name)):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            follows = text[end : end + 1]
            goes_on = name[-1] in "某×*" and follows and (follows in LONGER or "0" <= follows <= "9")
            if not any(taken[start:end]) and not goes_on:
                taken[start:end] = [True] * (end - start)
                out.append((start, end, labels[name]))
            start = text.find(name, start + 1)
    return sorted(out)
