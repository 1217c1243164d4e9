package scenarios

import "slices"

// layer is a mapping that is changed key by key: a change takes a time that does
// not grow with the mapping, where node.with copies it.
type layer struct {
	node  *node
	pairs []pair // one without a key was removed
	at    map[string]int
}

// layerOver begins with what a mapping holds.
func layerOver(n *node) *layer {
	l := &layer{node: n, pairs: slices.Clone(n.pairs), at: make(map[string]int, len(n.pairs))}
	for i, p := range n.pairs {
		l.at[p.key.text] = i
	}
	return l
}

// pair returns what stands at a key, or nil.
func (l *layer) pair(key string) *pair {
	if i, ok := l.at[key]; ok {
		return &l.pairs[i]
	}
	return nil
}

func (l *layer) put(key, value *node) {
	if p := l.pair(key.text); p != nil {
		*p = pair{key, value}
		return
	}
	l.at[key.text] = len(l.pairs)
	l.pairs = append(l.pairs, pair{key, value})
}

func (l *layer) remove(key string) {
	if p := l.pair(key); p != nil {
		*p = pair{}
		delete(l.at, key)
	}
}

// done returns the mapping as it is now.
func (l *layer) done() *node {
	out := *l.node
	out.pairs = slices.DeleteFunc(l.pairs, func(p pair) bool { return p.key == nil })
	return &out
}
