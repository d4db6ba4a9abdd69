"""Judgments as the similarity model learns from them: facts, reasoning, charges, articles, circumstances.

Charges and the rest come from `qiuhao nlp elements --jsonl` over the judgments (ELEMENTS.jsonl, in the order of the
file); facts and reasoning from the aligned sections. Facts with charges of other sets teach the charges of short facts.
"""

import json
from dataclasses import dataclass

from charges import names
from corpus import records

FACTS = 4000
REASONING = 2000


@dataclass
class Case:
    id: str
    facts: str
    whole_facts: str
    reasoning: str
    charges: list
    also: list


def standard(written):
    return sorted({names.standard(name) or names.bare(name) for name in written})


def section(record, name):
    span = (record.get("sections") or {}).get(name)
    return record["text"][span[0] : span[1]] if span else ""


def judgments(elements):
    with open(elements) as lines:
        for record, line in zip(records("judgments/lecard.jsonl.zst"), lines, strict=True):
            read = json.loads(line)
            found = {c["charge"]["value"] for c in read["charges"] if c["stance"] == "认定"}
            found |= {count["charge"]["value"] for s in read["sentence"] for count in s["counts"] if count["charge"]}
            found = found or {c["charge"]["value"] for c in read["charges"]}
            cited = {f"刑法{a['value']['article']}.{a['value'].get('paragraph')}" for a in read["articles"] if a["value"]["law"] == "刑法"}
            circumstances = {c["kind"]["value"] for c in read["circumstances"] if c["stance"] == "认定" and not c["negated"]}
            facts = section(record, "facts") or record["text"]
            yield Case(record["id"], facts[:FACTS], facts, section(record, "reasoning")[:REASONING], standard(found), sorted(cited | circumstances))


def others():
    """Facts with charges that are no judgments: (facts, charges)."""
    for file in ("train", "test"):
        for record in records(f"charges/cail2018_part_{file}.jsonl.zst"):
            yield record["fact"][:REASONING], standard(record["meta"]["accusation"])
    for record in records("entities/defendants.train.jsonl.zst"):
        yield record["text"][:REASONING], standard({d["charge"] for d in record["defendants"]})
