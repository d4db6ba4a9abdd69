"""Writing shipped files: weights as 8-bit rows in safetensors, one manifest entry per file.

Layout of an encoder file: `<name>.weight` I8 [out, in] with `<name>.weight.scale` F32 [out]; biases and norms F32; the
stem as a linear over five characters (column = tap * hidden + channel); heads F32 as `head.<head>.weight|bias`.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

MODELS = Path(__file__).resolve().parents[1]


def quantised(weight):
    """Rows to 8-bit with one scale a row: (int8 [out, in], float32 [out])."""
    weight = np.asarray(weight, dtype=np.float32)
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 127
    return np.round(weight / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def encoder_arrays(encoder):
    arrays = {}
    for name, tensor in encoder.state_dict().items():
        array = tensor.detach().float().cpu().numpy()
        if name == "stem.weight":
            array = array.transpose(0, 2, 1).reshape(array.shape[0], -1)
        if array.ndim == 1:
            arrays[name] = array
            continue
        arrays[name], arrays[f"{name}.scale"] = quantised(array)
    return arrays


def round_trip(encoder):
    """The encoder with its weights as the shipped file will have them, to measure what 8 bits cost."""
    import torch

    for parameter in encoder.parameters():
        if parameter.dim() < 2:
            continue
        rows = parameter.data.transpose(1, 2) if parameter.dim() == 3 else parameter.data
        flat = rows.reshape(rows.shape[0], -1)
        values, scale = quantised(flat.float().cpu().numpy())
        flat = torch.from_numpy(values.astype(np.float32) * scale[:, None]).reshape(rows.shape)
        parameter.data = (flat.transpose(1, 2) if parameter.dim() == 3 else flat).contiguous().to(parameter.device)
    return encoder


def save(name, encoder, heads, data, scores, extra=None, folder=MODELS):
    """An encoder with its heads: {head: (nn.Linear, labels)}."""
    arrays = encoder_arrays(encoder)
    for head, (linear, _) in heads.items():
        arrays[f"head.{head}.weight"] = linear.weight.detach().float().cpu().numpy()
        arrays[f"head.{head}.bias"] = linear.bias.detach().float().cpu().numpy()
    entry = {
        "encoder": encoder.config.to_dict(),
        "heads": {head: list(labels) for head, (_, labels) in heads.items()},
        "meta": extra or {},
        "data": data,
        "scores": scores,
    }
    write(name, arrays, entry, folder)


def save_arrays(name, arrays, meta, data, scores, folder=MODELS):
    """A model without an encoder: plain arrays and what the reader needs to know of them."""
    entry = {"meta": meta, "data": data, "scores": scores}
    write(name, {key: np.ascontiguousarray(array) for key, array in arrays.items()}, entry, folder)


def described(path):
    content = path.read_bytes()
    return {"file": path.name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write(name, arrays, entry, folder):
    folder = Path(folder)
    path = folder / f"{name}.safetensors"
    save_file({key: np.ascontiguousarray(array) for key, array in arrays.items()}, path)
    manifest_path = folder / "manifest.json"
    manifest = json.loads(manifest_path.read_text("utf-8")) if manifest_path.exists() else {"format": 1, "models": {}}
    manifest["tokenizer"] = described(folder / "tokenizer.json")
    manifest["models"][name] = described(path) | entry
    manifest["models"] = dict(sorted(manifest["models"].items()))
    manifest_path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")
