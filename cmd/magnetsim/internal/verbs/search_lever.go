package verbs

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// lever is a --vary.
type lever struct {
	output.Lever
	text string // as written
}

// span is the range of the levels.
func (l lever) span() study.Range { return study.Range{Low: l.Low, High: l.High, Step: l.Step} }

// parseLever reads PLACE,PLACE=LOW..HIGH.
func parseLever(text string) (lever, error) {
	l := lever{text: text}
	place, ends, ok := strings.Cut(text, "=")
	if !ok || strings.TrimSpace(place) == "" {
		return l, fmt.Errorf("--vary %s: write a place in the scenario and its range, such as stockpiles.national.target=0..365days", text)
	}
	for path := range strings.SplitSeq(place, ",") {
		path = strings.TrimSpace(path)
		if path == "" || slices.Contains(l.Paths, path) {
			return l, fmt.Errorf("--vary %s: name each place once, separated by commas", text)
		}
		l.Paths = append(l.Paths, path)
	}
	low, high, ok := strings.Cut(ends, "..")
	if !ok || strings.TrimSpace(low) == "" || strings.TrimSpace(high) == "" {
		return l, fmt.Errorf("--vary %s: write a range as two ends with two dots between them, such as 0..365days", text)
	}
	if before, _, steps := strings.Cut(high, " step "); steps {
		return l, fmt.Errorf("--vary %s: a range here has no step: write its ends alone, such as %s..%s", text, strings.TrimSpace(low), strings.TrimSpace(before))
	}
	if isoDate.MatchString(ends) {
		return l, fmt.Errorf("--vary %s: write dates as times from the start, such as 12 months..24 months", text)
	}
	if err := l.ends(strings.TrimSpace(low), strings.TrimSpace(high)); err != nil {
		return l, fmt.Errorf("--vary %s: %w", text, err)
	}
	return l, nil
}

// isoDate is a date such as 2027-04-01, or a month.
var isoDate = regexp.MustCompile(`\b\d{4}-\d\d(-\d\d)?\b`)

// numeral is the number in a quantity.
var numeral = regexp.MustCompile(`[+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?|[+-]?\.\d+`)

// ends reads the range. Its levels are written as its upper end is, or as the
// lower where the upper has no unit or is 0; an end that is 0 needs no unit, and a
// lower end takes that of the upper.
func (l *lever) ends(low, high string) error {
	from, err := unit.Parse(low)
	if err != nil {
		return err
	}
	to, err := unit.Parse(high)
	if err != nil {
		return err
	}
	form, q := high, to
	switch {
	case from.Bare && !to.Bare && to.Dim == unit.Share && from.Value != 0 && math.Abs(from.Value) < 1:
		return fmt.Errorf("%s could be %s%% or %g%%; write both ends with their unit", low, low, 100*from.Value)
	case from.Bare && !to.Bare:
		if from, err = unit.Parse(numeral.ReplaceAllLiteralString(high, numeral.FindString(low))); err != nil {
			return err
		}
	case to.Bare && !from.Bare && to.Value != 0:
		return fmt.Errorf("%q has no unit; write %s", high, numeral.ReplaceAllLiteralString(low, high))
	case to.Bare || to.Value == 0:
		form, q, to.Dim = low, from, from.Dim
	}
	if from.Dim != to.Dim || to.Value != 0 && (from.Currency != to.Currency || from.Noun != to.Noun) {
		return fmt.Errorf("%q and %q are different kinds of quantity; give both ends in the same unit", low, high)
	}
	if !(from.Value < to.Value) {
		return errors.New("a range must run from a smaller value to a larger one")
	}
	return l.written(form, q, from.Value, to.Value)
}

// written takes over how a quantity is written, and a range in base units.
func (l *lever) written(form string, q unit.Quantity, from, to float64) error {
	l.Form = spaced(numeral.ReplaceAllLiteralString(form, "#"))
	l.Unit = strings.Join(strings.Fields(strings.Replace(l.Form, "#", " ", 1)), " ")
	one := 1.0 // base units in one of the form
	if q.Value != 0 {
		number, err := strconv.ParseFloat(strings.ReplaceAll(numeral.FindString(form), ",", ""), 64)
		if err != nil {
			return err
		}
		one = q.Value / number
	}
	span := study.NewRange(study.Tidy(from/one), study.Tidy(to/one))
	l.Low, l.High, l.Step = span.Low, span.High, span.Step
	return nil
}

// spaced puts a space between the number and a unit of letters.
func spaced(form string) string {
	i := strings.Index(form, "#") + 1
	if i < len(form) && (form[i] >= 'a' && form[i] <= 'z' || form[i] >= 'A' && form[i] <= 'Z') {
		return form[:i] + " " + form[i:]
	}
	return form
}

// sets put the lever at a level.
func (l lever) sets(level float64) []experiment.Set {
	return app.Each(l.Paths, func(path string) experiment.Set { return experiment.Set{Path: path, Value: l.Text(level)} })
}

// parseLevers reads all --vary, and refuses what they or --set move twice.
func parseLevers(texts, sets []string) ([]lever, error) {
	var all []lever
	var wrong []error
	taken := map[string]string{}
	for _, set := range sets {
		path, _, _ := strings.Cut(set, "=")
		taken[strings.TrimSpace(path)] = "--set " + set
	}
	for _, text := range texts {
		l, err := parseLever(text)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		for _, path := range l.Paths {
			for other, by := range taken {
				if path == other || strings.HasPrefix(path, other+".") || strings.HasPrefix(other, path+".") {
					wrong = append(wrong, fmt.Errorf("--vary %s and %s change the same place", text, by))
				}
			}
			taken[path] = "--vary " + text
		}
		all = append(all, l)
	}
	slices.SortFunc(wrong, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	return all, errors.Join(wrong...)
}
