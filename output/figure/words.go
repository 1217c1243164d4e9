package figure

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// digits writes a number with thousands separators and a fixed number of decimals.
func digits(x float64, decimals int) string {
	if !finite(x) {
		return "unknown"
	}
	s := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	whole += either(fraction == "", "", "."+fraction)
	return either(x < 0 && strings.ContainsAny(whole, "123456789"), "−", "") + whole
}

// amount writes a number with its unit, for people.
func amount(x float64, of string) string {
	if !finite(x) {
		return "unknown"
	}
	return unit.Format(x, of)
}

// none writes the share of trials at 0 as what the chance of any shortfall, as
// it is written, leaves of 100%: where both end in a half they would not add up.
func none(r *output.Report, s output.Shape) string {
	any, ok := r.Stat(s.Variant, s.Metric, "p_any")
	if !ok || !finite(any.Value) || s.Zero < 0.001 || s.Zero > 0.999 {
		return output.Percent(s.Zero)
	}
	return output.Percent(math.Round(1000-1000*unit.Rounded(any.Value, any.Unit)) / 1000)
}

// chance writes the chance of any shortfall as the tables have it.
func chance(r *output.Report, s output.Shape) string {
	if any, ok := r.Stat(s.Variant, s.Metric, "p_any"); ok && finite(any.Value) {
		return amount(any.Value, any.Unit)
	}
	return output.Percent(1 - s.Zero)
}

// withError adds the sampling error where it is known: both ends where ± would
// reach below 0 and the interval does not.
func withError(x output.Interval, of string) string {
	if !finite(x.Low) || !finite(x.High) {
		return amount(x.Value, of)
	}
	half := (x.High - x.Low) / 2
	if x.Low >= 0 && x.Value-half < -1e-9*x.Value {
		return between(x, of)
	}
	return unit.FormatInterval(x.Value, half, of)
}

// meanText is a statistic with its sampling error.
func meanText(s output.Stat) string { return withError(s.Interval(), s.Unit) }

// between writes a number with both ends of its interval.
func between(x output.Interval, of string) string {
	return fmt.Sprintf("%s (%s to %s)", amount(x.Value, of), amount(x.Low, of), amount(x.High, of))
}

// decimalsFor gives a number two significant digits, integers all.
func decimalsFor(x float64) int {
	switch x = math.Abs(x); {
	case x >= 10 || x == 0:
		return 0
	case x >= 1:
		return 1
	}
	return 2
}

// quantity is an axis title: what, and its unit in brackets.
func quantity(what, in string) string {
	return what + either(in == "", "", " ("+in+")")
}

// stepUnit turns the unit of a series, "t/step", into "t per week".
func stepUnit(r *output.Report, of string) string {
	return strings.Replace(of, "/step", " per "+stepName(r.Run.StepName), 1)
}

// stepName is what a step is called; "step" where it has no name.
func stepName(name string) string {
	return clean(cmp.Or(name, "step"))
}

func scenarioTitle(r *output.Report) string { return cmp.Or(clean(r.Title), clean(r.Scenario)) }

// variantTitle is what a legend calls a variant: its title, with case and cell
// where another variant has the same title.
func variantTitle(r *output.Report, i int) string {
	v := r.Variants[i]
	t := cmp.Or(clean(v.Title), clean(v.Policy))
	for j, o := range r.Variants {
		if j != i && clean(o.Title) == clean(v.Title) && o.Policy == v.Policy {
			t = clean(v.Label())
			break
		}
	}
	return cmp.Or(t, "Policy "+strconv.Itoa(i+1))
}

func sectorTitle(r *output.Report, i int) string {
	return cmp.Or(clean(r.Sectors[i].Title), clean(r.Sectors[i].Name), "Sector "+strconv.Itoa(i+1))
}

// subjectTitle names what a metric or a series speaks of.
func subjectTitle(r *output.Report, subject string) string {
	for i, s := range r.Sectors {
		if s.Name == subject {
			return sectorTitle(r, i)
		}
	}
	for i, s := range r.Sectors {
		if stage, ok := strings.CutPrefix(subject, s.Name+"."); ok {
			return sectorTitle(r, i) + ", " + clean(r.Titles.Stage(stage))
		}
	}
	return clean(r.Titles.Subject(subject))
}

// total says whether a subject is all sectors together, and within which stage of
// the chain where they use several: "total.magnet".
func total(subject string) (stage string, ok bool) {
	if subject == "total" {
		return "", true
	}
	return strings.CutPrefix(subject, "total.")
}

// setting is the subtitle: scenario · policy · trials · seed.
func setting(r *output.Report, policy string) string {
	trials := either(!r.Run.Complete && r.Run.Asked > r.Run.Trials,
		fmt.Sprintf("%s of %s trials", unit.Grouped(r.Run.Trials), unit.Grouped(r.Run.Asked)), unit.Counted(r.Run.Trials, "trial"))
	return inOrder(scenarioTitle(r), policy, trials, fmt.Sprintf("seed %d", r.Run.Seed))
}

// unbroken keeps the numbers of a setting on the line of their words.
func unbroken(setting string) string {
	return strings.NewReplacer(" trial", "\u00a0trial", " policies", "\u00a0policies", "seed ", "seed\u00a0").Replace(setting)
}

// policies says how many, for the subtitle of a figure of all of them.
func policies(r *output.Report) string {
	if len(r.Variants) == 1 {
		return variantTitle(r, 0)
	}
	return fmt.Sprintf("%d policies", len(r.Variants))
}

// years is the span of the run, "2026 to 2030"; "" where it is not known. A whole
// number of weeks ends a few days into the next year: a last year counts from
// its 31st day on.
func years(r *output.Report) string {
	from, to := dayOf(r.Run.Start), dayOf(r.Run.End)
	if !finite(from) || !finite(to) || to <= from {
		return ""
	}
	first, last := dayTime(from).Year(), dayTime(max(from, to-31)).Year()
	return either(first == last, strconv.Itoa(first), fmt.Sprintf("%d to %d", first, last))
}

// origins are the lines at the foot that the scenario writes: where its numbers
// come from.
func origins(source, note string) []string {
	var lines []string
	for _, x := range []struct{ label, text string }{{"Source:", clean(source)}, {"Note:", clean(note)}} {
		switch {
		case strings.HasPrefix(strings.ToLower(x.text), strings.ToLower(x.label)):
			lines = append(lines, x.text)
		case x.text != "":
			lines = append(lines, x.label+" "+x.text)
		}
	}
	return lines
}
