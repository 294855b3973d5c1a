package input

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestVisibleText(t *testing.T) {
	deep := strings.Repeat("<div>", 5000)
	tests := []struct{ name, html, want string }{
		{"page", "<!DOCTYPE html>\n<html><head><title>T</title><style>p{}</style></head>\n<body>\n<h1>Zoë</h1>\n<p>One\n  two.</p>" +
			"\n<p>Three</p></body></html>\n", "Zoë\n\nOne two.\n\nThree"},
		{"inline", "a <b> b</b><i>c </i> d<wbr>e<!-- x -->f", "a bc def"},
		{"references", "R&amp;D &lt;Zo&euml;&gt; &#8220;x&#x201D;&nbsp;y &bogus;", "R&D <Zoë> “x”\u00a0y &bogus;"},
		{"line breaks", "a<br>b<br/><br>c<br><br><br>d<p>e<br></p>f", "a\nb\n\nc\n\nd\n\ne\n\nf"},
		{"list and table", "<ul><li>Zoë<li>Ana</ul><table><tr><td>1</td><td>2</td></tr></table>", "Zoë\n\nAna\n\n1\n\n2"},
		{"unseen", `é<script>if (a < b) "</p>x"</script><nav>Home <nav>x</nav>y</nav><select><option>z</select>` +
			`<noscript>n</noscript><template>t</template><svg><title>s</title></svg><textarea>x</textarea>ü`, "é\n\nü"},
		{"button", "é<button>Łódź</button>ü", "é\n\nŁódź\n\nü"},
		{"self-closing", `é<svg/><script/>x</script>ü`, "éü"},
		{"never closed", `é<script>x`, "é"},
		{"preformatted", "a<pre>\n  Zoë\n\tb </pre>  c", "a\n\n  Zoë\n\tb \n\nc"},
		{"deep", deep + "é" + strings.Repeat("</div>", 5000) + "ü", "é\n\nü"},
		{"stray end tags", "</p></pre></nav>é</div>ü", "é\n\nü"},
		{"upper case", "<P>é<SCRIPT>x</SCRIPT><BR>ü", "é\nü"},
		{"no page at all", "Zoë < Ana > Łódź", "Zoë < Ana > Łódź"},
		{"nothing", " <p> </p> ", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := visibleText(tt.html)
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v\nwant %q", got, err, tt.want)
			}
		})
	}
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<p>Zoë<br>b</p>", "<pre>\n é", "<script>x", "a<nav>b</nav>c", "<svg/><script/>", "&#0;&notin"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, page string) {
		got, err := htmlText([]byte(page), utf8Charset)
		if err != nil {
			return
		}
		if !utf8.ValidString(got) {
			t.Errorf("not UTF-8: %q", got)
		}
		if got != strings.TrimRight(got, " \t\n") {
			t.Errorf("ends in white space: %q", got)
		}
		if utf8.ValidString(page) && !strings.ContainsAny(page, "<&\r\ufeff") {
			if want := strings.Join(strings.FieldsFunc(page, isHTMLSpace), " "); got != want {
				t.Errorf("text without markup came out as %q, want %q", got, want)
			}
		}
	})
}

func isHTMLSpace(r rune) bool { return strings.ContainsRune(" \t\n\f\r", r) }

func BenchmarkHTML(b *testing.B) {
	page := []byte("<body>" + strings.Repeat("<div class=\"x\"><p>Zoë <a href=\"/a?b=c&amp;d\">Łukasz</a>, minister &amp; "+
		"speaker, spoke on Monday.</p><script>var a = 1;</script></div>\n", 500))
	want := len(strings.Repeat("Zoë Łukasz, minister & speaker, spoke on Monday.\n\n", 500)) - 2
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if got, err := htmlText(page, utf8Charset); err != nil || len(got) != want {
			b.Fatal(err, len(got), want)
		}
	}
}
