package server

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestGuard: what does not come from the page, or from someone who opens it, is refused.
func TestGuard(t *testing.T) {
	s := start(t, newFake())
	_, foreign, _ := net.SplitHostPort(s.listener.Addr().String())
	foreign = "1" + foreign // another port
	post := func(header map[string]string) request {
		return request{method: "POST", path: "/api/undo", body: "{}", header: header}
	}
	get := func(path string, header map[string]string) request { return request{path: path, header: header} }
	local := post(nil)
	local.host = "localhost:" + s.port
	for name, c := range map[string]struct {
		request
		want int
	}{
		"page":                     {get("/", nil), 200},
		"page by localhost":        {request{path: "/", host: "localhost:" + s.port}, 200},
		"state by localhost":       {request{path: "/api/state", host: "localhost:" + s.port}, 200},
		"post by localhost":        {local, 200},
		"foreign host":             {request{path: "/", host: "roster.example:" + s.port}, 403},
		"foreign host, non-ASCII":  {request{path: "/", host: "xn--rster-jua.example"}, 403},
		"foreign host, wrong path": {request{raw: "/", host: "roster.example"}, 403},
		"host that begins right":   {request{path: "/", host: "127.0.0.1.example:" + s.port}, 403},
		"other port":               {request{path: "/", host: "127.0.0.1:" + foreign}, 403},
		"no port":                  {request{path: "/", host: "127.0.0.1"}, 403},
		"other loopback address":   {request{path: "/", host: "127.0.0.2:" + s.port}, 403},

		"no token":             {request{raw: "/"}, 404},
		"no token, API":        {request{raw: "/api/state"}, 404},
		"wrong token":          {request{raw: "/" + strings.Repeat("A", len(s.token)) + "/"}, 404},
		"part of the token":    {request{raw: "/" + s.token[:len(s.token)-1] + "/"}, 404},
		"more than the token":  {request{raw: "/" + s.token + "A/"}, 404},
		"token in lower case":  {request{raw: "/" + strings.ToLower(s.token) + "/"}, 404},
		"token behind another": {request{raw: "//" + s.token + "/"}, 404},
		"no slash":             {get("", nil), 308},
		"unknown path":         {get("/api/ñ", nil), 404},
		"slash too many":       {get("/api/state/", nil), 404},
		"slashes":              {get("//api/state", nil), 404},

		"post":                  {post(nil), 200},
		"post, no origin":       {post(map[string]string{"Origin": ""}), 403},
		"post, foreign origin":  {post(map[string]string{"Origin": "http://röster.example"}), 403},
		"post, null origin":     {post(map[string]string{"Origin": "null"}), 403},
		"post, https origin":    {post(map[string]string{"Origin": "https://127.0.0.1:" + s.port}), 403},
		"post, origin's port":   {post(map[string]string{"Origin": "http://127.0.0.1:" + foreign}), 403},
		"post, other own name":  {post(map[string]string{"Origin": "http://localhost:" + s.port}), 403},
		"post, cross-site":      {post(map[string]string{"Sec-Fetch-Site": "cross-site"}), 403},
		"post, same-site":       {post(map[string]string{"Sec-Fetch-Site": "same-site"}), 403},
		"post, none":            {post(map[string]string{"Sec-Fetch-Site": "none"}), 403},
		"post, old browser":     {post(map[string]string{"Sec-Fetch-Site": ""}), 200},
		"put":                   {request{method: "PUT", path: "/api/undo"}, 403},
		"page, opened":          {get("/", map[string]string{"Sec-Fetch-Site": "none"}), 200},
		"page, from elsewhere":  {get("/", map[string]string{"Sec-Fetch-Site": "cross-site"}), 403},
		"state":                 {get("/api/state", map[string]string{"Sec-Fetch-Site": "same-origin"}), 200},
		"state, from elsewhere": {get("/api/state", map[string]string{"Sec-Fetch-Site": "cross-site"}), 403},
		"state, foreign origin": {get("/api/state", map[string]string{"Origin": "http://rester.example"}), 403},
		"state, opened":         {get("/api/state", map[string]string{"Sec-Fetch-Site": "none"}), 403},
		"script, from another":  {get("/assets/workbench.js", map[string]string{"Sec-Fetch-Site": "same-site"}), 403},

		"script":               {get("/assets/workbench.js", nil), 200},
		"style":                {get("/assets/workbench.css", nil), 200},
		"assets":               {get("/assets/", nil), 404},
		"assets, upwards":      {get("/assets/../server.go", nil), 404},
		"assets, encoded":      {get("/assets/%2e%2e/api/state", nil), 404},
		"assets, all encoded":  {get("/assets%2f..%2fapi%2fstate", nil), 404},
		"assets, backslash":    {get(`/assets/..%5Cserver.go`, nil), 404},
		"assets, other name":   {get("/assets/workbench.js.map", nil), 404},
		"assets, to the disk":  {get("/assets/../../../../../../etc/passwd", nil), 404},
		"mutating path by GET": {get("/api/undo", nil), 405},
		"page by POST":         {request{method: "POST", path: "/"}, 405},
	} {
		t.Run(name, func(t *testing.T) {
			res, body := s.do(c.request)
			if res.StatusCode != c.want {
				t.Errorf("status %d, want %d", res.StatusCode, c.want)
			}
			checkHeaders(t, res.Header)
			if c.want >= 400 && (strings.Contains(body, s.token) || len(body) > 30) {
				t.Errorf("the answer says %q", body)
			}
		})
	}
}

// FuzzGuard: whatever is sent, what gets through has the token, an own host, and, where it may change something, the
// own origin; and its path has no steps upwards.
func FuzzGuard(f *testing.F) {
	s := serverOn(newPipes(), newFake(), nil)
	var through *http.Request
	guard := s.guard(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { through = r }))
	own := "http://" + s.hosts[0]
	f.Add("POST", "T/api/save", s.hosts[0], own, "same-origin")
	f.Add("GET", "T/", s.hosts[1], "", "none")
	f.Add("GET", "T/assets/../../ñ", s.hosts[0], "", "")
	f.Add("PUT", "T//", "ñ.example:7", "null", "cross-site")
	f.Fuzz(func(t *testing.T, method, path, host, origin, site string) {
		path = "/" + strings.Replace(path, "T", s.token, 1)
		r := &http.Request{Method: method, URL: &url.URL{Path: path}, Host: host, Header: http.Header{}}
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		if site != "" {
			r.Header.Set("Sec-Fetch-Site", site)
		}
		through = nil
		w := httptest.NewRecorder()
		guard.ServeHTTP(w, r)
		checkHeaders(t, w.Header())
		if through == nil {
			return
		}
		rest, ok := strings.CutPrefix(path, "/"+s.token)
		if !ok || through.URL.Path != rest || strings.Contains(rest+"/", "/../") {
			t.Errorf("%q got through as %q", path, through.URL.Path)
		}
		if host != s.hosts[0] && host != s.hosts[1] || site != "" && site != "same-origin" && site != "none" {
			t.Errorf("host %q, site %q got through", host, site)
		}
		if origin != "http://"+host && (origin != "" || method != "GET" && method != "HEAD") {
			t.Errorf("%s from origin %q got through to %q", method, origin, host)
		}
	})
}

// checkHeaders fails where an answer lacks what keeps its content in.
func checkHeaders(t *testing.T, h http.Header) {
	t.Helper()
	for name, want := range map[string]string{
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control":                "no-store",
	} {
		if got := h.Values(name); len(got) != 1 || got[0] != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	csp := h.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none';", "script-src 'self';", "style-src 'self'", "connect-src 'self';",
		"base-uri 'none';", "form-action 'none';", "frame-ancestors 'none';", "require-trusted-types-for 'script'"} {
		if !strings.Contains(csp, part) {
			t.Errorf("the policy %q lacks %s", csp, part)
		}
	}
	if strings.Contains(csp, "unsafe") || strings.Contains(csp, "NONCE") {
		t.Errorf("the policy is %q", csp)
	}
	if cors := h.Get("Access-Control-Allow-Origin"); cors != "" {
		t.Errorf("others may read: %q", cors)
	}
}

// TestLoopback: no other machine reaches the server, and no two servers have one token.
func TestLoopback(t *testing.T) {
	a, b := start(t, newFake()), start(t, newFake())
	if ip := a.listener.Addr().(*net.TCPAddr).IP; !ip.IsLoopback() {
		t.Errorf("listens on %v", ip)
	}
	if a.token == b.token || len(a.token) < 26 { // 5 bits each
		t.Errorf("the tokens are %q and %q", a.token, b.token)
	}
	if want := "http://127.0.0.1:" + a.port + "/" + a.token + "/"; a.URL() != want {
		t.Errorf("the URL is %s, want %s", a.URL(), want)
	}
}

// TestHosts: a browser leaves out the port that HTTP has by itself.
func TestHosts(t *testing.T) {
	for port, want := range map[int]string{
		8080: "127.0.0.1:8080 localhost:8080",
		80:   "127.0.0.1 127.0.0.1:80 localhost localhost:80",
	} {
		got := strings.Join(hostsOf(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}), " ")
		if got != want {
			t.Errorf("port %d: %s, want %s", port, got, want)
		}
	}
}

// TestPage: the page brings nothing of its own but the nonce, which is another each time and stands in the policy.
func TestPage(t *testing.T) {
	s := start(t, newFake())
	seen := make(map[string]bool)
	for range 2 {
		res, body := s.do(request{path: "/"})
		_, rest, _ := strings.Cut(body, `<meta name="nonce" content="`)
		nonce, _, _ := strings.Cut(rest, `"`)
		if len(nonce) < 20 || !strings.Contains(res.Header.Get("Content-Security-Policy"), "'nonce-"+nonce+"'") {
			t.Errorf("the nonce %q is not in the policy %q", nonce, res.Header.Get("Content-Security-Policy"))
		}
		if seen[nonce] {
			t.Errorf("the nonce %q came twice", nonce)
		}
		seen[nonce] = true
		for _, want := range []string{"<!doctype html>", `<html lang="en">`, `name="viewport"`, `name="color-scheme"`,
			"<noscript>", `href="assets/workbench.css"`, `src="assets/workbench.js" defer`} {
			if !strings.Contains(body, want) {
				t.Errorf("the page lacks %s", want)
			}
		}
		if strings.Contains(body, s.token) || strings.Contains(body, "<style") || strings.Contains(body, "://") {
			t.Errorf("the page is %s", body)
		}
	}
}
