package emit

import (
	"strings"

	"roster/pipeline/doc"
)

// An office is what someone holds, as a document tells it in one position or more: those of one holder, status and
// role, in any case of letters, unless they name different bodies.
type office struct {
	*doc.Position     // the first that names the body, else the first
	holder        int // index into Document.Entities
	span          int // of its role, index into view.spans
	times         int // positions
}

// offices returns the offices of a document in order of their first position; a role without a holder is none.
func (v *view) offices() []office {
	var out []office
	for _, p := range v.positions {
		for _, h := range p.Holders {
			next := office{p.Position, h, p.span, 1}
			if same := next.among(out); same != nil {
				same.join(next)
			} else {
				out = append(out, next)
			}
		}
	}
	return out
}

// among returns the office that o tells of again, nil where there is none.
func (o office) among(offices []office) *office {
	for i := range offices {
		x := &offices[i]
		if x.holder == o.holder && x.Status == o.Status && strings.EqualFold(x.Role, o.Role) &&
			(x.Of == nil || o.Of == nil || x.Of.Name == o.Of.Name) {
			return x
		}
	}
	return nil
}

func (o *office) join(again office) {
	o.times++
	if o.Of == nil && again.Of != nil {
		o.Position, o.span = again.Position, again.span
	}
}

// title returns the role with its body: "President (France)".
func (o office) title() string {
	if o.Of == nil {
		return o.Role
	}
	return o.Role + " (" + o.Of.Name + ")"
}
