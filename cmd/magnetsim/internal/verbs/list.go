package verbs

import (
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/file"
	"magnetsim/output/screen"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/unit"
)

// topic is something that can be listed.
type topic struct {
	name, short string
	header      []string
	rows        func(args []string) ([][]string, error)
	takes       frame.Takes // nothing, unless use says what
	use, long   string
}

func listCommand(a *app.App) *cobra.Command {
	list := frame.Command("list", frame.Nothing, nil)
	for _, t := range (lists{a}).topics() {
		list.AddCommand(topicVerb(a, t))
	}
	onlyTopics(list)
	return list
}

func topicVerb(a *app.App, t topic) *cobra.Command {
	c := &cobra.Command{Use: t.name, Short: t.short, Long: t.long, Args: frame.Nothing.Args}
	if t.use != "" {
		c.Use, c.Args, c.ValidArgsFunction = t.use, t.takes.Args, t.takes.Words
	}
	asJSON := false
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON instead of the screen")
	c.RunE = func(_ *cobra.Command, args []string) error {
		rows, err := t.rows(args)
		if err != nil {
			return err
		}
		header := t.header
		if header == nil { // it differs: the first row
			header, rows = rows[0], rows[1:]
		}
		return printList(a, asJSON, strings.Join(args, ""), output.Words(t.name, t.short, header, rows))
	}
	return c
}

// printList prints a list, of a scenario where it has one: aligned, for other programs a row
// a line, or as JSON.
func printList(a *app.App, asJSON bool, scenario string, list output.Table) error {
	if asJSON {
		head := output.Head{Verb: "list", Scenario: scenario, Version: experiment.Version(), GoArch: runtime.GOARCH, Complete: true}
		return file.Write(a.Out, "json", head, list)
	}
	shown := frame.Screen(a)
	if !a.Terminal(a.Out) {
		shown.Width = unwrapped
	}
	return screen.Table(a.Out, list, shown)
}

// lists are the topics of the verb.
type lists struct{ *app.App }

func (a lists) topics() []topic {
	return []topic{
		{name: "scenarios", short: "The scenarios that come with the program", header: []string{"name", "title"}, rows: shippedRows},
		{name: "plots", short: "All figures, and the command that draws each", header: []string{"name", "of", "what it shows"}, rows: plotRows},
		{name: "metrics", short: "The metrics that the trials of a scenario report", header: []string{"metric", "title", "unit", "meaning"}, rows: a.metricRows,
			use: "metrics [SCENARIO]", takes: frame.Takes{Args: frame.Count(0, 1, "one scenario"), Words: frame.ScenarioArgs(1)},
			long: "What every trial of a scenario reports, in the order of its results:\nof " + tour + " unless another is named. metric@2027 is a metric of that year; to\nadd others than those listed, name them in run.measure.also: metric@2027, or\nmetric@2027-01..2027-07."},
		{name: "criteria", short: "The pass/fail conditions that a scenario can set for its policies", header: []string{"form", "what it judges", "example"}, rows: criteriaRows, long: frame.Paragraph("criteria")},
		{name: "distributions", short: "The distributions that a figure can have", header: []string{"name", "what it takes", "example"}, rows: distributionRows},
		{name: "policies", short: "The policies of a scenario", header: []string{"policy", "title"}, rows: a.ofScenario((*scenarios.Loaded).Policies, (*scenarios.Loaded).PolicyTitle), use: "policies SCENARIO", takes: frame.OneScenario},
		{name: "cases", short: "The cases of a scenario", header: []string{"case", "title"}, rows: a.ofScenario((*scenarios.Loaded).Cases, (*scenarios.Loaded).CaseTitle), use: "cases SCENARIO", takes: frame.OneScenario},
		{name: "levers", short: "What the policies of a scenario set", rows: a.leverRows, use: "levers SCENARIO", takes: frame.OneScenario,
			long: "The places that a policy sets, each with its value in the file (base) and under\neach policy; blank if there is none."},
		{name: "units", short: "The units that a value can have", header: []string{"unit", "of", "meaning"}, rows: unitRows},
	}
}

// unwrapped is a width at which every row is one line, for other programs.
const unwrapped = 1 << 16

// tour is the shipped scenario that shows all of the format.
const tour = "india-2026"

func shippedRows([]string) ([][]string, error) {
	return app.Each(scenarios.ShippedNames(), func(name string) []string { return []string{name, scenarios.ShippedTitle(name)} }), nil
}

func plotRows([]string) ([][]string, error) {
	return append(
		app.Each(figure.List(), func(f figure.Info) []string { return []string{f.Name, "run", f.Doc} }),
		app.Each(figure.Others(), func(f figure.Made) []string { return []string{f.Name, f.Verb, f.Doc} })...), nil
}

func (a lists) metricRows(args []string) ([][]string, error) {
	l, base, err := a.asItStands(append(args, tour)[0])
	if err != nil {
		return nil, err
	}
	metrics, err := frame.MetricsOf(l)
	if err != nil {
		return nil, err
	}
	titles := output.Titles(base.Titles())
	return app.Each(metrics, func(m sim.Metric) []string {
		return []string{m.Name, titles.Metric(m.Name), m.Unit, m.Doc}
	}), nil
}

func criteriaRows([]string) ([][]string, error) {
	return app.Each(scenarios.CriterionForms(), func(f scenarios.CriterionForm) []string { return []string{f.Form, f.Meaning, f.Example} }), nil
}

func distributionRows([]string) ([][]string, error) {
	rows := [][]string{{"A to B", "p5 and p95: lognormal, logit-normal for a share, normal for a figure that can be negative", "20 days to 90 days"}}
	return append(rows, app.Each(scenarios.Families(), func(f scenarios.Family) []string { return []string{f.Key, f.Doc, f.Form} })...), nil
}

func unitRows([]string) ([][]string, error) {
	return app.Each(unit.Units(), func(u unit.Def) []string { return []string{u.Symbol, u.Dim, u.Meaning} }), nil
}

// ofScenario lists names that a scenario has, with their titles.
func (a lists) ofScenario(names func(*scenarios.Loaded) []string, title func(*scenarios.Loaded, string) string) func([]string) ([][]string, error) {
	return func(args []string) ([][]string, error) {
		l, err := a.MustLoad(args[0], scenarios.Options{})
		if err != nil {
			return nil, err
		}
		return app.Each(names(l), func(name string) []string { return []string{name, title(l, name)} }), nil
	}
}

// asItStands loads a scenario and builds it without a policy.
func (a lists) asItStands(name string) (*scenarios.Loaded, *scenarios.Resolved, error) {
	l, err := a.MustLoad(name, scenarios.Options{})
	if err != nil {
		return nil, nil, err
	}
	base, err := built(l)
	return l, base, err
}

// leverRows are a header and a row for each place that some policy changes.
func (a lists) leverRows(args []string) ([][]string, error) {
	l, base, err := a.asItStands(args[0])
	if err != nil {
		return nil, err
	}
	titles := output.Titles(base.Titles())
	header := append([]string{"lever", "title", "base"}, l.Policies()...)
	rows, at := [][]string{header}, map[string]int{}
	under := []map[string]string{inForce(base)}
	for _, policy := range l.Policies() {
		r, err := built(l, scenarios.Policy(policy))
		if err != nil {
			return nil, err
		}
		for _, c := range scenarios.Diff(base, r) {
			if _, known := at[c.Path]; !known {
				at[c.Path] = len(rows)
				rows = append(rows, []string{c.Path, titles.Path(c.Path)})
			}
		}
		under = append(under, inForce(r))
	}
	for i, row := range rows[1:] {
		for _, values := range under {
			rows[i+1] = append(rows[i+1], values[row[0]])
		}
	}
	return rows, nil
}

// inForce are the values of a scenario by their places.
func inForce(r *scenarios.Resolved) map[string]string {
	all := map[string]string{}
	for _, v := range r.Values() {
		all[v.Path] = v.Text
	}
	return all
}
