package verbs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/study"
)

const searchHelp = `Find the smallest level of a figure that meets pass/fail lines, such as the smallest
stockpile that keeps the chance of a large shortfall low; or the level that makes a
cost or a risk least.

All levels are played on the same draws (random ones, whatever run.sampling says). A
scan of the whole range comes first, then the level is closed in on with ever more
trials. The answer is an interval: at its upper end all criteria are surely met (their
95% sampling intervals lie on the good side of the limits), at its lower end one is
surely missed, and in between it is too close to call with so many trials. For an
objective, the interval holds the levels that cannot be told from the best. The points
tried stand below the answer, and in points.csv.

Several --vary are searched together by the simplex of Nelder and Mead, from the best of
points spread over all ranges: a local best, as good as the points tried are many.

Without --subject-to the criteria of the file hold; --subject-to none drops them. What
is found is saved in results/search-NAME-HASH: search.json, a CSV file a table with
columns.csv, which explains them, found.cbor, of which export and report make more, a
manifest, and scenario.resolved.yaml, the scenario at the level found, with its
criteria. The exit code is 4 where no level meets the criteria.

` + frame.ResumeHelp

// searching is one run of the verb.
type searching struct {
	ground
	subjectTo []string
	minimise  string

	criteria study.Criteria
	goal     *goal
}

func searchCommand(a *app.App) *cobra.Command {
	s := &searching{ground: ground{Frame: frame.Frame{App: a, Verb: "search"}}}
	c := &cobra.Command{
		Use:   "search SCENARIO --vary PLACE=LOW..HIGH",
		Short: "Find the smallest level that is enough, or the best",
		Long:  searchHelp + "\n\n" + leverHelp + "\n\n" + minimiseHelp + "\n\n" + frame.Precedence + "\n\n" + app.ExitHelp,
		Example: `  magnetsim search minimal --vary stockpiles.national.target=0..365days --subject-to 'P(shortfall.total > 50 t) <= 10%'
  magnetsim search minimal --vary stockpiles.national.target=0..365days --minimise burden.total
  magnetsim search my.yaml --policy sixty --vary 'stockpiles.heavy.target,stockpiles.light.target=0 t..2 kt'
  magnetsim search my.yaml --vary stockpiles.heavy.target=0..1kt --vary stockpiles.light.target=0..1kt --minimise cost`,
		Args:              frame.OneScenario,
		ValidArgsFunction: frame.ScenarioArgs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return s.search(cmd, args[0]) },
	}
	s.addFlags(c)
	f := c.Flags()
	f.StringArrayVar(&s.subjectTo, "subject-to", nil, "meet the `CRITERION` (repeat for several); none for no criteria (default: those of the file)")
	f.StringVar(&s.minimise, "minimise", "", "make `WHAT` least (see above)")
	f.StringVar(&s.minimise, "minimize", "", "as --minimise")
	frame.Must(f.MarkHidden("minimize"))
	frame.Must(c.RegisterFlagCompletionFunc("minimise", frame.Fixed([]string{"level", "cost", "mean", "cvar95"})))
	c.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if len(s.vary) > study.MostLevers {
			return fmt.Errorf("at most %d levers can be searched together, not %d", study.MostLevers, len(s.vary))
		}
		return s.check(cmd)
	}
	return c
}

func (s *searching) search(cmd *cobra.Command, arg string) error {
	if err := s.prepare(cmd, arg); err != nil {
		return err
	}
	if err := s.ask(cmd); err != nil {
		return err
	}
	to, err := s.open(s.lines(), s.goal.text)
	if err != nil {
		return err
	}
	defer to.Discard()
	found, err := s.answer(cmd.Context(), to)
	if err != nil {
		return err
	}
	resolved, err := s.resolved(found)
	if err != nil {
		return err
	}
	switch err := s.Tell(to, found, resolved...); {
	case err != nil && !errors.Is(err, syscall.EPIPE):
		return err
	case !found.Head.Complete:
		return app.Interrupted{}
	case found.Outcome == output.NeverMet:
		return unmet{"no level meets " + strings.Join(found.Lines, ", ")}
	default:
		return err
	}
}

// ask understands what is searched for.
func (s *searching) ask(cmd *cobra.Command) error {
	if err := s.readCriteria(); err != nil {
		return err
	}
	text := s.minimise
	if text == "" {
		if text = "level"; len(s.levers) > 1 {
			text = "cost"
		}
	}
	goal, err := parseGoal(text, s.loss, s.x.Facts.Currency, s.metrics)
	switch {
	case err != nil:
	case goal.level && len(s.levers) > 1:
		err = errors.New("--minimise level: several levers have no one level\n  minimise cost, or another objective")
	case goal.level && len(s.criteria) == 0:
		err = errors.New("there is nothing to search for: no criteria, and no objective\n  give --subject-to 'P(shortfall.total > 1 kt) <= 5%', or --minimise cost")
	}
	if err != nil {
		return app.Misused(err, cmd.CommandPath())
	}
	s.goal = goal
	return nil
}

// subjectName is what the criteria of the command line are called.
const subjectName = "subject-to"

// readCriteria takes the criteria of the command line, or else of the file.
func (s *searching) readCriteria() error {
	if len(s.subjectTo) == 1 && strings.TrimSpace(s.subjectTo[0]) == "none" {
		return nil
	}
	if len(s.subjectTo) == 0 {
		s.criteria = s.x.Criteria
		return nil
	}
	for i, line := range s.subjectTo {
		c, problems := s.x.Criterion("--subject-to", line)
		if problems.Failed() {
			return problems
		}
		if c.Name = subjectName; len(s.subjectTo) > 1 {
			c.Name = fmt.Sprintf("%s-%d", subjectName, i+1)
		}
		c.Title = c.Line
		s.criteria = append(s.criteria, c)
	}
	return nil
}

func (s *searching) lines() []string {
	var all []string
	for _, c := range s.criteria {
		all = append(all, c.Line)
	}
	return all
}

// answer searches. An interrupt leaves what was tried up to there.
func (s *searching) answer(ctx context.Context, to *folder.Folder) (*output.Search, error) {
	loss, cost := s.want(s.loss), s.want(output.MetricOf(output.StockCost, output.Total))
	for _, c := range s.criteria {
		s.want(c.Metric)
	}
	question := study.Question{Criteria: s.criteria, Trials: s.x.Loaded.Run.Trials}
	if !s.goal.level {
		question.Objective = s.objective()
	}
	tries := s.Tries()
	defer tries.Stop()
	ctx, release := frame.Interruptible(ctx, s.App, tries, to)
	defer release()
	lab := s.lab(func(p *study.Point) { tries.Tried(s.where(p), p.Trials) })
	found, err := lab.Ask(ctx, question)
	if err != nil && ctx.Err() == nil {
		return nil, err
	}
	if err != nil {
		found = study.Finding{}
	}
	tries.Stop()
	head := output.Search{
		Head: s.head(), Doubts: s.x.Facts.Run.Doubts, Currency: s.x.Facts.Currency,
		Lines: s.lines(), Minimise: s.goal.text, Unit: s.goal.unit, Loss: s.loss,
	}
	s.played(&head.Head, lab.Points())
	for _, l := range s.levers {
		head.Levers = append(head.Levers, l.plain())
	}
	return output.BuildSearch(output.SearchFacts{Head: head, Lab: lab, Question: question, Loss: loss, Cost: cost}, found), nil
}

// objective returns the goal in the metrics of the lab.
func (s *searching) objective() *study.Objective {
	for _, t := range s.goal.terms {
		s.want(t.metric)
	}
	o := &study.Objective{Weights: make([]float64, len(s.wanted)), Tail: s.goal.tail}
	for _, t := range s.goal.terms {
		at := s.want(t.metric)
		o.Weights[at] += t.weight
		o.Signed = o.Signed || t.weight < 0 || s.wanted[at].Signed()
	}
	return o
}

// resolved is the scenario at the level found, with its criteria; none where no level
// is.
func (s *searching) resolved(found *output.Search) ([]folder.Content, error) {
	if found.Best < 0 {
		return nil, nil
	}
	var held []scenarios.Edit
	if len(s.subjectTo) > 0 {
		for _, c := range s.criteria {
			held = append(held, scenarios.Set("criteria."+c.Name, c.Line))
		}
	}
	_, resolved, problems := s.build(found.Points[found.Best].Levels, held...)
	if resolved == nil {
		return nil, asVary(problems)
	}
	return []folder.Content{folder.Resolved(resolved.YAML())}, nil
}
