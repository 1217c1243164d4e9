package verbs

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/unit"
)

const minimiseHelp = `--minimise says what is made as small as can be among the levels that meet the
criteria:
  level     the level itself (for one lever, and what is done without --minimise)
  cost      the mean cost of all stockpiles (for several levers the default)
  mean      the mean shortfall
  cvar95    CVaR95 of the shortfall (mean of the worst 5%); also cvar90, cvar99
  'value_lost.total + cost.total', '10 crore INR/t * shortfall.total + cost.total',
  'cvar95(burden.total)'   the mean, or CVaR, of a sum of metrics`

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
		return fmt.Errorf("%s may lie beyond the horizon, and then has no mean", name)
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
		return fmt.Errorf("the weight %s is not in the scenario's currency, %s", strings.TrimSpace(weight), currency)
	default:
		return fmt.Errorf("a weight of %s is a bare number, or for tonnes a price such as 10 crore %s/t", name, currency)
	}
	if len(g.terms) > 0 && of != g.unit {
		return fmt.Errorf("%s is in %s, what stands before it in %s: weigh tonnes with a price, such as 10 crore %s/t * %s", name, of, g.unit, currency, output.MetricOf(output.Shortfall, output.Total))
	}
	g.unit = of
	g.terms = append(g.terms, weighted{name, q.Value})
	return nil
}

func unknownTerm(name string, metrics []sim.Metric) error {
	names := []string{"level", "cost", "mean", "cvar95"}
	for _, m := range metrics {
		names = append(names, m.Name)
	}
	return fmt.Errorf("the scenario reports no %q%s", name, frame.MetricMeantOr(name, names, "magnetsim list metrics SCENARIO lists what it reports; or give level, cost, mean or cvar95"))
}
