package workbench_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"roster/pipeline/workbench"
)

// TestHarm: a rule that would cut or merge what nobody asked about is no default and says what it would do; one that
// takes a mention from the wrong person comes first where that is all that is needed.
func TestHarm(t *testing.T) {
	files := tuned()
	files["found.yaml"] = strings.Replace(found, "[Éva Kiss,", "[Éva Kiss, Žofia Kiss, Ottó Kiss,", 1)
	const (
		cuts = " Wherever an article has the one or the other. It cuts “Éva Kiss” short"
		part = "never %v In no article are the two taken for one."
	)
	for _, c := range []struct {
		text, mention, to string // the last place of the mention
		want              []string
	}{
		{"Éva Kiss came. Kiss spoke. Žofia Kiss left.", "Kiss spoke", "Žofia Kiss", []string{
			fmt.Sprintf(part, true), "alias false" + cuts + "."}},
		{"Žofia Kiss, Ottó Kiss, Éva Kiss came. Kiss spoke.", "Kiss spoke", "Žofia Kiss", []string{
			"alias false Wherever an article has the one or the other. It cuts “Ottó Kiss” short and cuts “Éva Kiss” short.",
			fmt.Sprintf(part, false) + " That alone does not make it Žofia Kiss."}},
		{"Éva Kiss met Évi in Łódź.", "Évi", "Éva Kiss", []string{"alias true Wherever an article has the one or the other."}},
	} {
		b := begin(t, files)
		b = start(t, b.dir, func(o *workbench.Options) { o.Articles = ids([]string{c.text, "Éva Kiss."}) })
		at := utf8.RuneCountInString(c.text[:strings.LastIndex(c.text, c.mention)])
		mention, _, _ := strings.Cut(c.mention, " ")
		p, err := b.Propose(t.Context(), workbench.Correction{
			Kind: workbench.Join, Start: at, End: at + utf8.RuneCountInString(mention), Entity: b.entity(c.to),
		})
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		var got []string
		for _, p := range p.Proposals {
			got = append(got, fmt.Sprintf("%s %v %s", p.ID, p.Default, p.Detail))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}
