package server

import (
	"crypto/rand"
	_ "embed"
	"fmt"
	"net/http"
	"strings"
)

//go:generate npm --prefix ../../../web run build

//go:embed assets/workbench.js
var script string

//go:embed assets/workbench.css
var style string

// page is the page with its nonce left out. Its script reads the nonce and hands it to the editor.
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="nonce" content="%s">
<title>Who is in these articles</title>
<link rel="stylesheet" href="assets/workbench.css">
<script src="assets/workbench.js" defer></script>
</head>
<body>
<noscript><p>This page needs JavaScript, which your machine gives it: nothing is loaded from elsewhere.</p></noscript>
</body>
</html>
`

func servePage(w http.ResponseWriter, _ *http.Request) {
	nonce := rand.Text()
	w.Header().Set("Content-Security-Policy", strings.Replace(policy, "NONCE", nonce, 1))
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, page, nonce)
}

// serveText answers with an embedded file.
func serveText(contentType, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType+"; charset=utf-8")
		fmt.Fprint(w, text)
	}
}
