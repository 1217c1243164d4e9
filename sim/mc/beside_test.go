package mc

import (
	"bytes"
	"strings"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// Variants that were played alone, in other spans, and set beside one another are the
// sample of their being played together, byte for byte.
func TestBesideIsTogether(t *testing.T) {
	for name, design := range map[string]draw.Design{"random": draw.Random(1), "antithetic": draw.Antithetic(1), "lhs": draw.Latin(1, 50, 104)} {
		p := enginePlan(500)
		p.Design, p.Crosses = design, [][2]int{{0, 1}}
		together, err := Play(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		var samples []*Sample
		var values []*Values
		for _, m := range p.Models {
			var whole *Sample
			seen := &Values{}
			for _, span := range []Span{{0, 64}, {64, 192}, {256, 244}} {
				q := p.On(span)
				q.Models, q.Crosses, q.Of = []*sim.Model{m}, nil, p.Trials
				part := &Values{}
				q.Rows = part.Take
				s, err := Play(t.Context(), q)
				if err == nil && whole != nil {
					s, err = Merge(whole, s)
				}
				if err != nil {
					t.Fatal(err)
				}
				whole = s
				seen.Join(part)
			}
			samples, values = append(samples, whole), append(values, seen)
		}
		beside, err := Beside(design, p.Crosses, samples, values)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(beside.Encode(), together.Encode()) {
			t.Errorf("%s: beside one another is not together", name)
		}
		again, err := Beside(design, nil, []*Sample{together.Only(1), samples[0]}, []*Values{values[1], values[0]})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := again.Paired(1, 0).Difference.Average, -together.Paired(1, 0).Difference.Average; got != want {
			t.Errorf("%s: the other way round the difference is %v, want %v", name, got, want)
		}
	}
}

func TestBesideRefuses(t *testing.T) {
	p := enginePlan(64)
	p.Models = p.Models[:1]
	play := func(p Plan) (*Sample, *Values) {
		v := &Values{}
		p.Rows = v.Take
		s, err := Play(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		return s, v
	}
	a, av := play(p)
	b, bv := play(p.On(Span{64, 64}))
	failed := *a
	failed.Failed = 1
	for why, other := range map[string]*Sample{"trials are not the same": b, "a trial failed": &failed} {
		if _, err := Beside(p.Design, nil, []*Sample{a, other}, []*Values{av, bv}); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("error %v, want %q", err, why)
		}
	}
}
