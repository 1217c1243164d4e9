package output

import (
	"cmp"
	"slices"

	"magnetsim/sim/study"
)

// Sobol is how the variance of a metric divides among groups of what is drawn.
type Sobol struct {
	Head     Head // its trials are those of each design
	Variant  Variant
	Metric   string // "shortfall.total"
	Unit     string
	Mean     float64
	SD       float64
	Groups   []SobolGroup // the largest total first
	Together IndexShare   // of the variance that no group explains alone
}

// SobolGroup is the part of one group.
type SobolGroup struct {
	Name    string
	Members []string
	First   IndexShare // of the variance that goes once the group is known
	Total   IndexShare // of the variance that stays while all else is known
}

// IndexShare is a share of a variance with its 95% interval, all within 0 to 1, and
// whether it can be told from zero.
type IndexShare struct {
	Interval
	Told bool
}

// BuildSobol adds groups to a head. The groups stand as in what was found.
func BuildSobol(head Sobol, groups []study.Group, v *study.Variance) *Sobol {
	d := head
	d.Head.Failed, d.Head.Trials = d.Head.Asked-int64(v.Trials), int64(v.Trials)
	d.Mean, d.SD, d.Together = v.Mean, v.SD, shareOf(v.Together)
	for i, g := range groups {
		x := v.Indices[i]
		d.Groups = append(d.Groups, SobolGroup{g.Name, g.Members, shareOf(x.First), shareOf(x.Total)})
	}
	slices.SortStableFunc(d.Groups, func(a, b SobolGroup) int { return cmp.Compare(b.Total.Value, a.Total.Value) })
	return &d
}

// shareOf keeps an estimate to where the index itself can lie.
func shareOf(x study.Index) IndexShare {
	inside := func(v float64) float64 { return max(0, min(1, v)) }
	return IndexShare{Interval{Value: inside(x.Value), Low: inside(x.Low), High: inside(x.High)}, x.Told()}
}
