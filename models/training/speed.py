"""ONNX Runtime beside `qiuhao eval speed`, same weights, same shapes, same minute: python speed.py target/release/qiuhao [--rounds 3]

The first encoder model of the manifest is exported to ONNX in f32 and in dynamic int8. Both are timed on one thread
(the processor time of that thread, so that other work on the machine counts little) and on two, the best of several turns.
"""

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from export import MODELS
from parity import loaded

SHAPES = [(1, 64), (1, 128), (1, 512), (32, 64), (32, 128), (32, 512)]
TURNS = 5
TURN = 0.3


class LinearStem(torch.nn.Module):
    """The convolution as one matrix product, which ONNX Runtime multiplies far faster in int8 than a convolution."""

    def __init__(self, convolution):
        super().__init__()
        self.reach = convolution.kernel_size[0] // 2
        weight = convolution.weight.data.permute(0, 2, 1).reshape(convolution.out_channels, -1)
        self.linear = torch.nn.Linear(weight.shape[1], weight.shape[0])
        self.linear.weight.data, self.linear.bias.data = weight.contiguous(), convolution.bias.data

    def forward(self, x):
        x = x.transpose(1, 2)
        length = x.shape[1]
        padded = torch.nn.functional.pad(x, (0, 0, self.reach, self.reach))
        around = torch.cat([padded[:, tap : tap + length] for tap in range(2 * self.reach + 1)], -1)
        return self.linear(around).transpose(1, 2)


def exported(encoder, folder):
    """Paths of the f32 and the int8 model."""
    plain, small = folder / "f32.onnx", folder / "int8.onnx"
    encoder.stem = LinearStem(encoder.stem)
    example = torch.zeros(2, 16, dtype=torch.long)
    torch.onnx.export(
        encoder, (example,), str(plain), input_names=["ids"], output_names=["states"], opset_version=17,
        dynamic_axes={"ids": {0: "batch", 1: "length"}, "states": {0: "batch", 1: "length"}}, dynamo=False,
    )
    quantize_dynamic(str(plain), str(small), weight_type=QuantType.QInt8, per_channel=True)
    return plain, small


def session(path, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def rate(model, count, length, clock):
    ids = (5 + np.arange(count * length).reshape(count, length) * 7919 % 4000).astype(np.int64)
    best = float("inf")
    for _ in range(TURNS):
        begun, start, passes = time.perf_counter(), clock(), 0
        while passes == 0 or time.perf_counter() - begun < TURN:
            model.run(None, {"ids": ids})
            passes += 1
        best = min(best, (clock() - start) / passes)
    return count / best


def table(paths):
    for label, path in paths.items():
        cells = []
        for threads, clock in [(1, time.thread_time), (2, time.perf_counter)]:
            model = session(path, threads)
            cells += [f"{rate(model, *shape, clock):.1f}" for shape in SHAPES if threads == 1 or shape[0] > 1]
        print(f"ONNX Runtime {label:5}" + "".join(f"{cell:>10}" for cell in cells), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    manifest = json.loads((MODELS / "manifest.json").read_text("utf-8"))
    name, entry = next((name, entry) for name, entry in manifest["models"].items() if "encoder" in entry)
    encoder, _ = loaded(entry)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = exported(encoder, Path(folder))
        for turn in range(options.rounds):
            print(f"round {turn + 1}, {name}")
            table({"f32": plain, "int8": small})
            subprocess.run([options.program, "eval", "speed"], check=True)


if __name__ == "__main__":
    main()
