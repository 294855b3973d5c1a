// Package rules reads rule files: what to look for in a text, and what to do with what is found. Its input is the
// embedded core, the user's YAML files and spaCy's EntityRuler files; its output a Set, which package match compiles.
//
// # Rule files
//
// A file has the keys version (1), rules, and optionally priority, the default of its rules, and fallback: true, which
// puts its rules in force only where no trained model tags. A rule has
//
//	id        its name, unique over all files: person.title-name
//	label     PERSON, ROLE, PLACE, ORGANIZATION, NORP or MISC. A rule with neither label nor action is a named list: its
//	          phrases make no mention and serve LIST alone
//	phrases   exact sequences of words
//	list      a file of phrases, or several, relative to the rule file: one phrase a line, # begins a comment line, an
//	          optional TAB and ISO 3166-1 code says which country the phrase belongs to
//	match     how phrases compare: exact (the default) or lower, which ignores case
//	pattern   one token pattern
//	patterns  several token patterns
//	action    drop, relabel or protect the candidates of exactly the matched span; without it the match is a mention.
//	          relabel needs a label; the others act on that label alone where there is one
//	priority  a whole number; the higher wins, 0 is the default
//	score     above 0, at most 1, the default
//	within    sentence (the default) or document: where a match lies
//	near      what must stand around a mention, or in the document: a Condition, or several
//	unless    what must not
//	repeat    true: what the rule found is a name, to be found wherever else the document has it (a PERSON's last word too)
//	examples  match: texts in which […] marks each mention that the rule finds, and reject: texts in which it finds none;
//	          an action rule's marks say what it acts on. {PERSON:Ada Obi} says that the tagger proposes Ada Obi as a
//	          PERSON, for rules that use LABEL; the two marks nest. \[ \] \{ \} and \\ are the characters themselves
//
// A rule without examples does not load, unless it is a list alone, or has no label. Words of phrases are cut as the
// text's are. A rule's candidates are its longest matches, leftmost first, within a sentence; those of an
// EntityRuler file are the longest of the whole file, within the document, as spaCy's are.
//
// # Token patterns
//
// A pattern is a list of tokens in the language of spaCy's Matcher. Each token is a map from attributes to values; all
// must hold, and the empty map holds for any token. The key OP says how often: "!" (one token for which it does not
// hold), "?", "*", "+", "{n}", "{n,m}", "{n,}", "{,m}". Ours are
//
//	CONTEXT  true: matched, not part of the mention; at the ends of a pattern only
//	LIST     the id, or {IN: [ids]}, of rules with phrases or lists: one of their phrases, of however many words, stands
//	         here; the token's other attributes must hold for each word of it
//	LABEL    a label, or {IN: [labels]}: the token is inside a candidate mention of the tagger that has it
//
// # Conditions
//
// A condition is a map that names phrases (with match), pattern, patterns, list (ids of rules with phrases), entity
// (ids of entities) or label (of candidates of the tagger, and of rules without conditions); within says how far away
// one of them counts: document (the default), sentence, "3 sentences" before and after, "10 tokens". What overlaps the
// mention does not count.
package rules
