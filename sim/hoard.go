package sim

import (
	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// hoard is how the buyers of one line raise their cover target while a curb or a licence
// is in force on a source of its material. They raise what they restock to and order for;
// the plan does not know of it.
type hoard struct {
	line                         int // consumer
	share, rises, falls, settles fig
}

// hoards lists the lines of a sector whose buyers hoard.
func (c *compiler) hoards(x *chain.Hoard, lines []int) {
	if x == nil {
		return
	}
	const week = 7 / chain.DaysPerYear
	h := hoard{
		share: c.num(x.Share, 0), settles: c.num(x.Settles, 0),
		rises: c.num(x.Rises, 4*week), falls: c.num(x.Falls, 26*week),
	}
	for _, h.line = range lines {
		c.m.hoards = append(c.m.hoards, h)
	}
}

// startHoards sets how fast each line's hoarding moves; before the start there is none.
func (b *Block) startHoards() {
	for i := range b.hoarding {
		h, x := &b.hoarding[i], &b.m.hoards[i]
		*h = lane.Hoard{}
		for l := range h.Rise {
			h.Rise[l] = smoothing(b.m.dt, b.val[x.rises][l])
			h.Fall[l] = smoothing(b.m.dt, b.val[x.falls][l])
		}
	}
}

// hoard moves the hoarding of every line in step k.
func (b *Block) hoard(k int) {
	for i := range b.hoarding {
		x, curbed := &b.m.hoards[i], &b.scratch.Part
		*curbed = lane.Vector{}
		b.curbed(curbed, b.m.consumers[x.line].material, k)
		lane.RaiseCover(&b.hoarding[i], &b.con[x.line], curbed, &b.val[x.share], &b.val[x.settles])
	}
}

// curbed sets c to 1 where a curb is in force in step k on a source of material m, by
// its severity or its delay.
func (b *Block) curbed(c *lane.Vector, m, k int) {
	for _, j := range b.m.materials[m].sources {
		if s := &b.m.sources[j]; !s.prompt {
			lane.Curbed(c, b.strains.at(s.exposure, k))
		}
	}
}
