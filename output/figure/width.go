package figure

import (
	"sync"

	"gonum.org/v1/plot/vg"
)

// width is how wide a line is set.
func (p pen) width(line string) vg.Length {
	return widths.of(lineSet{p.size, p.bold, line}, func() (w vg.Length) {
		for _, r := range p.stretches(line) {
			face := r.sized(p.size)
			w += face.Width(r.text)
		}
		return w
	})
}

// lineSet is a line as it is set.
type lineSet struct {
	size vg.Length
	bold bool
	line string
}

// widths are those of lines that were set: a figure is drawn again and again, of other numbers,
// with the same words.
var widths lineWidths

// mostWidths lines are remembered: some hundred stand on a figure, and on the way to its lines.
const mostWidths = 4096

type lineWidths struct {
	mu    sync.Mutex
	known map[lineSet]vg.Length
}

// of returns a width that is known, or measures it.
func (m *lineWidths) of(line lineSet, measure func() vg.Length) vg.Length {
	m.mu.Lock()
	defer m.mu.Unlock()
	w, ok := m.known[line]
	if !ok {
		w = measure()
		if m.known == nil || len(m.known) == mostWidths {
			m.known = map[lineSet]vg.Length{}
		}
		m.known[line] = w
	}
	return w
}
