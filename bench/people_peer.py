#!/usr/bin/env python3
"""people_peer.py GOLD.jsonl... [--archive DIR] [--build DIR] [--files N]

jieba's part-of-speech tagger beside newsgraph, on the same texts in one run:
  quality   exact-span persons in files of the form {"id", "text", "mentions": [{"start", "end"}]}
  speed     code points a second of CPU time on N files of an archive, one core; newsgraph's is that
            of build/release/people_bench, which leaves reading the files out, as jieba's does

Says so and leaves with 0 where jieba (Debian: python3-jieba) is missing. Prints `name value` lines.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

try:
    import jieba
    import jieba.posseg
except ImportError:
    print("people_peer: skipped, jieba is not installed")
    sys.exit(0)


def jieba_persons(text):
    """Spans of words tagged as names of people; a family name alone is not counted."""
    spans, at = set(), 0
    for word in jieba.posseg.cut(text):
        end = at + len(word.word)
        if word.flag.startswith("nr") and end - at > 1:
            spans.add((at, end))
        at = end
    return spans


def newsgraph_persons(program, gold_file):
    command = [program, "extract", "--type", "person", gold_file]
    found = {}
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        record = json.loads(line)
        found[record["id"]] = {(m["start"], m["end"]) for m in record["mentions"]}
    return found


def f1(pairs):
    right = gold = found = 0
    for of_gold, of_program in pairs:
        right += len(of_gold & of_program)
        gold += len(of_gold)
        found += len(of_program)
    return 2 * right / (gold + found) if gold + found else 0.0


def quality(program, gold_file):
    with open(gold_file, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    ours = newsgraph_persons(program, gold_file)
    gold = [{(m["start"], m["end"]) for m in r["mentions"] if not m.get("optional")} for r in records]
    name = pathlib.Path(gold_file).stem
    print(f"{name}.f1.jieba {f1(zip(gold, (jieba_persons(r['text']) for r in records))):.3f}")
    print(f"{name}.f1.newsgraph {f1(zip(gold, (ours.get(r['id'], set()) for r in records))):.3f}")


def speed(bench, archive, count):
    files = sorted(path for path in pathlib.Path(archive).rglob("*") if path.is_file())
    files = random.Random(1).sample(files, min(count, len(files)))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    start = time.process_time()
    for text in texts:
        jieba_persons(text)
    jieba_speed = sum(map(len, texts)) / (time.process_time() - start)
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(files):
            (pathlib.Path(folder) / f"{number}{path.suffix}").write_bytes(path.read_bytes())
        lines = subprocess.run([bench, folder], check=True, capture_output=True, text=True).stdout
    ours = next(float(l.split()[1]) for l in lines.splitlines() if l.startswith("people.chars"))
    print(f"speed.jieba {jieba_speed:.0f} code_points/s")
    print(f"speed.newsgraph {ours:.0f} code_points/s")
    print(f"speed.ratio {ours / jieba_speed:.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*")
    parser.add_argument("--archive")
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--files", type=int, default=150)
    options = parser.parse_args()
    jieba.setLogLevel(60)
    jieba.initialize()
    build = pathlib.Path(options.build)
    for gold_file in options.gold:
        quality(str(build / "newsgraph"), gold_file)
    if options.archive:
        speed(str(build / "people_bench"), options.archive, options.files)


if __name__ == "__main__":
    main()
