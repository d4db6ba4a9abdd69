"""Who is who in a judgment, by rule: the accused of the heading, accomplices and victims told by a cue."""

import re

from entities.general import family_names
from entities.names import cuts

MASK = r"[一-龥](?:某{1,3}|[×*xX]{1,2})(?:[甲乙丙丁戊己庚辛]|\d{1,2})?"
PLAIN = r"[一-龥]{2,3}?"
ACCUSED = re.compile(rf"(?:被告人|上诉人（原审被告人）|原审被告人)[：:]?({MASK}|[一-龥]{{2,4}}?)(?:（[^）]{{1,30}}）)?[，,（]")
ACCOMPLICE = [
    re.compile(rf"({MASK}|(?<=[伙同与和、，及]){PLAIN})(?:等人)?（(?:均?(?:已判|另案|在逃|已被|另处|同案|未到案|已起诉|不起诉))"),
    re.compile(rf"(?:伙同|同案人|同案犯|同伙|犯罪嫌疑人)({MASK})"),
]
VICTIM = [
    re.compile(rf"(?:被害人|受害人|失主|被害单位员工|事主|车主)({MASK}|{PLAIN}(?=[（，。、；的在于及与因家驾被将停放所睡熟一]))"),
    re.compile(rf"({MASK})(?:家|停放|停在|放在|放置|放于|位于|经营|住处|租住|暂住|不备|熟睡|睡着|所有|的(?:一|手机|现金|电动|摩托))"),
    re.compile(rf"(?:盗窃|盗走|窃得|盗得|偷走)({MASK})"),
]
OTHER = re.compile(rf"(?:证人|民警|卖给|销赃给|出售给|辩护人|鉴定人)({MASK}|{PLAIN})(?=[（，。、；的等])")


def plausible(name):
    return 2 <= len(name) <= 5 and name[0] in family_names() and not re.search("[的在与和将被人是系因家述]", name[1:])


def roles(text):
    """name -> "accused" | "victim" | "other", the surest last."""
    head, body = text[:1500], re.sub(r"\s+", "", text)
    found = {}
    for patterns, role, where in ((OTHER, "other", body), (VICTIM, "victim", body), (ACCOMPLICE, "accused", body), (ACCUSED, "accused", head)):
        for pattern in patterns if isinstance(patterns, list) else [patterns]:
            for match in pattern.finditer(where):
                if plausible(match[1]):
                    found[match[1]] = role
    return found


def mentions(text, people):
    """(start, end, role) of every name; the longest first, no name inside another or before more of its mask."""
    if not people:
        return []
    pattern = "|".join(re.escape(name) + ("(?![某×*xX甲乙丙丁戊己庚\\d])" if name[-1] in "某×*xX" else "") for name in sorted(people, key=lambda n: (-len(n), n)))
    return [(*match.span(), people[match[0]]) for match in re.finditer(pattern, text)]


MASKS = ("某某", "某", "某甲", "某1")
WEIGHTS = (0.6, 0.15, 0.15, 0.1)
FURTHER = "甲乙丙丁戊己庚辛"


def masked(text, spans, people, rng):
    """The passage with every name masked as other courts do: published papers often name the accused and mask the
    others, so that a mask would come to mean a victim."""
    style, chosen, out, shift, moved, position = rng.choices(MASKS, WEIGHTS)[0], {}, [], {}, 0, 0
    families = {}
    for start, end, _ in mentions(text, people):
        if cuts((start, end), spans):
            continue
        name = text[start:end]
        if name not in chosen:
            number = families[name[0]] = families.get(name[0], -1) + 1
            plain = style in ("某某", "某") and not number
            further = str(number + 1) if style == "某1" else FURTHER[number % len(FURTHER)]
            chosen[name] = name[0] + (style if plain else "某" + further)
        out.append(text[position:start] + chosen[name])
        shift[start], shift[end] = start + moved, start + moved + len(chosen[name])
        position, moved = end, moved + len(chosen[name]) - (end - start)
    out.append(text[position:])
    edges = sorted(shift)

    def at(i):
        """Where a place of the passage stands in the masked one."""
        if i in shift:
            return shift[i]
        before = [edge for edge in edges if edge < i]
        return i + (shift[before[-1]] - before[-1] if before else 0)

    return "".join(out), [(at(s), at(e), label) for s, e, label in spans]


def disjoint(spans):
    """The spans in order, of overlapping ones the first given."""
    taken, out = set(), []
    for start, end, label in spans:
        if start < end and not taken & set(range(start, end)):
            taken |= set(range(start, end))
            out.append((start, end, label))
    return sorted(out)
