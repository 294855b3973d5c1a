// Package server shows a workbench session in a browser of the same machine. It takes a session and gives an
// http.Handler: the page, its script and style, the session's state as JSON, its changes as server-sent events, and the
// requests that tune and correct.
//
// It is made to be reached by its own page alone. It listens on the loopback interface, every path begins with a random
// token, the Host header must name the address that was listened on (a name that was rebound to it does not), and what
// changes something must come from the page's own origin. A content security policy lets no other script or style in.
package server

import (
	"context"
	"crypto/rand"
	"fmt"
	"log"
	"net"
	"net/http"
	"strconv"
	"time"
)

// The times that a connection may take. Answers have their own deadline, since a change may work for long before it
// is answered.
const (
	headerTime = 5 * time.Second
	bodyTime   = 30 * time.Second
	idleTime   = 2 * time.Minute
	answerTime = 30 * time.Second // to take an answer, or an event
	endTime    = 2 * time.Second  // to end what was begun
)

// A Server serves one session on one address.
type Server struct {
	session  session
	listener net.Listener
	hosts    []string // what the Host header may be
	token    string
	ending   chan struct{} // closed when no more events are sent
	http     http.Server
}

// Listen returns a server of a session that listens on a port of 127.0.0.1; 0 is any free one. What goes wrong inside
// it is written to faults; the token never is.
func Listen(session session, port int, faults *log.Logger) (*Server, error) {
	listener, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	return serverOn(listener, session, faults), nil
}

// serverOn returns a server that takes connections from a listener.
func serverOn(listener net.Listener, session session, faults *log.Logger) *Server {
	s := &Server{
		session:  session,
		listener: listener,
		hosts:    hostsOf(listener.Addr()),
		token:    rand.Text(), // 130 bits
		ending:   make(chan struct{}),
	}
	s.http = http.Server{
		Handler:           s.guard(s.routes()),
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       bodyTime,
		IdleTimeout:       idleTime,
		ErrorLog:          faults,
	}
	s.http.RegisterOnShutdown(func() { close(s.ending) })
	return s
}

// hostsOf returns the names by which a browser reaches an address of the loopback interface. It leaves out the port
// that HTTP has by itself.
func hostsOf(address net.Addr) []string {
	var hosts []string
	_, port, _ := net.SplitHostPort(address.String())
	for _, name := range []string{"127.0.0.1", "localhost"} {
		if port == "80" {
			hosts = append(hosts, name)
		}
		hosts = append(hosts, net.JoinHostPort(name, port))
	}
	return hosts
}

// URL is where the page is. Whoever knows it can do all that the page can.
func (s *Server) URL() string { return fmt.Sprintf("http://%s/%s/", s.hosts[0], s.token) }

// Serve answers until ctx ends, and lets what was begun come to its end; what takes longer than endTime is given up.
func (s *Server) Serve(ctx context.Context) error {
	ended := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
		defer cancel()
		if s.http.Shutdown(late) == nil {
			ended <- nil
			return
		}
		ended <- s.http.Close() // a connection without a request counts as begun too
	})
	err := s.http.Serve(s.listener)
	if stop() {
		return err // it broke off by itself
	}
	return <-ended
}
