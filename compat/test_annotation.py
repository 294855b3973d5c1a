"""doccano and brat cannot be installed here as they are servers; their formats are held to what their importers ask.

doccano: SpanLabel needs start_offset < end_offset and a label, RelationLabel integers from_id and to_id of spans.
brat: every T line's text is the text at its offsets, code points, a line end standing as the border of two fragments.
"""

from conftest import lines


def test_doccano(both, all_records):
    rows = [row for path in both("doccano") for row in lines(path)]
    for row, record in zip(rows, all_records, strict=True):
        assert row["document"] == record["id"] and row["text"] == record["text"]
        assert [(e["start_offset"], e["end_offset"], e["label"]) for e in row["entities"]] == [
            (s["start"], s["end"], s["label"]) for s in record["spans"]
        ]
        ids = {e["id"] for e in row["entities"]}
        assert all(
            r["from_id"] in ids and r["to_id"] in ids and r["type"] in ("holder", "of", "same")
            for r in row["relations"]
        )
    seeds = lines(both("doccano")[0])
    ids = [e["id"] for row in seeds for e in row["entities"]]
    assert ids == list(range(len(ids)))


def test_brat(both, all_records):
    folders = both("brat", folder=True)
    files = [
        (f / r["id"].removesuffix(".txt"), r)
        for f, group in zip(folders, (all_records[:-1], all_records[-1:]))
        for r in group
    ]
    for base, record in files:
        text = base.with_name(base.name + ".txt").read_bytes().decode("utf-8")
        assert text == record["text"]
        spans = []
        for line in base.with_name(base.name + ".ann").read_bytes().decode("utf-8").split("\n"):
            if not line.startswith("T"):
                continue
            _, head, covered = line.split("\t")
            label, offsets = head.split(" ", 1)
            fragments = [tuple(map(int, f.split())) for f in offsets.split(";")]
            assert " ".join(text[a:b] for a, b in fragments) == covered
            assert all("\n" not in text[a:b] for a, b in fragments)
            spans.append((fragments[0][0], fragments[-1][1], label))
        assert spans == [(s["start"], s["end"], s["label"]) for s in record["spans"]]
    relations = [
        line.split("\t")[1]
        for line in (folders[1] / "emoji.ann").read_text(encoding="utf-8").split("\n")
        if line.startswith("R")
    ]
    assert relations == [
        "Holder Arg1:T3 Arg2:T4",
        "Of Arg1:T3 Arg2:T2",
        "Holder Arg1:T6 Arg2:T5",
        "Of Arg1:T6 Arg2:T7",
        "Of Arg1:T9 Arg2:T10",
    ]
