"""Characters alike in sound and in shape: python confusion.py OUT.npz --font FONT.ttc

Sound: readings from pypinyin, tones left out. `same` shares a reading; `near` differs by one of the slips of Chinese
typing (flat and curled initials, n and l, f and h, front and back nasals) or by one letter. Shape: the font's picture
of each character, softened; the nearest pictures by correlation.
"""

import argparse

import numpy as np

import data

SWAPS = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l")]
ENDINGS = [("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "eng"), ("uo", "o"), ("ou", "u")]
SHAPE_NEIGHBOURS = 24


def is_han(char):
    return len(char) == 1 and "\u4e00" <= char <= "\u9fff"


def readings(char):
    from pypinyin import Style, pinyin

    told = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False) if is_han(char) else []
    return list(dict.fromkeys(told[0])) if told else []


def split(syllable):
    for initial in ("zh", "ch", "sh"):
        if syllable.startswith(initial):
            return initial, syllable[2:]
    if syllable[0] in "aeo":
        return "", syllable
    return syllable[0], syllable[1:]


def variants(syllable):
    """Syllables one common slip away."""
    initial, final = split(syllable)
    initials = {initial} | {b for a, b in SWAPS if a == initial} | {a for a, b in SWAPS if b == initial}
    finals = {final}
    for long, short in ENDINGS:
        if final.endswith(long):
            finals.add(final[: -len(long)] + short)
        elif final.endswith(short):
            finals.add(final[: -len(short)] + long)
    return {i + f for i in initials for f in finals} - {syllable}


def pictures(chars, font_path, size=40):
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    font = ImageFont.truetype(font_path, size, index=2)
    rows = []
    for char in chars:
        picture = Image.new("L", (size + 8, size + 8))
        ImageDraw.Draw(picture).text((4, -6), char, font=font, fill=255)
        rows.append(np.asarray(picture.filter(ImageFilter.GaussianBlur(1.6)).resize((24, 24)), np.float32).reshape(-1))
    rows = np.stack(rows)
    rows -= rows.mean(1, keepdims=True)
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--font", required=True)
    options = parser.parse_args()
    vocabulary = data.vocabulary()
    known = sorted(c for c in vocabulary if is_han(c))
    rare = [chr(c) for c in range(0x4E00, 0x9FA6) if chr(c) not in vocabulary]
    every = known + rare
    spoken = [readings(c) for c in every]
    syllables = sorted({s for r in spoken[: len(known)] for s in r})
    number = {s: i for i, s in enumerate(syllables)}
    near = sorted((number[a], number[b]) for a in syllables for b in variants(a) if b in number)
    sounds = np.full((len(every), 3), -1, np.int16)
    for row, read in zip(sounds, spoken):
        told = [number[s] for s in read if s in number][:3]
        row[: len(told)] = told
    rows = pictures(every, options.font)
    likeness = rows @ rows[: len(known)].T
    likeness[np.arange(len(known)), np.arange(len(known))] = -1
    best = np.argpartition(-likeness, SHAPE_NEIGHBOURS, 1)[:, :SHAPE_NEIGHBOURS]
    ids = np.array([vocabulary[c] for c in known])
    np.savez(
        options.out,
        points=np.array([ord(c) for c in every], np.int32),
        sounds=sounds,
        near=np.array(near, np.int16),
        shapes=ids[best].astype(np.int32),
        likeness=np.take_along_axis(likeness, best, 1),
        syllables=np.array(syllables),
    )
    print(len(known), len(rare), len(syllables), len(near))


if __name__ == "__main__":
    main()
