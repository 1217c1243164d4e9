package stat

import "sync"

// known remembers what a pure function gave: all metrics of a sample ask for the quantiles
// and the ranks of one number of trials. It is safe for concurrent use.
type known[K comparable, V any] struct {
	mu  sync.Mutex
	all map[K]V
}

// mostKnown values are remembered; beyond them all are forgotten.
const mostKnown = 1024

func (k *known[K, V]) of(key K, find func() V) V {
	k.mu.Lock()
	v, ok := k.all[key]
	k.mu.Unlock()
	if ok {
		return v
	}
	v = find()
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.all == nil || len(k.all) == mostKnown {
		k.all = map[K]V{}
	}
	k.all[key] = v
	return v
}
