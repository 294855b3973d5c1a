package tokenize

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// words returns the tokens of a text, parted by "|".
func words(text string) string {
	tokens, _ := Tokenize(text)
	var list []string
	for _, t := range tokens {
		list = append(list, text[t.Start:t.End])
	}
	return strings.Join(list, "|")
}

func TestTokens(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"white space alone", " \t\r\n\u00a0\u2003\u3000", ""},
		{"words", "Ana said naïve things.", "Ana|said|naïve|things|."},
		{"hyphens", "al-Bashir's U.S.-backed São-Paulo–Rio", "al|-|Bashir|'s|U.S.|-|backed|São|-|Paulo|–|Rio"},
		{"em dash", "leaders—including Ana -- and Łukasz", "leaders|—|including|Ana|--|and|Łukasz"},
		{"possessives", "Ana's Łódź’s boys' TRUMP'S Burns’ home", "Ana|'s|Łódź|’s|boys|'|TRUMP|'S|Burns|’|home"},
		{"apostrophes", "can't O'Brien Qur’an D‘Souza they’ll", "can't|O'Brien|Qur’an|D‘Souza|they’ll"},
		{"single quotes", "'Élan' he said ‘so’ in '90s", "'|Élan|'|he|said|‘|so|’|in|'|90s"},
		{"titles", "Mr. Ramírez and Lt. Gov. Ruiz of St.Petersburg", "Mr.|Ramírez|and|Lt.|Gov.|Ruiz|of|St.|Petersburg"},
		{"acronyms", "the U.S. and É.U. at 5 p.m. Ph.D. U.N agency", "the|U.S.|and|É.U.|at|5|p.m.|Ph.D.|U.N|agency"},
		{"initials", "J. K. Rowling, J.K.Rowling and É. Zola", "J.|K.|Rowling|,|J.K.|Rowling|and|É.|Zola"},
		{"no initial", "Vitamin C. The plan É.", "Vitamin|C|.|The|plan|É|."},
		{"companies", "Obi Inc. and Nuñez Co., Ltd. said", "Obi|Inc.|and|Nuñez|Co.|,|Ltd.|said"},
		{"company that ends the text", "She runs Nuñez Co.", "She|runs|Nuñez|Co|."},
		{"numbered", "No. 5 on Mar. 3, oh no. Né Sun.", "No.|5|on|Mar.|3|,|oh|no|.|Né|Sun|."},
		{"states", "Peña, Ill. (R-Pa.) fell ill. So", "Peña|,|Ill.|(|R|-|Pa.|)|fell|ill|.|So"},
		{"glued sentences", "at the end.Then Zoë", "at|the|end|.|Then|Zoë"},
		{"numbers", "1,000 2.5 10:30 1.000,50 5/6/2020 .22 3. ٣٤", "1,000|2.5|10:30|1.000,50|5/6/2020|.22|3|.|٣٤"},
		{"ISO date", "on 2020-06-05, 2020-21 né", "on|2020-06-05|,|2020|-|21|né"},
		{"amounts", "$3.5m, US$5 €20bn 4% £1,000.", "$|3.5m|,|US|$|5|€|20bn|4|%|£|1,000|."},
		{"ordinals", "3rd 1990s 5-year-old 20º", "3rd|1990s|5|-|year|-|old|20º"},
		{"URLs", "See https://x.org/a(b)?q=é, (www.y.com/z).", "See|https://x.org/a(b)?q=é|,|(|www.y.com/z|)|."},
		{"sites", "Booking.com's bbc.co.uk/news, naïve.com", "Booking.com|'s|bbc.co.uk/news|,|naïve.com"},
		{"e-mail", "Mail ana.ruiz+x@mail.example.org, é@x.", "Mail|ana.ruiz+x@mail.example.org|,|é|@x|."},
		{"handles and hashtags", "@ana_ruiz: #Łódź #1 @ é", "@ana_ruiz|:|#|Łódź|#|1|@|é"},
		{"ampersand", "AT&T, S&P and Q & A, b&é", "AT&T|,|S&P|and|Q|&|A|,|b|&|é"},
		{"ellipses", "So... Zoë… well.. now", "So|...|Zoë|…|well|..|now"},
		{"curly quotes", "“Élan,” she said. «Oui»", "“|Élan|,|”|she|said|.|«|Oui|»"},
		{"runs of marks", "What?!! ===== ((é))", "What|?|!!|=====|(|(|é|)|)"},
		{"CRLF and NBSP", "Ana\r\nRuiz\u00a0é", "Ana|Ruiz|é"},
		{"combining marks", "e\u0301a \u0301 n\u0303", "e\u0301a|\u0301|n\u0303"},
		{"soft hyphen and joiners", "Mün\u00adchen می\u200cخواهم", "Mün\u00adchen|می\u200cخواهم"},
		{"ideographs", "NHKの習近平。Ana", "NHK|の|習|近|平|。|Ana"},
		{"Hangul and Cyrillic", "문재인 Владимир Путин.", "문재인|Владимир|Путин|."},
		{"emoji", "Zoë 👩‍👧‍👦❤️!", "Zoë|👩‍👧‍👦|❤️|!"},
		{"invalid UTF-8", "a\xffb \xc3\x28 é", "a|\xff|b|\xc3|(|é"},
		{"underscores and controls", "a_b __ \x00é", "a_b|__|\x00|é"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := words(test.text); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestShapes(t *testing.T) {
	for text, want := range map[string]doc.Shape{
		"said": doc.Lower, "naïve": doc.Lower, "3rd": doc.Lower, "習": doc.Lower, "can't": doc.Lower, "3.5m": doc.Lower,
		"Angela": doc.Title, "Łódź": doc.Title, "A": doc.Title, "J. Obi": doc.Title, "Mr.": doc.Title, "É.Obi": doc.Title,
		"NATO": doc.Upper, "U.S.": doc.Upper, "ÉU": doc.Upper, "G20X": doc.Upper, "AT&T": doc.Upper,
		"McDonald": doc.Mixed, "iPhone": doc.Mixed, "O'Brien": doc.Mixed, "éÉ": doc.Mixed,
		"3": doc.Number, "1,000": doc.Number, "2020-06-05": doc.Number, "½": doc.Number, "٣": doc.Number,
		",": doc.Punct, "...": doc.Punct, "”": doc.Punct, "—": doc.Punct, "@": doc.Punct, "__": doc.Other,
		"$": doc.Other, "€": doc.Other, "😀": doc.Other, "\x00": doc.Other, "\xff": doc.Other, "\u0301": doc.Other,
		"https://x.org/é": doc.URL, "www.x.org": doc.URL, "ana@x.org": doc.Address, "@łukasz": doc.Address,
	} {
		tokens, _ := Tokenize(text)
		if len(tokens) == 0 || tokens[0].Shape != want {
			t.Errorf("%q: got %v, want shape %d", text, tokens, want)
		}
	}
}

// split returns the sentences of a text in brackets.
func split(text string) string {
	tokens, list := Tokenize(text)
	var b strings.Builder
	for _, s := range list {
		fmt.Fprintf(&b, "[%s]", text[tokens[s.First].Start:tokens[s.End-1].End])
	}
	return b.String()
}

func TestSentences(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"stops", "Zoë ran. Did she? Yes! End", "[Zoë ran.][Did she?][Yes!][End]"},
		{"title", "I met Dr. Ramírez. He ran.", "[I met Dr. Ramírez.][He ran.]"},
		{"abbreviation inside", "U.S. President Núñez spoke.", "[U.S. President Núñez spoke.]"},
		{"abbreviation at the end", "She lives in the U.S. The é", "[She lives in the U.S.][The é]"},
		{"company", "Nuñez Inc. Chairman Obi of Obi Co. He ran", "[Nuñez Inc. Chairman Obi of Obi Co.][He ran]"},
		{"initials", "John F. Núñez met J. Obi. So", "[John F. Núñez met J. Obi.][So]"},
		{"small letter", "What é? he said. no. so", "[What é? he said. no. so]"},
		{"quotes", "“Go.” Zoë left. \"No.\" (He did.) Then", "[“Go.”][Zoë left.][\"No.\"][(He did.)][Then]"},
		{"quote and speaker", "“Où?” Ana asked. “Ici!” she said.", "[“Où?”][Ana asked.][“Ici!” she said.]"},
		{"opening quote", "Zoë ran. \"He did. 'So.'\"", "[Zoë ran.][\"He did.]['So.'\"]"},
		{"ellipsis", "Well... no… Zoë ran", "[Well... no…][Zoë ran]"},
		{"glued", "at the end.Then é v1.Two", "[at the end.][Then é v1.][Two]"},
		{"numbering", "1. Zoë ran. 2. Obi sat.", "[1. Zoë ran.][2. Obi sat.]"},
		{"decimal and time", "It rose 2.5 at 5 p.m. Monday é.", "[It rose 2.5 at 5 p.m. Monday é.]"},
		{"ideographic stop", "習近平。北京？", "[習近平。][北京？]"},
		{"blank line", "Zoë Obi\n \nruns", "[Zoë Obi][runs]"},
		{"blank line with CRLF and NBSP", "Zoë Obi\r\n\u00a0\r\nruns", "[Zoë Obi][runs]"},
		{"headlines", "Obi wins\nNúñez loses\nRates rise", "[Obi wins][Núñez loses][Rates rise]"},
		{"old line breaks", "Obi wins\rNúñez loses\u2028Rates", "[Obi wins][Núñez loses][Rates]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := split(test.text); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestLineBreaks(t *testing.T) {
	wrapped := "The ministry said on Tuesday that Zoë\nRamírez would lead the talks with the\nenvoy in Łódź, Juan Obi."
	for _, test := range []struct {
		name, text string
		want       int // sentences
	}{
		{"wrapped", wrapped, 1},
		{"wrapped, CRLF", strings.ReplaceAll(wrapped, "\n", "\r\n"), 1},
		{"wrapped, white space at the ends", strings.ReplaceAll(wrapped, "\n", " \n"), 1},
		{"headline above", "Talks\n" + wrapped + "\nHe is to lead all of the talks there,\nshe said in Łódź, and in all the others,\nfrom May.", 3},
		{"wrapped by eye", "The ministry said on Tuesday that\nŁukasz Ramírez would lead the talks with the\nenvoy.", 1},
		{"paragraph without a sign takes the width", wrapped + "\n\nA spokeswoman said so too of the Łódź\nTalks.", 2},
		{"the same alone", "A spokeswoman said so too of the Łódź\nTalks.", 2},
		{"list", "Zoë:\n" + wrapped + "\n1. Ramírez, who leads the talks in all,\n2. Obi of Łódź.", 4},
		{"indented line", wrapped + "\n" + strings.Repeat(" ", 4) + wrapped, 2},
		{"a sentence a line", "Zoë Ramírez leads the talks in Łódź.\nObi is there too, and he leads them.\nNo one else is.", 3},
		{"headlines of like length", "Ramírez to lead talks in Łódź soon\nObi wins the vote in Lagos State\nRates rise in all of the south", 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, got := Tokenize(test.text); len(got) != test.want {
				t.Errorf("got %d sentences %s, want %d", len(got), split(test.text), test.want)
			}
		})
	}
}

// checkInvariants fails where tokens and sentences are not as the package promises.
func checkInvariants(t *testing.T, text string) {
	tokens, sents := Tokenize(text)
	at, valid := 0, utf8.ValidString(text)
	for _, tok := range tokens {
		if tok.Start < at || tok.End <= tok.Start || tok.End > len(text) {
			t.Fatalf("token %v after byte %d in %q", tok, at, text)
		}
		if strings.TrimSpace(text[at:tok.Start]) != "" {
			t.Fatalf("%q stands between tokens", text[at:tok.Start])
		}
		if valid && !utf8.ValidString(text[tok.Start:tok.End]) {
			t.Fatalf("token %v cuts a rune of %q", tok, text)
		}
		if strings.ContainsFunc(text[tok.Start:tok.End], unicode.IsSpace) {
			t.Fatalf("white space in token %q", text[tok.Start:tok.End])
		}
		at = tok.End
	}
	if strings.TrimSpace(text[at:]) != "" {
		t.Fatalf("%q stands after the last token", text[at:])
	}
	end := 0
	for _, s := range sents {
		if s.First != end || s.End <= s.First {
			t.Fatalf("sentence %v after token %d", s, end)
		}
		end = s.End
	}
	if end != len(tokens) {
		t.Fatalf("sentences cover %d of %d tokens", end, len(tokens))
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range []string{
		"", "U.S. President O'Brien's “plan”—he said.\r\n\r\nNo.", "a@b.c @x #y http://z/(é)) www.a.com,", "e\u0301\u200d👩‍👧 習。",
		"Mr. J. K. Łódź, Ill. 2020-06-05 $3.5m 1,000.\n  x\n\n", "\xff\xc3'’s 's S' . .. ...", "one line that is long\nand goes on to a next\nX.",
		"\u200d \u0301 \u200d\u3000 '\u0301s",
	} {
		f.Add(s)
	}
	f.Fuzz(checkInvariants)
}

// TestLongRuns holds the invariants on texts that tempt a scanner to look ahead again and again.
func TestLongRuns(t *testing.T) {
	for _, unit := range []string{"(", "é", "ab.", "a.", "a@", "a-", "http://x)", ")", "'s", "A. ", "x\n", "\r", "👩\u200d", "x@b-", "5/", "\u0301"} {
		checkInvariants(t, strings.Repeat(unit, 1<<18))
	}
}
