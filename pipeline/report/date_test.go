package report

import (
	"strings"
	"testing"
)

func TestDateOf(t *testing.T) {
	for _, c := range []struct{ id, text, want string }{
		{"2024-05-06-é.txt", "1999-01-01", "2024-05-06"},
		{"news/2024/05/06/a.txt", "", "2024-05-06"},
		{"a_20240506.txt", "", "2024-05-06"},
		{"a_20241306.txt", "", ""},
		{"120240506.txt", "", ""},
		{"é", "Żółw\nLONDON 1996-08-22\n\nThe text.", "1996-08-22"},
		{"é", "Żółw\n\nPublished on 4 March 2021", "2021-03-04"},
		{"é", "By Zoë\n22nd July, 2022 at noon", "2022-07-22"},
		{"é", "Jul 26 2022", "2022-07-26"},
		{"é", "Sept. 3, 2020", "2020-09-03"},
		{"é", "31 February 2020", ""},
		{"é", "MARSAXLOKK, March 4 (Meridian Press)", ""},
		{"é", "Zoë was born on 4 March 2021, " + strings.Repeat("wrote the paper in a long line, ", 3), ""},
		{"é", strings.Repeat("Zeile\n", headLines) + "4 March 2021", ""},
		{"é", strings.Repeat("\n \n", 20) + "4 March 2021", "2021-03-04"},
	} {
		if got := dateOf(c.id, c.text); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.id, c.text, got, c.want)
		}
	}
}
