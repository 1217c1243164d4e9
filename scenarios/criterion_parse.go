package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// criterion is a line of the section criteria, parsed but not yet held against
// the metrics that the scenario reports:
//
//	P(METRIC > LEVEL) <= CHANCE    mean(METRIC) <= LEVEL
//	p95(METRIC) <= LEVEL           cvar95(METRIC) <= LEVEL
type criterion struct {
	name, title, line string
	at                origin // of the first character of the line
	read              bool   // without a slip
	statistic         chain.Statistic
	p                 float64 // of a percentile or a tail mean
	metric            piece
	event, limit      side // event: of a chance
}

// piece is a part of a line.
type piece struct {
	text string
	from int // characters before it
}

// side is a comparison and a quantity in base units.
type side struct {
	least, strict bool
	level         piece
	quantity      unit.Quantity
}

// slip is what is wrong with a line, and where.
type slip struct {
	piece
	msg, fix, suggestion string
}

// exampleCriterion is shown where a line cannot be read.
const exampleCriterion = "P(shortfall.total > 1 kt) <= 5%"

// CriterionForm is a way of writing a criterion, for lists and documentation.
type CriterionForm struct{ Form, Meaning, Example string }

// CriterionForms returns the ways of writing a criterion.
func CriterionForms() []CriterionForm {
	return []CriterionForm{
		{"P(METRIC > LEVEL)", "the share of trials in which the metric is above a level; <, <= and >= work too", exampleCriterion},
		{"mean(METRIC)", "the mean over all trials", "mean(cost.national) <= 500 crore INR"},
		{"p95(METRIC)", "a percentile: p5, p50, p95, p99.5, or median", "p95(shortfall.energy) <= 200 t"},
		{"cvar95(METRIC)", "the mean of the worst 5%; also cvar90, cvar99", "cvar95(shortfall_share.total) <= 10%"},
	}
}

// parseCriterion reads a line.
func parseCriterion(line string) (criterion, *slip) {
	c := criterion{line: strings.TrimSpace(line)}
	whole := cutout(line, 0, len(line))
	open := strings.IndexByte(line, '(')
	if open < 0 {
		return c, &slip{whole, fmt.Sprintf("%q is not a criterion, which is a statistic of a metric and its limit", clip(c.line)), "write, for example, " + exampleCriterion, ""}
	}
	if s := c.readStatistic(cutout(line, 0, open)); s != nil {
		return c, s
	}
	shut := strings.IndexByte(line, ')')
	if shut < open {
		return c, &slip{whole, "the closing bracket is missing", "write, for example, " + exampleCriterion, ""}
	}
	if s := c.readMetric(line, open+1, shut); s != nil {
		return c, s
	}
	before, limit, s := comparison(line, shut+1, len(line))
	switch {
	case s != nil:
		return c, s
	case before.text != "":
		return c, &slip{before, fmt.Sprintf("unexpected %q between the statistic and its limit", clip(before.text)), "write <= or >= there", ""}
	}
	c.limit = limit
	return c, c.checkLimit()
}

// cutout is the part of a line between two bytes, without the white space
// around it.
func cutout(line string, from, to int) piece {
	text := line[from:to]
	from += len(text) - len(strings.TrimLeft(text, " \t"))
	return piece{strings.TrimSpace(text), len([]rune(line[:from]))}
}

var (
	percentileName = regexp.MustCompile(`^p(\d+(?:\.\d+)?)$`)
	tailName       = regexp.MustCompile(`^cvar(\d+(?:\.\d+)?)$`)
)

// readStatistic reads what stands before the bracket.
func (c *criterion) readStatistic(at piece) *slip {
	name := strings.ToLower(at.text)
	if m := percentileName.FindStringSubmatch(name); m != nil {
		return c.readOrder(at, chain.Percentile, m[1])
	}
	if m := tailName.FindStringSubmatch(name); m != nil {
		return c.readOrder(at, chain.TailMean, m[1])
	}
	switch name {
	case "p":
		c.statistic = chain.Chance
	case "mean":
		c.statistic = chain.Mean
	case "median":
		c.statistic, c.p = chain.Percentile, 0.5
	case "":
		return &slip{piece{"(", at.from}, "the statistic before the bracket is missing", "write P, mean, median, p95 or cvar95 before it", ""}
	default:
		return &slip{at, fmt.Sprintf("there is no statistic %q", clip(at.text)), "use P, mean, median, a percentile such as p95, or a tail mean such as cvar95", meant(name)}
	}
	return nil
}

// meant is the statistic that another word is likely to stand for.
func meant(name string) string {
	switch name {
	case "prob", "probability", "chance", "share", "pr":
		return "P"
	case "average", "avg", "e", "expected":
		return "mean"
	case "cvar", "es", "cte", "tvar":
		return "cvar95"
	case "var", "quantile", "percentile":
		return "p95"
	}
	return Nearest(name, []string{"mean", "median", "p95", "cvar95"})
}

// readOrder reads the number in p95 and cvar95.
func (c *criterion) readOrder(at piece, s chain.Statistic, digits string) *slip {
	x, err := strconv.ParseFloat(digits, 64)
	if err != nil || !(x > 0 && x < 100) {
		return &slip{at, fmt.Sprintf("%s is not between 0 and 100", at.text), "write, for example, p95 or cvar95", ""}
	}
	c.statistic, c.p = s, x/100
	return nil
}

var metricShape = regexp.MustCompile(`^[a-z_]+\.[A-Za-z][A-Za-z0-9_.-]*(@[0-9.-]+)?$`)

// readMetric reads what stands in the brackets: a metric and, of a chance, its
// event.
func (c *criterion) readMetric(line string, from, to int) *slip {
	inside := cutout(line, from, to)
	c.metric = inside
	compares := strings.ContainsAny(inside.text, "<>=≤≥")
	switch {
	case inside.text == "":
		return &slip{piece{"()", inside.from - 1}, "the metric in the brackets is missing", "name one, such as shortfall.total", ""}
	case c.statistic == chain.Chance && !compares:
		return &slip{inside, "P needs an event: a metric and a level", fmt.Sprintf("write, for example, P(%s > 1 kt)", inside.text), ""}
	case c.statistic != chain.Chance && compares:
		return &slip{inside, "only P(…) takes an event", "write only the metric in the brackets, and its limit after them", ""}
	}
	if compares {
		metric, event, s := comparison(line, from, to)
		if s != nil {
			return s
		}
		c.metric, c.event = metric, event
	}
	if !metricShape.MatchString(c.metric.text) {
		return &slip{c.metric, fmt.Sprintf("%q is not a metric", clip(c.metric.text)), "a metric is a measure and a subject, such as shortfall.total", ""}
	}
	return nil
}

// operators are all that people write between a metric and a level, the longer
// first.
var operators = regexp.MustCompile(`<=|>=|=<|=>|==|!=|<>|≤|≥|<|>|=`)

// comparison splits a part of a line at its operator and reads the level.
func comparison(line string, from, to int) (before piece, s side, wrong *slip) {
	m := operators.FindStringIndex(line[from:to])
	if m == nil {
		return before, s, &slip{cutout(line, from, to).atLeast(1), "the limit is missing", "write <= or >= and a quantity, such as <= 5%", ""}
	}
	before = cutout(line, from, from+m[0])
	op := cutout(line, from+m[0], from+m[1])
	switch op.text {
	case "<", "<=", "≤":
		s.strict = op.text == "<"
	case ">", ">=", "≥":
		s.least, s.strict = true, op.text == ">"
	default:
		fix := "write <= or >="
		if near, ok := map[string]string{"=<": "<=", "=>": ">="}[op.text]; ok {
			fix = "write " + near
		}
		return before, s, &slip{op, fmt.Sprintf("%q does not set a limit", op.text), fix, ""}
	}
	s.level = cutout(line, from+m[1], to)
	if s.level.text == "" {
		return before, s, &slip{op, "the quantity after " + op.text + " is missing", "write one with its unit, such as 5% or 1 kt", ""}
	}
	q, err := unit.Parse(s.level.text)
	if err != nil {
		return before, s, s.level.unitSlip("", err)
	}
	s.quantity = q
	return before, s, nil
}

// atLeast widens a piece that is empty, so that there is something to mark.
func (p piece) atLeast(n int) piece {
	if len(p.text) < n {
		p.text, p.from = strings.Repeat(" ", n), max(0, p.from-n)
	}
	return p
}

// unitSlip is the slip of an error of the package unit.
func (p piece) unitSlip(before string, err error) *slip {
	msg, fix := unitError(err)
	return &slip{p, before + msg, fix, ""}
}

// checkLimit refuses limits of a chance that every chance keeps, or none.
func (c *criterion) checkLimit() *slip {
	if c.statistic != chain.Chance {
		return nil
	}
	q, err := unit.ParseAs(c.limit.level.text, unit.Share)
	if err != nil {
		return c.limit.level.unitSlip("the limit of a chance: ", err)
	}
	always := slices.Contains([]float64{0, 1}, q.Value) && c.limit.least == (q.Value == 0) && !c.limit.strict
	never := slices.Contains([]float64{0, 1}, q.Value) && c.limit.least == (q.Value == 1) && c.limit.strict
	switch {
	case q.Value < 0 || q.Value > 1:
		return &slip{c.limit.level, fmt.Sprintf("%s is not a chance", c.limit.level.text), "write a share between 0% and 100%", ""}
	case always:
		return &slip{c.limit.level, "every chance meets this limit", "reverse the sign, or set another limit", ""}
	case never:
		return &slip{c.limit.level, "no chance meets this limit", "reverse the sign, or set another limit", ""}
	}
	return nil
}
