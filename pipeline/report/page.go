package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
)

//go:generate npm --prefix ../../web run build

//go:embed assets/report.js
var script string

//go:embed assets/report.css
var style string

// policy lets nothing be loaded or run but the page's own script and style, and no string become markup or code.
var policy = fmt.Sprintf("default-src 'none'; script-src '%s'; style-src '%s'; base-uri 'none'; form-action 'none'; "+
	"require-trusted-types-for 'script'; trusted-types 'none'", hash(script), hash(style))

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// The page is head, the documents with commas between them, middle, the run, and tail.
var head = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="` + policy + `">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Who is in these articles</title>
<style>` + style + `</style>
</head>
<body>
<noscript><p>This page needs JavaScript, which it holds itself: nothing is loaded from elsewhere.</p></noscript>
<script type="application/json" id="documents">[
`

const middle = `
]</script>
<script type="application/json" id="run">`

var tail = `</script>
<script>` + script + `</script>
</body>
</html>
`
