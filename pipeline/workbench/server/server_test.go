package server

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A running server is one that answers on a port of its own until the test ends.
type running struct {
	*Server
	t      *testing.T
	faults *bytes.Buffer
	port   string
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
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		if strings.Contains(faults.String(), server.token) {
			t.Error("the log holds the token")
		}
	})
	_, port, _ := net.SplitHostPort(server.listener.Addr().String())
	return &running{server, t, faults, port}
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

var _ = bufio.NewReader
var _ = time.Now
