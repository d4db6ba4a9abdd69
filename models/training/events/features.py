"""What a candidate's surroundings look like, as strings. `src/nlp/events/features.rs` makes the same strings."""

from candidates import candidates

NEAR = 12


def cell(text, at):
    return text[at] if 0 <= at < len(text) else "|"


def features(text, found, at):
    """Features of the candidate `found[at]` among all candidates of the sentence."""
    one = found[at]
    kind, word = one.type, text[one.start : one.end]
    left, right = cell(text, one.start - 1), cell(text, one.end)
    left2, right2 = cell(text, one.start - 2) + left, right + cell(text, one.end + 1)
    strength = "sure" if one.sure else "likely"
    out = [
        "all",
        strength,
        f"t={kind}",
        f"{strength},t={kind}",
        f"w={word}",
        f"t={kind},w={word}",
        f"long={min(one.end - one.start, 4)}",
        f"l={left}",
        f"r={right}",
        f"ll={left2}",
        f"rr={right2}",
        f"t={kind},l={left}",
        f"t={kind},r={right}",
        f"w={word},l={left}",
        f"w={word},r={right}",
    ]
    here = [other for other in found if (other.start, other.end) == (one.start, one.end) and other.type != kind]
    out += [f"t={kind},also={other.type}" for other in here]
    out.append("shared" if here else "alone")
    near = {
        (other.type, other.start > one.start)
        for other in found
        if other.start != one.start and abs(other.start - one.start) <= NEAR and other.sure
    }
    out += [f"t={kind},{'after' if after else 'before'}={other}" for other, after in near]
    same = [other for other in found if other.type == kind and (other.start, other.end) != (one.start, one.end)]
    if same:
        out.append("again")
        out.append("again,later" if min(other.start for other in same) < one.start else "again,first")
        if not one.sure and any(other.sure for other in same):
            out.append("again,surer")
    for span, name in ((4, "near"), (10, "far")):
        before = text[max(0, one.start - span) : one.start]
        if any(word in before for word in ("未", "没有", "不", "无")):
            out.append(f"negated,{name}")
    opened = text.rfind("(", 0, one.start)
    if opened >= 0 and text.find(")", opened) > one.start:
        out.append("bracket")
    out.append(f"size={min(len(text) // 20, 6)}")
    return out


def described(text):
    """All candidates of a text with their features."""
    found = candidates(text)
    return found, [features(text, found, at) for at in range(len(found))]
