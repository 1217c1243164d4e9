package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

var criterionTable = record[criterion]{
	{field: field{key: "line", doc: "a statistic of a metric and its limit, such as " + exampleCriterion, required: true,
		shape: &shape{form: wordForm, pattern: `\(.+\).*[<>≤≥]`, example: exampleCriterion}},
		read: func(d *decoder, at place, into *criterion) { d.criterion(at, into) }},
	titleAt(func(x *criterion) *string { return &x.title }, "Wind goes on"),
}

// criterion reads a line and converts its money.
func (d *decoder) criterion(at place, into *criterion) {
	text := d.word(at)
	if at.value.broken || at.value.kind != scalar {
		return // reported
	}
	title := into.title
	c, wrong := parseCriterion(text)
	c.name, c.title, c.at = into.name, title, textOrigin(at.value)
	if wrong != nil {
		wrong.report(d.notes, c.at)
	} else {
		c.read = d.inCurrency(&c, &c.event) && d.inCurrency(&c, &c.limit)
	}
	*into = c
	if c.read && c.statistic == chain.Chance && c.limit.quantity.Value == 0 {
		d.warn(c.at.part(c.limit.level), "criterion", "no number of trials can show that a chance is 0: this criterion either fails or stays too close to call", "set a small chance, such as 0.1%")
	}
}

// inCurrency turns the money of a side into the scenario's currency.
func (d *decoder) inCurrency(c *criterion, s *side) bool {
	return d.converted(&s.quantity, c.at.part(s.level), s.level.text)
}

// textOrigin is where the text of a scalar begins, behind its quote.
func textOrigin(n *node) origin {
	at := n.at
	if n.quoted {
		at.col++
	}
	return at
}

// part is the place of a piece of a line that begins at o.
func (o origin) part(p piece) origin {
	o.col += p.from
	o.width = max(1, len([]rune(p.text)))
	return o
}

func (s *slip) report(notes *notes, at origin) {
	notes.report(at.part(s.piece), "criterion", s.msg, s.fix).Suggestion = s.suggestion
}

// Metric is what trials report, as far as criteria need it.
type Metric struct {
	Name  string // "shortfall.total"
	Unit  string // "t", "share", "weeks", a currency code, "vehicles", "×"
	Never bool   // it may lie beyond the horizon, and then has no mean
}

// Criteria returns the pass/fail lines of the scenario in the order of the file,
// with levels in the units of the metrics. The problems are metrics that are
// not reported and quantities that are not in their unit.
func (l *Loaded) Criteria(metrics []Metric) ([]chain.Criterion, Problems) {
	found := &notes{}
	l.askedFor(found, metrics)
	var all []chain.Criterion
	for _, c := range l.criteria {
		if made, ok := l.hold(found, c, metrics); ok {
			all = append(all, made)
		}
	}
	return all, found.found.sorted()
}

// Criterion reads one line that stands in no file; from names where it does, for
// messages.
func (l *Loaded) Criterion(from, line string, metrics []Metric) (chain.Criterion, Problems) {
	found := &notes{}
	d := &decoder{notes: found, currency: l.currency, exchange: l.exchange}
	at := origin{file: newSource(from, line), line: 1, col: 1, width: len([]rune(line))}
	c := criterion{name: from}
	d.criterion(place{path: from, value: word(line, at)}, &c)
	made := chain.Criterion{}
	if c.read {
		made, _ = l.hold(found, c, metrics)
	}
	return made, found.found.sorted()
}

// hold holds a line against the metrics.
func (l *Loaded) hold(found *notes, c criterion, metrics []Metric) (chain.Criterion, bool) {
	i := slices.IndexFunc(metrics, func(m Metric) bool { return m.Name == c.metric.text })
	if i < 0 {
		unknownMetric(c.metric, metrics).report(found, c.at)
		return chain.Criterion{}, false
	}
	m := metrics[i]
	out := chain.Criterion{Name: c.name, Title: cmp.Or(c.title, unit.Readable(c.name)), Line: c.line, Statistic: c.statistic, P: c.p, Metric: m.Name}
	var wrong *slip
	switch {
	case m.Never && (c.statistic == chain.Mean || c.statistic == chain.TailMean):
		wrong = &slip{c.metric, m.Name + " can lie beyond the horizon, so it has no mean",
			fmt.Sprintf("write P(%s < 12 weeks) <= 10%%, or p5(%s) >= 12 weeks", m.Name, m.Name), ""}
	case c.statistic == chain.Chance:
		out.Limit = chain.Limit{Value: c.limit.quantity.Value, Least: c.limit.least, Strict: c.limit.strict}
		out.Event, wrong = c.event.in(m, l.currency)
	default:
		out.Limit, wrong = c.limit.in(m, l.currency)
	}
	if wrong != nil {
		wrong.report(found, c.at)
	}
	return out, wrong == nil
}

// unknownMetric suggests the metric that was meant, or lists those of the same
// measure.
func unknownMetric(at piece, metrics []Metric) *slip {
	if s := ofPeriod(at, metrics); s != nil {
		return s
	}
	var names, same []string
	measure, _, _ := strings.Cut(at.text, ".")
	for _, m := range metrics {
		names = append(names, m.Name)
		if strings.HasPrefix(m.Name, measure+".") {
			same = append(same, m.Name)
		}
	}
	fix := "magnetsim list metrics SCENARIO shows them"
	if len(same) > 0 {
		fix = "known: " + listed(same)
	}
	return &slip{at, fmt.Sprintf("the scenario has no metric %q", clip(at.text)), fix, Nearest(at.text, names)}
}

// in returns the side in the unit of a metric.
func (s side) in(m Metric, currency string) (chain.Limit, *slip) {
	dim, perBase := measured(m.Unit, currency)
	q, err := unit.ParseAs(s.level.text, dim)
	before := fmt.Sprintf("%s is in %s: ", m.Name, m.Unit)
	switch {
	case m.Unit == "×" && s.quantity.Dim == unit.Share: // a bare number above 1 is no share
	case s.quantity.Bare && m.Unit != "share":
		return chain.Limit{}, &slip{s.level, fmt.Sprintf("%s%q has no unit", before, s.level.text), fmt.Sprintf("write %s %s, or what you mean", s.level.text, m.Unit), ""}
	case err != nil:
		if m.Unit == "share" {
			before = m.Name + " is a share: "
		}
		return chain.Limit{}, s.level.unitSlip(before, err)
	case q.Noun != "" && q.Noun != m.Unit:
		return chain.Limit{}, &slip{s.level, fmt.Sprintf("%s counts %s, not %s", m.Name, m.Unit, q.Noun), "write " + strings.Replace(s.level.text, q.Noun, m.Unit, 1), ""}
	}
	return chain.Limit{Value: s.quantity.Value * perBase, Least: s.least, Strict: s.strict}, nil
}

// measured returns the dimension of a metric's unit, and how many of the unit
// are in a base unit.
func measured(u, currency string) (unit.Dim, float64) {
	switch u {
	case "t":
		return unit.Mass, 1
	case "share", "×", "":
		return unit.Share, 1
	case "yr":
		return unit.Time, 1
	case "months":
		return unit.Time, 12
	case "weeks":
		return unit.Time, chain.DaysPerYear / 7
	case "days":
		return unit.Time, chain.DaysPerYear
	case currency:
		return unit.Money, 1
	}
	return unit.Count, 1
}

// meaning says a criterion in words.
func (c criterion) meaning() string {
	limit := c.limit.words("at most", "below", "at least", "above")
	switch c.statistic {
	case chain.Chance:
		return fmt.Sprintf("the chance that %s is %s is %s", c.metric.text, c.event.words("at most", "below", "at least", "above"), limit)
	case chain.Percentile:
		return fmt.Sprintf("the %s percentile of %s is %s", ordinal(100*c.p), c.metric.text, limit)
	case chain.TailMean:
		return fmt.Sprintf("the mean of the worst %.4g%% of %s is %s", 100*(1-c.p), c.metric.text, limit)
	}
	return fmt.Sprintf("the mean of %s is %s", c.metric.text, limit)
}

func (s side) words(most, below, least, above string) string {
	word := most
	switch {
	case s.least && s.strict:
		word = above
	case s.least:
		word = least
	case s.strict:
		word = below
	}
	return word + " " + s.level.text
}

// ordinal writes a percentile: 5th, 50th, 99.5th.
func ordinal(x float64) string {
	text := fmt.Sprintf("%.4g", x)
	ending := "th"
	if !strings.Contains(text, ".") && !(len(text) == 2 && text[0] == '1') {
		switch text[len(text)-1] {
		case '1':
			ending = "st"
		case '2':
			ending = "nd"
		case '3':
			ending = "rd"
		}
	}
	return text + ending
}
