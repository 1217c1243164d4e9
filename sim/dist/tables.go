package dist

import "sync"

// shapes keeps the tables that have been made, by what they depend on: a
// scenario is built many times over, once for each of its policies and cases.
var shapes = tables{most: mostTables}

// mostTables is the number of tables kept, 13 KB each. A scenario has some dozen;
// a search that varies a shape makes another with every level that it tries.
const mostTables = 2048

// tables makes each table once. Once there are too many it forgets all of them:
// the distributions that have one keep it, and what is still wanted is made
// again in less time than it takes to say what was used last.
type tables struct {
	most int

	mu   sync.Mutex
	made map[inverse]func() *curve
}

// of returns the table of a distribution, made when it is first read.
func (t *tables) of(d inverse) *curve { return t.promise(d)() }

// promise returns what makes the table, once; callers of different
// distributions do not wait for one another.
func (t *tables) promise(d inverse) func() *curve {
	t.mu.Lock()
	defer t.mu.Unlock()
	if table, ok := t.made[d]; ok {
		return table
	}
	if t.made == nil || len(t.made) >= t.most {
		t.made = map[inverse]func() *curve{}
	}
	table := sync.OnceValue(func() *curve { return newCurve(d) })
	t.made[d] = table
	return table
}

func curveOf(d inverse) *curve { return shapes.of(d) }
