package sim

import (
	"magnetsim/sim/lane"
)

// road is what is under way, by source and step of arrival, a ring, t.
type road [][]lane.Vector

// at returns where the goods of source j arrive in step k.
func (r road) at(j, k int) int {
	n := len(r[j])
	return (k%n + n) % n
}

// send ships what was asked of the sources of material m in step k.
func (b *Block) send(m, k int) {
	b.dispatch(m, 1)
	lane.Sent(b.trades[m], &b.mat[m], &b.ledger.shipped[m])
	for _, j := range b.m.materials[m].sources {
		b.road.depart(j, k, &b.offer[j], &b.src[j].Ship)
	}
}

// dispatch sets what each source of material m ships of what it was asked: 1 for good, 0
// to see what it would.
func (b *Block) dispatch(m int, actual float64) {
	lane.Dispatch(b.trades[m], b.scratch.Scratch, &b.mat[m], &b.market[m], &b.val[b.m.materials[m].switching], b.m.dt, actual)
}

// depart puts what source j ships in step k on the road.
func (r road) depart(j, k int, o *offer, ship *lane.Vector) {
	now, n := r.at(j, k), len(r[j])
	if o.alike {
		lane.Add(&r[j][(now+int(o.lag[0]))%n], ship)
		return
	}
	for l, x := range ship {
		to := now + int(o.lag[l])
		if to >= n {
			to -= n
		}
		r[j][to][l] += x
	}
}

// ship0 plays the shipments of the steps before the start, with no rerouting.
func (w *world) ship0() {
	for j := range w.road {
		w.road[j] = resize(w.road[j], w.strains.reach+1)
		clear(w.road[j])
		w.offer[j].Kappa = lane.Vector{}
	}
	clear(w.underway)
	for k := -w.strains.before; k < 0; k++ {
		w.trade(k)
		for j := range w.offer {
			o, x := &w.offer[j], &w.m.sources[j]
			lane.Ask0(&w.source, o.Offer, o.trade.Then, o.trade.Strain, float64(k))
			if x.underWay >= 0 {
				w.shipNormally(o, k)
			}
			w.road.depart(j, k, o, &w.source.Ship)
			lane.Add(&w.underway[x.material], &w.source.Ship)
		}
	}
	w.load()
}

// shipNormally lets a source ship, in step k before the start, what was asked of it.
func (w *world) shipNormally(o *offer, k int) {
	for l, asked := range w.source.Ask {
		w.source.Ship[l] = 0
		if k+int(o.lag[l]) >= 0 {
			w.source.Ship[l] = asked
		}
	}
}

// load sets what is under way at the start where that is given: so much of what is in
// normal times, or so many tonnes, spread over the time until an order arrives as what is
// normal, evenly where that is nothing.
func (w *world) load() {
	for j := range w.offer {
		x, o := &w.m.sources[j], &w.offer[j]
		if x.underWay < 0 {
			continue
		}
		road, all := w.road[j], &w.underway[x.material]
		for l, given := range w.val[x.underWay] {
			normal := 0.0
			for r := range road {
				normal += road[r][l]
			}
			times, total := given, given*normal
			if !x.ofNormal {
				times, total = given/normal, given
			}
			for r := range road {
				switch {
				case normal > 0:
					road[r][l] *= times
				case r < int(o.lag[l]):
					road[r][l] = total / float64(o.lag[l])
				}
			}
			all[l] = positive(all[l] - normal + total)
		}
	}
}
