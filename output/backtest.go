package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// Backtest is a past episode replayed: what the scenario forecast, period by
// period, beside what was observed.
type Backtest struct {
	Head    Head
	Series  string // "shipped.china"
	Unit    string // "t"
	Periods []Backtested
	History []float64 // of equal periods in the year before the start: the naive forecast
	Missing []string  // labels of the periods of that year without a value
	Gaps    []string  // labels of periods between the first and the last without a value
}

// Backtested is one period.
type Backtested struct {
	Label    string // "2025-04"
	Observed float64
	study.Score
}

// NewBacktest scores each period; samples holds by period the value in each
// trial.
func NewBacktest(periods []study.Observed, samples [][]float64, history []float64) *Backtest {
	return &Backtest{Unit: "t", History: history, Periods: eachAt(periods, func(i int, o study.Observed) Backtested {
		return Backtested{o.Label, o.Value, study.ScoreOf(samples[i], o.Value, history)}
	})}
}

// CRPS returns the mean score over the periods, in the unit, and that of the
// naive forecast; the smaller is the better.
func (b *Backtest) CRPS() (model, naive float64) {
	return b.mean(func(p Backtested) float64 { return p.CRPS }), b.mean(func(p Backtested) float64 { return p.Naive })
}

func (b *Backtest) mean(of func(Backtested) float64) float64 {
	sum := 0.0
	for _, p := range b.Periods {
		sum += of(p) / float64(len(b.Periods))
	}
	return sum
}

// Skill returns 1 − CRPS/CRPS of the naive forecast: 0 is no better than that, 1
// is perfect, below 0 is worse. NaN without a history.
func (b *Backtest) Skill() float64 {
	model, naive := b.CRPS()
	return either(naive > 0, 1-model/naive, math.NaN())
}

// Covered returns in how many periods the observation lay between p25 and p75,
// and between p5 and p95.
func (b *Backtest) Covered() (in50, in90 int) {
	return len(those(b.Periods, func(p Backtested) bool { return p.In50 })), len(those(b.Periods, func(p Backtested) bool { return p.In90 }))
}

// Bias returns the mean of forecast mean less observation.
func (b *Backtest) Bias() float64 {
	return b.mean(func(p Backtested) float64 { return p.Mean - p.Observed })
}

// farApart is the factor between what was observed and what was forecast above
// which one of them is more likely in another unit: curbs rarely leave less than 3%
// of a trade over a whole episode, and kilograms, tonnes and kilotonnes are a
// factor of 1000 apart.
const farApart = 30

// Apart returns the factor between the means of what was observed and of what was
// forecast where it is so large that their units must be doubted, above 1 where more
// was observed; else NaN.
func (b *Backtest) Apart() float64 {
	observed, forecast := 0.0, 0.0
	for _, p := range b.Periods {
		observed += p.Observed
		forecast += p.Mean
	}
	if factor := observed / forecast; factor > 0 && !math.IsInf(factor, 1) && (factor > farApart || factor < 1.0/farApart) {
		return factor
	}
	return math.NaN()
}

// Bins are the equal parts of the PIT histogram.
const Bins = 5

// PIT returns how many periods lay in each fifth of their forecast, lowest
// first: even where the forecast is calibrated, a heap in the middle where it is
// too wide, at the ends where it is too narrow.
func (b *Backtest) PIT() [Bins]int {
	var bins [Bins]int
	for _, p := range b.Periods {
		bins[min(Bins-1, int(p.PIT*Bins))]++
	}
	return bins
}

// Worst returns the period of the largest CRPS.
func (b *Backtest) Worst() Backtested {
	return slices.MaxFunc(b.Periods, func(p, q Backtested) int { return cmp.Compare(p.CRPS, q.CRPS) })
}

// Observed is what was observed in a period.
type Observed = study.Observed

// Answer tells how a replay met what was observed.
func (b *Backtest) Answer() *Answer {
	a := &Answer{Head: b.Head, Sentences: b.sentences(), Notes: b.unitDoubts()}
	a.Head.Facts = append(a.Head.Facts, b.Head.Titles.Metric(b.Series)+" compared with what was observed")
	a.Tables = []Table{periodTable(b.Unit, b.told()), placeTable(b.PIT()), b.summaryTable(), b.missingTable()}
	return a
}

// toldPeriod is a period of an episode.
type toldPeriod struct {
	of *Backtest
	Backtested
}

func (b *Backtest) told() []toldPeriod {
	return each(b.Periods, func(p Backtested) toldPeriod { return toldPeriod{b, p} })
}

// periodTable tells periods, of one episode or, with a column that says of which, more.
func periodTable(unit string, all []toldPeriod, which ...column[toldPeriod]) Table {
	mass := func(name, title, doc string, of func(toldPeriod) float64) column[toldPeriod] {
		return number(name, title, unit, doc, of)
	}
	return tableOf("periods", "Period by period", all, append(which,
		text("period", "", "the period: a month", func(p toldPeriod) string { return p.Label }).brief("").addressed(), // tables that are too wide are cut behind it
		text("series", "", "what was observed", func(p toldPeriod) string { return p.of.Series }).on(File),
		mass("observed", "Observed", "what was observed", func(p toldPeriod) float64 { return p.Observed }).brief(""),
		text("range", "Within", "", func(p toldPeriod) string { return either(p.In50, "50%", either(p.In90, "90%", "neither")) }).on(People).brief(""),
		mass("p5", "p5", "5th percentile of the forecast", func(p toldPeriod) float64 { return p.P5 }).brief(""),
		mass("p25", "p25", "25th percentile of the forecast", func(p toldPeriod) float64 { return p.P25 }),
		mass("p50", "p50", "median of the forecast", func(p toldPeriod) float64 { return p.P50 }).brief(""),
		mass("p75", "p75", "75th percentile of the forecast", func(p toldPeriod) float64 { return p.P75 }),
		mass("p95", "p95", "95th percentile of the forecast", func(p toldPeriod) float64 { return p.P95 }).brief(""),
		mass("mean", "", "mean of the forecast", func(p toldPeriod) float64 { return p.Mean }).on(File),
		number("pit", "Place", "share", "place in the forecast (probability integral transform): share of the forecast below what was observed", func(p toldPeriod) float64 { return p.PIT }),
		mass("crps", "CRPS", "continuous ranked probability score: distance of forecast and observation, 0 is perfect", func(p toldPeriod) float64 { return p.CRPS }),
		mass("naive_crps", "Naive CRPS", "that of the naive forecast: the year before the start; empty where nothing was observed in it", func(p toldPeriod) float64 { return p.Naive }),
		yesNo("in_50", "", "1 where what was observed lay from p25 to p75", func(p toldPeriod) bool { return p.In50 }).on(File),
		yesNo("in_90", "", "1 where what was observed lay from p5 to p95", func(p toldPeriod) bool { return p.In90 }).on(File))...).
		noted("Within: the range of the forecast in which the observation lay, 50% (p25 to p75), 90% (p5 to p95) or neither. Place: share of the forecast below what was observed. CRPS: distance of forecast and observation, 0 is perfect.")
}

// place is a fifth of the forecast.
type place struct {
	low, high float64
	periods   int
}

func placeTable(pit [Bins]int) Table {
	sum := 0
	for _, n := range pit {
		sum += n
	}
	all := eachAt(pit[:], func(i, n int) place { return place{float64(i) / Bins, float64(i+1) / Bins, n} })
	even := float64(sum) / Bins
	return tableOf("places", "How many periods lie in each fifth of their forecast", all,
		text("fifth", "Fifth", "", func(p place) string { return fmt.Sprintf("%.0f–%.0f%%", 100*p.low, 100*p.high) }).on(People),
		number("from", "", "share", "lower end of the fifth: share of the forecast below", func(p place) float64 { return p.low }).on(File),
		number("to", "", "share", "upper end of the fifth", func(p place) float64 { return p.high }).on(File),
		whole("periods", "Periods", "periods whose observation lay there", func(p place) int { return p.periods }),
		number("calibrated", "", "", "periods expected there if the forecast is calibrated", func(place) float64 { return even }).on(File)).
		noted(fmt.Sprintf("%.1f each if the forecast is calibrated; neighbouring periods are not independent.", even))
}

func (b *Backtest) summaryTable() Table {
	in50, in90 := b.Covered()
	model, naive := b.CRPS()
	count := func(name, doc string, n int) column[*Backtest] {
		return whole(name, "", doc, func(*Backtest) int { return n })
	}
	value := func(name, unit, doc string, x float64) column[*Backtest] {
		return number(name, "", unit, doc, func(*Backtest) float64 { return x })
	}
	return tableOf("summary", "The whole episode", []*Backtest{b},
		text("series", "", "what was observed", func(b *Backtest) string { return b.Series }),
		count("periods", "periods scored", len(b.Periods)),
		count("in_50", "periods observed from p25 to p75 of their forecast", in50),
		count("in_90", "periods observed from p5 to p95 of their forecast", in90),
		value("crps", b.Unit, "mean CRPS of a period", model),
		value("naive_crps", b.Unit, "mean CRPS of the naive forecast; empty where nothing was observed in the year before the start", naive),
		value("skill", "", "1 less the ratio of the two: 0 is no better than the naive forecast, 1 is perfect; empty where that has no error or does not exist", b.Skill()),
		value("bias", b.Unit, "mean of forecast mean less observation", b.Bias()),
		count("history", "months of the year before the start with a value, of which the naive forecast is made", len(b.History)),
		value("factor_apart", "", "mean observation over mean forecast where it is so large or small that a unit must be doubted; else empty", b.Apart())).only(File)
}

func (b *Backtest) missingTable() Table {
	of := func(kind string) func(string) [2]string {
		return func(month string) [2]string { return [2]string{month, kind} }
	}
	return tableOf("missing", "Months without a value", append(each(b.Missing, of("history")), each(b.Gaps, of("episode"))...),
		text("month", "", "the month without a value", func(m [2]string) string { return m[0] }),
		text("of", "", "history: of the year before the start; episode: of the time that is scored", func(m [2]string) string { return m[1] })).only(File)
}

func (b *Backtest) sentences() []string {
	in50, in90 := b.Covered()
	n, worst := len(b.Periods), b.Worst()
	return said(
		fmt.Sprintf("Of %s, %d lay within the 50%% range of the forecast (p25 to p75) and %d within the 90%% range (p5 to p95); calibrated, about %s and %s would.",
			unit.Counted(n, "period"), in50, in90, unit.Format(0.5*float64(n), ""), unit.Format(0.9*float64(n), "")),
		b.scoreWords()+" On average it was "+unit.Format(math.Abs(b.Bias()), b.Unit)+either(b.Bias() < 0, " too low.", " too high."),
		when(len(b.Gaps) > 0, "Not scored, because there is no value: %s.", monthList(b.Gaps)),
		fmt.Sprintf("The largest miss was %s: %s was observed, the median of the forecast was %s.", worst.Label, unit.Format(worst.Observed, b.Unit), unit.Format(worst.P50, b.Unit)))
}

func (b *Backtest) scoreWords() string {
	model, naive := b.CRPS()
	score := fmt.Sprintf("Its mean CRPS is %s a period", unit.Format(model, b.Unit))
	switch skill := b.Skill(); {
	case len(b.History) == 0:
		return score + "; nothing was observed in the twelve months before the start, so there is no naive forecast to compare it with, and its skill is unknown."
	case math.IsNaN(skill):
		return score + "; the naive forecast, " + b.naiveWords() + ", was right in every period."
	case skill > 0:
		return score + fmt.Sprintf(", %s less than the %s of the naive forecast, %s.", unit.Format(skill, "share"), unit.Format(naive, b.Unit), b.naiveWords())
	}
	return score + fmt.Sprintf(": no better than the %s of the naive forecast, %s.", unit.Format(naive, b.Unit), b.naiveWords())
}

// naiveWords say what the naive forecast is, and of what it is made.
func (b *Backtest) naiveWords() string {
	words := "that every period will be like one of the twelve months before the start"
	words += when(len(b.Missing) > 0, " (of which it has %d: without %s)", len(b.History), monthList(b.Missing))
	return words
}

// unitDoubts warn where forecast and observation are so far apart that one is in
// another unit.
func (b *Backtest) unitDoubts() []Note {
	factor := b.Apart()
	if math.IsNaN(factor) {
		return nil
	}
	more, less := "observed", "forecast"
	if factor < 1 {
		more, less, factor = less, more, 1/factor
	}
	return []Note{{
		What: "The units are in doubt",
		Why:  fmt.Sprintf("what was %s is %s times what was %s", more, unit.Format(factor, ""), less),
		Do:   fmt.Sprintf("if the observations are not in tonnes, write their unit into the heading, such as %s (kt), or (kg)", b.Series),
	}}
}

// monthList lists months, those that follow one another by the first and the last of
// them: "2024-03, 2025-01 to 2025-03".
func monthList(months []string) string {
	var parts []string
	for i := 0; i < len(months); {
		last := i
		for last+1 < len(months) && months[last+1] == nextMonth(months[last]) {
			last++
		}
		parts = append(parts, months[i]+either(last > i, " to "+months[last], ""))
		i = last + 1
	}
	return strings.Join(parts, ", ")
}

func nextMonth(month string) string {
	first, err := unit.ParseDate(month)
	if err != nil {
		return ""
	}
	return first.NextMonth().String()[:len(month)]
}
