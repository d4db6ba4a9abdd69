"""Asks the program to correct what is measured and prints the figures: python evaluate.py --program "qiuhao nlp proofread --jsonl" [--fold 0]"""

import argparse
import json
import shlex
import subprocess

import data
from combiner import summary


def corrected(program, texts):
    lines = "".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in texts)
    answer = subprocess.run(shlex.split(program), input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    return [json.loads(line)["text"] for line in answer.splitlines()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--fold-seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=1, help="every n-th error-free sentence only")
    parser.add_argument("--show", action="store_true", help="print what is changed in error-free sentences")
    options = parser.parse_args()
    sources = {
        "2-1": data.lawbench(),
        "law": data.law(options.fold, options.fold_seed)[1],
        "clean measured": [(t, t) for t in data.clean(True)][:: options.every],
    }
    triples = {
        name: [(w, r, h) for (w, r), h in zip(pairs, corrected(options.program, [w for w, _ in pairs]), strict=True)]
        for name, pairs in sources.items()
    }
    print(summary(triples), flush=True)
    if options.show:
        for wrong, _, got in triples["clean measured"]:
            if wrong != got:
                print(wrong, "→", got)


if __name__ == "__main__":
    main()
