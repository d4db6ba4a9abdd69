"""Weakly labelled passages for the theft and traffic schemas, from judgments under a free licence and rules alone.

The rules were written and checked against labelled passages of the training parts, to follow what each label means; no
such passage, and no output of a model trained on one, is trained on.
"""

import random
import re

from corpus import held_out, records

from entities.data import lawbench, passages, without_overlap
from entities.weak import driving, roles, theft

RULES = {"theft": theft, "driving": driving}
# As many passages of theft as the set has; of traffic twice as many, for there the rules are surer.
COUNT = {"theft": 3700, "driving": 2000}
# Lists of evidence and what lawyers say read unlike the facts the schemas were made for.
ASIDE = re.compile("证言|证实|证明|供述[：:，]|辨认|辩护|公诉机关认为|本院认为|刑事诉讼法|提交了")
# The share of passages whose names are masked as other courts mask them.
MASKED = 0.7


def facts(record):
    """The sentences of what was accused and found, white space dropped; all of the judgment where sections are missing."""
    section = record["sections"].get("facts")
    text = record["text"][section[0] : section[1]] if section else record["text"]
    return re.findall(r"[^。；]{6,}?[。；]", re.sub(r"\s+", "", text[:12000]))


def disposition(record):
    """What the judgment decides; what it tells of earlier sentences stands before."""
    section, text = record["sections"].get("result"), record["text"]
    return text[section[0] : section[1]] if section else text[max(0, text.rfind("如下")) :]


def labelled(name, count, seed=11):
    """At most `count` passages of a schema. Cases that no step may see stay out, and what shares a window with a passage
    or question it is measured by."""
    rules, rng, out, seen = RULES[name], random.Random(seed), [], set()
    for record in records("judgments/lecard.jsonl.zst"):
        if held_out(record["id"]) or not rules.SUBJECT.search(disposition(record)):
            continue
        people = rules.people(record["text"])
        chosen = [s for s in facts(record) if s not in seen and 10 <= len(s) <= 320 and rules.RELEVANT.search(s) and not ASIDE.search(s)]
        rng.shuffle(chosen)
        for sentence in chosen[: rules.PER_CASE]:
            seen.add(sentence)
            passage = sentence, rules.labels(sentence, people)
            out.append(roles.masked(*passage, people, rng) if rng.random() < MASKED else passage)
    rng.shuffle(out)
    others = [text for text, _ in passages(f"{name}.dev")] + [question for question, _ in lawbench()]
    # Some passages without a label, as real ones have.
    bare = [item for item in out if not item[1]]
    out = [item for item in out if item[1]][: count * 9 // 10] + bare[: count // 10]
    rng.shuffle(out)
    return without_overlap(out, others)
