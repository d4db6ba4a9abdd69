"""Text as the language model reads it: character numbers in which a run of digits, of Latin letters or of spaces is one symbol."""

import numpy as np

import tokens

DIGITS, LETTERS, SPACES = "0", "a", " "
START = "。"


def table(vocabulary):
    """Code point -> symbol number; 1 where unknown."""
    numbers = np.ones(0x110000, np.int32)
    for point in range(0x10000):
        if 0xD800 <= point < 0xE000:
            continue
        char = tokens.fold(chr(point))
        if char.isspace():
            char = SPACES
        elif char.isascii() and char.isdigit():
            char = DIGITS
        elif char.isascii() and char.isalpha():
            char = LETTERS
        numbers[point] = vocabulary.get(char, 1)
    return numbers


def collapse(symbols, runs):
    """Which symbols stay: not those that repeat a run symbol."""
    stays = np.ones(len(symbols), bool)
    if len(symbols):
        stays[1:] = (symbols[1:] != symbols[:-1]) | ~np.isin(symbols[1:], runs)
    return stays


class Reader:
    def __init__(self, vocabulary):
        self.table = table(vocabulary)
        self.runs = np.array([vocabulary[c] for c in (DIGITS, LETTERS, SPACES)], np.int32)
        self.start = vocabulary[START]

    def symbols(self, text):
        """Symbols of the text and the place of each in the text."""
        raw = self.table[np.frombuffer(text.encode("utf-32-le"), np.uint32)]
        stays = collapse(raw, self.runs)
        return raw[stays], stays.nonzero()[0]
