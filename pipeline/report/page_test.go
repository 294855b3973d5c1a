package report

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestPolicy computes the hashes of the script and the style as they stand in the page, and expects them in its policy.
func TestPolicy(t *testing.T) {
	html, _, _ := page(t, all, talks())
	_, rest, _ := strings.Cut(html, `http-equiv="Content-Security-Policy" content="`)
	policy, _, _ := strings.Cut(rest, `"`)
	if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
	for element, directive := range map[string]string{"style": "style-src", "script": "script-src"} {
		_, rest, _ := strings.Cut(html, "<"+element+">")
		content, _, found := strings.Cut(rest, "</"+element+">")
		if want := fmt.Sprintf("%s '%s'", directive, hash(content)); !found || !strings.Contains(policy, want) {
			t.Errorf("no %s in policy %q", want, policy)
		}
	}
}

// TestAssets expects of the built front end that it can stand in a page and parses no markup or code.
func TestAssets(t *testing.T) {
	if len(script) < 10_000 || len(style) < 5_000 {
		t.Fatalf("a script of %d bytes and a style of %d", len(script), len(style))
	}
	for _, no := range []string{"</script", "<!--", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write",
		"eval(", "new Function", `setAttribute("style"`, "http:", "https:"} {
		if strings.Contains(strings.ReplaceAll(script, "http://www.w3.org/2000/svg", ""), no) {
			t.Errorf("%s in the script", no)
		}
	}
	for _, no := range []string{"</style", "@import", "url(", "http"} {
		if strings.Contains(style, no) {
			t.Errorf("%s in the style", no)
		}
	}
}

// TestContrast computes the contrasts of WCAG 2.2 of the style's colours: 4.5 for text (success criterion 1.4.3), 3 for
// lines that carry meaning (1.4.11).
func TestContrast(t *testing.T) {
	light, dark := colours(t)
	for theme, c := range map[string]map[string]string{"light": light, "dark": dark} {
		check := func(a, b string, least float64) {
			if c[a] == "" || c[b] == "" {
				t.Fatalf("%s: no colour %s or %s in the style", theme, a, b)
			}
			if got := contrast(t, c[a], c[b]); got < least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %g", theme, a, b, got, least)
			}
		}
		for _, ground := range []string{"paper", "shade"} {
			for _, text := range []string{"ink", "soft", "accent"} {
				check(text, ground, 4.5)
			}
			check("focus", ground, 3)
		}
		for _, label := range []string{"person", "role", "organization", "place", "norp"} {
			check("ink", label+"-tint", 4.5)
			check(label+"-line", label+"-tint", 3)
			check(label+"-line", "paper", 3)
		}
		for _, heat := range []string{"heat-1", "heat-2"} {
			check("ink", heat, 4.5)
		}
		for _, heat := range []string{"heat-3", "heat-4"} {
			check("paper", heat, 4.5)
		}
		check("paper", "focus", 4.5)
	}
}

var variable = regexp.MustCompile(`--([a-z0-9-]+): ?#([0-9a-f]{3}|[0-9a-f]{6})\b`)

// colours returns the colour variables of the built style, of the light theme and of the dark one.
func colours(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	before, after, found := strings.Cut(style, "prefers-color-scheme:dark")
	if !found {
		t.Fatal("no dark theme in the style")
	}
	read := func(css string) map[string]string {
		out := make(map[string]string)
		for _, m := range variable.FindAllStringSubmatch(css, -1) {
			if _, ok := out[m[1]]; !ok {
				out[m[1]] = m[2]
			}
		}
		return out
	}
	return read(before), read(after)
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2 of a colour in hexadecimal digits.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	if len(colour) == 3 {
		colour = strings.Join([]string{colour[:1], colour[:1], colour[1:2], colour[1:2], colour[2:], colour[2:]}, "")
	}
	v, err := strconv.ParseUint(colour, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(v>>(16-8*i)&0xFF) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
