package sim

import "magnetsim/sim/lane"

// want sets what every plant would make in step k, and what it then needs of
// its inputs.
//
//	want = K·min(1, G/ΣK),  G = [ψR(k) + corr]⁺ by the last order's ψ and corr
//	U = e = recipe·want
func (b *Block) want(k int) {
	for m := range b.m.materials {
		plants := b.m.materials[m].plants
		if len(plants) == 0 {
			continue
		}
		all := &b.scratch.Total
		*all = lane.Vector{}
		for _, j := range plants {
			lane.Add(all, b.ready[j])
		}
		s := &b.mat[m]
		lane.Goal(s, &b.plan.look(m, k).Required)
		for _, j := range plants {
			p := &b.plt[j]
			lane.Wish(p, b.ready[j], &s.Goal, all)
			for _, c := range b.m.plants[j].inputs {
				x := &b.m.consumers[c]
				lane.Need(&b.con[c], &b.val[x.recipe], &p.Want, &b.val[x.cover], b.plan.use(c, k+1), 1/b.m.dt)
			}
		}
	}
}

// make turns inputs into material m: each plant what it wants, as far as its
// stock of every input goes. The output joins the pool of the same step.
func (b *Block) make(m int) {
	s := &b.mat[m]
	s.Made = lane.Vector{}
	for _, j := range b.m.materials[m].plants {
		p, inputs := &b.plt[j], b.m.plants[j].inputs
		for _, c := range inputs {
			lane.Afford(p, &b.val[b.m.consumers[c].recipe], &b.con[c].Stock)
		}
		for _, c := range inputs {
			x := &b.m.consumers[c]
			lane.Consume(&b.con[c], &b.val[x.recipe], &p.Made, &b.ledger.used[x.material])
		}
		lane.Output(s, &b.ledger.made[m], &p.Made)
		if b.m.plants[j].costed {
			lane.AddProduct(&b.money.made[j], &p.Made, &b.money.now)
		}
	}
}

// arrive brings in what is due of material m in step k.
func (b *Block) arrive(m, k int) {
	for n, j := range b.m.materials[m].sources {
		x, t := &b.m.sources[j], &b.trades[m][n]
		t.Due = &b.road[j][b.road.at(j, k)]
		if x.dearer {
			lane.Premium(&b.ledger.premium[x.origin], t.Due, &b.val[b.m.materials[m].price], &b.val[x.premium], &b.money.now)
		}
		if x.costed {
			lane.AddProduct(&b.money.delivered[j], t.Due, &b.money.now)
		}
	}
	lane.Arrive(b.trades[m], &b.mat[m])
}
