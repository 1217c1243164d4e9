package sim

import (
	"fmt"
	"math"

	"magnetsim/sim/curb"
)

// monthsPerYear is how finely proxies look at a trial.
const monthsPerYear = 12

// ProxyNames names the values that Proxies appends: of every material how many years
// of its requirement are blocked at the border; of one that sectors use how many
// tonnes they would lack if they lived on stocks alone, of several depths; then
// the sampled inputs.
func (m *Model) ProxyNames() []string {
	var names []string
	for i := range m.materials {
		name := m.materials[i].name
		names = append(names, "blocked."+name)
		for _, w := range m.wells(i) {
			names = append(names, "lacking."+name+w.String())
		}
	}
	for _, x := range m.inputs {
		names = append(names, x.Name)
	}
	return names
}

// Proxies appends to dst what ProxyNames names, of a trial whose world Draw has drawn:
// proxies of its shortfall that are known without playing it. They come from a rough
// model of their own, with no orders, lead times or noise, and are only as good as they
// turn out to rank trials: nothing that is reported may rest on their values themselves.
// They take a few hundredths of the time of a trial.
func (b *Block) Proxies(lane int, dst []float64) []float64 {
	g := &b.proxy
	g.months = max(1, int(math.Ceil(float64(b.m.steps)*b.m.dt*monthsPerYear-1e-6)))
	b.proxyCuts(lane)
	for m := range b.m.materials {
		years, curbed := b.proxyBlocked(m, lane)
		dst = append(dst, years)
		for _, w := range b.m.wells(m) {
			lacking := 0.0
			if curbed {
				lacking = b.proxyLacking(m, lane, w)
			}
			dst = append(dst, lacking)
		}
	}
	for _, f := range b.m.reported {
		dst = append(dst, b.val[f][lane])
	}
	return dst
}

// proxy is the memory of Proxies.
type proxy struct {
	months  int
	cut     [][]float64 // by exposure and month: mean severity
	curbed  []bool      // by exposure: some month is cut
	blocked []float64   // by month: share of the material's requirement
	left    []float64   // of it, what buyers cannot move to other sources
	from    int         // the months in which any is blocked lie from here
	to      int         // to before here
}

// well is a stock that sectors draw on while trade is blocked.
type well struct {
	piles    float64 // share of the strategic stock that is added to their own cover
	switches bool    // buyers move to other sources as far as they can
}

func (w well) String() string {
	name := fmt.Sprintf(".%.0f%%", 100*w.piles)
	if w.switches {
		name += ".switched"
	}
	return name
}

// wells returns what the proxies try on a material: none where no sector uses it.
func (m *Model) wells(material int) []well {
	used, piled := false, false
	for _, c := range m.materials[material].consumers {
		used = used || m.consumers[c].sector >= 0
	}
	for _, p := range m.stockpiles {
		piled = piled || p.material == material
	}
	switch {
	case !used:
		return nil
	case !piled:
		return bareWells
	}
	return piledWells
}

var (
	bareWells  = []well{{0, false}, {0, true}}
	piledWells = []well{{0, false}, {0, true}, {0.5, false}, {0.5, true}, {1, true}}
)

// proxyCuts notes the severity of every exposure by month: the strictest of the
// episodes' means over it.
func (b *Block) proxyCuts(lane int) {
	g, w := &b.proxy, &b.strains
	g.cut = resize(g.cut, len(b.m.exposures))
	g.curbed = resize(g.curbed, len(b.m.exposures))
	for e := range b.m.exposures {
		b.felt(e, lane)
		g.curbed[e] = false
		for _, x := range w.passed {
			if x.Severity == 0 || x.End+x.Easing <= 0 {
				continue
			}
			if !g.curbed[e] {
				g.curbed[e] = true
				g.cut[e] = resize(g.cut[e], g.months)
				clear(g.cut[e])
			}
			g.addCut(g.cut[e], x)
		}
	}
}

// addCut puts an episode into a row of severities by month; easing counts half.
func (g *proxy) addCut(cut []float64, x curb.Episode) {
	until := x.End + x.Easing
	first := max(0, int(x.Start*monthsPerYear))
	for k := first; k < len(cut) && float64(k) < until*monthsPerYear; k++ {
		from, to := float64(k)/monthsPerYear, float64(k+1)/monthsPerYear
		whole := max(0, min(x.End, to)-max(x.Start, from))
		eases := max(0, min(until, to)-max(x.End, from))
		cut[k] = max(cut[k], x.Severity*(whole+eases/2)*monthsPerYear)
	}
}

// severity returns the mean severity on an exposure in a month.
func (g *proxy) severity(exposure, month int) float64 {
	if exposure < 0 || !g.curbed[exposure] {
		return 0
	}
	return g.cut[exposure][month]
}

// proxyBlocked fills blocked and left for a material and returns the sum of blocked,
// in years of requirement, and whether any of it is.
func (b *Block) proxyBlocked(m, lane int) (years float64, curbed bool) {
	g, x := &b.proxy, &b.m.materials[m]
	for _, j := range x.sources {
		curbed = curbed || g.curbed[b.m.sources[j].exposure]
	}
	if !curbed {
		return 0, false
	}
	g.blocked, g.left = resize(g.blocked, g.months), resize(g.left, g.months)
	use, growth := b.proxyUse(m, lane)
	grows := math.Pow(1+growth, 1.0/monthsPerYear)
	moved := 0.0
	g.from, g.to = g.months, 0
	for k := range g.blocked {
		g.blocked[k], g.left[k] = 0, 0
		if b.proxyHit(x, k) {
			g.from, g.to = min(g.from, k), k+1
			blocked, spare := b.proxyTrade(m, lane, k, use)
			moves := min(blocked, moved+b.val[x.switching][lane]/monthsPerYear, spare)
			moved = max(moved, moves)
			g.blocked[k], g.left[k] = blocked, blocked-moves
			years += blocked / monthsPerYear
		}
		use *= grows
	}
	return years, true
}

// proxyUse returns what sectors use of a material in t/yr at the start, and by how
// much a year that grows.
func (b *Block) proxyUse(m, lane int) (use, growth float64) {
	for _, c := range b.m.materials[m].consumers {
		x := &b.m.consumers[c]
		if x.sector < 0 {
			continue
		}
		s := &b.m.sectors[x.sector]
		t := b.val[s.demand][lane] * b.val[x.share][lane]
		use += t
		growth += t * b.val[s.growth][lane]
	}
	if use > 0 {
		growth /= use
	}
	return use, growth
}

// proxyHit reports whether a curb is on any source of a material in a month.
func (b *Block) proxyHit(x *material, month int) bool {
	for _, j := range x.sources {
		if b.proxy.severity(b.m.sources[j].exposure, month) > 0 {
			return true
		}
	}
	return false
}

// proxyTrade returns the share of a material's requirement that curbs block in a
// month, and the spare capacity of the sources that they leave alone, as a share of
// it too. What plants need is not known: of a material that none but they use all is
// imported and nothing spare.
func (b *Block) proxyTrade(m, lane, month int, use float64) (blocked, spare float64) {
	g, x := &b.proxy, &b.m.materials[m]
	t := (float64(month) + 0.5) / monthsPerYear
	imports := 1.0
	if use > 0 {
		for _, p := range x.plants {
			imports -= b.val[b.m.plants[p].capacity][lane] * b.exists(&b.m.plants[p].exists, lane, t) / use
		}
		imports = max(0, imports)
	}
	all := 0.0
	for _, j := range x.sources {
		s := &b.m.sources[j]
		share := b.val[s.share][lane] * b.exists(&s.exists, lane, t)
		all += share
		blocked += share * g.severity(s.exposure, month)
	}
	if all == 0 {
		return 0, 0
	}
	if use > 0 {
		for _, j := range x.sources {
			s := &b.m.sources[j]
			if g.severity(s.exposure, month) == 0 {
				there := b.exists(&s.exists, lane, t)
				spare += max(0, b.val[s.capacity][lane]*there/use-b.val[s.share][lane]*there/all*imports)
			}
		}
	}
	return blocked / all * imports, spare * (1 - g.severity(x.rivals, month))
}

// exists returns ρ at a time, in years: see ramped.
func (b *Block) exists(x *existence, lane int, t float64) float64 {
	if x.always {
		return 1
	}
	since, ramp := t-b.val[x.start][lane], b.val[x.ramp][lane]
	switch {
	case since < 0:
		return 0
	case since < ramp:
		return b.val[x.won][lane] * since / ramp
	}
	return b.val[x.won][lane]
}

// proxyLacking returns the tonnes of a material that sectors lose where each lives on
// a well of its own, which fills in the restocking time while little is blocked.
func (b *Block) proxyLacking(m, lane int, w well) (tonnes float64) {
	g := &b.proxy
	short := g.blocked
	if w.switches {
		short = g.left
	}
	piled := w.piles * b.proxyPiles(m, lane)
	fills := min(1, 1/(monthsPerYear*b.val[b.m.restocking][lane]))
	for _, c := range b.m.materials[m].consumers {
		x := &b.m.consumers[c]
		if x.sector < 0 {
			continue
		}
		s := &b.m.sectors[x.sector]
		lost := b.drain(short, b.val[x.cover][lane]+piled, fills, b.val[s.growth][lane])
		tonnes += lost * b.val[s.demand][lane] * b.val[x.share][lane] * (1 - b.val[s.backlog][lane])
	}
	return tonnes
}

// hardly is the share of a requirement below which what is blocked does not keep
// a well from filling.
const hardly = 0.1

// drain returns the years of use, at the rate of the start, that a well of so many
// years lacks.
func (b *Block) drain(short []float64, depth, fills, growth float64) (lost float64) {
	level := depth
	for k := b.proxy.from; k < b.proxy.to; k++ {
		share := short[k]
		level -= share / monthsPerYear
		if share < hardly {
			level += (depth - level) * fills
		}
		if level < 0 {
			lost -= level * (1 + growth*float64(k)/monthsPerYear)
			level = 0
		}
	}
	return lost
}

// proxyPiles returns the targets of a material's strategic stocks in years of use.
func (b *Block) proxyPiles(m, lane int) (years float64) {
	use, _ := b.proxyUse(m, lane)
	for i := range b.m.stockpiles {
		p := &b.m.stockpiles[i]
		if p.material != m || use == 0 {
			continue
		}
		if target := b.val[p.target][lane]; p.targetOfUse {
			years += target
		} else {
			years += target / use
		}
	}
	return years
}
