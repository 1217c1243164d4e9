package output

import (
	"bytes"
	"errors"
	"math"
	"testing"
)

// What was found comes back with all bits, also where a number is missing.
func TestFoundComesBack(t *testing.T) {
	f := &Frontier{Scenario: "world", Points: []FrontierPoint{{Level: 1 / 3.0, Cost: Stat{Value: math.NaN(), High: math.Inf(1)}, DominatedBy: -1}}}
	var file bytes.Buffer
	if err := WriteFound(&file, "frontier", f); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	got, err := ReadFound[Frontier](bytes.NewReader(whole), "frontier")
	if err != nil {
		t.Fatal(err)
	}
	p := got.Points[0]
	if got.Scenario != "world" || p.Level != 1/3.0 || !math.IsNaN(p.Cost.Value) || !math.IsInf(p.Cost.High, 1) || p.DominatedBy != -1 || p.From != nil {
		t.Errorf("%+v", got)
	}
	if _, err := ReadFound[Frontier](bytes.NewReader(whole), "backtest"); !errors.Is(err, ErrTorn) {
		t.Errorf("a frontier is read as a backtest: %v", err)
	}
	if _, err := ReadFound[Frontier](bytes.NewReader(whole[:len(whole)-9]), "frontier"); !errors.Is(err, ErrTorn) {
		t.Errorf("a torn file is read: %v", err)
	}
}
