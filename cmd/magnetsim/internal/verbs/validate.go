package verbs

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/mc"
	"magnetsim/sim/unit"
)

func validateCommand(a *app.App) *cobra.Command {
	v := &validation{App: a}
	c := frame.Command("validate", frame.Scenarios("a shipped name or the path of a file"), v.run)
	c.Flags().BoolVar(&v.explain, "explain", false, "also print every distribution as it is understood, and every default")
	c.Flags().BoolVar(&v.json, "json", false, "print the problems as JSON")
	return c
}

type validation struct {
	*app.App
	explain, json bool
}

// checked is what was found out about one scenario: the JSON of the verb.
type checked struct {
	File        string                 `json:"file"`
	Valid       bool                   `json:"valid"`
	Problems    scenarios.Problems     `json:"problems"`
	Explanation *scenarios.Explanation `json:"explanation,omitempty"`
	Bases       map[string]int         `json:"bases,omitempty"` // what the figures rest on, where the file says
	summary     string
	grounded    string // what the figures rest on, in words
}

func (v *validation) run(_ context.Context, args []string) error {
	var all []checked
	var found scenarios.Problems
	for _, arg := range args {
		c := v.check(arg)
		all = append(all, c)
		found = append(found, c.Problems...)
		if !v.json {
			if err := v.show(c); err != nil {
				return err
			}
		}
	}
	if v.json {
		e := json.NewEncoder(v.Out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(struct {
			Format int       `json:"format_version"`
			Files  []checked `json:"files"`
		}{file.JSONVersion, all}); err != nil {
			return err
		}
	}
	if found.Failed() {
		return app.ShownProblems{Problems: found}
	}
	return nil
}

// check loads a scenario, which checks it with every policy and case, and makes
// sure that each can be played.
func (v *validation) check(arg string) checked {
	loaded, problems := v.Load(arg, scenarios.Options{})
	if loaded != nil {
		problems = append(problems, playable(loaded, arg)...)
	}
	c := checked{File: arg, Valid: !problems.Failed(), Problems: problems}
	if c.Problems == nil {
		c.Problems = scenarios.Problems{} // [] rather than null
	}
	if !c.Valid {
		return c
	}
	_, resolved, _ := loaded.Build()
	explained := resolved.Explain()
	c.summary = fmt.Sprintf("%s, %s, %s", unit.Counted(len(loaded.Policies()), "policy"), unit.Counted(len(loaded.Cases()), "case"), unit.Counted(len(explained.Drawn), "uncertain figure"))
	c.ground(resolved.Assumptions())
	if v.explain {
		c.Explanation = &explained
	}
	return c
}

// ground counts what the figures rest on, where the file says that of any.
func (c *checked) ground(figures []scenarios.Assumption) {
	if c.grounded = output.Grounded(app.Each(figures, func(a scenarios.Assumption) output.Assumption { return output.Assumption(a) })); c.grounded == "" {
		return
	}
	c.Bases = map[string]int{}
	for _, a := range figures {
		if a.Basis != "" {
			c.Bases[a.Basis]++
		}
	}
}

// playable returns what keeps the variants of a sound scenario from being
// compiled, and its criteria from being judged.
func playable(l *scenarios.Loaded, arg string) scenarios.Problems {
	var found scenarios.Problems
	var metrics []scenarios.Metric // the same of all variants
	try := func(what string, edits ...scenarios.Edit) {
		built, _, problems := l.Build(edits...)
		if built == nil {
			found = append(found, problems...)
			return
		}
		model, err := sim.Compile(built)
		if err != nil {
			found = append(found, scenarios.Problem{File: arg, Severity: scenarios.Error, Rule: "cannot-play", Msg: what + ": " + err.Error()})
			return
		}
		metrics = experiment.Metrics(model)
	}
	for _, p := range l.Policies() {
		try("policy "+p, scenarios.Policy(p))
	}
	for _, c := range l.Cases() {
		try("case "+c, scenarios.Case(c))
	}
	found = append(found, unbuildable(l, arg)...)
	if metrics == nil {
		return found // the criteria cannot be held against anything
	}
	_, problems := l.Criteria(metrics)
	return append(found, problems...)
}

// mostBuilt is the number of cells above which those of a sweep are not built, each of
// which takes some hundredths of a second: sweep --dry-run builds them all.
const mostBuilt = 1000

// unbuildable returns what keeps cells of a sweep from being played. What is amiss
// in many cells is told of the first.
func unbuildable(l *scenarios.Loaded, arg string) scenarios.Problems {
	sweep := l.Sweep()
	if sweep == nil || len(sweep.Cells) > mostBuilt {
		return nil
	}
	wrong := make([]scenarios.Problems, len(sweep.Cells))
	err := mc.PlayAll(context.Background(), 0, len(wrong), func(i int) *mc.Job {
		wrong[i] = faultsOf(l, arg, sweep.Cells[i])
		return nil // there is nothing to play
	})
	if err != nil {
		return scenarios.Problems{{File: arg, Severity: scenarios.Error, Rule: "cannot-play", Msg: err.Error()}}
	}
	var found scenarios.Problems
	told := map[string]bool{}
	for i, cell := range sweep.Cells {
		for _, p := range wrong[i] {
			if key := p.String(); !told[key] {
				told[key] = true
				p.Msg = "cell " + cell.ID + ": " + p.Msg
				found = append(found, p)
			}
		}
	}
	return found
}

// faultsOf returns the errors of a cell.
func faultsOf(l *scenarios.Loaded, arg string, cell scenarios.Cell) scenarios.Problems {
	loaded, problems := l.At("", cell)
	if loaded == nil {
		return slices.DeleteFunc(problems, func(p scenarios.Problem) bool { return p.Severity != scenarios.Error })
	}
	if _, err := experiment.New(loaded); err != nil {
		return scenarios.Problems{{File: arg, Severity: scenarios.Error, Rule: "cannot-play", Msg: plain(err).Error()}}
	}
	return nil
}

func (v *validation) show(c checked) error {
	if err := c.Problems.Render(v.Out); err != nil {
		return err
	}
	if !c.Valid {
		return nil
	}
	if len(c.Problems) > 0 {
		fmt.Fprintln(v.Out)
	}
	if _, err := fmt.Fprintf(v.Out, "%s: valid (%s)\n", c.File, c.summary); err != nil {
		return err
	}
	if c.grounded != "" {
		fmt.Fprintln(v.Out, c.grounded)
	}
	if c.Explanation == nil {
		return nil
	}
	fmt.Fprintln(v.Out)
	return c.Explanation.Render(v.Out)
}
