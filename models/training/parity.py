"""Reference outputs of PyTorch for the shipped weights, for tests/parity.rs: python parity.py

For every encoder model of the manifest the 8-bit file is read back, the encoder computed in f32 on twenty invented
texts, and the first labels of every head (or, without heads, the first numbers of every state) written down.
"""

import json

import torch
from safetensors.numpy import load_file

import tokens
from encoder import Config, Encoder
from export import MODELS

OUT = MODELS.parent / "tests" / "parity.json"
COLUMNS = 6

TEXTS = [
    "被告人赵某某于2023年7月20日在青城市窃取手机一部。",
    "经审理查明，林小舟伙同他人入户盗窃三次。",
    "被害人陈述其损失现金８５００元及金戒指一枚。",
    "云岭县公安局于次日将其抓获归案。",
    "其血液中乙醇含量为156mg/100ml，属醉酒驾驶。",
    "从其住处查获甲基苯丙胺12.5克。",
    "被告人如实供述，系坦白，可以从轻处罚。",
    "案发后已赔偿并取得谅解。",
    "判处有期徒刑一年六个月，缓刑二年，并处罚金三千元。",
    "公诉机关指控的罪名成立，本院予以支持。",
    "辩护人提出，被告人系初犯、偶犯。",
    "经鉴定，所受损伤为轻伤二级。",
    "无号牌二轮摩托车与行人相撞，致一人死亡。",
    "该公司虚开增值税专用发票共计四十二份。",
    "盗",
    "（一）",
    "２０２２年１月，ＡＢＣ公司㎏、①②",
    "证人王某甲的证言、辨认笔录、监控录像等证据证实。",
    "依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：",
    "如不服本判决，可在接到判决书的第二日起十日内上诉。",
]


def weights(path):
    """The file's tensors as f32, 8-bit rows times their scales."""
    arrays = load_file(path)
    plain = {}
    for name, array in arrays.items():
        if not name.endswith(".scale"):
            scale = arrays.get(f"{name}.scale")
            plain[name] = torch.from_numpy(array).float() * (1 if scale is None else torch.from_numpy(scale)[:, None])
    return plain


def loaded(entry):
    """The encoder and its heads."""
    plain = weights(MODELS / entry["file"])
    config = Config(**entry["encoder"])
    stem = plain["stem.weight"].view(config.hidden, config.stem_width, config.hidden).transpose(1, 2)
    plain["stem.weight"] = stem.contiguous()
    encoder = Encoder(config)
    encoder.load_state_dict({name: value for name, value in plain.items() if not name.startswith("head.")})
    return encoder.eval(), {head: (plain[f"head.{head}.weight"], plain[f"head.{head}.bias"]) for head in entry["heads"]}


def outputs(entry, vocabulary):
    encoder, heads = loaded(entry)
    found = {head: [] for head in heads} or {"": []}
    for text in TEXTS:
        states = encoder(torch.tensor([tokens.encode(vocabulary, text)]))[0]
        for head, rows in found.items():
            values = torch.nn.functional.linear(states, *heads[head]) if head else states
            rows.append([[round(value, 5) for value in row] for row in values[:, :COLUMNS].tolist()])
    return found


def main():
    torch.set_num_threads(1)
    manifest = json.loads((MODELS / "manifest.json").read_text("utf-8"))
    vocabulary = tokens.load(MODELS / "tokenizer.json")
    with torch.inference_mode():
        models = {
            name: {"sha256": entry["sha256"], "outputs": outputs(entry, vocabulary)}
            for name, entry in manifest["models"].items()
            if "encoder" in entry
        }
    OUT.write_text(json.dumps({"texts": TEXTS, "models": models}, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size / 1e3:.0f} kB, {len(models)} models")


if __name__ == "__main__":
    main()
