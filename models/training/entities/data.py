"""The labelled sets as (text, [(start, end, label)]), with near-duplicates kept on one side of every split.

Run the scripts of this folder from models/training as modules: python -m entities.crf drug
"""

import hashlib
from collections import defaultdict

from corpus import records
from groups import Groups

WINDOW = 24
LABELS = {
    "theft": ["NHCS", "NHVI", "NCSM", "NCGV", "NCSP", "NASI", "NATS", "NT", "NS", "NO"],
    "drug": ["Nh", "Ns", "NT", "NDR", "NW"],
    "driving": [
        "Defendants_vehicle", "Identification_of_defendants_responsibility",
        "Identification_of_participants_responsibility", "Name_of_carrier", "Other_participants",
        "Participants_vehicle", "Place_of_action", "Summary_of_the_defendants_conduct",
        "Violations_by_participants", "Violations_of_the_defendant", "defendants_driving_conditions",
        "driving_conditions_of_the_participant",
    ],
}
PERSONS = {
    "theft": {"NHCS", "NHVI"}, "drug": {"Nh"}, "driving": {"Other_participants"}, "general": {"SUSPECT", "VICTIM", "PERSON"},
}
FIELDS = {
    "NHCS": "犯罪嫌疑人", "NHVI": "受害人", "NCSM": "被盗货币", "NCGV": "物品价值", "NCSP": "盗窃获利",
    "NASI": "被盗物品", "NATS": "作案工具", "NT": "时间", "NS": "地点", "NO": "组织机构",
}


def passages(path):
    return [
        (record["text"], sorted((e["start"], e["end"], e["label"]) for e in record["entities"]))
        for record in records(f"entities/{path}.jsonl.zst")
    ]


def windows(text):
    return {text[i : i + WINDOW] for i in range(max(1, len(text) - WINDOW + 1))}


def groups(texts):
    """One group number a text; texts that share a window of characters share the number."""
    together = Groups(len(texts))
    first = {}
    for i, text in enumerate(texts):
        for window in windows(text):
            together.join(i, first.setdefault(window, i))
    return together.all()


def held_out_fold(items, fold, folds=5):
    """(training, held out) with whole near-duplicate groups on one side. The largest group always trains."""
    number = groups([text for text, _ in items])
    members = defaultdict(list)
    for i, group in enumerate(number):
        members[group].append(i)
    largest = max(members, key=lambda group: len(members[group]))
    keys = {group: min(items[i][0] for i in indices) for group, indices in members.items()}
    inside = {
        group for group, key in keys.items()
        if group != largest and int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % folds == fold
    }
    training = [item for item, group in zip(items, number) if group not in inside]
    return training, [item for item, group in zip(items, number) if group in inside]


def without_overlap(items, others):
    """The items that share no window with any of the other texts."""
    taken = set().union(*(windows(text) for text in others)) if others else set()
    return [item for item in items if len(item[0]) < WINDOW or not windows(item[0]) & taken]


def split(name, fold=0):
    """(training, held out) of a set. Theft trains on nothing that overlaps its own dev part or LawBench 2-6."""
    if name == "drug":
        return held_out_fold(passages("drug.train"), fold)
    held = passages(f"{name}.dev")
    others = [text for text, _ in held]
    if name == "theft":
        others += [question for question, _ in lawbench()]
    return without_overlap(passages(f"{name}.train"), others), held


def validation(training):
    """(training, validation) of a training part: a twentieth of its near-duplicate groups, to choose among seeds by."""
    return held_out_fold(training, 1, 20)


def lawbench():
    """LawBench 2-6: (sentence, {field: values}) as the answers state them."""
    found = []
    for record in records("lawbench/2-6.dev.jsonl.zst"):
        parts = (part.split(":", 1) for part in record["answer"].split(";") if ":" in part)
        question = record["question"].strip().removeprefix("句子:").strip()
        found.append((question, dict(parts)))
    return found


def tags(text, spans):
    """BIO tags, one a character. Of overlapping spans the first stands."""
    out = ["O"] * len(text)
    for start, end, label in spans:
        if any(tag != "O" for tag in out[start:end]):
            continue
        out[start:end] = ["B-" + label] + ["I-" + label] * (end - start - 1)
    return out


def spans(sequence):
    """The spans of BIO tags; an inside tag that continues nothing opens a span."""
    found, start, label = [], None, None
    for i, tag in enumerate([*sequence, "O"]):
        if start is not None and (tag == "O" or tag[0] == "B" or tag[2:] != label):
            found.append((start, i, label))
            start = None
        if tag != "O" and start is None:
            start, label = i, tag[2:]
    return found
