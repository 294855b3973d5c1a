"""The record of the fixture, value by value: what all other checks rest on."""


def test_record(fixture_record):
    r = fixture_record
    text = r["text"]
    assert text.startswith("🎻🎻 ŁÓDŹ, Poland")
    assert [(s["label"], text[s["start"] : s["end"]]) for s in r["spans"]] == [
        ("PLACE", "Poland"),
        ("NORP", "Polish"),
        ("ROLE", "President"),
        ("PERSON", "Zoë Łukasz"),
        ("PERSON", "Ann Roe"),
        ("ROLE", "chief executive"),
        ("ORGANIZATION", "Acme & Söhne"),
        ("PERSON", "Łukasz"),
        ("ROLE", "mayor"),
        ("PLACE", "Łódź"),
        ("PERSON", "Ann Roe"),
    ]
    assert all(s["text"] == text[s["start"] : s["end"]] for s in r["spans"])
    assert [
        (p["role"], p["holder"]["name"] if p["holder"] else None, p["of"]["name"] if p["of"] else None, p["status"])
        for p in r["positions"]
    ] == [
        ("President", "Zoë Łukasz", "Poland", "current"),
        ("chief executive", "Ann Roe", "Acme & Söhne", "former"),
        ("mayor", None, "Łódź", "current"),
    ]
    assert [e["name"] for e in r["entities"]] == ["Poland", "Zoë Łukasz", "Ann Roe", "Acme & Söhne", "Łódź"]
