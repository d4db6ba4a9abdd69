"""Places where an event may be triggered: matches of the lexicon. `src/nlp/events/lexicon.rs` finds the same ones."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).resolve().parents[3] / "src/nlp/events/lexicon.toml"


@dataclass(frozen=True)
class Candidate:
    type: str
    start: int
    end: int
    sure: bool


@cache
def lexicon():
    """word -> [(type, sure)]; a word under `nothing` has an empty list of its own unless a type has it too."""
    table = tomllib.loads(LEXICON.read_text("utf-8"))
    words = {word: [] for entry in table["nothing"] for word in entry["words"].split()}
    for entry in table["type"]:
        for key, sure in (("sure", True), ("likely", False)):
            for word in entry.get(key, "").split():
                uses = words.setdefault(word.lower(), [])
                if all(kind != entry["name"] for kind, _ in uses):
                    uses.append((entry["name"], sure))
    return words


@cache
def longest_word():
    return max(map(len, lexicon()))


def matches(text):
    """(start, end) of the words that lie in no longer match, from left to right."""
    words, found = lexicon(), []
    for start in range(len(text)):
        for length in range(min(longest_word(), len(text) - start), 0, -1):
            if text[start : start + length] in words:
                found.append((start, start + length))
                break
    kept, reach = [], 0
    for start, end in found:
        if end > reach:
            kept.append((start, end))
            reach = end
    return kept


def candidates(text):
    return [Candidate(kind, start, end, sure) for start, end in matches(text) for kind, sure in lexicon()[text[start:end]]]
