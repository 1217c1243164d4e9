package sim

import (
	"fmt"
	"testing"

	"magnetsim/sim/chain"
)

// 1 t a week, 5 weeks under way and 5 in stock. What is not under way at the start is
// taken from stock in weeks 0 to 4, before anything that was ordered since arrives.
func TestGoodsUnderWayAtTheStart(t *testing.T) {
	for _, c := range []struct {
		name      string
		load      chain.Load
		shut      bool // nothing was sent before the start, and nothing is
		left, due float64
	}{
		{"nothing", chain.Load{Number: num(0)}, false, 0, 0},
		{"half of what is normal", chain.Load{Number: num(0.5), OfNormal: true}, false, 2.5, 0.5},
		{"2.5 t", chain.Load{Number: num(2.5)}, false, 2.5, 0.5},
		{"twice what is normal", chain.Load{Number: num(2), OfNormal: true}, false, 10, 2},
		{"all that is normal, and then a stop", chain.Load{Number: num(1), OfNormal: true}, true, 5, 1},
		{"what was shipped before a stop", chain.Load{}, true, 0, 0},
	} {
		s := simple(60, 10)
		s.Sources[0].UnderWay = c.load
		if c.shut {
			s.Curbs = []chain.Curb{{
				Name: "shut", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
				Regimes: &chain.Regimes{Initial: "closed", States: []chain.State{{Name: "closed", Severity: num(1)}}},
			}}
		}
		b := playEach(t, s, 1, func(b *Block, k int) {
			if k < 5 {
				near(t, fmt.Sprintf("%s: arrivals in week %d", c.name, k), b.mat[0].Arrived[0], c.due, 1e-12)
			}
			if k == 4 {
				near(t, c.name+": stock after week 4", b.con[0].Stock[0], c.left, 1e-9)
			}
		})
		if !c.shut {
			near(t, c.name+": lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)
		}
	}
}

// A source that sells nothing in normal times has 5 t under way, one a week.
func TestTonnesUnderWayFromANewSource(t *testing.T) {
	s := simple(60, 10)
	s.Sources = append(s.Sources, chain.Source{
		Name: "new", Origin: "new", Material: "magnet", Share: num(0), Capacity: num(1 / week), Lead: num(5 * week),
		UnderWay: chain.Load{Number: num(5)},
	})
	b := playEach(t, s, 1, func(b *Block, k int) {
		if k < 5 {
			near(t, fmt.Sprint("arrivals in week ", k), b.mat[0].Arrived[0], 2, 1e-12)
		}
	})
	near(t, "from the new source, t", b.value(t, "delivered.new"), 5, 1e-9)
}

// 2 t wait at the start, or two weeks of use, of 1 t a week: a quarter of that is worked
// off every week beside what is wanted then, and nothing is lost.
func TestABacklogAtTheStart(t *testing.T) {
	for _, given := range []chain.Amount{{Number: num(2)}, {Number: num(2 * week), OfUse: true}} {
		s := simple(60, 10)
		s.Sectors[0].Uses[0].Backlog = given
		b := playEach(t, s, 1, func(b *Block, k int) {
			near(t, fmt.Sprint("backlog after week ", k), b.con[0].Backlog[0], max(0, 2-0.25*float64(k+1)), 1e-9)
		})
		near(t, "lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)
		near(t, "waited since, t", b.value(t, "delayed.auto"), 0, 1e-9)
		near(t, "used, t", b.ledger.used[0][0], 62, 1e-9)
		near(t, "stock at the end, t", b.con[0].Stock[0], 5, 1e-3) // drawn to its target over 8 weeks, again and again
	}
}
