package server

import (
	"bytes"
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A running server is one that answers on a port of its own until it is stopped, at the latest when the test ends.
type running struct {
	*Server
	t      *testing.T
	faults *bytes.Buffer // to be read when it has stopped
	port   string
	stop   func()
}

func start(t *testing.T, s session) *running {
	t.Helper()
	faults := new(bytes.Buffer)
	server, err := Listen(s, 0, log.New(faults, "", 0))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- server.Serve(ctx) }()
	stop := sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		if strings.Contains(faults.String(), server.token) {
			t.Error("the log holds the token")
		}
	})
	t.Cleanup(stop)
	_, port, _ := net.SplitHostPort(server.listener.Addr().String())
	return &running{server, t, faults, port, stop}
}

// A request is what differs from one that the page makes.
type request struct {
	method, path string // "" is GET; the path goes behind the token
	raw          string // the whole path, instead of path
	host         string
	header       map[string]string // "" takes a header away
	body         string
}

// do makes a request, and returns the answer with its whole body.
func (r *running) do(q request) (*http.Response, string) {
	r.t.Helper()
	target := q.raw
	if target == "" {
		target = "/" + r.token + q.path
	}
	req, err := http.NewRequest(q.method, "http://127.0.0.1:"+r.port+target, strings.NewReader(q.body))
	if err != nil {
		r.t.Fatal(err)
	}
	if q.host != "" {
		req.Host = q.host
	}
	if q.method == http.MethodPost {
		req.Header.Set("Origin", "http://"+req.Host)
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for name, value := range q.header {
		req.Header.Del(name)
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	res, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return res, string(body)
}

// TestFaults: a bug of the session ends a request, is told to who listens for faults, and not who may ask.
func TestFaults(t *testing.T) {
	f := newFake()
	f.panics = "größer than expected"
	s := start(t, f)
	res, err := http.Get(s.URL() + "api/state")
	if err == nil {
		res.Body.Close()
		t.Errorf("the answer has status %d", res.StatusCode)
	}
	s.stop()
	if !strings.Contains(s.faults.String(), f.panics) || !strings.Contains(s.faults.String(), "fake_test.go") {
		t.Errorf("the log is %q", s.faults)
	}
}

// TestPorts: a port that is taken is an error, which says where.
func TestPorts(t *testing.T) {
	s := start(t, newFake())
	port, err := strconv.Atoi(s.port)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(newFake(), port, nil); err == nil || !strings.Contains(err.Error(), "127.0.0.1:"+s.port) {
		t.Errorf("a second server on port %d: %v", port, err)
	}
}
