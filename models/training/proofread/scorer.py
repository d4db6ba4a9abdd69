"""The pruned language model in Python: loads what language_model.py wrote and scores edits of a text."""

import ctypes
import subprocess
from pathlib import Path

import numpy as np

from symbols import Reader

ORDER = 5
STEPS = {"p": 255, "b": 255}


class Table(ctypes.Structure):
    _fields_ = [(n, ctypes.c_void_p) for n in ("keys", "p", "b", "slots")] + [("mask", ctypes.c_uint64)]


def library():
    source = Path(__file__).with_name("score.c")
    built = Path("/tmp") / f"score-{source.stat().st_mtime_ns}.so"
    if not built.exists():
        subprocess.run(["gcc", "-O3", "-march=native", "-shared", "-fPIC", "-o", built, source], check=True)
    return ctypes.CDLL(str(built))


def quantised(values, low, high):
    """Eight bits over [low, high], as the shipped file stores them."""
    step = (high - low) / 255
    return (np.round((np.clip(values, low, high) - low) / step) * step + low).astype(np.float32)


class Scorer:
    def __init__(self, path, vocabulary):
        stored = np.load(path)
        self.base = int(stored["base"])
        self.reader = Reader(vocabulary)
        self.library = library()
        self.tables = (Table * (ORDER + 1))()
        self.hold = []
        for order in range(1, ORDER + 1):
            keys = np.ascontiguousarray(stored[f"k{order}"])
            p = quantised(stored[f"p{order}"], -7.0, 0.0)
            b = quantised(stored[f"b{order}"], -3.0, 0.5)
            size = 1 << int(np.ceil(np.log2(max(4, len(keys) * 2))))
            slots = np.full(size, -1, np.int32)
            self.library.fill(keys.ctypes, ctypes.c_int64(len(keys)), slots.ctypes, ctypes.c_uint64(size - 1))
            self.hold += [keys, p, b, slots]
            self.tables[order] = Table(keys.ctypes.data, p.ctypes.data, b.ctypes.data, slots.ctypes.data, size - 1)
        self.keys = {order: stored[f"k{order}"] for order in range(1, ORDER + 1)}

    def sums(self, rows, lengths):
        """Sum of log10 p of the symbols after the first four of each row."""
        rows = np.ascontiguousarray(rows, np.int32)
        lengths = np.ascontiguousarray(lengths, np.int32)
        out = np.zeros(len(rows), np.float32)
        self.library.sums(self.tables, ctypes.c_uint64(self.base), rows.ctypes, lengths.ctypes, ctypes.c_int64(len(rows)), rows.shape[1], out.ctypes)
        return out

    def each(self, symbols):
        """log10 p of every symbol."""
        stream = np.concatenate([[0, 0, 0, self.reader.start], symbols]).astype(np.int32)
        out = np.zeros(len(stream), np.float32)
        self.library.each(self.tables, ctypes.c_uint64(self.base), stream.ctypes, ctypes.c_int64(len(stream)), out.ctypes)
        return out[4:]

    def edits(self, padded, size, start, end, length, fresh, before, after, touched):
        self.library.edits(
            self.tables, ctypes.c_uint64(self.base), padded.ctypes, size, start.ctypes, end.ctypes, length.ctypes, fresh.ctypes,
            ctypes.c_int64(len(start)), before.ctypes, after.ctypes, touched.ctypes,
        )  # fmt: skip

    def distance(self, one, other):
        """Characters to change, leave out or put in to make one text of the other."""
        a = np.frombuffer(one.encode("utf-32-le"), np.int32)
        b = np.frombuffer(other.encode("utf-32-le"), np.int32)
        return self.library.distance(a.ctypes, len(a), b.ctypes, len(b))

    def frequencies(self):
        """How often each symbol stands by itself."""
        rows = np.zeros((self.base, ORDER), np.int32)
        rows[:, -1] = np.arange(self.base)
        return 10.0 ** self.sums(rows, np.ones(self.base, np.int32))
