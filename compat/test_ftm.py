"""followthemoney reads the ftm format, validates it, and makes a graph of it."""

import pytest
from followthemoney import model
from followthemoney.graph import Graph
from followthemoney.types import registry

from conftest import lines


@pytest.fixture(scope="module")
def proxies(both):
    out = []
    for path in both("ftm"):
        entities = {}
        for data in lines(path):
            proxy = model.get_proxy(data, cleaned=False)
            proxy.schema.validate(data)
            for name, values in data["properties"].items():
                # Cleaning by the model leaves every value: none is invalid, none has another form, but for the
                # white space at the ends of a text.
                assert sorted(proxy.get(name)) == sorted({v.strip() for v in values}), (name, values, proxy.get(name))
            assert proxy.id not in entities, "an id stands twice"
            entities[proxy.id] = proxy
        out.append(entities)
    return out


def of(entities, schema):
    return [p for p in entities.values() if p.schema.name == schema]


def test_references(proxies):
    """Every reference leads to an entity of the schema that the model asks for."""
    for entities in proxies:
        for proxy in entities.values():
            for prop, value in proxy.itervalues():
                if prop.type == registry.entity:
                    assert entities[value].schema.is_a(prop.range), (proxy.schema.name, prop.name)


def test_counts(proxies, records):
    seeds = proxies[0]
    assert len(of(seeds, "Article")) == len(records)
    for label, schema in [("PERSON", "Person"), ("ORGANIZATION", "Organization"), ("PLACE", "Address")]:
        assert len(of(seeds, schema)) == sum(e["label"] == label for r in records for e in r["entities"])
    # Of one article, what tells of a person's role with its body and without it is one office.
    told = {
        (r["id"], h, p["role"].lower(), p["status"])
        for r in records
        for p in r["positions"]
        for h in p["holders"]
        if r["entities"][h]["label"] == "PERSON"
    }
    bodies = {
        (r["id"], h, p["role"].lower(), p["status"], p["of"]["name"])
        for r in records
        for p in r["positions"]
        if p["of"]
        for h in p["holders"]
    }
    more = sum(max(0, sum(b[:4] == t for b in bodies) - 1) for t in told)
    assert len(of(seeds, "Occupancy")) == len(told) + more > 100


def test_values(proxies):
    entities = proxies[1]
    occupancies = {}
    for o in of(entities, "Occupancy"):
        post = entities[o.first("post")]
        occupancies[entities[o.first("holder")].caption] = (post, o)
    post, occupancy = occupancies["Zoë Łukasz"]
    assert post.caption == "President (Poland)" and post.countries == ["pl"]
    assert occupancy.get("status") == ["current"]
    assert "Polish President Zoë Łukasz met" in occupancy.first("summary")
    post, occupancy = occupancies["Ann Roe"]
    assert post.caption == "chief executive (Acme & Söhne)" and occupancy.get("status") == ["ended"]
    assert entities[post.first("organization")].caption == "Acme & Söhne"
    zoe = next(p for p in of(entities, "Person") if p.caption == "Zoë Łukasz")
    assert zoe.get("weakAlias") == ["Łukasz"]
    article = of(entities, "Article")[0]
    assert set(article.get("peopleMentioned")) == {"Zoë Łukasz", "Ann Roe"}


def test_graph(proxies):
    """Occupancies are edges from persons to positions."""
    graph = Graph(edge_types=[registry.entity])
    for proxy in proxies[1].values():
        graph.add(proxy)
    held = [
        (e.source.proxy.caption, e.target.proxy.caption)
        for e in graph.iteredges()
        if e.proxy and e.proxy.schema.name == "Occupancy"
    ]
    assert sorted(held) == [("Ann Roe", "chief executive (Acme & Söhne)"), ("Zoë Łukasz", "President (Poland)")]
