"""Compares lists of phrases in Roster and in spaCy's PhraseMatcher: time to load, time to find, memory, and what is found.

    go build -o roster ./cmd/roster
    pip install 'spacy==3.8.*' && python compat/phrasematcher.py ./roster seeds [SIZE…]

Both read the same list of made-up names and the same texts, the seeds many times over with a name of the list in each, on
one core. spaCy's pipeline is a blank English one, which only cuts words; Roster runs without engine and embedded rules.
Times are of the processor, so that they hold on a busy machine too. Those of Roster are of whole processes: "load" of one
that reads a single short text, "find" what the texts take beyond that.
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

COPIES = 200
CONFIG = """rules: {core: false, files: [rules.yaml]}
tagger: {engine: none}
link: {aliases: false, positions: false, countries: false}
output: {record: span}
run: {workers: 1}
"""


def phrases(size):
    return [f"Nám{i % 5003} Ořt{i}" for i in range(size)]


def texts(folder, names):
    seeds = sorted(p.read_text("utf-8") for p in pathlib.Path(folder).glob("*") if p.is_file())
    return [f"{seed}\n{names[(i * len(seeds) + j) % len(names)]} was there.\n"
            for i in range(COPIES) for j, seed in enumerate(seeds)]


def roster(binary, folder, size, documents):
    """Returns seconds to load and to find, megabytes, and the number of mentions."""
    work = pathlib.Path(folder)
    (work / "list.txt").write_text("\n".join(phrases(size)) + "\n", "utf-8")
    (work / "rules.yaml").write_text("version: 1\nrules:\n  - {id: r, label: PERSON, list: list.txt}\n", "utf-8")
    (work / "config.yaml").write_text(CONFIG, "utf-8")
    lines = [json.dumps({"id": str(i), "text": text}) for i, text in enumerate(documents)]
    (work / "all.jsonl").write_text("\n".join(lines), "utf-8")
    (work / "one.jsonl").write_text('{"text": "Né."}', "utf-8")

    def run(name):
        process = subprocess.Popen([binary, "--quiet", "extract", "-o", "out.jsonl", name], cwd=work,
                                   env={**os.environ, "GOMAXPROCS": "1"})
        _, status, used = os.wait4(process.pid, 0)
        assert status == 0, f"{binary} ends with {status}"
        found = (work / "out.jsonl").read_bytes().count(b"\n")
        return used.ru_utime + used.ru_stime, found, used.ru_maxrss / 1000

    load = min(run("one.jsonl")[0] for _ in range(3))
    total, found, memory = min(run("all.jsonl") for _ in range(3))
    return load, total - load, memory, found


def spacy_matcher(size, documents):
    """The same for spaCy; run in a process of its own, so that its memory is its own."""
    import spacy
    from spacy.matcher import PhraseMatcher
    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    start = time.process_time()
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("PERSON", list(nlp.tokenizer.pipe(phrases(size))))
    load = time.process_time() - start
    start = time.process_time()
    found = sum(len(matcher(doc)) for doc in nlp.tokenizer.pipe(documents))
    return load, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, found


def main():
    if sys.argv[1] == "--spacy":
        folder, size = sys.argv[2], int(sys.argv[3])
        print(json.dumps(spacy_matcher(size, texts(folder, phrases(size)))))
        return
    binary, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    sizes = [int(s) for s in sys.argv[3:]] or [10, 1000, 100_000, 1_000_000]
    print("| phrases | | load, s | find, s | MB/s | memory, MB | found |\n|---|---|---|---|---|---|---|")
    for size in sizes:
        documents = texts(folder, phrases(size))
        megabytes = sum(len(d.encode()) for d in documents) / 1e6
        with tempfile.TemporaryDirectory() as work:
            rows = {"Roster": roster(binary, work, size, documents)}
        command = [sys.executable, __file__, "--spacy", folder, str(size)]
        rows["spaCy"] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        for name, (load, find, memory, found) in rows.items():
            print(f"| {size:,} | {name} | {load:.2f} | {find:.2f} | {megabytes / find:.1f} | {memory:.0f} | {found} |")
        sys.stdout.flush()


main()
