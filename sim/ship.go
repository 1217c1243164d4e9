package sim

import "magnetsim/sim/lane"

// send ships what was asked of the sources of material m in step k.
func (b *Block) send(m, k int) {
	b.dispatch(m, k, lane.SwitchedForGood)
	for _, j := range b.m.materials[m].sources {
		b.offer[j].depart(b.road[j], k, &b.src[j].Ship)
		lane.AddTwo(&b.mat[m].Underway, &b.ledger.shipped[m], &b.src[j].Ship, &b.src[j].Ship)
	}
}

// switching decides which part of the spare capacity is used. Only a real shipment
// raises what has been moved so far.
type switching func(part, rest, spare *lane.Vector, m *lane.Material, x *lane.Market, rate *lane.Vector, dt float64)

// dispatch sets what each source of material m ships of what it was asked, the rest
// being offered to sources that no curb holds, as far as buyers can switch.
func (b *Block) dispatch(m, k int, switched switching) {
	mat, x := &b.m.materials[m], &b.scratch
	x.rest, x.spare = lane.Vector{}, lane.Vector{}
	for _, j := range mat.sources {
		src, o, s := &b.src[j], b.offer[j].Offer, b.strains.at(b.m.sources[j].exposure, k)
		if mat.rivals >= 0 {
			lane.ShippedBesideRivals(src, &x.rest, &x.spare, o, s, b.strains.at(mat.rivals, k))
		} else {
			lane.Shipped(src, &x.rest, &x.spare, o, s)
		}
	}
	switched(&x.part, &x.rest, &x.spare, &b.mat[m], &b.market[m], &b.val[mat.switching], b.m.dt)
	for _, j := range mat.sources {
		lane.AddProduct(&b.src[j].Ship, &x.part, &b.src[j].Spare)
	}
}

// depart puts what is shipped in step k on the road.
func (o *offer) depart(road []lane.Vector, k int, ship *lane.Vector) {
	n := len(road)
	now := (k%n + n) % n
	if o.alike {
		lane.Add(&road[(now+int(o.lag[0]))%n], ship)
		return
	}
	for l, x := range ship {
		to := now + int(o.lag[l])
		if to >= n {
			to -= n
		}
		road[to][l] += x
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
			lane.Ask0(&w.source, o.Offer, o.then, w.strains.at(x.exposure, k), float64(k))
			if x.underWay >= 0 {
				w.shipNormally(o, k)
			}
			o.depart(w.road[j], k, &w.source.Ship)
			lane.Add(&w.underway[x.material], &w.source.Ship)
		}
	}
	w.load()
}
