"""Draws document records, one a line on standard input, as displaCy of spaCy does; prints the page. No model is needed."""

import json
import sys

from spacy import displacy

records = [json.loads(line) for line in sys.stdin]
print(displacy.render(
    [{"text": r["text"], "ents": [{"start": s["start"], "end": s["end"], "label": s["label"]} for s in r["spans"]]} for r in records],
    style="ent", manual=True, page=True, jupyter=False,
    options={"colors": {"ROLE": "#ffd966", "PLACE": "#feca74", "ORGANIZATION": "#7aecec", "PERSON": "#aa9cfc"}},
))
