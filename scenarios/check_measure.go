package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// examplePeriod is shown where a metric of a period cannot be read.
const examplePeriod = "worst_step.total@2028"

// measure checks what of the horizon is told, and asks for the metrics of periods that
// criteria and the precision speak of.
func (k *checker) measure(c *content) {
	if !(k.sc.Horizon > 0) {
		return // reported
	}
	all := k.sc.Measured()
	switch m := k.sc.Measure; {
	case m.From < 0:
		k.report(k.value("run.measure.from"), "measure", "run.measure.from is before the start", "write a later date, or remove it")
		return
	case m.To < 0:
		k.report(k.value("run.measure.to"), "measure", "run.measure.to is before the start", "write a later date, or remove it")
		return
	case m.To > k.sc.Horizon:
		k.report(k.value("run.measure.to"), "measure", "run.measure.to is after the end of the horizon, "+k.sc.Calendar().Date(k.sc.Horizon).String(), "write an earlier date, or remove it")
		return
	case m.From >= k.sc.Horizon:
		k.report(k.value("run.measure.from"), "measure", "run.measure.from is after the end of the horizon, "+k.sc.Calendar().Date(k.sc.Horizon).String(), "write an earlier date, or lengthen the horizon")
		return
	case all.From >= all.To:
		at := "run.measure.from"
		if m.To > 0 {
			at = "run.measure.to"
		}
		k.report(k.value(at), "measure", "run.measure covers no step: none has its middle between from and to", "write an earlier from or a later to")
		return
	}
	for _, item := range c.run.asked {
		text := item.value.text
		if !metricShape.MatchString(text) || !strings.Contains(text, "@") {
			k.report(item.value.at, "measure", fmt.Sprintf("%s: %q is not a metric of a period", item.path, clip(text)), "write, for example, "+examplePeriod)
			continue
		}
		k.period(piece{text, 0}, textOrigin(item.value))
	}
	for _, line := range slices.Concat(c.criteria, c.run.targets) {
		if k.period(line.metric, line.at) {
			k.sc.Measure.Also = append(k.sc.Measure.Also, line.metric.text)
		}
	}
}

// period reports a period that is not in the horizon; it is false for a metric of none.
func (k *checker) period(metric piece, at origin) bool {
	_, label, ok := strings.Cut(metric.text, "@")
	if !ok {
		return false
	}
	if _, err := k.sc.Period(label); err != nil {
		msg, fix, _ := strings.Cut(err.Error(), ": ")
		k.report(at.part(metric), "measure", msg, fix)
	}
	return true
}

var metricOfPeriod = regexp.MustCompile(`[a-z_]+\.[A-Za-z][A-Za-z0-9_.-]*@[0-9]+(?:[.-]+[0-9]+)*`)

// asks is the edit that adds the metrics of periods in some texts to those that the file
// asks for; none where there are none, or where a set decides of it.
func (l *Loaded) asks(texts []string) []Edit {
	const also = "run.measure.also"
	all := metricOfPeriod.FindAllString(strings.Join(texts, " "), -1)
	decided := slices.ContainsFunc(l.sets(), func(e Edit) bool { return e.name == also || e.name == "run.measure" || e.name == "run" })
	if len(all) == 0 || decided {
		return nil
	}
	if p := l.tree.follow(strings.Split(also, ".")); p != nil {
		for _, item := range p.value.items {
			all = append(all, item.text)
		}
	}
	slices.Sort(all)
	return []Edit{Set(also, `["`+strings.Join(slices.Compact(all), `", "`)+`"]`)}
}

// askedFor reports metrics of periods that are asked for and cannot be told.
func (l *Loaded) askedFor(found *notes, metrics []Metric) {
	for _, item := range l.Run.asked {
		if name := item.value.text; !slices.ContainsFunc(metrics, func(m Metric) bool { return m.Name == name }) {
			unknownMetric(piece{name, 0}, metrics).report(found, textOrigin(item.value))
		}
	}
}

// ofPeriod says why a metric of a period is not told, where that of the whole is; nil else.
func ofPeriod(at piece, metrics []Metric) *slip {
	base, label, ok := strings.Cut(at.text, "@")
	if !ok || !slices.ContainsFunc(metrics, func(m Metric) bool { return m.Name == base }) {
		return nil
	}
	return &slip{at, fmt.Sprintf("%s is not reported for %s", base, label),
		"spells, recovery, the time to survive and the time under a curb are reported for the whole horizon only; for another metric, add --set run.measure.also='[" + at.text + "]'", ""}
}
