package stat

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim/draw"
)

const blockSize = 64

// fill returns a column of values in blocks, first to last.
func fill(c *Column, values []float64) *Column {
	for i, block := range slices.Collect(slices.Chunk(values, blockSize)) {
		c.Add(uint64(i), block)
	}
	return c
}

func exactOf(values ...float64) *Column { return fill(NewColumn(0), values) }

// sampleOf returns n values of a distribution by its quantile function.
func sampleOf(seed uint64, n int, quantile func(u float64) float64) []float64 {
	xs := make([]float64, n)
	draw.Fill(xs, draw.Random(seed), 0, draw.Key("x"), 0)
	for i, u := range xs {
		xs[i] = quantile(u)
	}
	return xs
}

func exponential(u float64) float64 { return -math.Log1p(-u) }

// shortfall is 0 in seven trials of ten, exponential of mean 500 in the others.
func shortfall(u float64) float64 { return max(0, 500*exponential(max(0, (u-0.7)/0.3))) }

// text is everything that a column answers, to the last bit.
func text(c *Column) string {
	s := fmt.Sprintf("%x %x %x %x %x", c.Moments(), c.Mean(), c.SD(), c.Positive(), c.Exceed(100))
	for _, p := range []float64{0.05, 0.5, 0.95, 0.99} {
		s += fmt.Sprintf(" %x %x", c.Quantile(p), c.CVaR(p))
	}
	return s + fmt.Sprintf(" %x", c.Knots(20))
}

// Any order of the blocks and any split over columns, joined in any order,
// gives the same bits, of exact columns, sketches and a mixture of them.
func TestColumnIsCanonical(t *testing.T) {
	values := sampleOf(1, 40*blockSize-5, shortfall)
	blocks := slices.Collect(slices.Chunk(values, blockSize))
	exact, sketched := text(exactOf(values...)), text(fill(NewSketch(), values))
	if got := text(blurred(exactOf(values...))); got != sketched {
		t.Errorf("a column turned to a sketch\n%s\nis not the sketch of its values\n%s", got, sketched)
	}
	rapid.Check(t, func(t *rapid.T) {
		columns := []*Column{NewColumn(0), NewColumn(0), NewColumn(0)}
		want := exact
		if rapid.Bool().Draw(t, "sketched") {
			columns[1], want = NewSketch(), sketched
		}
		order := make([]int, len(blocks))
		for i := range order {
			order[i] = i
		}
		for _, b := range rapid.Permutation(order).Draw(t, "order") {
			columns[rapid.IntRange(0, 2).Draw(t, "column")].Add(uint64(b), blocks[b])
		}
		columns = rapid.Permutation(columns).Draw(t, "joins")
		if got := text(columns[0].Join(columns[1]).Join(columns[2])); got != want {
			t.Fatalf("%s\nwant\n%s", got, want)
		}
	})
}

// Joining leaves both columns as they were.
func TestJoinIsPure(t *testing.T) {
	a, b := NewSketch(), NewSketch()
	a.Add(0, []float64{1, 2})
	b.Add(1, []float64{3})
	a.Join(b)
	if a.N() != 2 || a.Quantile(0.9).Value > 2.002 || b.Quantile(0.1).Value < 2.997 {
		t.Error("a column changed by being joined")
	}
}

// blurred is a column as a sketch.
func blurred(c *Column) *Column {
	s := c.Like()
	s.Blur()
	s.Absorb(c)
	return s
}

// Every quantile and tail mean of a sketch is within its accuracy of the exact
// one, which the widened intervals take in.
func TestSketchAccuracy(t *testing.T) {
	values := sampleOf(2, 20_000, func(u float64) float64 { return math.Exp(20*u-8) - 1 })
	exact, sketched := exactOf(values...), fill(NewSketch(), values)
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > accuracy*math.Abs(want)*(1+1e-9) {
			t.Errorf("%s: %v, want %v within %v", what, got, want, accuracy)
		}
	}
	for p := 0.005; p < 1; p += 0.01 {
		e, s := exact.Quantile(p), sketched.Quantile(p)
		near(fmt.Sprintf("p%.1f", 100*p), s.Value, e.Value)
		if s.Low > e.Low+1e-12 || s.High < e.High-1e-12 {
			t.Errorf("p%.1f: interval %v to %v leaves out %v to %v", 100*p, s.Low, s.High, e.Low, e.High)
		}
		if e.Value > 0 { // the tail has one sign, so that its errors add up to no more
			near(fmt.Sprintf("CVaR%.1f", 100*p), sketched.CVaR(p).Value, exact.CVaR(p).Value)
		}
	}
	if m := sketched.Moments(); m != exact.Moments() {
		t.Errorf("moments %+v are not exact", m)
	}
	if sketched.Positive().Value != exact.Positive().Value {
		t.Error("the share of positive values is not exact")
	}
}

func TestColumnWithNever(t *testing.T) {
	for _, c := range []*Column{NewColumn(0), NewSketch()} {
		never := math.Inf(1)
		c.Add(0, []float64{never, 1, 2, never, 3, 4, never, 5, 6, 7})
		if q := c.Quantile(0.7).Value; math.Abs(q-7) > 7*accuracy {
			t.Errorf("p70 %v, want 7", q)
		}
		if q := c.Quantile(0.8); !math.IsInf(q.Value, 1) || math.IsNaN(q.Low) {
			t.Errorf("p80 %+v, want +Inf over a finite end", q)
		}
		for what, e := range map[string]Estimate{"mean": c.Mean(), "SD": c.SD(), "CVaR": c.CVaR(0.5)} {
			if !math.IsNaN(e.Value) || len(e.Warnings) == 0 || e.N != 10 {
				t.Errorf("%s %+v, want NaN with a warning", what, e)
			}
		}
		if c.Within().Value != 0.7 || c.Exceed(6.5).Value != 0.4 || c.Positive().Value != 1 {
			t.Error("shares with infinite values")
		}
	}
}

func TestEmptyColumn(t *testing.T) {
	c := NewColumn(0)
	for what, e := range map[string]Estimate{
		"mean": c.Mean(), "SD": c.SD(), "CVaR": c.CVaR(0.9), "p50": c.Quantile(0.5), "share": c.Positive(),
	} {
		if !math.IsNaN(e.Value) || len(e.Warnings) == 0 {
			t.Errorf("%s of nothing: %+v", what, e)
		}
	}
	if k := c.Knots(5); !slices.Equal(k, []float64{0}) {
		t.Errorf("knots %v", k)
	}
}
