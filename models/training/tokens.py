"""One character, one token. The vocabulary: characters seen often enough in the training judgments, and GB 2312 level 1."""

import sys
import unicodedata
from collections import Counter
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from tokenizers import Regex

from corpus import held_out, records

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
FOLDED = {}


def fold(character):
    """Full-width and compatibility forms to the plain character; whatever has no single-character form stays."""
    if character not in FOLDED:
        plain = unicodedata.normalize("NFKC", character).lower()
        FOLDED[character] = plain if len(plain) == 1 else character
    return FOLDED[character]


def folded(text):
    return "".join(fold(character) for character in text)


def load(path):
    """Character -> id of a tokenizer.json."""
    return Tokenizer.from_file(str(path)).get_vocab()


def encode(vocabulary, text):
    return [vocabulary.get(fold(character), 1) for character in text]


def common_characters():
    """The 3,755 characters of GB 2312 level 1, so that official writing on any subject is covered."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                continue


def build(minimum):
    counts = Counter()
    for record in records("judgments/lecard.jsonl.zst"):
        if not held_out(record["id"]):
            counts.update(folded(record["text"]))
    seen = {c for c, n in counts.items() if n >= minimum and not c.isspace()}
    kept = sorted(seen | set(common_characters()))
    vocabulary = {token: i for i, token in enumerate(SPECIAL + [" "] + kept)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated")
    tokenizer.decoder = decoders.Fuse()
    tokenizer.add_special_tokens(SPECIAL)
    covered = sum(n for c, n in counts.items() if c in vocabulary) / sum(counts.values())
    print(f"vocabulary {len(vocabulary)}, characters covered {covered:.5f}")
    return tokenizer


if __name__ == "__main__":
    build(20).save(str(Path(sys.argv[1])))
