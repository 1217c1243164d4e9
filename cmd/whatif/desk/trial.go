package desk

import (
	"errors"

	"magnetsim/cmd/whatif"
	"magnetsim/output"
	"magnetsim/output/figure"
)

// Which says which trial is told: by one of number, value (of the first shortfall, t), share
// (0.5 the median, 1 the worst) and a point of a figure of the kinds that the call names. The median,
// where nothing is given.
type Which struct {
	Side   *int     `json:"side"` // of the sides that are shown; the last where it is left out
	Number *uint64  `json:"number"`
	Value  *float64 `json:"value"`
	Share  *float64 `json:"share"`
	Point  *Point   `json:"point"`
}

// Point is a place on a figure, in the units of the axes of one of its plots.
type Point struct {
	Figure string  `json:"figure"` // its name; "" for the first that is shown
	Plot   int     `json:"plot"`   // from the top
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
}

// Told is one trial, told as "magnetsim trial" does.
type Told struct {
	Number    uint64   `json:"number"`
	Side      int      `json:"side"`
	Policy    string   `json:"policy"`
	Value     string   `json:"value"` // by which it is placed: its shortfall
	Trials    int64    `json:"trials"`
	Sentences []string `json:"sentences"`
	Why       []string `json:"why"`
	Events    []Event  `json:"events"`
	Figures   []Figure `json:"figures"`
}

// Event is something that happens in a trial.
type Event struct {
	Date string `json:"date"`
	Text string `json:"text"`
}

// pick chooses a trial from what is shown of a question.
func (c Call) pick(r *output.Report) (whatif.Pick, error) {
	w := c.Trial
	p := whatif.Pick{Side: len(r.Variants) - 1, Number: w.Number, Value: w.Value, Share: w.Share}
	if w.Side != nil {
		p.Side = *w.Side
	}
	if w.Point == nil {
		return p, nil
	}
	for _, d := range shown(r, c.Kinds) {
		if w.Point.Figure != "" && w.Point.Figure != d.Figure {
			continue
		}
		if at, ok := d.Pointed(r, w.Point.Plot, w.Point.X, w.Point.Y); ok {
			p.Side, p.Metric, p.Value, p.Share = at.Variant, at.Metric, finite(at.Value), finite(at.Share)
			return p, nil
		}
	}
	return p, errors.New("no trial stands there: choose a point of the curve, the distribution or the fan")
}

// tell shows a trial.
func tell(t *output.Trial, side int, look Look) (*Told, error) {
	told := &Told{
		Number: t.Place.Number, Side: side, Policy: t.Variant.Label(), Value: t.Place.Text(), Trials: t.Place.Trials,
		Sentences: t.Sentences(), Why: t.Findings, Events: []Event{},
	}
	for _, e := range t.Events {
		told.Events = append(told.Events, Event{e.Date, e.Text})
	}
	for _, d := range figure.Trials(t) {
		f, err := drawn(d, look)
		if err != nil {
			return nil, err
		}
		told.Figures = append(told.Figures, f)
	}
	return told, nil
}
