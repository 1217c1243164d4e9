package scenarios

import (
	"maps"

	"magnetsim/sim/unit"
)

// earlier are figures as they were read when their file was checked, as it stands and under its
// policies and cases: a variant that is built later changes few of them, and reads only these.
// Nothing is added once the file is loaded.
type earlier struct {
	figures map[standing]written

	// What figures are read by, beside themselves.
	currency string
	calendar unit.Calendar
	exchange map[string]float64
}

// standing is a figure as it stands in a file: a scalar by its text, any other by its node.
type standing struct {
	path   string
	spec   *figure
	text   string
	quoted bool
	node   *node
}

func standingOf(at place, f *figure) standing {
	if at.value.kind == scalar && !at.value.broken {
		return standing{path: at.path, spec: f, text: at.value.text, quoted: at.value.quoted}
	}
	return standing{path: at.path, spec: f, node: at.value}
}

// take keeps the figures that a decoder read without a problem. Those of the file as it
// stands come first, and what is read by something else is not kept.
func (k *earlier) take(d *decoder) {
	if k.figures == nil {
		k.figures, k.currency, k.calendar, k.exchange = map[standing]written{}, d.currency, d.calendar, d.exchange
	}
	if !k.suits(d) {
		return
	}
	for _, w := range d.figures {
		if w.sound {
			k.figures[standingOf(w.place, w.spec)] = w
		}
	}
}

func (k *earlier) suits(d *decoder) bool {
	return k.currency == d.currency && k.calendar == d.calendar && maps.Equal(k.exchange, d.exchange)
}

// readBefore returns a figure that was read before; false of any other.
func (d *decoder) readBefore(at place, f *figure) (written, bool) {
	if d.earlier == nil || !d.earlier.suits(d) {
		return written{}, false
	}
	w, ok := d.earlier.figures[standingOf(at, f)]
	w.place, w.again = at, ok
	return w, ok
}
