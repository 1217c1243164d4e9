package study_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
)

// One curb that begins with the scenario, lasts exponentially with a mean of nine
// months, and blocks 60 of the 100 t a month that are used. Nobody else sells,
// nobody holds stock but the stockpile, which is not filled again to speak of. The
// curb counts in each step by the exact part of the step for which it holds, so
// what is lost without a stock is 60 t times its length: monthly steps add
// nothing. It ends with the horizon in exp(−15·12/9), 2e-9, of the trials.
const oneCurb = `
version: 1
currency: USD
start: 2026-01-01
horizon: 15 years
step: month
materials: { magnet: { price: 1 USD/t } }
sources: { china: { origin: china, material: magnet, capacity: 1200 t/yr, share: 100%, lead: 0 days } }
sectors: { cars: { demand: 1200 t/yr, uses: magnet, cover: 0 days } }
stockpiles: { national: { material: magnet, initial: 0 t, target: 0 t, fill: 1000 years } }
curbs: { ban: { hits: { china: { origin: china } }, start: 2026-01-01, severity: 60%, duration: { exponential: 9 months } } }
`

// curbEngine plays the scenario with a stock that is full at the start.
func curbEngine(t testing.TB, text string, seed uint64, workers int) *study.Engine {
	t.Helper()
	l, problems := scenarios.Load(fstest.MapFS{"curb.yaml": {Data: []byte(text)}}, "curb.yaml", scenarios.Options{})
	if l == nil {
		t.Fatal(problems)
	}
	return &study.Engine{
		Metrics: []string{"shortfall.total"}, Design: draw.Random(seed), Player: mc.Local{Workers: workers},
		Build: func(levels []float64) (*sim.Model, error) {
			stock := fmt.Sprintf("%g t", levels[0])
			s, _, problems := l.Build(scenarios.Set("stockpiles.national.initial", stock), scenarios.Set("stockpiles.national.target", stock))
			if s == nil {
				return nil, problems
			}
			return sim.Compile(s)
		},
	}
}

// withStock adds the tonnes in stock, at one a tonne, to what an engine reports.
func withStock(e *study.Engine) study.Play {
	return func(ctx context.Context, levels []float64, span mc.Span) ([][]float64, error) {
		values, err := e.Play(ctx, levels, span)
		stock := make([]float64, span.Trials)
		for i := range stock {
			stock[i] = levels[0]
		}
		return append(values, stock), err
	}
}

func engineLab(e *study.Engine) *study.Lab {
	return &study.Lab{
		Ranges:  []study.Range{{Low: 0, High: 4000, Step: 5}},
		Metrics: []sim.Metric{{Name: "shortfall.total", Unit: "t"}, {Name: "stock", Unit: "t"}}, Play: withStock(e),
	}
}

const engineTrials = 1024

// The engine against the closed forms of TestBestStock and TestSmallest…: the
// stock that makes S + p·(tonnes lost) least is 540·ln p within 4 of its standard
// errors, 540·√((p−1)/n), and a step of the range.
func TestBestStockThroughTheEngine(t *testing.T) {
	lab := engineLab(curbEngine(t, oneCurb, 1, 0))
	for p, want := range map[float64]float64{10: 1243.396, 50: 2112.492} {
		m, err := lab.Minimise(t.Context(), study.Objective{Weights: []float64{p, 1}}, nil, 0, engineTrials)
		if err != nil {
			t.Fatal(err)
		}
		room := 4*540*math.Sqrt((p-1)/engineTrials) + 5
		if best := m.Best.Levels[0]; math.Abs(best-want) > room {
			t.Errorf("p = %g: best stock %g, want %g ± %g", p, best, want, room)
		}
		if m.Below == nil || m.Above == nil || m.Below.Levels[0] > want || m.Above.Levels[0] < want {
			t.Errorf("p = %g: the interval misses %g", p, want)
		}
	}
	none := lab.Points()[0]
	if e := none.Column(0).Mean(); math.Abs(e.Value-540) > 4*e.SE {
		t.Errorf("without a stock %g ± %g t are lost, want 540", e.Value, e.SE)
	}
}

// P(lost > 100 t) = 5% at 1517.7 t. Results do not depend on the workers.
func TestSmallestThroughTheEngine(t *testing.T) {
	c := study.Criteria{{
		Name: "seldom", Statistic: chain.Chance, Metric: "shortfall.total",
		Event: chain.Limit{Value: 100, Least: true, Strict: true}, Limit: chain.Limit{Value: 0.05},
	}}
	var ends [2][2]float64
	for i, workers := range []int{1, 3} {
		e, err := engineLab(curbEngine(t, oneCurb, 1, workers)).Smallest(t.Context(), c, engineTrials)
		if err != nil {
			t.Fatal(err)
		}
		ends[i] = [2]float64{e.Fails.Levels[0], e.Meets.Levels[0]}
	}
	if want := 540*math.Log(20) - 100; ends[0][0] >= want || ends[0][1] < want {
		t.Errorf("%v misses %g", ends[0], want)
	}
	if ends[0] != ends[1] {
		t.Errorf("with one worker %v, with three %v", ends[0], ends[1])
	}
}

// Trials played in two parts are those played in one.
func TestEnginePlaysInParts(t *testing.T) {
	e := curbEngine(t, oneCurb, 2, 2)
	whole, err := e.Play(t.Context(), []float64{700}, mc.Span{Trials: 100})
	if err != nil {
		t.Fatal(err)
	}
	var parts []float64
	for _, span := range []mc.Span{{First: 0, Trials: 64}, {First: 64, Trials: 36}} {
		part, err := e.Play(t.Context(), []float64{700}, span)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part[0]...)
	}
	if fmt.Sprint(parts) != fmt.Sprint(whole[0]) {
		t.Error("parts differ from the whole")
	}
}

func TestEngineErrors(t *testing.T) {
	e := curbEngine(t, oneCurb, 1, 1)
	if _, err := e.Play(t.Context(), []float64{-5}, mc.Span{Trials: 32}); err == nil || !strings.Contains(err.Error(), "national") {
		t.Errorf("a stock below nothing: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Play(ctx, []float64{5}, mc.Span{Trials: 32}); err == nil {
		t.Error("a play that was cancelled gave values")
	}
	e.Metrics = []string{"no.such"}
	if _, err := e.Play(t.Context(), []float64{5}, mc.Span{Trials: 32}); err == nil {
		t.Error("a metric that there is not was played")
	}
}
