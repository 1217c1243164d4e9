package output

import (
	"fmt"
	"math"

	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// Backtests is several past episodes scored together: one may be luck.
type Backtests struct {
	Head     Head
	Episodes []*Backtest // each with its own head
}

// NewBacktests puts episodes together.
func NewBacktests(episodes []*Backtest) *Backtests {
	b := &Backtests{Episodes: episodes, Head: Head{Mixed: true, Complete: true, Heading: counted(episodes) + " backtested"}}
	for _, e := range episodes {
		b.Head.Verb, b.Head.Version, b.Head.GoArch = e.Head.Verb, e.Head.Version, e.Head.GoArch
		b.Head.Asked += e.Head.Asked
		b.Head.Trials += e.Head.Trials
	}
	return b
}

func counted(episodes []*Backtest) string { return unit.Counted(len(episodes), "episode") }

// Skill returns the mean skill of the episodes that have one, each of the same weight,
// with its 95% interval over episodes, whose ends are NaN with fewer than two.
func (b *Backtests) Skill() Interval {
	mean, low, high := study.OverEpisodes(each(b.skilled(), (*Backtest).Skill))
	return Interval{Value: mean, Low: low, High: high}
}

// skilled are the episodes that have a naive forecast to be held against.
func (b *Backtests) skilled() []*Backtest {
	return those(b.Episodes, func(e *Backtest) bool { return !math.IsNaN(e.Skill()) })
}

// Covered returns how many periods there are in all episodes, and in how many the
// observation lay between p25 and p75, and between p5 and p95.
func (b *Backtests) Covered() (n, in50, in90 int) {
	for _, e := range b.Episodes {
		half, most := e.Covered()
		n, in50, in90 = n+len(e.Periods), in50+half, in90+most
	}
	return n, in50, in90
}

// PIT returns how many periods of all episodes lay in each fifth of their forecast,
// lowest first.
func (b *Backtests) PIT() [Bins]int {
	var all [Bins]int
	for _, e := range b.Episodes {
		for i, n := range e.PIT() {
			all[i] += n
		}
	}
	return all
}

// Answer tells how the replays together met what was observed.
func (b *Backtests) Answer() *Answer {
	a := &Answer{Head: b.Head, Sentences: b.sentences(), Notes: []Note{{What: "Every episode counts equally, however many periods it has. The interval is Student's t over the episodes; it treats them as independent, which episodes of one time and one supplier are not quite. Neighbouring periods are not independent either."}}}
	var periods []toldPeriod
	for _, e := range b.Episodes {
		periods = append(periods, e.told()...)
		a.Notes = append(a.Notes, each(e.unitDoubts(), func(n Note) Note { n.What += " in " + e.Head.Scenario; return n })...)
	}
	which := text("episode", "Episode", "the scenario of the episode", func(p toldPeriod) string { return p.of.Head.Scenario }).ruled()
	a.Tables = []Table{b.episodeTable(), placeTable(b.PIT()), periodTable("t", periods, which).only(Everywhere), b.summaryTable()}
	return a
}

func (b *Backtests) episodeTable() Table {
	mass := func(name, title, doc string, of func(*Backtest) float64) column[*Backtest] {
		return number(name, title, "t", doc, of)
	}
	model := func(e *Backtest) float64 { crps, _ := e.CRPS(); return crps }
	naive := func(e *Backtest) float64 { _, crps := e.CRPS(); return crps }
	in50 := func(e *Backtest) int { n, _ := e.Covered(); return n }
	in90 := func(e *Backtest) int { _, n := e.Covered(); return n }
	return tableOf("episodes", "Episode by episode", b.Episodes,
		text("episode", "Episode", "the scenario of the episode", func(e *Backtest) string { return e.Head.Scenario }).brief(""),
		text("series", "", "what was observed", func(e *Backtest) string { return e.Series }).on(File),
		day("start", "", "first day of the scenario", func(e *Backtest) string { return e.Head.Start }).on(File),
		whole("periods", "Periods", "periods scored", func(e *Backtest) int { return len(e.Periods) }).brief(""),
		whole("in_50", "In 50%", "periods observed from p25 to p75 of their forecast", in50).brief(""),
		whole("in_90", "In 90%", "periods observed from p5 to p95 of their forecast", in90).brief(""),
		mass("crps", "CRPS", "mean CRPS of a period", model).brief(""),
		mass("naive_crps", "Naive CRPS", "mean CRPS of the naive forecast; empty where nothing was observed in the year before the start", naive).brief("Naive"),
		number("skill", "Skill", "share", "1 less the ratio of the two: 0 is no better than the naive forecast, 1 is perfect; empty where that has no error or does not exist", (*Backtest).Skill).brief(""),
		mass("bias", "Bias", "mean of forecast mean less observation", (*Backtest).Bias),
		whole("history", "", "months of the year before the start with a value, of which the naive forecast is made", func(e *Backtest) int { return len(e.History) }).on(File),
		number("factor_apart", "", "", "mean observation over mean forecast where it is so large or small that a unit must be doubted; else empty", (*Backtest).Apart).on(File),
		whole("trials", "", "trials that succeeded", func(e *Backtest) int64 { return e.Head.Trials }).on(File),
		whole("seed", "", "seed of their draws", func(e *Backtest) uint64 { return e.Head.Seed }).on(File),
		text("scenario_hash", "", "SHA-256 of the resolved scenario", func(e *Backtest) string { return e.Head.Hash }).on(File)).
		noted("In 50%, in 90%: periods that lay within that range of their forecast. CRPS: distance of forecast and observation, 0 is perfect. Skill: share by which it is less than that of the naive forecast.").
		legend("Skill: share by which the CRPS is less than that of the naive forecast.")
}

func (b *Backtests) summaryTable() Table {
	n, in50, in90 := b.Covered()
	count := func(name, doc string, n int) column[*Backtests] {
		return whole(name, "", doc, func(*Backtests) int { return n })
	}
	share := func(name, doc string, k int) column[*Backtests] {
		return number(name, "", "share", doc, func(*Backtests) float64 { return float64(k) / float64(n) })
	}
	return tableOf("summary", "All episodes", []*Backtests{b},
		count("episodes", "episodes scored", len(b.Episodes)),
		count("with_skill", "episodes that have a naive forecast, and so a skill", len(b.skilled())),
		ranged("skill", "", "share", "mean skill of these episodes, with its 95% interval over episodes by Student's t; empty where none has one", (*Backtests).Skill),
		count("periods", "periods of all episodes", n),
		share("in_50", "share of the periods observed from p25 to p75 of their forecast", in50),
		share("in_90", "share of the periods observed from p5 to p95 of their forecast", in90)).only(File)
}

func (b *Backtests) sentences() []string {
	n, in50, in90 := b.Covered()
	share := func(k int) string { return unit.Format(float64(k)/float64(n), "share") }
	return []string{
		b.skillWords(),
		fmt.Sprintf("Of %s, %d (%s) lay within the 50%% range of the forecast and %d (%s) within the 90%% range; calibrated, about 50%% and 90%% would.",
			unit.Counted(n, "period"), in50, share(in50), in90, share(in90)),
	}
}

// skillWords tell the mean skill, and whether it can be told from luck.
func (b *Backtests) skillWords() string {
	skill, with := b.Skill(), b.skilled()
	percent := func(x float64) string { return unit.Format(x, "share") }
	if len(with) == 0 {
		return "No episode has a naive forecast to compare it with, so the skill is unknown."
	}
	words := fmt.Sprintf("The mean skill over %s is %s: the share by which the CRPS is less than that of the naive forecast (every period will be like one of the twelve months before).", counted(with), percent(skill.Value))
	if without := b.Episodes[len(with):]; len(without) > 0 {
		words += fmt.Sprintf(" (%s no naive forecast.)", either(len(without) == 1, "One more has", fmt.Sprint(len(without))+" more have"))
	}
	if math.IsNaN(skill.Low) {
		return words + " From one episode it cannot be told from luck."
	}
	verdict := "holds 0: it cannot be told from luck"
	switch {
	case skill.Low > 0:
		verdict = "is above 0: this is more than luck"
	case skill.High < 0:
		verdict = "is below 0: this is more than bad luck"
	}
	return words + fmt.Sprintf(" Its 95%% interval over episodes, %s to %s, %s.", percent(skill.Low), percent(skill.High), verdict)
}
