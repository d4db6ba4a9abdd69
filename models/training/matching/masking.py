"""Names and numbers out of a text. `src/nlp/matching/mask.rs` does the same."""

import re
from pathlib import Path

SURNAMES = set((Path(__file__).resolve().parents[3] / "src/nlp/matching/surnames.txt").read_text("utf-8").strip())
PARTY = re.compile(
    r"(?:被告人|被害人|证人|上诉人|同案犯|犯罪嫌疑人|辩护人|受害人|死者|报案人)(?:（[^）]{1,8}）)?"
    r"([\u4e00-\u9fff]{2,4}?)(?:[，、。；：的（()）]|犯|因|在|于|与|和|将|被|到|向|为|对|伙同|以|驾驶|及|等|系|指|称|证|陈述|供述|经)"
)
NO_NAME = re.compile(r"[的在于是和与之其均已因等某]|供述|证言|陈述|家属|亲属|辩护|公司|本人|人民|单位|提出|到案|一方")
HIDDEN = re.compile(r"[\u4e00-\u9fff][某×xX*＊Ｘ]{1,3}[甲乙丙丁戊己庚辛壬癸]?[0-9０-９]{0,2}")
NUMBER = re.compile(r"[0-9０-９][0-9０-９.,，．:：]*[0-9０-９]|[0-9０-９]|[〇零一二三四五六七八九十百千万亿两]{2,}")


def names_of(judgment):
    """Names of people told with their part in the case, longest first."""
    names, at = set(), 0
    while found := PARTY.search(judgment, at):
        name, at = found.group(1), found.end(1)
        if name[0] in SURNAMES and not NO_NAME.search(name):
            names.add(name)
    return sorted(names, key=lambda name: (-len(name), name))


def masked(text, names):
    """Hidden names first, so that a character beside a name that was just replaced stays."""
    text = HIDDEN.sub("某", text)
    for name in names:
        text = text.replace(name, "某")
    return NUMBER.sub("0", text)
