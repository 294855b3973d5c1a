package server

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener whose connections are in memory, so that time is the test's own.
type pipes struct {
	connections chan net.Conn
	closed      chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 7} }
func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.connections:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// connect returns the browser's end of a new connection.
func (p *pipes) connect() net.Conn {
	browser, server := net.Pipe()
	p.connections <- server
	return browser
}

// open asks for the events, and returns the connection.
func (p *pipes) open(t *testing.T, s *Server) net.Conn {
	t.Helper()
	browser := p.connect()
	_, err := fmt.Fprintf(browser, "GET /%s/api/events HTTP/1.1\r\nHost: %s\r\n\r\n", s.token, s.hosts[0])
	if err != nil {
		t.Fatal(err)
	}
	return browser
}

// inBubble runs a test with a server whose time is the test's own, and fails where the server leaves a goroutine.
func inBubble(t *testing.T, test func(t *testing.T, f *fake, s *Server, p *pipes)) {
	synctest.Test(t, func(t *testing.T) {
		f, p := newFake(), newPipes()
		s := serverOn(p, f, log.New(io.Discard, "", 0))
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- s.Serve(ctx) }()
		test(t, f, s, p)
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
}

// await reads lines up to one, and fails at the end of the stream.
func await(t *testing.T, lines *bufio.Scanner, want string) {
	t.Helper()
	for lines.Scan() {
		if strings.Contains(lines.Text(), want) {
			return
		}
	}
	t.Fatalf("the stream ended before %q (%v)", want, lines.Err())
}

// TestEvents: a browser hears of each revision as it comes, and in between that the server is alive.
func TestEvents(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, s *Server, p *pipes) {
		browser := p.open(t, s)
		defer browser.Close()
		lines := bufio.NewScanner(browser)
		await(t, lines, "HTTP/1.1 200 OK")
		await(t, lines, "Content-Type: text/event-stream")
		await(t, lines, "event: revision")
		await(t, lines, `data: {"revision":1,"why":""}`)
		started := time.Now()
		f.change("größer.yaml changed")
		await(t, lines, `data: {"revision":2,"why":"größer.yaml changed"}`)
		if passed := time.Since(started); passed > 0 {
			t.Errorf("an event took %v", passed)
		}
		for range 10 { // longer than any deadline of an answer
			await(t, lines, ": alive")
		}
		if passed := time.Since(started); passed != 10*heartbeat {
			t.Errorf("ten signs of life in %v, want one every %v", passed, heartbeat)
		}
		f.change("again")
		await(t, lines, `data: {"revision":3,"why":"again"}`)
	})
}

// TestEventsEnd: whoever leaves, takes nothing, or is there when the server ends, leaves nothing behind.
func TestEventsEnd(t *testing.T) {
	t.Run("closed", func(t *testing.T) {
		inBubble(t, func(t *testing.T, f *fake, s *Server, p *pipes) {
			var browsers []net.Conn
			for range 5 {
				browser := p.open(t, s)
				await(t, bufio.NewScanner(browser), "data: ")
				browsers = append(browsers, browser)
			}
			if n := f.subscribers(); n != 5 {
				t.Errorf("%d subscribers, want 5", n)
			}
			for _, b := range browsers {
				b.Close()
			}
			synctest.Wait()
			if n := f.subscribers(); n != 0 {
				t.Errorf("%d subscribers of closed tabs, want none", n)
			}
		})
	})
	t.Run("slow", func(t *testing.T) {
		inBubble(t, func(t *testing.T, f *fake, s *Server, p *pipes) {
			browser := p.open(t, s)
			defer browser.Close()
			synctest.Wait()
			if n := f.subscribers(); n != 1 {
				t.Errorf("%d subscribers, want 1", n)
			}
			for range 100 { // what nobody takes holds nobody up
				f.change("überall")
			}
			time.Sleep(answerTime + 1)
			synctest.Wait()
			if n := f.subscribers(); n != 0 {
				t.Errorf("%d subscribers that take nothing, want none", n)
			}
		})
	})
	t.Run("server ends", func(t *testing.T) {
		inBubble(t, func(t *testing.T, f *fake, s *Server, p *pipes) {
			browser := p.open(t, s)
			lines := bufio.NewScanner(browser)
			await(t, lines, "data: ")
			started := time.Now()
			go func() {
				defer browser.Close()
				for lines.Scan() {
				}
				if passed := time.Since(started); passed >= endTime {
					t.Errorf("the stream ended after %v", passed)
				}
			}()
		})
	})
}

// TestEnd: what was begun when the server ends is answered; what takes too long, or asks for nothing, is given up.
func TestEnd(t *testing.T) {
	for name, c := range map[string]struct {
		takes time.Duration
		want  string
	}{
		"begun":    {endTime / 2, "HTTP/1.1 200 OK"},
		"too long": {endTime * 2, ""},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, f *fake, s *Server, p *pipes) {
				f.trying, f.release = make(chan context.Context), make(chan struct{})
				browser, idle := p.connect(), p.connect()
				go func() {
					defer browser.Close()
					defer idle.Close()
					fmt.Fprintf(browser, "POST /%s/api/try HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\n"+
						"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", s.token, s.hosts[0], s.hosts[0])
					line, _, _ := bufio.NewReader(browser).ReadLine()
					if string(line) != c.want {
						t.Errorf("the answer begins with %q, want %q", line, c.want)
					}
				}()
				<-f.trying
				time.AfterFunc(c.takes, func() { close(f.release) })
			})
		})
	}
}
