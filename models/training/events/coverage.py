"""How much of the questions the lexicon can reach at all: python coverage.py"""

from collections import Counter

from candidates import candidates
from questions import which_events, which_words


def main():
    there, reached, extra, missed = Counter(), Counter(), Counter(), []
    for sentence in which_events():
        found = {c.type for c in candidates(sentence.text)} & set(sentence.asked)
        there.update(sentence.told), reached.update(found & sentence.told), extra.update(found - sentence.told)
        missed += [(kind, sentence.text) for kind in sentence.told - found]
    print(f"2-9: {sum(reached.values())} of {sum(there.values())} reached, {sum(extra.values())} extra")
    for kind in there:
        print(kind, there[kind], reached[kind], extra[kind])
    print(*missed, sep="\n")
    words = Counter()
    for sentence in which_words():
        found = candidates(sentence.text)
        for kind, word in sentence.triggers:
            exact = any(c.type == kind and sentence.text[c.start : c.end] == word for c in found)
            near = any(c.type == kind and (sentence.text[c.start : c.end] in word or word in sentence.text[c.start : c.end]) for c in found)
            words["exact" if exact else "near" if near else "missed"] += 1
            if not near:
                print(kind, word, "|", sentence.text[:80])
    print(words)


if __name__ == "__main__":
    main()
