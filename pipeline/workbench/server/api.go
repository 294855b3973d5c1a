package server

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"time"
)

// maxBody is the most that a request may hold, in bytes.
const maxBody = 8 << 20

type session interface {
	State() any
	Subscribe() (<-chan any, func())
	Try(ctx context.Context, r tryRequest) (any, error)
}

type tryRequest struct {
	File string `json:"file"`
	Text string `json:"text"`
}

// routes are what the page asks for, without the token.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", servePage)
	mux.HandleFunc("GET /assets/workbench.js", serveText("text/javascript", script))
	mux.HandleFunc("GET /assets/workbench.css", serveText("text/css", style))
	mux.HandleFunc("GET /api/events", s.serveEvents)
	mux.HandleFunc("GET /api/state", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, http.StatusOK, s.session.State())
	})
	mux.HandleFunc("POST /api/try", posted(s.session.Try))
	mux.HandleFunc("POST /api/undo", posted(s.session.Try))
	return mux
}

// posted answers a request whose body is JSON for In with what do makes of it.
func posted[In, Out any](do func(context.Context, In) (Out, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in In
		if status, err := readBody(w, r, &in); err != nil {
			reply(w, status, problem{Error: err.Error()})
			return
		}
		out, err := do(r.Context(), in)
		if err != nil {
			fail(w, err)
			return
		}
		reply(w, http.StatusOK, out)
	}
}

// readBody reads the one JSON value that a request holds, in full and with known keys alone. With an error comes the
// status that says it.
func readBody(w http.ResponseWriter, r *http.Request, in any) (status int, err error) {
	if t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || t != "application/json" {
		return http.StatusUnsupportedMediaType, errors.New("expected a body of application/json")
	}
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	d.DisallowUnknownFields()
	if err = d.Decode(in); err == nil {
		if _, err = d.Token(); err == io.EOF {
			return http.StatusOK, nil
		}
		err = cmp.Or(err, errors.New("expected one JSON value"))
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return http.StatusRequestEntityTooLarge, fmt.Errorf("expected a body of at most %d bytes", large.Limit)
	}
	return http.StatusBadRequest, fmt.Errorf("the body: %w", err)
}

// A problem is the answer to what was not done.
type problem struct {
	Error string `json:"error"`
	File  string `json:"file,omitempty"` // that changed on disk
}

// fail answers with an error of the session.
func fail(w http.ResponseWriter, err error) {
	reply(w, http.StatusInternalServerError, problem{Error: err.Error()})
}

// reply answers with JSON.
func reply(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"error":"the answer is no JSON"}`)
	}
	w.Header().Set("Content-Type", "application/json")
	// A connection without deadlines is no reason to give no answer.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerTime))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the browser may be gone
}
