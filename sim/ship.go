package sim

// send ships what was asked of the sources of material m in step k.
func (b *Block) send(m, k int) {
	b.dispatch(m, k, true)
	for _, j := range b.m.materials[m].sources {
		b.noteBlocked(j)
	}
	b.depart(m, k)
}

// dispatch sets what each source of material m ships of what it was asked
// (src.ask), the rest being offered to sources that no curb holds, as far as
// buyers can switch. Only a real shipment raises what has been moved so far.
//
//	ship  = min(f·ask + min((1−f)·ask, nQ), M)
//	moved = min(rest, (highest + rate·Δ)·B, Σ spare), B with what is coming (trade.go)
func (b *Block) dispatch(m, k int, real bool) {
	x, s := &b.m.materials[m], &b.mat[m]
	var rest, spare lane
	for _, j := range x.sources {
		src := &b.src[j]
		b.limit(&src.ship, j, &src.ask, k)
		free := &b.world.at(b.m.sources[j].exposure, k).free
		for l := range rest {
			rest[l] += src.ask[l] - src.ship[l]
			src.spare[l] = 0
			if free[l] == 1 {
				src.spare[l] = src.most[l] - src.ship[l]
			}
		}
		b.rivals(x, &src.spare, k)
		spare.add(&src.spare)
	}
	rate := &b.val[x.switching]
	var part lane // of the spare capacity that is used
	for l := range rest {
		use := s.use[l] + s.coming[l]
		moved := min(rest[l], min((s.moved[l]+rate[l]*b.m.dt)*use, spare[l]))
		if !(moved > 0) {
			continue
		}
		part[l] = moved / spare[l]
		if real && use > 0 {
			s.moved[l] = max(s.moved[l], moved/use)
		}
	}
	for _, j := range x.sources {
		b.src[j].ship.addProduct(&part, &b.src[j].spare)
	}
}

// limit sets ship to what source j sends of what it is asked in step k.
func (b *Block) limit(ship *lane, j int, ask *lane, k int) {
	src := &b.src[j]
	x := b.world.at(b.m.sources[j].exposure, k)
	free, quota := &x.free, &x.quota
	for l := range ship {
		f := free[l]
		ship[l] = min(f*ask[l]+min((1-f)*ask[l], src.normal[l]*quota[l]), src.most[l])
	}
}

// rivals takes from spare capacity what rival buyers take of it while a curb
// holds anywhere on the material.
func (b *Block) rivals(x *material, spare *lane, k int) {
	if x.rivals < 0 {
		return
	}
	strain := b.world.at(x.rivals, k)
	free, quota := &strain.free, &strain.quota
	for l := range spare {
		taken := 1 - free[l] - quota[l] // the mean over the step of the share they take
		spare[l] *= 1 - taken
	}
}

// depart puts what the sources of material m ship in step k on the road.
func (b *Block) depart(m, k int) {
	s := &b.mat[m]
	for _, j := range b.m.materials[m].sources {
		src := &b.src[j]
		n := len(src.road)
		for l := range Lanes {
			if src.ship[l] > 0 {
				src.road[(k+src.lag[l]+n)%n][l] += src.ship[l]
				s.underway[l] += src.ship[l]
			}
		}
	}
	b.ledger.depart(b, m, k)
}
