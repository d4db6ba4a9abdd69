"""The same fact told twice in one judgment: python pairs.py OUT.jsonl [--list benches/matching.tsv]

A pair set of one case: `target` is what the court found (from 审理查明 or the like to the evidence, at most 400 characters),
`testimony` are passages of the evidence, before 本院认为, in which a witness, victim or accused tells something (60 to 400
characters after their heading), `accusation` what the prosecution alleged where it is worded differently. Names and numbers are masked in a
second version of each text. A case with a target and one testimony or more is kept.

Evaluation: cases of `held_out(id, EVALUATION)`, sorted by id, the first 1,000 that share no 24-character window of their
targets with an earlier one; the query is one testimony, drawn with seed 0. A training case that shares such a window with an
evaluation target is dropped; a window in more than three cases is a stock phrase and counts for nothing. `--list` writes
where the evaluation texts stand (case, then start and end of query and target in characters), for `qiuhao eval matching`.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from corpus import held_out, records
from masking import masked, names_of

EVALUATION = 0.24
QUERIES = 1000
WINDOW = 24
LONGEST = 400
FOUND = re.compile(r"(?:审理|本院|庭审|依法|经|审查)(?:查明|认定|确认)(?:了?如下事实|以下事实|的事实(?:如下)?|事实(?:如下)?)?[：:，,]")
PROOF = re.compile(
    r"[上以前]述(?:犯罪)?事实|以上事实|认定[上以]述|(?:下列|以下|如下)(?:.{0,12})证据|本院认为|证据(?:予以)?(?:证实|证明)|"
    r"另查明|案发后|公诉机关(?:向法庭|当庭|为|提)|物证"
)
TELLS = re.compile(
    r"(?:证人|被害人|被告人|上诉人|原审被告人|被害单位|报案人|同案(?:犯|人))[^。；：，]{1,14}?的?(?:证言|陈述|供述|当庭供述|讯问笔录|询问笔录)"
    r"[^。：，]{0,12}?(?:证实|证明|证称|称|供称|供述|主要内容|[，：:。])[^\w]{0,3}"
)
STOP = re.compile(
    r"(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）、．.]\s*)?(?:证人|被害人|被告人|上诉人|原审被告人|书证|物证|鉴定(?:意见|结论)|现场勘|辨认笔录|勘验|"
    r"户籍|抓获经过|到案经过|扣押|搜查|视听资料|电子数据)[^。；，]{0,20}?(?:证言|陈述|供述|证实|证明|笔录|清单|[：:])|[上以]述证据|本院认为"
)
TELLER = re.compile(r"我|其|他|她|自己|看见|看到|听见|听到|听说")
ALLEGED = re.compile(r"(?:检察院|公诉机关|起诉书)(?:起诉)?指控(?:称|的事实)?[：:，,]")
ALLEGED_END = re.compile(r"公诉机关认为|检察院认为|针对上述|为证实|为支持|被告人[^，。]{1,30}(?:无异议|辩解|辩称)|审理查明|提请本院")


def passage(text, start, stop, longest=LONGEST):
    """(start, end) without white space at the ends."""
    found = stop.search(text, start)
    end = min(found.start() if found else len(text), start + longest)
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def told(text, start):
    """Places of testimony after `start` and before the court's reasoning; the same words are taken once."""
    reasoning = text.find("本院认为", start)
    out = []
    for head in TELLS.finditer(text, start, reasoning if reasoning > 0 else len(text)):
        place = passage(text, head.end(), STOP)
        words = text[slice(*place)]
        if len(words) >= 60 and TELLER.search(words) and not any(words[:40] in text[slice(*other)] for other in out):
            out.append(place)
    return out


def case(record):
    text = record["text"]
    found = FOUND.search(text)
    if not found:
        return None
    start, end = passage(text, found.end(), PROOF, 1200)
    target = text[start:end]
    if len(target) < 80:
        return None
    alleged = ALLEGED.search(text)
    accusation = text[slice(*passage(text, alleged.end(), ALLEGED_END))] if alleged else ""
    windows = {target[at : at + 10] for at in range(len(target) - 10)}
    own = [accusation[at : at + 10] for at in range(0, max(0, len(accusation) - 10))]
    copied = sum(window in windows for window in own) / len(own) if own else 1.0
    places = told(text, end)[:12]
    if not places:
        return None
    testimony = [text[slice(*place)] for place in places]
    names = names_of(text)
    told_of = {"target": [target[:LONGEST]], "testimony": testimony, "accusation": [accusation] if len(accusation) >= 60 and copied < 0.3 else []}
    return {
        "id": record["id"],
        "places": {"target": (start, min(end, start + LONGEST)), "testimony": places},
        "raw": told_of,
        "masked": {part: [masked(words, names) for words in texts] for part, texts in told_of.items()},
    }


def windows_of(text):
    return {text[at : at + WINDOW] for at in range(0, len(text) - WINDOW + 1)}


def divided(cases):
    """(training, evaluation) without shared windows; evaluation cases carry the index of their `query`."""
    counts = Counter(window for one in cases for window in windows_of(one["masked"]["target"][0]))
    telling = lambda one: {w for w in windows_of(one["masked"]["target"][0]) if counts[w] <= 3}
    draw, taken, evaluation = random.Random(0), set(), []
    for one in sorted(cases, key=lambda one: str(one["id"])):
        windows = telling(one)
        if len(evaluation) < QUERIES and held_out(one["id"], EVALUATION) and not windows & taken:
            taken |= windows
            evaluation.append(one | {"query": draw.randrange(len(one["raw"]["testimony"]))})
    training = [one for one in cases if not held_out(one["id"], EVALUATION) and not telling(one) & taken]
    return training, evaluation


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--list", type=Path)
    options = parser.parse_args()
    read = records("judgments/lecard.jsonl.zst")
    cases = [one for one in map(case, read) if one]
    training, evaluation = divided(cases)
    with open(options.out, "w", encoding="utf-8") as file:
        for split, part in (("train", training), ("eval", evaluation)):
            for one in part:
                file.write(json.dumps(one | {"split": split}, ensure_ascii=False) + "\n")
    if options.list:
        places = [(one["id"], *one["places"]["testimony"][one["query"]], *one["places"]["target"]) for one in evaluation]
        options.list.write_text("".join("\t".join(map(str, line)) + "\n" for line in places), "utf-8")
    print(f"judgments {len(read)}, with both {len(cases)}, training {len(training)}, evaluation {len(evaluation)}")


if __name__ == "__main__":
    main()
