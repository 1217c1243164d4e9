package study

import (
	"math"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// A market that is open or curbed, month by month: open at first, it closes
// with chance 1/48 a month and opens with 1/9; 110 t a month arrive while it is
// open, 40 while it is curbed, and 100 are used. In tonnes, with x in stock,
//
//	short = [100 − supply − x]⁺,  x ← min(full, [x + supply − 100]⁺).
const (
	closes, opens                  = 1.0 / 48, 1.0 / 9
	openSupply, curbedSupply, used = 110, 40, 100
	months                         = 60
)

// ledgerState is where the recursion of one or two stocks stands.
type ledgerState struct {
	curbed      bool
	x, y        int // in stock, t
	lossX, more int // lost so far with the stock x, and how much more than with y
}

// recursion returns the exact distribution of what is lost, in that many months,
// with a stock of x and with one of y, both full at first. The first month is
// open.
func recursion(x, y, months int, keepLoss bool) map[ledgerState]float64 {
	now := map[ledgerState]float64{{x: x, y: y}: 1}
	for k := range months {
		next := map[ledgerState]float64{}
		for w, p := range now {
			for curbed, chance := range after(w.curbed, k) {
				to := w.month(curbed, x, y)
				if !keepLoss {
					to.lossX = 0
				}
				next[to] += p * chance
			}
		}
		now = next
	}
	return now
}

// after returns the chances of the state in month k.
func after(curbed bool, k int) map[bool]float64 {
	switch {
	case k == 0:
		return map[bool]float64{false: 1}
	case curbed:
		return map[bool]float64{false: opens, true: 1 - opens}
	}
	return map[bool]float64{false: 1 - closes, true: closes}
}

func (w ledgerState) month(curbed bool, fullX, fullY int) ledgerState {
	supply := openSupply
	if curbed {
		supply = curbedSupply
	}
	shortX, shortY := max(0, used-supply-w.x), max(0, used-supply-w.y)
	return ledgerState{
		curbed, min(fullX, max(0, w.x+supply-used)), min(fullY, max(0, w.y+supply-used)),
		w.lossX + shortX, w.more + shortX - shortY,
	}
}

// moments returns mean, sd and kurtosis of a number of the recursion.
func moments(worlds map[ledgerState]float64, of func(ledgerState) int) (mean, sd, kurtosis float64) {
	var m2, m4 float64
	for w, p := range worlds {
		mean += p * float64(of(w))
	}
	for w, p := range worlds {
		d := float64(of(w)) - mean
		m2 += p * d * d
		m4 += p * d * d * d * d
	}
	return mean, math.Sqrt(m2), m4 / (m2 * m2)
}

func lost(w ledgerState) int { return w.lossX }
func more(w ledgerState) int { return w.more }

// The recursion itself, against published digits of the same chain.
func TestRecursionOfTwoStocks(t *testing.T) {
	mean, sd, _ := moments(recursion(300, 600, months, false), more)
	_, small, _ := moments(recursion(300, 300, months, true), lost)
	_, large, _ := moments(recursion(600, 600, months, true), lost)
	for _, c := range []struct {
		what            string
		got, want, room float64
	}{
		{"mean difference", mean, 117.8321316, 1e-7},
		{"sd of the difference on common draws", sd, 137.1630646, 1e-7},
		{"sd of the difference of independent draws", math.Hypot(small, large), 568.11, 5e-3},
	} {
		if math.Abs(c.got-c.want) > c.room {
			t.Errorf("%s is %.9g, want %.9g", c.what, c.got, c.want)
		}
	}
}

// market is the same to the engine. The stock is the users' own, ordered up to
// what is missing at once (restocking of one step): its orders are 100 t and
// the gap, of which a source of 110 t a month sends all or 110, so that 10 are
// left to refill; curbed by 60%, it sends 40% of its normal 100.
//
// What is ordered in a month arrives in the next, since the shortest lead time
// is a step. So month 0 gets what was sent before the start, in the open, and
// month k what the state of month k−1 let pass: 61 months of the engine are the
// 60 of the recursion, and a first one in which nothing can be short.
func market(t *testing.T, stock float64, months int) *sim.Model {
	t.Helper()
	certain := func(x float64) chain.Number { return chain.Certain("", x) }
	const month = 1.0 / 12
	m, err := sim.Compile(&chain.Scenario{
		Name: "market", Currency: "USD", Step: chain.Month, Horizon: float64(months) * month,
		Rules:     chain.Rules{Restocking: certain(month), Forecast: certain(3 * month)},
		Materials: []chain.Material{{Name: "magnet"}},
		Sources: []chain.Source{{
			Name: "china", Origin: "china", Material: "magnet", Share: certain(1), Capacity: certain(openSupply / month),
		}},
		Sectors: []chain.Sector{{
			Name: "auto", Demand: certain(used / month), Uses: []chain.Use{{Material: "magnet"}}, Cover: certain(stock / used * month),
		}},
		Curbs: []chain.Curb{{
			Name: "licensing", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
			Regimes: &chain.Regimes{EveryStep: true, Initial: "open", States: []chain.State{
				{Name: "open", To: []chain.Exit{{State: "curbed", Weight: certain(closes)}}},
				{Name: "curbed", Severity: certain(1 - curbedSupply/100.0), To: []chain.Exit{{State: "open", Weight: certain(opens)}}},
			}},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// arms plays the market with both stocks, each on a design of its own.
func arms(t *testing.T, months, trials int, seeds ...uint64) (small, large *Arm) {
	t.Helper()
	two := []*Arm{{}, {}}
	for i, stock := range []float64{300, 600} {
		seed := seeds[i%len(seeds)]
		two[i].Draws = string(rune('0' + seed))
		p := mc.Plan{Models: []*sim.Model{market(t, stock, months)}, Design: draw.Random(seed), Trials: trials}
		p.Rows = func(r mc.Rows) error {
			for lane, x := range r.Metric(lossColumn(r.Model))[:r.N] {
				two[i].Trials = append(two[i].Trials, r.First+uint64(lane))
				two[i].Loss = append(two[i].Loss, x)
			}
			return nil
		}
		if s, err := mc.Play(t.Context(), p); err != nil || s.Failed > 0 || !(s.Imbalance < 1e-9) {
			t.Fatal(err, s.FirstError, s.Imbalance)
		}
	}
	return two[0], two[1]
}

func lossColumn(m *sim.Model) int {
	for i, x := range m.Metrics() {
		if x.Name == "shortfall.total" {
			return i
		}
	}
	return -1
}

// On common draws the engine gives the recursion's difference, its spread, and
// its shares of trials; 61 months, for the lead time.
func TestTwoStocksOnCommonDraws(t *testing.T) {
	const trials = 20_000
	small, large := arms(t, months+1, trials, 3)
	c := Compare(small, large)
	exact := recursion(300, 600, months, false)
	mean, sd, kurtosis := moments(exact, more)
	within(t, "mean difference", c.Mean.Value, mean, 4*sd/math.Sqrt(trials))
	// The sd of a sample sd is sd·√((κ−1)/4n) for large n.
	within(t, "sd of the difference", c.SD, sd, 4*sd*math.Sqrt((kurtosis-1)/4/trials))
	within(t, "standard error", c.Mean.SE, sd/math.Sqrt(trials), 4*sd/math.Sqrt(trials)*math.Sqrt((kurtosis-1)/4/trials))
	differ := 0.0
	for w, p := range exact {
		if w.more > 0 {
			differ += p
		}
	}
	within(t, "share of trials in which the small stock is worse", c.Worse, differ, 4*math.Sqrt(differ*(1-differ)/trials))
	if !c.Paired || c.Better != 0 {
		t.Errorf("paired %v; the larger stock is worse in %g of the trials, which no draw can bring about", c.Paired, c.Better)
	}
	for i, x := range small.Loss {
		if d := x - large.Loss[i]; math.Abs(d-10*math.Round(d/10)) > 1e-6 {
			t.Fatalf("trial %d: a difference of %g t, where all flows are multiples of 10 t", i, d)
		}
	}
	if c.Dominates() || !Compare(large, small).Dominates() {
		t.Error("of two stocks that cost nothing the larger dominates")
	}
}

// Independent draws have a spread four times as wide.
func TestTwoStocksOnIndependentDraws(t *testing.T) {
	const trials = 20_000
	small, large := arms(t, months+1, trials, 3, 4)
	c := Compare(small, large)
	_, x, kx := moments(recursion(300, 300, months, true), lost)
	_, y, ky := moments(recursion(600, 600, months, true), lost)
	mean, _, _ := moments(recursion(300, 600, months, false), more)
	se := math.Hypot(x, y) / math.Sqrt(trials)
	within(t, "mean difference", c.Mean.Value, mean, 4*se)
	// 2·SE·dSE = (x²·2dx/x + …)/n: the relative error of the SE is below that of
	// the sd that has the greater one.
	within(t, "standard error", c.Mean.SE, se, 4*se*math.Sqrt((max(kx, ky)-1)/4/trials))
	if c.Paired || !math.IsNaN(c.Better) || !math.IsNaN(c.SD) {
		t.Error("trials on other draws are no pairs")
	}
}

// The lead time's shift, seen: an engine run of 60 months has 59 months of the
// recursion that can be short, 116.04 t on average.
func TestLeadTimeShiftsSupply(t *testing.T) {
	const trials = 2_000
	small, large := arms(t, months, trials, 3)
	longSmall, longLarge := arms(t, months+1, trials, 3)
	mean, sd, _ := moments(recursion(300, 600, months-1, false), more)
	within(t, "mean difference", Compare(small, large).Mean.Value, mean, 4*sd/math.Sqrt(trials))
	for i := range small.Loss {
		if last := longSmall.Loss[i] - small.Loss[i]; last < -1e-6 || last > used-curbedSupply+1e-6 || longLarge.Loss[i] < large.Loss[i]-1e-6 {
			t.Fatalf("trial %d: the last month loses %g t, where 0 to 60 are possible", i, last)
		}
	}
}

func within(t *testing.T, what string, got, want, room float64) {
	t.Helper()
	if !(math.Abs(got-want) <= room) {
		t.Errorf("%s is %.9g, want %.9g ± %.2g", what, got, want, room)
	}
}
