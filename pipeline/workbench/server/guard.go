package server

import (
	"crypto/subtle"
	"net/http"
	"path"
	"slices"
	"strings"
)

// guard lets those requests through to next that come from the page itself, or that open it, and hands them on without
// the token in their path. All others end here, with no word on what is served.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setHeaders(w.Header())
		if !slices.Contains(s.hosts, r.Host) {
			refuse(w, http.StatusForbidden) // a name of elsewhere that was made to lead here
			return
		}
		rest, ok := s.withoutToken(r.URL.Path)
		switch {
		case !ok:
			refuse(w, http.StatusNotFound)
		case !sameOrigin(r, rest):
			refuse(w, http.StatusForbidden)
		case rest == "":
			http.Redirect(w, r, r.URL.Path+"/", http.StatusPermanentRedirect)
		case path.Clean(rest) != rest && rest != "/":
			refuse(w, http.StatusNotFound)
		default:
			u, inner := *r.URL, *r
			u.Path, u.RawPath = rest, ""
			inner.URL = &u
			next.ServeHTTP(w, &inner)
		}
	})
}

// withoutToken returns what follows the token in a path: "" or what begins with a slash. How long it takes does not
// depend on how much of the token is right.
func (s *Server) withoutToken(path string) (rest string, ok bool) {
	given := strings.TrimPrefix(path, "/")
	if i := strings.IndexByte(given, '/'); i >= 0 {
		given, rest = given[:i], given[i:]
	}
	return rest, subtle.ConstantTimeCompare([]byte(given), []byte(s.token)) == 1
}

// sameOrigin reports whether a request comes from the page: what changes something must say so, all else must not say
// otherwise. The page itself may be opened from outside of all pages. (http.CrossOriginProtection lets through what
// says nothing, and reading from elsewhere.)
func sameOrigin(r *http.Request, rest string) bool {
	origin, site := r.Header["Origin"], r.Header.Get("Sec-Fetch-Site")
	own := len(origin) == 1 && origin[0] == "http://"+r.Host
	switch {
	case site != "" && site != "same-origin" && !(site == "none" && (rest == "" || rest == "/")):
		return false
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		return own || origin == nil
	}
	return own
}

// policy lets the page load its own script and style and talk to its own server, and nothing else; no string becomes
// markup or code. The style elements that the editor makes are let in by the nonce of the page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-NONCE'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types 'none'"

// setHeaders sets the headers of every answer. The page alone has a nonce in its policy.
func setHeaders(h http.Header) {
	h.Set("Content-Security-Policy", strings.Replace(policy, " 'nonce-NONCE'", "", 1))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// refuse answers with a status alone.
func refuse(w http.ResponseWriter, status int) { http.Error(w, http.StatusText(status), status) }
