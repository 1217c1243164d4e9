package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// limitsByKey is limitsTable by its keys.
var limitsByKey = func() map[string]*limits {
	all := map[string]*limits{}
	for i := range limitsTable {
		all[limitsTable[i].key] = &limitsTable[i]
	}
	return all
}()

// alikes are beginnings of paths whose figures are limited as those of another, but where
// they have a row of their own; so is every cost as that of the policy.
var alikes = []struct{ here, there string }{
	{"sources.", "*."}, {"plants.", "*."},
	{"sectors.*.uses.*.substitution.", "sectors.*.substitution."},
	{"curbs.*.regimes.*.", "curbs.*."},
}

// limitsOf returns the row of the figure at a path in a unit; nil for a share
// between 0 and 1.
func limitsOf(path, unit string) *limits {
	keys := []string{strings.TrimPrefix(generic(path), "policies.*.")}
	for _, x := range alikes {
		if rest, ok := strings.CutPrefix(keys[0], x.here); ok {
			keys = append(keys, x.there+rest)
		}
	}
	if at := strings.LastIndex(keys[0], "cost."); at > 0 {
		keys = append(keys, keys[0][at:])
	}
	for _, k := range keys {
		if row := cmp.Or(limitsByKey[k], limitsByKey[k+" in "+unit]); row != nil {
			return row
		}
	}
	return nil
}

// generic returns a path of the format with * in the place of names.
func generic(path string) string {
	keys := strings.Split(path, ".")
	s := format
	for i, k := range keys {
		named := s != nil && s.form == namedForm
		if s != nil {
			s = s.child(k)
		}
		if named {
			keys[i] = "*"
		}
	}
	return strings.Join(keys, ".")
}

// plausibility reports figures that cannot be, or hardly can.
func (k *checker) plausibility() {
	for _, w := range k.d.figures {
		row := w.limits
		if row == nil || !w.number.Given() {
			continue
		}
		if x, wrong := w.beyond(row.possible, 0.001); wrong {
			k.report(k.value(w.path), "impossible", fmt.Sprintf("%s %s, but %s is possible", w.path, w.reaches(x), row.possible.words(x, w)), "check the figure and its unit")
			continue
		}
		if x, odd := w.beyond(row.plausible, 0.05); odd {
			k.doubt(k.value(w.path), "implausible", fmt.Sprintf("%s %s, but %s is plausible", w.path, w.reaches(x), row.plausible.words(x, w)), row.why, "check the figure and its unit")
		}
	}
}

// beyond returns a value of a figure that lies outside an interval: of a
// distribution one of the two percentiles that leave a tail outside. The bulk of
// it should be plausible, and what a run of some thousand trials draws possible.
func (w written) beyond(i interval, tail float64) (float64, bool) {
	for _, p := range []float64{tail, 1 - tail} {
		if x := w.number.Dist.Quantile(p); i.outside(x) {
			return x, true
		}
	}
	return 0, false
}

// reaches says that a figure has a value, or values up to it.
func (w written) reaches(x float64) string {
	if _, fixed := w.number.Fixed(); fixed {
		return "is " + w.shown(x)
	}
	return "reaches " + w.shown(x)
}

// words says which bound of an interval a value passes.
func (i interval) words(x float64, w written) string {
	if x > i.hi {
		return "at most " + w.shown(i.hi)
	}
	return "at least " + w.shown(i.lo)
}

// shown writes a value of a figure for people.
func (w written) shown(x float64) string { return shownIn(x, w.number.Unit) }

// shownIn writes a value in the unit of a column for people.
func shownIn(x float64, u string) string {
	switch u {
	case "yr":
		return aTimeOf(x)
	case "share/yr":
		return unit.Format(x, "share") + "/yr"
	case "per yr":
		return unit.Format(x, "") + "/yr"
	case "×":
		return unit.Format(x, "") + " times"
	default:
		return unit.Format(x, u)
	}
}

// aTimeOf writes a time for people.
func aTimeOf(years float64) string {
	text := displayTime(years, years)
	if one := strings.TrimSuffix(text, "s"); strings.HasPrefix(text, "1 ") {
		return one
	}
	return text
}

// doubt is a warning that the results repeat: what it says bears on the answer.
func (n *notes) doubt(at origin, rule, msg, why, fix string) {
	n.warn(at, rule, msg, fix).Why = why
}

// doubts are the warnings that bear on the answer of a run: they have a reason,
// and concern the file or one of its policies, not a case that is not played.
func (p Problems) doubts() Problems {
	return slices.DeleteFunc(slices.Clone(p), func(q Problem) bool { return q.Severity != Warning || q.Why == "" || q.ofCase })
}
