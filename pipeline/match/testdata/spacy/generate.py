"""Writes attributes.jsonl: what spaCy's Matcher answers for attributes and operators over odd words.

    pip install 'spacy==3.8.*' && python generate.py > attributes.jsonl

A case is {"words", "pattern", "greedy", "matches"}: matches are all [start, end] in tokens, sorted.
"""
import json
import random

import spacy
from spacy.errors import MatchPatternError
from spacy.matcher import Matcher
from spacy.tokens import Doc

WORDS = """Ada ada ADA Łódź łódź ŁÓDŹ McDonald DiCaprio O'Neill o'neill İstanbul ΟΔΟΣ Οδός ǅ ß ẞ ﬁ ª ⅷ ⓐ naïve Zürich 東京 日本 حلب
B-52 U.S. u.s. 3 42 1,000 2.5 3/4 ½ ² ① ٣٤ ४२ 1st 21st 4th 5TH first Hundredth million zero -7 +8 ±9 ~6 1/2/3 -1/2 1e5
. , ; : ! ? … — – -- --- - ' ’ ‘ ` " “ ” „ « » '' `` ´´ ( ) [ ] { } < > ‹ › ❮ ❯ ‚ ‛ ‟ ¿ § & @ # % * / \\ _ ^ | ~ + =
$ € £ ¥ ฿ ₺ US$ C$ A$ $5 ¢ ¤ 's 'S ’s ’S n't 👍 é e\u0301 http://x.org https://x.org/a www.x.org www. x.org x.org/ x.org:80 x.zz X.ORG
.com com. a.b.c ada@x.org ada@x a.b+c@x-y.co.uk @ada ada@x.org! #tag Aa aA A a AB Ab1 1aB aaaaa AAAAA aaaaaaaa 11111 a-b-c
x.xyz x.icu x.museum/ a.py ftp://x.org HTTP://x.org""".split() + ["\u00a0", "\n", "\t", " ", "x" * 99, "x" * 100, "Ab" * 60]

FLAGS = """IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_SPACE IS_QUOTE IS_BRACKET IS_LEFT_PUNCT IS_RIGHT_PUNCT
IS_CURRENCY LIKE_NUM LIKE_URL LIKE_EMAIL""".split()
STRINGS = ["TEXT", "ORTH", "LOWER", "NORM", "SHAPE", "PREFIX", "SUFFIX"]
REGEXES = ["^[A-Z]", "[0-9]", "o", "^.$", "..", "^(a|A)d", "z$", "^\\W*$", "\\d", "^\\w+$", "\\s", "[\\w]-", "[^\\d]", "^\\D$", "\\S"]
OPS = ["!", "?", "*", "+", "{2}", "{1,2}", "{2,}", "{,2}", "{0}", "{0,1}", "{3}"]


def value(rng, nlp, attr, word):
    """Returns a string that the attribute often has here."""
    token = Doc(nlp.vocab, [word])[0]
    return {"TEXT": token.text, "ORTH": token.text, "LOWER": token.lower_, "NORM": token.norm_, "SHAPE": token.shape_,
            "PREFIX": token.prefix_, "SUFFIX": token.suffix_}[attr]


def misspelt(rng, word):
    chars = list(word)
    for _ in range(rng.randint(0, 3)):
        at = rng.randrange(len(chars) + 1)
        chars[at:at + rng.randint(0, 1)] = rng.choice(["", "x", "é"])
    return "".join(chars)


def condition(rng, nlp, words):
    kind = rng.randrange(10)
    attr = rng.choice(STRINGS)
    values = [value(rng, nlp, attr, rng.choice(words)) for _ in range(rng.randint(0, 3))]
    one = value(rng, nlp, attr, rng.choice(words))
    if kind < 2:
        return rng.choice(FLAGS), rng.random() < 0.7
    if kind < 4:
        return attr, one
    if kind == 4:
        return attr, {rng.choice(["IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS"]): values}
    if kind == 5:
        regex = rng.choice(REGEXES)
        return attr, {"REGEX": rng.choice([regex, {"IN": [regex, rng.choice(REGEXES)]}, {"NOT_IN": [regex]}])}
    if kind == 6:
        key = "FUZZY" + rng.choice(["", "", "1", "2", "3", "9"])
        word = misspelt(rng, one)
        return attr, {key: rng.choice([word, {"IN": [word]}, {"NOT_IN": [word, "zzzz"]}])}
    if kind == 7:
        n = rng.randint(0, 9)
        forms = [n, {rng.choice(["==", "!=", ">=", "<=", ">", "<"]): n}, {">=": 1, "<=": n}, {"IN": [1, n]}, {"NOT_IN": [n]}]
        return "LENGTH", rng.choice(forms)
    if kind == 8:
        return "IS_SENT_START", rng.random() < 0.5
    return attr, {"IN": [one], "NOT_IN": values}


def token(rng, nlp, words):
    spec = dict(condition(rng, nlp, words) for _ in range(rng.choice([0, 1, 1, 1, 1, 2, 2])))
    if rng.random() < 0.5:
        spec["OP"] = rng.choice(OPS)
    return spec


def matches(nlp, words, pattern, greedy):
    matcher = Matcher(nlp.vocab)
    matcher.add("m", [pattern], greedy=greedy)
    # A Doc without SENT_START values counts as one sentence that its first token starts.
    doc = Doc(nlp.vocab, words, sent_starts=[True] + [False] * (len(words) - 1))
    return sorted([start, end] for _, start, end in matcher(doc))


def main():
    rng, nlp = random.Random(7), spacy.blank("en")
    for flag in FLAGS:  # each flag on each word
        print_case(WORDS, [{flag: True}], None, matches(nlp, WORDS, [{flag: True}], None))
    empty = 0
    for _ in range(2000):
        words = rng.sample(WORDS, rng.randint(1, 4))
        words = [rng.choice(words) for _ in range(rng.randint(1, 9))]
        pattern = [token(rng, nlp, words) for _ in range(rng.randint(1, 4))]
        if all(t.get("OP") == "{0}" for t in pattern):
            continue
        greedy = rng.choice([None, None, "FIRST", "LONGEST"])
        try:
            found = matches(nlp, words, pattern, greedy)
        except MatchPatternError:  # an operator that spaCy has not for this attribute
            continue
        empty += not found
        if found or empty % 8 == 0:
            print_case(words, pattern, greedy, found)


def print_case(words, pattern, greedy, found):
    print(json.dumps({"words": words, "pattern": pattern, "greedy": greedy, "matches": found}, ensure_ascii=False))


main()
