package html

import (
	"fmt"
	"strconv"
	"strings"

	"magnetsim/output"
)

// title is what a run is called for people.
func (r Run) title() string {
	if t := clean(r.Report.Title); t != "" {
		return t
	}
	if t := clean(r.Report.Scenario); t != "" {
		return t
	}
	return "A run without a name"
}

// line says in one line what was run.
func (r Run) line() string {
	run := r.Report.Run
	parts := []string{r.Report.Scenario, trials(run.Trials), "seed " + strconv.FormatUint(run.Seed, 10), run.Sampling + " sampling"}
	if run.Start != "" {
		parts = append(parts, run.Start+" to "+run.End+" by "+run.StepName)
	}
	if !run.Complete {
		parts = append(parts, "INTERRUPTED before "+grouped(run.Asked))
	}
	return clean(strings.Join(parts, " · "))
}

// asked says in words what a run was to find out.
func (r Run) asked() string {
	n := len(r.Report.Variants)
	what := "What happens under one policy"
	if n > 1 {
		what = fmt.Sprintf("How %d policies fare on the same draws", n)
	}
	if r.Report.Run.Start == "" {
		return what + "."
	}
	return clean(fmt.Sprintf("%s, %s by %s from %s to %s.", what, r.Report.Run.StepName, r.Report.Run.StepName, r.Report.Run.Start, r.Report.Run.End))
}

// says tells a change as what a policy does.
func (c Change) says() string {
	path, before, after := clean(c.Path), clean(c.Old), clean(c.New)
	switch {
	case after == "":
		return fmt.Sprintf("takes away %s (%s)", path, before)
	case before == "":
		return fmt.Sprintf("adds %s: %s", path, after)
	}
	return fmt.Sprintf("sets %s to %s (otherwise %s)", path, after, before)
}

// policy says in words what a variant changes.
type policy struct {
	Label   string
	Name    string
	Changes []string
	Nothing bool // it is known to change nothing
}

func (r Run) policies() []policy {
	var all []policy
	for i, v := range r.Report.Variants {
		p := policy{Label: clean(v.Label()), Name: clean(v.Policy)}
		if i < len(r.Changes) {
			p.Nothing = len(r.Changes[i]) == 0
			for _, c := range r.Changes[i] {
				p.Changes = append(p.Changes, c.says())
			}
		}
		all = append(all, p)
	}
	return all
}

// computed are the facts by which a run can be checked and repeated.
func (r Run) computed() [][2]string {
	run := r.Report.Run
	played := trials(run.Trials)
	if !run.Complete {
		played += " of " + grouped(run.Asked) + ": it was interrupted"
	}
	facts := [][2]string{
		{"Trials", played + ", the same draws under every policy"},
		{"Seed", strconv.FormatUint(run.Seed, 10)},
		{"Sampling", run.Sampling},
		{"Horizon", fmt.Sprintf("%s to %s, %d steps of a %s", run.Start, run.End, run.Steps, run.StepName)},
		{"Program", "magnetsim " + run.Version + " on " + run.GoArch},
		{"Scenario's hash (SHA-256)", run.Hash},
		{"Balance of masses", fmt.Sprintf("exact to %.0e of a material's flow", r.Report.Health.Imbalance)},
	}
	if n := r.Report.Health.Failed; n > 0 {
		facts = append(facts, [2]string{"Failed trials", fmt.Sprintf("%s, not counted; the first said: %s", grouped(n), r.Report.Health.FirstError)})
	}
	for i := range facts {
		facts[i][1] = clean(facts[i][1])
	}
	return facts
}

// repeats is the command that gives the same numbers; notes on it follow.
const (
	repeats     = "magnetsim run scenario.resolved.yaml"
	repeatsNote = "In the results folder, which holds the scenario in full: it gives the same numbers, bit for bit on the same processor architecture, whatever the number of workers."
)

// subtle notes that hold for all tables of a page.
const legend = "± is the sampling error (95%): how far a number may be off as the trials are finitely many. CVaR95 is the mean of the worst 5% of the trials. Shortfall is demand lost for good."

func trials(n int64) string {
	if n == 1 {
		return "1 trial"
	}
	return grouped(n) + " trials"
}

// grouped writes a whole number with thousands separators.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// capital begins a sentence with a capital, unless with a sign such as p95.
func capital(s string) string {
	if first, _, _ := strings.Cut(s, " "); strings.ContainsAny(first, "0123456789") {
		return s
	}
	for _, r := range s {
		return strings.ToUpper(string(r)) + s[len(string(r)):]
	}
	return s
}

// words of an outcome, with a sign that does not rest on colour.
var outcomes = map[string]struct{ Sign, Word, Class string }{
	output.Pass:     {"✓", "pass", "good"},
	output.Fail:     {"✗", "FAIL", "bad"},
	output.TooClose: {"?", "too close to call", "open"},
}
