"""DuckDB, pandas and pyarrow read the tables: CSV, TSV and Parquet hold what the records hold."""

import io

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from conftest import lines

RECORDS = ["span", "entity", "position"]


@pytest.fixture(scope="module")
def flat(both):
    """The flat records, by name: their JSON Lines, seeds and fixture."""
    return {r: [x for path in both("jsonl", "--record", r) for x in lines(path)] for r in RECORDS}


def table(paths):
    return [row for path in paths for row in pq.read_table(path).to_pylist()]


@pytest.mark.parametrize("record", RECORDS)
def test_parquet(both, flat, record):
    assert table(both("parquet", "--record", record)) == flat[record]


def test_parquet_documents(both, all_records):
    assert without_config(table(both("parquet"))) == without_config(all_records)


def without_config(rows):
    """Documents without the fingerprint of the configuration, which says their format too."""
    return [{**row, "meta": {**row["meta"], "config": None, "source": row["meta"].get("source")}} for row in rows]


def test_parquet_folder(both, flat, all_records):
    folders = both("parquet", folder=True)
    assert sorted(p.name for p in folders[0].iterdir()) == [
        "documents.parquet",
        "entities.parquet",
        "positions.parquet",
        "spans.parquet",
    ]
    for record, name in zip(RECORDS, ["spans", "entities", "positions"]):
        assert table([f / f"{name}.parquet" for f in folders]) == flat[record]
    assert without_config(table([f / "documents.parquet" for f in folders])) == without_config(all_records)


def test_parquet_by_pandas(both, flat):
    frames = [pd.read_parquet(p) for p in both("parquet", "--record", "span")]
    frame = pd.concat(frames)
    assert frame["start"].dtype == "int64" and frame["score"].dtype == "float64"
    expected = pd.Series([s["label"] for s in flat["span"]]).value_counts()
    assert frame["label"].value_counts().to_dict() == expected.to_dict()


@pytest.mark.parametrize("form,separator", [("csv", ","), ("tsv", "\t")])
@pytest.mark.parametrize("record", RECORDS)
def test_csv_by_pandas(both, flat, record, form, separator):
    rows = []
    for path in both(form, "--record", record):
        text = path.read_bytes().decode("utf-8")
        frame = pd.read_csv(
            io.StringIO(text, newline=""), sep=separator, dtype=str, keep_default_na=False, lineterminator=None
        )
        rows += frame.to_dict("records")
    assert rows == [{k: cell(v) for k, v in r.items()} for r in flat[record]]


def cell(value):
    """A value as a cell of text."""
    match value:
        case None:
            return ""
        case list():
            return "; ".join(value)
        case float() | int():
            return format(value, "g") if value != int(value) else str(int(value))
    return value


@pytest.mark.parametrize("record", RECORDS)
def test_csv_by_duckdb(both, flat, record):
    rows = []
    for path in both("csv", "--record", record):
        relation = duckdb.sql(f"from read_csv('{path}', header = true, all_varchar = true, null_padding = false)")
        rows += [dict(zip(relation.columns, row)) for row in relation.fetchall()]
    assert rows == [{k: cell(v) or None for k, v in r.items()} for r in flat[record]]


def test_documents_as_csv(both, fixture_record):
    frame = pd.read_csv(both("csv")[1], keep_default_na=False)
    row = frame.to_dict("records")[0]
    assert row["person"] == "Zoë Łukasz; Ann Roe" and row["place"] == "Poland; Łódź" and row["norp"] == "Polish"
    assert row["role"] == "President; chief executive; mayor" and row["organization"] == "Acme & Söhne"


def test_duckdb_reads_lines_and_parquet_alike(both):
    """The same query over JSON Lines and Parquet gives the same rows."""
    query = """
        select p.role, p.holder.name, p."of".name, p.status from {}, unnest(positions) as t(p) order by all
    """
    results = []
    for form, reader in [("jsonl", "read_json('{}', format = 'newline_delimited')"), ("parquet", "read_parquet('{}')")]:
        source = reader.format(both(form)[1])
        results.append(duckdb.sql(query.format(source)).fetchall())
    assert (
        results[0]
        == results[1]
        == [
            ("President", "Zoë Łukasz", "Poland", "current"),
            ("chief executive", "Ann Roe", "Acme & Söhne", "former"),
            ("mayor", None, "Łódź", "current"),
        ]
    )


def test_edges_by_pandas(both):
    frame = pd.read_csv(both("edges")[1], keep_default_na=False)
    assert list(frame.columns[:5]) == ["Source", "Target", "Type", "Label", "Weight"]
    rows = frame[["Source", "Target", "Type", "Label", "Weight", "Status", "Country"]].values.tolist()
    assert ["Zoë Łukasz", "Poland", "Directed", "President", 1, "current", "PL"] in rows
    assert ["Ann Roe", "Acme & Söhne", "Directed", "chief executive", 1, "former", ""] in rows
    assert ["Ann Roe", "Acme & Söhne", "Undirected", "with", 1, "", ""] in rows
