package sim

import (
	"reflect"
	"slices"
	"sync"

	"magnetsim/sim/draw"
)

// Worlds keeps the worlds of bands that have played, with the trials that each met last: a
// band that plays the same trials under other policies begins with them, and need not draw
// them and average their curbs again. Which world a model has is decided by all that it is
// made of. The zero Worlds are empty, nil ones keep nothing; they are
// safe for concurrent use.
type Worlds struct {
	// Pause, if set, is called before every step of a band that begins with them: where one
	// processor does everything, others have their turn then.
	Pause func()

	mu   sync.Mutex
	idle []*world // the last kept first
}

// mostWorlds are kept. One takes 8 MB for the base case, and with its scenes, which only the one
// kept last has, 40 MB more.
const mostWorlds = 4

// Band is NewBand with the worlds that are kept. They are the band's until it is kept again.
func (k *Worlds) Band(models []*Model) *Band {
	band := &Band{}
	if k != nil {
		band.pause = k.Pause
	}
	for _, m := range models {
		band.blocks = append(band.blocks, newBlock(m, band.worldOf(m, k)))
	}
	return band
}

// Keep takes the worlds of a band that plays no more.
func (k *Worlds) Keep(b *Band) {
	if k == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.idle = slices.Concat(b.worlds, k.idle)
	k.idle = k.idle[:min(len(k.idle), mostWorlds)]
	for _, w := range k.idle[1:] {
		w.forget()
	}
}

// take returns a world of a model that is kept, and keeps it no more; nil for none.
func (k *Worlds) take(m *Model) *world {
	if k == nil {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, w := range k.idle {
		if w.m.sameWorld(m) {
			k.idle = slices.Delete(k.idle, i, i+1)
			return w
		}
	}
	return nil
}

// sameDesign reports whether two designs are one. Those that cannot be compared are not.
func sameDesign(a, b draw.Design) bool {
	return reflect.ValueOf(a).Comparable() && reflect.ValueOf(b).Comparable() && a == b
}
