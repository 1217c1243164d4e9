package study

import (
	"cmp"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
)

// Trial is one trial played again and watched step by step.
type Trial struct {
	Inputs   []float64 // as sim.Model.Inputs lists them
	Metrics  []float64 // as sim.Model.Metrics lists them
	Steps    []sim.Look
	Visits   []sim.Visit
	Severity [][]float64 // by curb and step: mean over the step

	scenario                *chain.Scenario
	model                   *sim.Model
	subjects                []sim.SubjectNote
	sourceBegin, plantBegin []float64 // years after the start
}

// PlayTrial plays one trial of a model that was compiled from a scenario, with
// the numbers that it has in every run of the design.
func PlayTrial(s *chain.Scenario, m *sim.Model, d draw.Design, number uint64) (*Trial, error) {
	t := &Trial{scenario: s, model: m, subjects: m.Subjects()}
	b := m.NewBlock()
	if err := b.Play(d, number, 1, func(k int) { t.Steps = append(t.Steps, b.Look(0, k)) }); err != nil {
		return nil, err
	}
	for i := range m.Inputs() {
		t.Inputs = append(t.Inputs, b.Input(i)[0])
	}
	for i := range m.Metrics() {
		t.Metrics = append(t.Metrics, b.Metric(i)[0])
	}
	t.Visits, t.Severity = b.Visits(0), b.Severities(0)
	t.sourceBegin, t.plantBegin = b.Begins(0)
	return t, nil
}

// Value returns a metric of the trial by its name; NaN where there is none.
func (t *Trial) Value(metric string) float64 {
	i := indexOf(t.model.Metrics(), metric)
	if i < 0 {
		return math.NaN()
	}
	return t.Metrics[i]
}

// Curb names the curb of a visit and its regime, "" of a scheduled one.
func (t *Trial) Curb(v sim.Visit) (curb, state string) {
	c := t.scenario.Curbs[v.Curb]
	if v.State >= 0 {
		state = c.Regimes.States[v.State].Name
	}
	return c.Name, state
}

// stageOf returns the stage of the chain of a material.
func (t *Trial) stageOf(material string) string {
	i := slices.IndexFunc(t.scenario.Materials, func(m chain.Material) bool { return m.Name == material })
	if i < 0 {
		return ""
	}
	return cmp.Or(t.scenario.Materials[i].Stage, material)
}

// weeks returns steps as weeks.
func (t *Trial) weeks(steps int) float64 { return float64(steps) * t.model.StepYears() * weeksPerYear }

// stepsIn returns a number of weeks as steps, one at least.
func (t *Trial) stepsIn(weeks float64) int {
	return max(1, int(math.Round(weeks/weeksPerYear/t.model.StepYears())))
}

const weeksPerYear = chain.DaysPerYear / 7

// asOne is the time, in weeks, within which two spells of the same thing are told
// as one.
const asOne = 4

// spell is a stretch of steps, from From to To−1.
type spell struct{ From, To int }

// spells lists the stretches of steps in which something holds; what is not
// further apart than asOne is one.
func (t *Trial) spells(holds func(k int) bool) []spell {
	var all []spell
	gap := t.stepsIn(asOne)
	for k := range t.Steps {
		if !holds(k) {
			continue
		}
		if n := len(all); n > 0 && k-all[n-1].To < gap {
			all[n-1].To = k + 1
		} else {
			all = append(all, spell{k, k + 1})
		}
	}
	return all
}

// shortAt is the share of a step's need that must be newly unmet for a sector to
// count as short, as in the metrics.
const shortAt = 0.01 + 1e-9

func (t *Trial) short(subject, k int) bool {
	x := &t.Steps[k].Subjects[subject]
	return x.Short > shortAt*x.Effective
}

// total adds up a quantity over the steps from one to before another.
func total(from, to int, of func(k int) float64) (sum float64) {
	for k := from; k < to; k++ {
		sum += of(k)
	}
	return sum
}

// summed adds up numbers in their order.
func summed(all []float64) float64 {
	return total(0, len(all), func(i int) float64 { return all[i] })
}

// since returns the first of the steps of so many weeks that end with a step.
func (t *Trial) since(weeks float64, step int) int { return max(0, step+1-t.stepsIn(weeks)) }
