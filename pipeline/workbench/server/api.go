package server

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"time"

	"roster/pipeline/workbench"
)

// maxBody is the most that a request may hold, in bytes.
const maxBody = 8 << 20

// A session is a *workbench.Session.
type session interface {
	State() *workbench.State
	Subscribe() (<-chan workbench.Revision, func())
	Explain(workbench.Stretch) (*workbench.Explanation, error)
	Try(context.Context, workbench.Edit) (*workbench.Trial, error)
	Save(context.Context, workbench.Edit) (*workbench.Outcome, error)
	Propose(context.Context, workbench.Correction) (*workbench.Proposals, error)
	Apply(context.Context, workbench.Acceptance) (*workbench.Outcome, error)
	Review(context.Context, workbench.Judgement) (*workbench.Review, error)
	Undo(context.Context) (*workbench.Outcome, error)
	Redo(context.Context) (*workbench.Outcome, error)
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
	mux.HandleFunc("POST /api/explain", posted(withoutContext(s.session.Explain)))
	mux.HandleFunc("POST /api/try", posted(s.session.Try))
	mux.HandleFunc("POST /api/save", posted(s.session.Save))
	mux.HandleFunc("POST /api/propose", posted(s.session.Propose))
	mux.HandleFunc("POST /api/apply", posted(s.session.Apply))
	mux.HandleFunc("POST /api/review", posted(s.review))
	mux.HandleFunc("POST /api/undo", posted(withoutInput(s.session.Undo)))
	mux.HandleFunc("POST /api/redo", posted(withoutInput(s.session.Redo)))
	return mux
}

// A reviewed value is the answer to a verdict.
type reviewed struct {
	Review *workbench.Review `json:"review"`
}

func (s *Server) review(ctx context.Context, j workbench.Judgement) (reviewed, error) {
	r, err := s.session.Review(ctx, j)
	return reviewed{r}, err
}

func withoutContext[In, Out any](do func(In) (Out, error)) func(context.Context, In) (Out, error) {
	return func(_ context.Context, in In) (Out, error) { return do(in) }
}

func withoutInput[Out any](do func(context.Context) (Out, error)) func(context.Context, struct{}) (Out, error) {
	return func(ctx context.Context, _ struct{}) (Out, error) { return do(ctx) }
}

// posted answers a request whose body is JSON for In with what do makes of it. The context ends when the browser gives
// the request up.
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
	p := problem{Error: err.Error()}
	var changed *workbench.ChangedError
	var broken *workbench.BrokenError
	switch {
	case errors.As(err, &broken):
		reply(w, http.StatusUnprocessableEntity, broken.Trial)
	case errors.As(err, &changed):
		p.File = changed.File
		reply(w, http.StatusConflict, p)
	case errors.Is(err, workbench.ErrNothing):
		reply(w, http.StatusConflict, p)
	case errors.Is(err, workbench.ErrReadOnly), errors.Is(err, fs.ErrPermission):
		reply(w, http.StatusForbidden, p)
	case errors.Is(err, workbench.ErrBad):
		reply(w, http.StatusNotFound, p)
	default:
		reply(w, http.StatusInternalServerError, p)
	}
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
