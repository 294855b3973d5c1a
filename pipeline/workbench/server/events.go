package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// heartbeat is how often a stream of events without an event shows that it is alive.
const heartbeat = 15 * time.Second

// serveEvents sends the session's revision, and each later one, until the browser leaves or the server ends. A browser
// that takes nothing for answerTime is left.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	revisions, cancel := s.session.Subscribe()
	defer cancel()
	stream := stream{w, http.NewResponseController(w)}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-s.ending:
			return
		case <-beat.C:
			if stream.send(": alive\n\n") != nil {
				return
			}
		case revision := <-revisions:
			data, err := json.Marshal(revision)
			if err != nil || stream.send("event: revision\ndata: %s\n\n", data) != nil {
				return
			}
		}
	}
}

// A stream is an answer whose parts reach the browser as they come.
type stream struct {
	http.ResponseWriter
	control *http.ResponseController
}

func (s stream) send(format string, args ...any) error {
	if err := s.control.SetWriteDeadline(time.Now().Add(answerTime)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(s.ResponseWriter, format, args...); err != nil {
		return err
	}
	return s.control.Flush()
}
