package verbs

import (
	"fmt"
	"math"
	"os"
	"slices"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/sim"
	"magnetsim/sim/study"
)

// pick finds the trial that is asked for among those stored, its place among them
// and its row.
func (t *trialVerb) pick(p *folder.Past, variant int, number []string) (output.TrialPlace, *file.StoredTrial, error) {
	none := output.TrialPlace{}
	v, metric := p.Report.Variants[variant], p.Report.Chief()
	set, err := p.TrialsOf(v, func(c output.Column) bool { return c.Title == metric }, math.MaxInt)
	if err == nil && len(set.Columns) == 0 {
		err = fmt.Errorf("%s of %s has no %s\n  run the scenario again with --force", folder.TrialsParquet, t.Shown(p.Dir), metric)
	}
	if err != nil {
		return none, nil, err
	}
	at, why, err := t.choose(p.Report, variant, set, number)
	if err != nil {
		return none, nil, err
	}
	place := placeOf(set, at)
	place.Chosen, place.Metric = why, metric
	if s, ok := p.Report.Stat(variant, metric, "mean"); ok {
		place.Unit = s.Unit
	}
	var row *file.StoredTrial
	err = p.ReadTrials(func(f *os.File, size int64) error {
		row, err = file.ReadTrial(f, size, set.Address, place.Number)
		if err == nil && row == nil {
			err = fmt.Errorf("it has no trial %d", place.Number)
		}
		return err
	})
	return place, row, err
}

// choose returns the place of a trial in the list, and why it was chosen.
func (t *trialVerb) choose(r *output.Report, variant int, v *file.TrialSet, number []string) (at int, why string, err error) {
	values := v.Values[0]
	if len(number) == 1 {
		n, err := numberOf(number[0])
		if err != nil {
			return 0, "", err
		}
		if at = slices.Index(v.Numbers, n); at < 0 {
			return 0, "", app.Misused(fmt.Errorf("%s", absent(n, v.Numbers)), "magnetsim trial")
		}
		return at, "", nil
	}
	if t.worst {
		top := slices.Max(values)
		return slices.Index(values, top), "the trial with the largest shortfall of the run", nil
	}
	name, title := "p50", "the median"
	if t.p95 {
		name, title = "p95", "p95"
	}
	target := quantile(values, map[string]float64{"p50": 0.5, "p95": 0.95}[name])
	if s, ok := r.Stat(variant, r.Chief(), name); ok && !math.IsNaN(s.Value) {
		target = s.Value
		title += fmt.Sprintf(" of the run's shortfall, %s", s.Text())
	} else {
		title += " of the run's shortfall"
	}
	return nearestTo(values, target), "the trial nearest to " + title, nil
}

// absent says why a trial is not among those stored.
func absent(n uint64, trials []uint64) string {
	least, most := slices.Min(trials), slices.Max(trials)
	if n > least && n < most {
		return fmt.Sprintf("trial %d failed in the run and has no row", n)
	}
	return fmt.Sprintf("the run has no trial %d: its trials are %d to %d", n, least, most)
}

// quantile is the smallest value that at least a share p of all do not exceed.
func quantile(values []float64, p float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[max(0, int(math.Ceil(p*float64(len(sorted))))-1)]
}

// nearestTo returns the first of the values that are nearest to a target.
func nearestTo(values []float64, target float64) int {
	best := 0
	for i, x := range values {
		if math.Abs(x-target) < math.Abs(values[best]-target) {
			best = i
		}
	}
	return best
}

// placeOf says where a trial stands among all.
func placeOf(v *file.TrialSet, at int) output.TrialPlace {
	values := v.Values[0]
	p := output.TrialPlace{Number: v.Numbers[at], Value: values[at], Trials: int64(len(values))}
	for _, x := range values {
		switch {
		case x < p.Value:
			p.Below++
		case x == p.Value:
			p.Same++
		}
	}
	p.Below /= float64(len(values))
	p.Same /= float64(len(values))
	return p
}

// sameAsStored compares every input and every stored metric of a trial with its row, and
// returns how many there are. A cell is empty where a number is not finite.
func sameAsStored(m *sim.Model, t *study.Trial, row *file.StoredTrial) (int, error) {
	n := 0
	same := func(name string, x float64, stored map[string]float64) error {
		y, ok := stored[name]
		finite := !math.IsInf(x, 0) && !math.IsNaN(x)
		n++
		switch {
		case ok != finite:
			return fmt.Errorf("%s is %g, and %s was stored", name, x, map[bool]string{true: fmt.Sprint(y), false: "nothing"}[ok])
		case ok && math.Float64bits(x) != math.Float64bits(y):
			return fmt.Errorf("%s is %.17g, and %.17g was stored", name, x, y)
		}
		return nil
	}
	for i, in := range m.Inputs() {
		if err := same(in.Name, t.Inputs[i], row.Inputs); err != nil {
			return n, err
		}
	}
	if len(row.Inputs) != n {
		return n, fmt.Errorf("%d inputs are drawn, and %d were stored", n, len(row.Inputs))
	}
	for i, x := range m.Metrics() {
		if !row.Holds[x.Name] {
			continue // only the main ones are stored
		}
		if err := same(x.Name, t.Metrics[i], row.Metrics); err != nil {
			return n, err
		}
	}
	return n, nil
}
