package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/screen"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

type oddsVerb struct {
	frame.Frame
	within, name, origin, severity string

	years   float64
	stated  []study.Odds
	process study.Process
}

func oddsCommand(a *app.App) *cobra.Command {
	o := &oddsVerb{Frame: frame.Frame{App: a, Verb: "odds"}}
	c := o.Command(frame.Takes{Args: cobra.ArbitraryArgs, Words: frame.Fixed(nil)}, o.answer)
	frame.Hide(c, append(frame.OfFigures, "workers")...)
	f := c.Flags()
	f.StringVar(&o.within, "within", "", "the `TIME` that the odds are for, such as '10 years'")
	f.StringVar(&o.name, "name", "curb", "call the curb `NAME`")
	f.StringVar(&o.origin, "origin", "china", "the `ORIGIN` whose sales it restricts")
	f.StringVar(&o.severity, "severity", "100%", "its `SEVERITY`, written as in a file")
	frame.Also(c, o.fit)
	return c
}

var shortName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// fit reads the command line and fits the process.
func (o *oddsVerb) fit(args []string) error {
	if err := o.check(); err != nil {
		return err
	}
	q, err := unit.ParseAs(o.within, unit.Time)
	if err != nil {
		return fmt.Errorf("--within: %w", err)
	}
	o.years = q.Value
	for _, arg := range args {
		stated, err := statement(arg)
		if err != nil {
			return err
		}
		o.stated = append(o.stated, stated)
	}
	o.process, err = study.FitOdds(o.years, o.stated)
	return err
}

// check finds flags that no curb could have.
func (o *oddsVerb) check() error {
	var wrong []error
	for _, x := range [][2]string{{"name", o.name}, {"origin", o.origin}} {
		if !shortName.MatchString(x[1]) {
			wrong = append(wrong, fmt.Errorf("--%s %q: a name starts with a letter and contains only letters, digits, - and _", x[0], x[1]))
		}
	}
	for end := range strings.SplitSeq(o.severity, " to ") {
		q, err := unit.ParseAs(end, unit.Share)
		switch {
		case err != nil:
			wrong = append(wrong, fmt.Errorf("--severity: %w", err))
		case q.Value < 0 || q.Value > 1:
			wrong = append(wrong, fmt.Errorf("--severity %s: give a share from 0%% to 100%%, or a range such as '70%% to 95%%'", o.severity))
		}
	}
	if o.within == "" {
		wrong = append(wrong, errors.New("--within is missing: give the time that the odds are for, such as --within '10 years'"))
	}
	return errors.Join(wrong...)
}

// statementShape is a chance and a length, with the words that people put
// between them and behind.
var statementShape = regexp.MustCompile(`^\s*([\d.,]+\s*%?)(?:\s+(?:chance|of|for|at|least|a|curb|lasting))*[\s:]+(.*?)(?:\s+or\s+(?:more|longer))?\s*$`)

// statement reads "63% 6 months".
func statement(text string) (study.Odds, error) {
	m := statementShape.FindStringSubmatch(text)
	if m == nil {
		return study.Odds{}, fmt.Errorf("%q is not a statement of odds: write a chance and a length, such as '63%% 6 months'", text)
	}
	chance, err := unit.ParseAs(m[1], unit.Share)
	if err != nil {
		return study.Odds{}, fmt.Errorf("the chance in %q: %w", text, err)
	}
	length, err := unit.ParseAs(m[2], unit.Time)
	if err != nil {
		return study.Odds{}, fmt.Errorf("the length in %q: %w", text, err)
	}
	return study.Odds{Length: length.Value, Chance: chance.Value, Name: m[2]}, nil
}

// answer shows and keeps the process.
func (o *oddsVerb) answer(context.Context, []string) error {
	found := &output.Odds{
		Head:   output.Head{Verb: "odds", Title: o.name, Version: experiment.Version(), GoArch: runtime.GOARCH, Complete: true},
		Within: o.within, Years: o.years, Process: o.process, Stated: o.stated, YAML: o.yaml(),
	}
	o.Frame.Print = func(*output.Answer) error { return printOdds(o.Out, found) }
	question := []any{o.years, o.stated, o.name, o.origin, o.severity}
	return o.Keep(o.name, question, func(*folder.Folder) (output.Finding, error) { return found, nil }, folder.Content{Name: "curb.yaml", Write: func(w io.Writer) error { return printOdds(w, found) }})
}

// printOdds writes the process as YAML, and what was fitted as comments in it.
func printOdds(w io.Writer, found *output.Odds) error {
	var fit strings.Builder
	table := found.FitTable()
	fit.WriteString(table.Title + "\n")
	if err := screen.Table(&fit, table, screen.Options{Width: 120}); err != nil {
		return err
	}
	for line := range strings.Lines(fit.String()) {
		if _, err := io.WriteString(w, "# "+line); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "# %s\n%s", found.Sentence(), found.YAML)
	return err
}

// yaml is the curb as it goes into a scenario.
func (o *oddsVerb) yaml() string {
	return fmt.Sprintf(`curbs:
  %s:
    hits: { %s: { origin: %s } }
    severity: %s
    recurs: %s/yr
    overlaps: true # one may begin while another lasts; otherwise the odds would be lower
    duration: %s
`, o.name, o.origin, o.origin, o.severity, digits(o.process.Rate), o.lengths())
}

// lengths writes the distribution of the lengths.
func (o *oddsVerb) lengths() string {
	scale := digits(12*o.process.Scale) + " months"
	if o.process.Shape == 1 {
		return "{ exponential: " + scale + " }"
	}
	return fmt.Sprintf("{ weibull: { shape: %s, scale: %s } }", digits(o.process.Shape), scale)
}

// digits writes a number so exactly that the odds come back to seven digits.
func digits(x float64) string { return strconv.FormatFloat(x, 'g', 8, 64) }
