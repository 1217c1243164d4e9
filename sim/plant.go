package sim

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
		s, required := &b.mat[m], &b.plan.look(m, k).required
		var all lane
		for _, j := range plants {
			b.ready(j, k)
			all.add(&b.plt[j].capacity)
		}
		for l := range s.goal {
			s.goal[l] = positive(s.psi[l]*required[l] + s.corr[l])
		}
		for _, j := range plants {
			b.wish(j, k, &s.goal, &all)
		}
	}
}

// ready sets K = CΔρv of plant j.
func (b *Block) ready(j, k int) {
	x := &b.m.plants[j]
	s := &b.plt[j]
	b.capacity(&s.capacity, x.capacity, &x.exists, k)
	if x.outage >= 0 {
		up := b.world.up.at(k, x.outage)
		for l := range s.capacity {
			s.capacity[l] *= up[l]
		}
	}
}

// wish sets the output that plant j wants and the inputs that it needs for it.
func (b *Block) wish(j, k int, goal, all *lane) {
	s := &b.plt[j]
	for l := range s.want {
		s.want[l] = 0
		if all[l] > 0 {
			s.want[l] = s.capacity[l] * min(1, goal[l]/all[l])
		}
	}
	for _, c := range b.m.plants[j].inputs {
		con := &b.con[c]
		con.effective.product(&b.val[b.m.consumers[c].recipe], &s.want)
		con.required, con.demand = con.effective, con.effective
		b.target(&con.cover, c, k+1)
	}
}

// make turns inputs into material m: each plant what it wants, as far as its
// stock of every input goes. The output joins the pool of the same step.
func (b *Block) make(m int) {
	s := &b.mat[m]
	s.made.fill(0)
	for _, j := range b.m.materials[m].plants {
		p := &b.plt[j]
		p.made = p.want
		inputs := b.m.plants[j].inputs
		for _, c := range inputs {
			stock, recipe := &b.con[c].stock, &b.val[b.m.consumers[c].recipe]
			for l := range p.made {
				if need := recipe[l] * p.made[l]; need > stock[l] {
					p.made[l] = stock[l] / recipe[l]
				}
			}
		}
		for _, c := range inputs {
			b.consume(c, p)
		}
		s.made.add(&p.made)
	}
	s.pool.add(&s.made)
	s.inflow.add(&s.made)
	b.ledger.made[m].add(&s.made)
}

// consume takes what plant p used of its input c out of its stock.
func (b *Block) consume(c int, p *plantState) {
	con, recipe := &b.con[c], &b.val[b.m.consumers[c].recipe]
	used := &b.ledger.used[b.m.consumers[c].material]
	for l := range con.stock {
		x := min(con.stock[l], recipe[l]*p.made[l])
		con.stock[l] -= x
		con.short[l] = unmet(con.effective[l], x)
		used[l] += x
	}
}

// arrive brings in what is due of material m in step k.
func (b *Block) arrive(m, k int) {
	s := &b.mat[m]
	s.arrived.fill(0)
	for _, j := range b.m.materials[m].sources {
		src := &b.src[j]
		due := &src.road[k%len(src.road)]
		s.arrived.add(due)
		b.deliver(j, due)
		due.fill(0)
	}
	for l := range s.pool {
		s.pool[l] += s.arrived[l]
		s.underway[l] = positive(s.underway[l] - s.arrived[l])
	}
	s.inflow = s.arrived
}
