package sim

import (
	"math"
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// fit is what of a strategic stock fits those who may draw from it. A finished magnet is
// made for one motor: of a tonne, new, user i can use a part, which falls with its age at
// a rate. Whether a tonne fits one user says nothing of whether it fits another.
//
// What fits is followed in tonnes. A plain ceiling of usable·level would let a user draw,
// step by step, all that does not fit it too.
type fit struct {
	usable          []fig // by place in the material's consumers
	falls, rotation fig
}

// fit compiles what of a stockpile fits whom; nil where all fits everyone.
func (c *compiler) fit(by string, x chain.Stockpile, s *stockpile) *fit {
	if len(x.Usable) == 0 {
		return nil
	}
	f := &fit{falls: c.num(x.Falls, 0), rotation: c.num(x.Rotation, 0)}
	found := map[string]bool{}
	for _, con := range c.m.materials[s.material].consumers {
		share := c.m.numbers.certain(1)
		if i := slices.IndexFunc(x.Usable, func(u chain.Fit) bool { return u.User == c.owner(con) }); i >= 0 {
			share = c.num(x.Usable[i].Share, 1)
			found[x.Usable[i].User] = true
		}
		f.usable = append(f.usable, share)
	}
	for _, u := range x.Usable {
		if !found[u.User] {
			refuse("%s.usable: %q does not use %s", by, u.User, x.Material)
		}
	}
	return f
}

// fitting is what of a stockpile fits whom, in a block.
type fitting struct {
	fit            []lane.Vector // by place in the material's consumers, t
	keeps, rotated *lane.Vector  // of a step
}

func newFitting(f *fit) fitting {
	if f == nil {
		return fitting{}
	}
	return fitting{make([]lane.Vector, len(f.usable)), new(lane.Vector), new(lane.Vector)}
}

// startFit takes what stockpile i holds at the start as new.
func (b *Block) startFit(i int) {
	f, x := b.m.stockpiles[i].fit, &b.fitting[i]
	if f == nil {
		return
	}
	for l := range x.keeps {
		x.keeps[l] = math.Exp(-b.val[f.falls][l] * b.m.dt)
	}
	for n := range x.fit {
		lane.Product(&x.fit[n], &b.val[f.usable[n]], &b.pile[i].Level)
	}
}

// rotates sets the part of stockpile i that is exchanged for new in a step.
func (b *Block) rotates(i int) {
	f, x := b.m.stockpiles[i].fit, &b.fitting[i]
	for l := range x.rotated {
		x.rotated[l] = min(1, b.val[f.rotation][l]*b.m.dt)
	}
}

// renew lets stockpile i age by a step.
func (b *Block) renew(i int) {
	x := &b.fitting[i]
	for n := range x.fit {
		lane.Renew(&x.fit[n], &b.val[b.m.stockpiles[i].fit.usable[n]], x.keeps, x.rotated, &b.pile[i].Level)
	}
}

// claimFits lowers claims on stockpile i to what fits, and sets their total.
func (b *Block) claimFits(i int, claims []lane.Vector, total *lane.Vector) {
	x := &b.fitting[i]
	if x.fit == nil {
		return
	}
	*total = lane.Vector{}
	for n := range claims {
		lane.Fits(&claims[n], total, &x.fit[n], &b.pile[i])
	}
}

// takeFits takes what was released to each out of what fits.
func (b *Block) takeFits(i int, given []lane.Vector) {
	x := &b.fitting[i]
	for n := range x.fit {
		lane.Taken(&x.fit[n], &given[n], &b.pile[i])
	}
}

// boughtFits adds what fits of what was bought.
func (b *Block) boughtFits(i int) {
	x := &b.fitting[i]
	for n := range x.fit {
		lane.AddProduct(&x.fit[n], &b.val[b.m.stockpiles[i].fit.usable[n]], &b.pile[i].Bought)
	}
}

// recordRotation adds what it cost to rotate stockpile i in the step: new is bought at
// the day's price, and of the old what fits somebody is sold at it.
func (b *Block) recordRotation(i int) {
	x, p, m := &b.fitting[i], &b.pile[i], b.m.stockpiles[i].material
	if x.fit == nil {
		return
	}
	price, multiple := &b.val[b.m.materials[m].price], &b.mat[m].Price
	for l, part := range x.rotated {
		p.Held[l] += part * (p.Level[l] - b.sellable(i, l)) * price[l] * multiple[l] * b.money.now[l]
	}
}

// sellable returns what of stockpile i fits somebody who may draw from it in lane l, t;
// the rest is worth nothing.
func (b *Block) sellable(i, l int) float64 {
	level, none := b.pile[i].Level[l], 1.0
	fits := b.fitting[i].fit
	if fits == nil || level <= 0 {
		return level
	}
	for n, may := range b.m.stockpiles[i].isEligible {
		if may {
			none *= 1 - min(1, fits[n][l]/level)
		}
	}
	return level * (1 - none)
}

// bar is a source that may be barred from selling to strategic stocks, by its place among
// a material's, and the exposure that tells when.
type bar struct{ place, exposure int }

// compileBars lists, by material, which sources curbs may bar.
func (c *compiler) compileBars() {
	for i := range c.m.materials {
		mat := &c.m.materials[i]
		for place, j := range mat.sources {
			src := c.s.Sources[j]
			reaches := slices.DeleteFunc(c.reaches(src.Origin, src.Material), func(r reach) bool { return !c.s.Curbs[r.curb].Bars })
			if len(reaches) > 0 {
				mat.bars = append(mat.bars, bar{place, c.exposure(reaches, false)})
			}
		}
	}
}

// barred lowers what stockpile i may fill, and exchange for new, in step k by the part of
// its material's planned imports that comes from sources which are barred from selling to it.
func (b *Block) barred(i, k int) {
	x := &b.m.stockpiles[i]
	m := x.material
	if x.fit != nil {
		b.rotates(i)
	}
	bars := b.m.materials[m].bars
	if len(bars) == 0 {
		return
	}
	part, shut := &b.scratch.Part, &b.scratch.Other
	part.Fill(1)
	for _, x := range bars {
		*shut = lane.Vector{}
		lane.Curbed(shut, b.strains.at(x.exposure, k))
		lane.Bar(part, shut, &b.trades[m][x.place].Weight)
	}
	lane.Times(&b.pile[i].Fill, part)
	if f := &b.fitting[i]; f.fit != nil {
		lane.Times(f.rotated, part)
	}
}
