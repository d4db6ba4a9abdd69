"""Charge names: every spelling of the law's table leads to one label, spelled as the benchmark spells it.

The label is the full name without 罪. Names that the law changed after 2018 keep the name the data use (FORMER);
everything else takes the standard name in force, so a label is always a name `law::charges::find` knows.
"""

import itertools
import re
import tomllib
from functools import cache
from pathlib import Path

TABLE = Path(__file__).resolve().parents[3] / "review-standards" / "law" / "charges.toml"

# Standard name in force -> the name of the years the training data come from.
FORMER = {
    "危害珍贵、濒危野生动物": "非法猎捕、杀害珍贵、濒危野生动物",
    "危害国家重点保护植物": "非法采伐、毁坏国家重点保护植物",
    "强制猥亵、侮辱": "强制猥亵、侮辱妇女",
    "生产、销售、提供假药": "生产、销售假药",
    "伪造、变造、买卖身份证件": "伪造、变造居民身份证",
    "非法生产、买卖、运输制毒物品、走私制毒物品": "非法买卖制毒物品",
    "非法生产、销售专用间谍器材、窃听、窃照专用器材": "非法生产、销售间谍专用器材",
    "隐匿、故意销毁会计凭证、会计账簿、财务会计报告": "隐匿、故意销毁会计凭证、会计帐簿、财务会计报告",
    "盗窃、侮辱、故意毁坏尸体、尸骨、骨灰": "盗窃、侮辱尸体",
    "侵犯公民个人信息": "非法获取公民个人信息",
}
# Two former charges that the law has joined since: the second when the written name has one of the words.
SPLIT = {
    "危害珍贵、濒危野生动物": (["收购", "运输", "出售"], "非法收购、运输、出售珍贵、濒危野生动物、珍贵、濒危野生动物制品"),
    "危害国家重点保护植物": (["收购", "运输", "加工", "出售"], "非法收购、运输、加工、出售国家重点保护植物、国家重点保护植物制品"),
}


def bare(name):
    """Without brackets and 罪."""
    return re.sub(r"[\[\]【】]", "", name).strip().removesuffix("罪")


def key(name):
    return re.sub(r"[、，,/（）()和及\s]", "", bare(name))


def subsets(parts):
    for size in range(1, len(parts) + 1):
        for chosen in itertools.permutations(parts, size) if len(parts) < 5 else itertools.combinations(parts, size):
            yield "".join(chosen)


def spellings(form):
    """Every choice of the bracketed parts."""
    pieces = [piece.strip("[]").split("|") if piece.startswith("[") else [[piece]] for piece in re.findall(r"\[[^\]]*\]|[^\[\]]+", form)]
    options = [list(subsets(piece)) if isinstance(piece[0], str) else piece[0] for piece in pieces]
    for chosen in itertools.product(*options):
        yield key("".join(chosen))


@cache
def index():
    """Key of a written name -> standard name without 罪."""
    found = {}
    for row in tomllib.loads(TABLE.read_text("utf-8"))["charge"]:
        name = bare(row["name"])
        written = [row["name"], *row.get("aliases", []), *row.get("narrowed", [])]
        forms = [row["form"]] if "form" in row else []
        for former in row.get("former", []):
            written.append(former["name"])
            forms += [former["form"]] if "form" in former else []
        for spelled in itertools.chain(map(key, written), *map(spellings, forms)):
            found.setdefault(spelled, name)
    return found


def standard(name):
    return index().get(key(name))


def label(name):
    """The label of a written charge, or none when the law's table does not know it."""
    found = standard(name)
    if found in SPLIT and any(word in name for word in SPLIT[found][0]):
        return SPLIT[found][1]
    return found and FORMER.get(found, found)
