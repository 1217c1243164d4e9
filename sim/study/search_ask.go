package study

import (
	"context"
	"errors"
)

// Question is what a search for levels asks.
type Question struct {
	Criteria  Criteria
	Objective *Objective // nil for the smallest level that meets the criteria
	Trials    int        // with which what matters is played in the end
}

// Finding is what a search found: Enough where one lever is to meet criteria,
// Least where one lever has an objective (nil where no level meets the criteria),
// Blend where there are several levers.
type Finding struct {
	Enough *Enough
	Least  *Least
	Blend  *Blend
}

// Ask answers a question. Several levers need an objective, one lever an
// objective or criteria. The lowest levels are always tried with all trials too,
// so that it can be said what the levels found are worth.
func (l *Lab) Ask(ctx context.Context, q Question) (f Finding, err error) {
	several := len(l.Ranges) > 1
	if q.Objective == nil && (several || len(q.Criteria) == 0) {
		return f, errors.New("there is nothing to search for: neither criteria nor an objective of all levers")
	}
	if several {
		f.Blend, err = l.Optimise(ctx, *q.Objective, q.Criteria, q.Trials)
		return f, err
	}
	from := 0
	if len(q.Criteria) > 0 {
		if f.Enough, err = l.Smallest(ctx, q.Criteria, q.Trials); err != nil || f.Enough.Meets == nil {
			return f, err
		}
		from = f.Enough.Meets.At[0]
	}
	if q.Objective != nil {
		f.Least, err = l.Minimise(ctx, *q.Objective, q.Criteria, from, q.Trials)
		return f, err
	}
	_, err = l.try(ctx, q.Trials, 0)
	return f, err
}
