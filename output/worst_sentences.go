package output

import (
	"fmt"
	"math"
	"strings"

	"magnetsim/sim/unit"
)

// mostByChance is the quasi-p value above which a limit may be one too many.
const mostByChance = 0.05

func (d *Worst) heading() string {
	switch len(d.Parts) {
	case 0:
		return "What the worst trials have in common"
	case 1:
		return "What " + d.Parts[0].What() + " have in common: " + d.Head.Titles.Metric(d.Parts[0].Metric)
	}
	return "What the worst trials have in common: " + d.Head.Titles.Metric(d.Parts[0].Metric)
}

// about begins a sentence on one threshold of several.
func (d *Worst) about(p WorstPart) string {
	return when(len(d.Parts) > 1, "%s. ", unit.UpperFirst(p.What()))
}

func (d *Worst) sentences(p WorstPart) []string {
	all := []string{d.about(p) + p.who()}
	if len(p.Boxes) == 0 {
		all = append(all, p.nothing())
	}
	for i, b := range p.Boxes {
		all = append(all, b.words(i)...)
	}
	if d.All && p.Rejected != nil {
		return append(all, said(p.together(), p.Rejected.noise())...)
	}
	return append(all, said(p.together())...)
}

func (p WorstPart) who() string {
	above, most := unit.Format(p.Threshold, p.Unit), unit.Format(p.Most, p.Unit)
	text := either(p.Bad == 1, "This is the one trial", "These are the "+unit.Counted(p.Bad, "trial")) + " with " + either(above == most || p.Bad == 1, "the largest value, "+most, "more than "+above+", up to "+most) + "."
	bad, trials := float64(p.Bad), float64(p.Trials)
	text += when(p.Share > 0 && bad > p.Share*trials+1, " They are %s, as so many have the largest value.", roundedShare(bad/trials))
	text += when(p.Share > 0 && bad < 0.9*p.Share*trials, " They are only %s: at the threshold so many have the same value.", roundedShare(bad/trials))
	return text
}

// enoughBad are so many that both halves, in which ranges are looked for and measured, have half
// of FewestBad 99 times in 100.
const enoughBad = 60

// nothing says that no box was found, or looked for.
func (p WorstPart) nothing() string {
	few := fmt.Sprintf(either(p.Bad == 1, "That is", "They are")+" too few to look for shared ranges: about %d are needed. Run more trials, or use a lower threshold.", enoughBad)
	return either(p.Looked, "Nothing in common found: on the trials held out, no ranges of the draws contain more of them than chance may bring.", few)
}

var boxNames = []string{"Most of all they share this:", "Of the rest, many share this:", "And of what is left:"}

// words tell the box that was found after so many others: its limits, one a
// line, and how many of the worst it holds.
func (b WorstBox) words(before int) []string {
	all := []string{boxNames[min(before, len(boxNames)-1)]}
	them := either(before > 0, "the rest of them", "them")
	for _, l := range b.Limits {
		text := "- " + marked(l.Text(), l.QuasiP <= mostByChance)
		text += when(len(b.Limits) > 1, " (%s of %s, %s of all trials)", roundedShare(l.InBad.Value), them, roundedShare(l.InAll.Value))
		all = append(all, text)
	}
	so := "All of this is so"
	switch len(b.Limits) {
	case 1:
		so = "That is so"
	case 2:
		so = "Both are so"
	}
	return append(all, fmt.Sprintf("%s in %s of the worst, and in %s of all trials. Where it is so, %s of the trials are among the worst: %s times as many as overall.",
		so, shareWords(b.Coverage), roundedShare(b.Mass.Value), shareWords(b.Density), fold(b.Coverage.Value/b.Mass.Value)))
}

// together says what the boxes hold; they have no trial in common.
func (p WorstPart) together() string {
	coverage, mass := 0.0, 0.0
	for _, b := range p.Boxes {
		coverage, mass = coverage+b.Coverage.Value, mass+b.Mass.Value
	}
	return when(len(p.Boxes) > 1, "In all, %s of the worst are of one of these kinds, and so are %s of all trials.", roundedShare(coverage), roundedShare(mass))
}

func (b WorstBox) noise() string {
	limits := each(b.Limits, WorstLimit.Text)
	return fmt.Sprintf("%s Not told from noise: %s. On the trials held out it has %d of the worst in %s (chance of as many: %s).",
		Same, strings.Join(limits, "; "), b.Bad, unit.Counted(b.Trials, "trial"), smallChance(b.P))
}

func roundedShare(x float64) string { return unit.Format(roundShare(x), "share") }

// roundShare keeps two digits below 10% and whole percents above: shares of trials
// are not known better.
func roundShare(x float64) float64 {
	return either(x >= 0.0995, math.Round(100*x)/100, math.Round(1000*x)/1000)
}

func shareWords(s Interval) string {
	return fmt.Sprintf("%s (%s to %s)", roundedShare(s.Value), roundedShare(s.Low), roundedShare(s.High))
}

// roundShares is the interval of a share as well as it is known.
func roundShares(i Interval) Interval {
	return Interval{Value: roundShare(i.Value), Low: roundShare(i.Low), High: roundShare(i.High)}
}

func fold(x float64) string { return either(x >= 9.95, fmt.Sprintf("%.0f", x), fmt.Sprintf("%.1f", x)) }

func smallChance(p float64) string {
	switch {
	case p < 1e-4:
		return fmt.Sprintf("%.0e", p)
	case p >= 0.1:
		return fmt.Sprintf("%.2f", p)
	}
	return fmt.Sprintf("%.2g", p)
}
