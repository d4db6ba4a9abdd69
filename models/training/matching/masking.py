"""Names and numbers out of a text. `src/nlp/matching/mask.rs` does the same to what it compares."""

import csv
import re

from corpus import DATA

PARTY = re.compile(
    r"(?:被告人|被害人|证人|上诉人|原审被告人|同案犯|犯罪嫌疑人|辩护人|受害人|死者|报案人)(?:（[^）]{1,8}）)?"
    r"([\u4e00-\u9fff×xX*＊]{2,4}?)(?=[，、。；：的（()）]|犯|因|在|于|与|和|将|被|到|向|为|对|伙同|以|驾驶|及|等|系|指|称|证|陈述|供述|经)"
)
HIDDEN = re.compile(r"[\u4e00-\u9fff][某×xX*＊Ｘ]{1,3}[甲乙丙丁戊己庚辛壬癸\u4e00-\u9fff]?(?<=[某×xX*＊Ｘ甲乙丙丁戊己庚辛壬癸])(?:[0-9０-９]{1,2})?")
NUMBER = re.compile(r"[0-9０-９][0-9０-９.,，．:：]*[0-9０-９]|[0-9０-９]|[〇零一二三四五六七八九十百千万亿两]{2,}")
NO_NAME = re.compile(r"[的在于是和与之其均已因等]|供述|证言|陈述|家属|亲属|辩护|公司|本人|人民|单位|提出|到案|一方")




def surnames(most=400):
    with open(DATA / "lexicon/surnames.csv", encoding="utf-8-sig") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: -float(row["n.1930_2008"] or 0))
    return {row["surname"] for row in rows[:most]}


SURNAMES = surnames()


def names_of(judgment):
    """Names of people told with their part in the case, longest first."""
    found = {name for name in PARTY.findall(judgment) if not NO_NAME.search(name) and not HIDDEN.search(name)}
    names = {name for name in found if name[0] in SURNAMES or name[:2] in SURNAMES}
    return sorted(names, key=lambda name: (-len(name), name))


def masked(text, names):
    """Hidden names first, so that a character beside a name that was just replaced stays."""
    text = HIDDEN.sub("某", text)
    for name in names:
        text = text.replace(name, "某")
    return NUMBER.sub("0", text)
