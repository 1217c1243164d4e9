package verbs

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

type searching struct {
	ground
	subjectTo []string
	minimise  string

	criteria study.Criteria
	goal     *goal
}

func searchCommand(a *app.App) *cobra.Command {
	s := &searching{ground: ground{Frame: frame.Frame{App: a, Verb: "search", Plays: true}}}
	c := s.command(s.search)
	f := c.Flags()
	f.StringArrayVar(&s.subjectTo, "subject-to", nil, "meet this `CRITERION` (repeat for several); none for no criteria (default: those of the file)")
	f.StringVar(&s.minimise, "minimise", "", "minimise `WHAT` (see above)")
	f.StringVar(&s.minimise, "minimize", "", "the same as --minimise")
	frame.Hide(c, "minimize")
	frame.Must(c.RegisterFlagCompletionFunc("minimise", frame.Fixed([]string{"level", "cost", "mean", "cvar95"})))
	frame.First(c, func([]string) error {
		if len(s.vary) > study.MostLevers {
			return fmt.Errorf("at most %d levers can be searched together, not %d", study.MostLevers, len(s.vary))
		}
		return nil
	})
	return c
}

func (s *searching) search(ctx context.Context) error {
	if err := s.ask(); err != nil {
		return err
	}
	to, err := s.open(s.lines(), s.goal.text)
	if err != nil {
		return err
	}
	defer to.Discard()
	found, err := s.answer(ctx, to)
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
		return unmet("no level meets " + strings.Join(found.Lines, ", "))
	default:
		return err
	}
}

// ask understands what is searched for.
func (s *searching) ask() error {
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
		err = errors.New("--minimise level works with one lever only\n  minimise cost or another objective")
	case goal.level && len(s.criteria) == 0:
		err = errors.New("there is nothing to search for: no criterion and no objective\n  give --subject-to 'P(shortfall.total > 1 kt) <= 5%', or --minimise cost")
	}
	if err != nil {
		return s.Misused(err)
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
	return app.Each(s.criteria, func(c chain.Criterion) string { return c.Line })
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
	ctx, lab, _, end := s.trying(ctx, to)
	defer end()
	found, err := lab.Ask(ctx, question)
	switch {
	case err != nil && ctx.Err() == nil:
		return nil, err
	case err != nil:
		found = study.Finding{}
	}
	head := output.Search{
		Head: s.head(), Doubts: s.x.Facts.Run.Doubts, Currency: s.x.Facts.Currency,
		Lines: s.lines(), Levers: app.Each(s.levers, func(l lever) output.Lever { return l.Lever }), Minimise: s.goal.text, Unit: s.goal.unit, Loss: s.loss,
	}
	s.played(&head.Head, lab.Points())
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

// goal is a --minimise, understood.
type goal struct {
	text  string
	level bool // the level itself
	tail  float64
	unit  string
	terms []weighted
}

// weighted is a metric with its weight.
type weighted struct {
	metric string
	weight float64
}

var (
	tailCall = regexp.MustCompile(`^(mean|cvar(\d+(?:\.\d+)?))\s*\((.*)\)$`)
	tailWord = regexp.MustCompile(`^cvar\d+(?:\.\d+)?$`)
)

// parseGoal reads --minimise for a scenario that reports these metrics, the chief
// of which is the loss.
func parseGoal(text, loss, currency string, metrics []sim.Metric) (*goal, error) {
	g := &goal{text: strings.TrimSpace(text)}
	sum := g.text
	switch {
	case g.text == "level":
		g.level = true
		return g, nil
	case g.text == "cost":
		sum = output.MetricOf(output.StockCost, output.Total)
		if !slices.ContainsFunc(metrics, func(m sim.Metric) bool { return m.Name == sum }) {
			return nil, errors.New("--minimise cost: the scenario has no stockpile of a material with a price\n  give the material a price, or minimise something else")
		}
	case g.text == "mean":
		sum = loss
	case tailWord.MatchString(g.text):
		sum = g.text + "(" + loss + ")"
	}
	if m := tailCall.FindStringSubmatch(sum); m != nil {
		if m[2] != "" {
			p, err := strconv.ParseFloat(m[2], 64)
			if err != nil || !(p > 0 && p < 100) {
				return nil, fmt.Errorf("--minimise %s: %s is not between cvar0 and cvar100", text, m[1])
			}
			g.tail = p / 100
		}
		sum = m[3]
	}
	for part := range strings.SplitSeq(sum, "+") {
		if err := g.add(strings.TrimSpace(part), currency, metrics); err != nil {
			return nil, fmt.Errorf("--minimise %s: %w", text, err)
		}
	}
	return g, nil
}

// add reads one term: a metric, or a quantity, an asterisk and a metric.
func (g *goal) add(text, currency string, metrics []sim.Metric) error {
	weight, name, product := strings.Cut(text, "*")
	if !product {
		weight, name = "1", text
	}
	name = strings.TrimSpace(name)
	i := slices.IndexFunc(metrics, func(m sim.Metric) bool { return m.Name == name })
	if i < 0 {
		return unknownTerm(name, metrics)
	}
	m := metrics[i]
	if m.Never {
		return fmt.Errorf("%s can lie beyond the horizon, so it has no mean", name)
	}
	q, err := unit.Parse(strings.TrimSpace(weight))
	if err != nil {
		return err
	}
	of := m.Unit
	switch {
	case q.Dim == unit.Share:
	case q.Dim == unit.MoneyPerMass && m.Unit == "t" && q.Currency == currency:
		of = currency
	case q.Dim == unit.MoneyPerMass && m.Unit == "t":
		return fmt.Errorf("the weight %s must be in the scenario's currency, %s", strings.TrimSpace(weight), currency)
	default:
		return fmt.Errorf("a weight of %s must be a number without a unit, or for tonnes a price such as 10 crore %s/t", name, currency)
	}
	if len(g.terms) > 0 && of != g.unit {
		return fmt.Errorf("%s is in %s, but the term before it is in %s: weigh tonnes with a price, such as 10 crore %s/t * %s", name, of, g.unit, currency, output.MetricOf(output.Shortfall, output.Total))
	}
	g.unit = of
	g.terms = append(g.terms, weighted{name, q.Value})
	return nil
}

func unknownTerm(name string, metrics []sim.Metric) error {
	if name == "" {
		return errors.New("a metric is missing before or after + or *")
	}
	names := append([]string{"level", "cost", "mean", "cvar95"}, app.Each(metrics, func(m sim.Metric) string { return m.Name })...)
	return fmt.Errorf("the scenario has no metric %q%s", name, frame.MetricMeantOr(name, names, "magnetsim list metrics SCENARIO lists them; or give level, cost, mean or cvar95"))
}
