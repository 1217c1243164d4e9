package output

import (
	"math"
	"testing"

	"magnetsim/sim/study"
)

// Groups come by the size of their effects, with what was left out.
func TestBuildMorris(t *testing.T) {
	e := &study.Effects{Trajectories: 19, Failed: 32, Mean: 5, Chance: 2, Effects: []study.Effect{
		{None: true},
		{Size: study.Interval{Value: 3, Low: 2, High: 4}, Mean: study.Interval{Value: -3, Low: -4, High: -2}},
		{Size: study.Interval{Value: 0.1, Low: 0, High: 0.3}, Mean: study.Interval{Value: math.NaN()}},
	}}
	d := BuildMorris(Morris{Trajectories: 20}, []study.Group{{Name: "none"}, {Name: "large", Members: []string{"x"}}, {Name: "small", Members: []string{"y", "z"}}}, e)
	if d.Trajectories != 19 || d.Missing != 32 || d.Mean != 5 || d.Chance != 2 {
		t.Errorf("%+v", d)
	}
	large, small, none := d.Groups[0], d.Groups[1], d.Groups[2]
	if large.Name != "large" || !large.Told || large.Mean.Value != -3 || small.Name != "small" || small.Told || small.None || none.Name != "none" || none.Told || !none.None {
		t.Errorf("%+v", d.Groups)
	}
	if !d.Single() || (&Morris{Groups: d.Groups[1:2]}).Single() {
		t.Error("which groups are single figures")
	}
}
