package figure

import (
	"bytes"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

// drawings are one of every kind that does not draw a run's report.
func drawings() []Drawing {
	b := replayed()
	frontier, _ := Frontier(outputtest.Frontier())
	tornado, _ := Tornado(driven())
	return []Drawing{Backtest(b), Places(b), frontier, tornado}
}

// driven is two inputs that drive a shortfall and one that noise explains.
func driven() *output.Drivers {
	row := func(input string, change, half float64, told bool) output.Driver {
		return output.Driver{
			Input: input, Rank: output.Between{Value: change / 500, Low: (change - half) / 500, High: (change + half) / 500},
			Change: output.Between{Value: change, Low: change - half, High: change + half}, Told: told,
		}
	}
	return &output.Drivers{
		Scenario: "world", Title: "A world", Variant: output.Variant{Policy: "none", Title: "No stockpile"}, Run: output.Run{Seed: 3},
		Metric: "shortfall.total", Unit: "t", Trials: 4000, Inputs: 3,
		Rows: []output.Driver{row("curbs.ban.duration", 310, 45, true), row("sources.japan.capacity", -120, 60, true), row("sectors.cars.growth", 8, 50, false)},
	}
}

// Every drawing in every format and size, the same bytes each time.
func TestDrawings(t *testing.T) {
	for _, d := range drawings() {
		for _, format := range Formats() {
			for _, size := range Sizes() {
				var once, twice bytes.Buffer
				style := Style{Size: size, DPI: 40}
				if err := d.Render(&once, format, style); err != nil {
					t.Fatal(d.Name, format, size, err)
				}
				if err := d.Render(&twice, format, style); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
					t.Errorf("%s as %s: two drawings differ (%v)", d.Name, format, err)
				}
			}
		}
		if err := d.Render(&bytes.Buffer{}, "bmp", Style{}); err == nil {
			t.Error("an unknown format is drawn")
		}
	}
}

func TestFrontierIsToldFromItsPoints(t *testing.T) {
	f := outputtest.Frontier()
	d, ok := Frontier(f)
	if !ok {
		t.Fatal("not drawn")
	}
	var data bytes.Buffer
	if err := d.Data(&data); err != nil || strings.Count(data.String(), "\n") != 1+5*len(f.Points) {
		t.Error(err, data.String())
	}
	for _, p := range f.Points {
		if !strings.Contains(d.Alt(), p.Text+": cost ") {
			t.Errorf("%s is not told: %s", p.Text, d.Alt())
		}
	}
	if _, ok := Frontier(&output.Frontier{Points: f.Points[:1]}); ok {
		t.Error("a frontier of one point is drawn")
	}
}

func TestTornadoShowsWhatIsToldFromNoise(t *testing.T) {
	d, ok := Tornado(driven())
	if !ok || !strings.Contains(d.Alt(), "curbs.ban.duration 310 t") || strings.Contains(d.Alt(), "sectors.cars.growth") {
		t.Error(ok, d.Alt())
	}
	none := driven()
	none.Rows = none.Rows[2:]
	if _, ok := Tornado(none); ok {
		t.Error("a tornado of noise is drawn")
	}
}
