package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"roster/pipeline/workbench"
)

// TestAPI: each path calls its method with what the body says.
func TestAPI(t *testing.T) {
	s := start(t, newFake())
	if res, body := s.do(request{path: "/api/state"}); !strings.Contains(body, `"undo":"größer"`) ||
		res.Header.Get("Content-Type") != "application/json" {
		t.Errorf("the state is %s, of type %s", body, res.Header.Get("Content-Type"))
	}
	for _, c := range []struct{ path, body, want string }{
		{"explain", `{"article": 1, "start": 2, "end": 3}`, `"text":"explain {1 2 3}"`},
		{"try", `{"file": "f0", "text": "Łódź"}`, `"message":"try Łódź"`},
		{"save", `{"file": "f0", "text": "Łódź", "base": "ab"}`, `"what":"save {f0 Łódź ab}"`},
		{"propose", `{"kind": "label", "article": 1, "start": 2, "end": 3, "label": "PLACE"}`,
			`"gold":"propose {label 1 2 3 PLACE 0 0 0}"`},
		{"apply", `{"correction": {"kind": "join", "article": 1, "start": 2, "end": 3, "entity": 4}, "proposal": "ü"}`,
			`"what":"apply {{join 1 2 3  0 0 4} ü}"`},
		{"review", `{"article": 1, "start": 2, "end": 3, "verdict": "right"}`, `{"review":{"reviewed":2,`},
		{"undo", `{}`, `"what":"undo `},
		{"redo", ` {} `, `"what":"redo `},
	} {
		res, body := s.do(request{method: "POST", path: "/api/" + c.path, body: c.body})
		if res.StatusCode != http.StatusOK || !strings.Contains(body, c.want) {
			t.Errorf("%s %s: status %d, %s, want %s", c.path, c.body, res.StatusCode, body, c.want)
		}
		checkHeaders(t, res.Header)
		if res, _ := s.do(request{path: "/api/" + c.path}); res.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("GET of %s: status %d", c.path, res.StatusCode)
		}
	}
}

// TestBodies: what is no JSON for the path does not reach the session.
func TestBodies(t *testing.T) {
	s := start(t, newFake())
	for name, c := range map[string]struct {
		body, contentType string
		want              int
	}{
		"good":            {`{"file": "f0"}`, "application/json", 200},
		"good, charset":   {`{"file": "ñ"}`, "application/json; charset=utf-8", 200},
		"form":            {`file=f0`, "application/x-www-form-urlencoded", 415},
		"plain text":      {`{"file": "f0"}`, "text/plain", 415},
		"no type":         {`{"file": "f0"}`, "", 415},
		"broken type":     {`{"file": "f0"}`, "application/json; ñ", 415},
		"empty":           {``, "application/json", 400},
		"no JSON":         {`{"file": `, "application/json", 400},
		"unknown key":     {`{"path": "/etc/passwd"}`, "application/json", 400},
		"wrong type":      {`{"file": 1}`, "application/json", 400},
		"two values":      {`{"file": "f0"} {}`, "application/json", 400},
		"as much as goes": {large(maxBody), "application/json", 200},
		"too large":       {large(maxBody + 1), "application/json", 413},
		"too large later": {large(maxBody-1) + "  ", "application/json", 413},
	} {
		t.Run(name, func(t *testing.T) {
			header := map[string]string{"Content-Type": c.contentType}
			res, body := s.do(request{method: "POST", path: "/api/try", body: c.body, header: header})
			if res.StatusCode != c.want {
				t.Errorf("status %d, want %d: %.100s", res.StatusCode, c.want, body)
			}
			if c.want != http.StatusOK && !strings.HasPrefix(body, `{"error":"`) {
				t.Errorf("the answer is %.100s", body)
			}
			checkHeaders(t, res.Header)
		})
	}
}

// large returns a request of n bytes.
func large(n int) string {
	const frame = `{"file": "f0", "text": ""}`
	return frame[:len(frame)-2] + strings.Repeat("x", n-len(frame)) + frame[len(frame)-2:]
}

// TestFailures: what the session refuses has its status and says why.
func TestFailures(t *testing.T) {
	broken := &workbench.BrokenError{Trial: &workbench.Trial{Problems: []workbench.Problem{{Message: "ñ is no label"}}}}
	for _, c := range []struct {
		err    error
		status int
		want   string
	}{
		{fmt.Errorf("f9: %w", workbench.ErrBad), 404, `{"error":"f9: bad request"}`},
		{fmt.Errorf("ñ: %w", workbench.ErrReadOnly), 403, `{"error":"ñ: the session is read-only"}`},
		{workbench.ErrNothing, 409, `{"error":"nothing to undo or redo"}`},
		{fmt.Errorf("undo: %w", &workbench.ChangedError{File: "ñ.yaml"}), 409,
			`{"error":"undo: ñ.yaml has changed on disk: nothing was written","file":"ñ.yaml"}`},
		{fmt.Errorf("save: %w", broken), 422, `"message":"ñ is no label"`},
		{errors.New("the disk is full"), 500, `{"error":"the disk is full"}`},
	} {
		f := newFake()
		f.fails = c.err
		s := start(t, f)
		for _, path := range []string{"try", "save", "explain", "propose", "apply", "review", "undo", "redo"} {
			res, body := s.do(request{method: "POST", path: "/api/" + path, body: "{}"})
			if res.StatusCode != c.status || !strings.Contains(body, c.want) {
				t.Errorf("%s after %v: status %d, %s, want %d, %s", path, c.err, res.StatusCode, body, c.status, c.want)
			}
		}
	}
}

// TestAbort: a request that the browser gives up ends for the session too.
func TestAbort(t *testing.T) {
	f := newFake()
	f.trying = make(chan context.Context)
	s := start(t, f)
	ctx, abort := context.WithCancel(t.Context())
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL()+"api/try", strings.NewReader(`{"text": "ñ"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", "http://"+req.Host)
	req.Header.Set("Content-Type", "application/json")
	given := make(chan error)
	go func() {
		res, err := http.DefaultClient.Do(req)
		if err == nil {
			res.Body.Close()
		}
		given <- err
	}()
	trying := <-f.trying
	abort()
	<-trying.Done()
	if err := <-given; !errors.Is(err, context.Canceled) {
		t.Errorf("the request ended with %v", err)
	}
}
