package output_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"magnetsim/output"
)

func TestRoundBelow(t *testing.T) {
	for _, c := range []struct {
		x     float64
		count int
		want  []float64
	}{
		{4100, 3, []float64{500, 1000, 2000}},
		{5000, 3, []float64{1000, 2000, 5000}},
		{1, 3, []float64{0.2, 0.5, 1}},
		{0.0123, 1, []float64{0.01}},
		{0.00999, 2, []float64{0.002, 0.005}},
		{1e15, 1, []float64{1e15}},
		{0, 3, nil}, {-1, 3, nil}, {math.NaN(), 3, nil}, {math.Inf(1), 3, nil},
	} {
		if diff := cmp.Diff(c.want, output.RoundBelow(c.x, c.count)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.x, diff)
		}
	}
}

// The round number below x is above x/2.5, the widest gap of 1, 2, 5, 10.
func TestRoundBelowIsNext(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := math.Pow(10, rapid.Float64Range(-12, 15).Draw(t, "log"))
		got := output.RoundBelow(x, 1)[0]
		// A ulp or two: the decade is found through a logarithm.
		if got > x*(1+1e-15) || got < x/2.5*(1-1e-15) {
			t.Errorf("%v below %v", got, x)
		}
	})
}

// A histogram has 20 to 50 bins of one width, from 0 to the top.
func TestEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		top := math.Pow(10, rapid.Float64Range(-6, 12).Draw(t, "log"))
		edges := output.EdgesTo(top)
		n := len(edges) - 1
		if n < 20 || n > 51 || edges[0] != 0 || edges[n] < top || edges[n-1] >= top {
			t.Fatalf("top %v: %d bins, %v … %v", top, n, edges[n-1], edges[n])
		}
		for i, e := range edges {
			if want := edges[n] * float64(i) / float64(n); math.Abs(e-want) > 1e-11*edges[n] {
				t.Errorf("edge %d is %v, want %v", i, e, want)
			}
		}
	})
	if n := len(output.EdgesTo(0)) - 1; n != 20 {
		t.Errorf("%d bins over nothing", n)
	}
}
