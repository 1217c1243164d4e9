package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// examplePrecision is shown where a precision cannot be read.
const examplePrecision = "1%, or 50 t of cvar95(shortfall.total)"

// precision reads targets with commas between them:
//
//	1%    50 t    2% of p95(shortfall.energy)    1% of P(shortfall.total > 1 kt)
//
// A percentage is one of the estimate. Where no statistic is named it is the mean
// of the total shortfall.
func (d *decoder) precision(at place, into *Run) {
	text := d.word(at)
	if at.value.broken || at.value.kind != scalar {
		return // reported
	}
	into.Precision, into.targets = text, nil
	from := 0
	for part := range strings.SplitSeq(text, ",") {
		t, wrong := parseTarget(text, from, from+len(part))
		from += len(part) + 1
		t.at = textOrigin(at.value)
		if wrong != nil {
			wrong.report(d.notes, t.at)
			continue
		}
		if d.inCurrency(&t, &t.event) && d.inCurrency(&t, &t.limit) {
			into.targets = append(into.targets, t)
		}
	}
}

// parseTarget reads one target, as a criterion whose limit is the width.
func parseTarget(text string, from, to int) (criterion, *slip) {
	c := criterion{line: strings.TrimSpace(text[from:to]), statistic: chain.Mean, metric: cutout(text, from, to)}
	width, rest, named := strings.Cut(text[from:to], " of ")
	c.limit.level = cutout(text, from, from+len(width))
	if c.limit.level.text == "" {
		return c, &slip{c.limit.level.atLeast(1), "the precision is missing", "write, for example, " + examplePrecision, ""}
	}
	if s := c.readWidth(); s != nil || !named {
		c.metric.text = ""
		return c, s
	}
	begin := to - len(rest)
	open, shut := strings.IndexByte(rest, '('), strings.LastIndexByte(rest, ')')
	if open < 0 || shut < open || strings.TrimSpace(rest[shut+1:]) != "" {
		return c, &slip{cutout(text, begin, to).atLeast(1), fmt.Sprintf("%q is not a statistic of a metric", clip(strings.TrimSpace(rest))), "write, for example, " + examplePrecision, ""}
	}
	if s := c.readStatistic(cutout(text, begin, begin+open)); s != nil {
		return c, s
	}
	return c, c.readMetric(text, begin+open+1, begin+shut)
}

// readWidth reads the largest half-width.
func (c *criterion) readWidth() *slip {
	level := c.limit.level
	q, err := unit.Parse(level.text)
	switch {
	case err != nil:
		return level.unitSlip("", err)
	case q.Bare && q.Value != 0:
		return &slip{level, fmt.Sprintf("%s has no unit", level.text), fmt.Sprintf("write %s%% of the estimate, or a quantity such as %s t", level.text, level.text), ""}
	case !(q.Value > 0):
		return &slip{level, fmt.Sprintf("no number of trials reaches a precision of %s", level.text), "write a width above 0, such as 1%", ""}
	case q.Dim == unit.Share && q.Value >= 1:
		return &slip{level, fmt.Sprintf("a precision of %s says nothing about the estimate", level.text), "write less than 100%", ""}
	}
	c.limit.quantity = q
	return nil
}

// Precision returns how well what is to be known, in the units of the metrics;
// nothing where the scenario does not say. The problems are metrics that are not
// reported and quantities that are not in their unit.
func (l *Loaded) Precision(metrics []Metric) ([]chain.Precision, Problems) {
	found := &notes{}
	var all []chain.Precision
	for _, t := range l.Run.targets {
		if made, ok := l.aim(found, t, metrics); ok {
			all = append(all, made)
		}
	}
	return all, found.found.sorted()
}

// aim holds a target against the metrics. Where it names none, it is the first
// total of a shortfall.
func (l *Loaded) aim(found *notes, t criterion, metrics []Metric) (chain.Precision, bool) {
	i := slices.IndexFunc(metrics, func(m Metric) bool {
		return m.Name == t.metric.text || t.metric.text == "" && strings.HasPrefix(m.Name, "shortfall.total")
	})
	if i < 0 {
		unknownMetric(t.metric, metrics).report(found, t.at)
		return chain.Precision{}, false
	}
	m := metrics[i]
	out := chain.Precision{Line: t.line, Of: chain.Criterion{Statistic: t.statistic, P: t.p, Metric: m.Name}}
	if t.metric.text == "" {
		out.Line += " of mean(" + m.Name + ")"
	}
	wrong := l.width(t, m, &out)
	if wrong == nil && t.statistic == chain.Chance {
		out.Of.Event, wrong = t.event.in(m, l.currency)
	}
	if wrong != nil {
		wrong.report(found, t.at)
	}
	return out, wrong == nil
}

// width sets how wide the interval may be.
func (l *Loaded) width(t criterion, m Metric, out *chain.Precision) *slip {
	level := t.limit.level
	switch {
	case m.Never && (t.statistic == chain.Mean || t.statistic == chain.TailMean):
		return &slip{t.metric, m.Name + " can lie beyond the horizon, so it has no mean", "name a percentile, or P(" + m.Name + " < 12 weeks)", ""}
	case t.limit.quantity.Dim == unit.Share:
		out.Width, out.Relative = t.limit.quantity.Value, true
		return nil
	case t.statistic == chain.Chance:
		return &slip{level, fmt.Sprintf("%s is not a precision for a chance", level.text), "write a percentage of it, such as 5%", ""}
	}
	limit, wrong := t.limit.in(m, l.currency)
	out.Width = limit.Value
	return wrong
}
