package output

import (
	"testing"

	"magnetsim/sim/study"
)

// Groups come by their total, and no share leaves 0 to 1.
func TestBuildSobol(t *testing.T) {
	v := &study.Variance{Trials: 990, Mean: 5, SD: 2, Together: study.Index{Value: -0.1, Low: -0.3, High: 0.1}, Indices: []study.Indices{
		{First: study.Index{Value: -0.02, Low: -0.05, High: 0.01}, Total: study.Index{Value: 0.03, Low: 0.02, High: 0.04}},
		{First: study.Index{Value: 1.02, Low: 0.9, High: 1.1}, Total: study.Index{Value: 0.99, Low: 0.9, High: 1.05}},
	}}
	d := BuildSobol(Sobol{Head: Head{Asked: 1000}}, []study.Group{{Name: "small"}, {Name: "large"}}, v)
	if d.Head.Trials != 990 || d.Head.Failed != 10 || d.Groups[0].Name != "large" || d.Groups[1].Name != "small" {
		t.Errorf("%+v", d)
	}
	if x := d.Groups[0].First; x != (IndexShare{Interval{Value: 1, Low: 0.9, High: 1}, true}) {
		t.Errorf("large: %+v", x)
	}
	if x := d.Groups[1].First; x != (IndexShare{Interval{Value: 0, Low: 0, High: 0.01}, false}) {
		t.Errorf("small: %+v", x)
	}
	if d.Together != (IndexShare{Interval{Value: 0, Low: 0, High: 0.1}, false}) || !d.Groups[1].Total.Told {
		t.Errorf("between %+v, total %+v", d.Together, d.Groups[1].Total)
	}
}
