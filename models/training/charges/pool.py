"""The pool of facts with charges: python -m charges.pool OUT.jsonl ELEMENTS.jsonl (run in models/training)

Sources: the CAIL2018 subset (both files; its own split is unusable), the judgments (charges and defendants read by
`qiuhao nlp elements --jsonl` over them, ELEMENTS.jsonl, in the order of the file), the defendants' training file.
A row: id, source, text (mentions of the charge masked as the CAIL files mask them), labels, articles, test (one
cluster in eight, never trained on). Near-duplicates of any evaluation item are dropped, near-duplicates within the pool share a cluster.
"""

import argparse
import json
import re
import zlib
from collections import Counter, defaultdict
from pathlib import Path

from charges import names
from corpus import held_out, records
from groups import Groups

WINDOW = 24
# A window in more documents than this is boilerplate and says nothing about being the same case.
COMMON = 4
# Windows shared with an evaluation item that make a duplicate.
SHARED = 2

MASKS = [
    (re.compile(r"(?<=[犯以系成])[^，。；：、“”\s]{2,20}(?:、[^，。；：“”\s]{2,12}){0,4}罪(?!犯|行|责)"), "××罪"),
    (re.compile(r"第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五])?(?:第[一二三四五六七八九十]+款)?(?:第?[（(][一二三四五六七八九十]+[）)]项)?"), "××××"),
]


def masked(text):
    """Charges and articles hidden, so that the facts have to tell."""
    for pattern, shown in MASKS:
        text = pattern.sub(shown, text)
    return text


def squeezed(text):
    return re.sub(r"[^\u4e00-\u9fff0-9A-Za-z]", "", text)


def windows(text, step=1):
    plain = squeezed(text)
    return {zlib.crc32(plain[at : at + WINDOW].encode()) for at in range(0, max(1, len(plain) - WINDOW + 1), step)}


def cail():
    for file in ("train", "test"):
        for number, record in enumerate(records(f"charges/cail2018_part_{file}.jsonl.zst")):
            labels = sorted({names.bare(name) for name in record["meta"]["accusation"]})
            yield {"id": f"cail-{file}-{number}", "source": "cail", "text": record["fact"], "labels": labels, "articles": record["meta"]["relevant_articles"]}


def judgments(elements):
    with open(elements) as lines:
        for record, line in zip(records("judgments/lecard.jsonl.zst"), lines, strict=True):
            read = json.loads(line)
            per_person = defaultdict(set)
            unknown = False
            for sentence in read["sentence"]:
                for count in sentence["counts"]:
                    label = count["charge"] and names.label(count["charge"]["value"])
                    unknown |= not label
                    if label:
                        per_person[sentence["person"]["value"]].add(label)
            labels = sorted(set().union(*per_person.values())) if per_person else []
            sections = record.get("sections") or {}
            if not labels or unknown or "facts" not in sections:
                continue
            start, end = sections["facts"]
            articles = sorted({a["value"]["article"] for a in read["articles"] if a["value"]["law"] == "刑法" and a["value"]["article"] > 101})
            yield {
                "id": f"lecard-{record['id']}",
                "source": "lecard",
                "text": masked(record["text"][start:end]),
                "labels": labels,
                "articles": articles,
                "held": held_out(record["id"]),
                "persons": {name: sorted(charges) for name, charges in per_person.items()},
            }


def defendants():
    for number, record in enumerate(records("entities/defendants.train.jsonl.zst")):
        labels = sorted({label for d in record["defendants"] if (label := names.label(d["charge"]))})
        yield {"id": f"mud-{number}", "source": "mud", "text": record["text"], "labels": labels, "articles": []}


def evaluation_texts():
    for task in ("3-1", "3-3", "3-4", "3-7"):
        for record in records(f"lawbench/{task}.dev.jsonl.zst"):
            yield record["question"]
    for record in records("entities/defendants.dev.jsonl.zst"):
        yield record["text"]


def clusters(rows, sets, holders):
    """Rows that share windows which few rows have: one number for each group."""
    together = Groups(len(rows))
    pairs = Counter()
    for found in holders.values():
        if 2 <= len(found) <= COMMON:
            for other in found[1:]:
                pairs[found[0], other] += 1
    for (a, b), shared in pairs.items():
        if shared >= SHARED:
            together.join(a, b)
    return together.all()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("elements", type=Path)
    options = parser.parse_args()
    rows = [*cail(), *judgments(options.elements), *defendants()]
    print(Counter(row["source"] for row in rows))
    sets = [windows(row["text"], 4) for row in rows]
    counts = Counter(w for s in sets for w in s)
    evaluated = set().union(*(windows(text) for text in evaluation_texts()))
    copies = [sum(w in evaluated and counts[w] <= COMMON for w in s) for s in sets]
    kept = [i for i, n in enumerate(copies) if n < SHARED]
    print(f"dropped as near-duplicates of evaluation items: {len(rows) - len(kept)}", Counter(rows[i]["source"] for i, n in enumerate(copies) if n >= SHARED))
    rows, sets = [rows[i] for i in kept], [sets[i] for i in kept]
    # Overlaps inside the pool are looked for at every offset of one side, so that a shift does not hide a copy.
    holders = defaultdict(list)
    for i, s in enumerate(sets):
        for w in s:
            holders[w].append(i)
    for i, row in enumerate(rows):
        for w in windows(row["text"]):
            found = holders.get(w)
            if found and i not in found and len(found) <= COMMON:
                found.append(i)
    group = clusters(rows, sets, holders)
    seen = set()
    with open(options.out, "w") as out:
        for row, cluster in zip(rows, group):
            same = (cluster, tuple(row["labels"]))
            row["cluster"] = cluster
            row["copy"] = same in seen
            seen.add(same)
            row["test"] = held_out(rows[cluster]["id"], 0.125)
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(len(rows), "rows", len(set(group)), "clusters", len({label for row in rows for label in row["labels"]}), "labels")


if __name__ == "__main__":
    main()
