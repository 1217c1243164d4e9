package output

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/study"
	"magnetsim/sim/unit"
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
	d := &head
	d.Head.Failed, d.Head.Trials = d.Head.Asked-int64(v.Trials), int64(v.Trials)
	d.Mean, d.SD, d.Together = v.Mean, v.SD, shareOf(v.Together)
	for i, g := range groups {
		x := v.Indices[i]
		d.Groups = append(d.Groups, SobolGroup{g.Name, g.Members, shareOf(x.First), shareOf(x.Total)})
	}
	slices.SortStableFunc(d.Groups, func(a, b SobolGroup) int { return cmp.Compare(b.Total.Value, a.Total.Value) })
	return d
}

// shareOf keeps an estimate to where the index itself can lie.
func shareOf(x study.Index) IndexShare {
	inside := func(v float64) float64 { return max(0, min(1, v)) }
	return IndexShare{Interval{Value: inside(x.Value), Low: inside(x.Low), High: inside(x.High)}, x.Told()}
}

// Answer tells how the variance of a metric divides among groups of what is drawn.
func (d *Sobol) Answer() *Answer {
	a := &Answer{Head: d.Head.about("Where the variance of "+d.Metric+" comes from", d.Variant)}
	a.Head.Facts = []string{fmt.Sprintf("%d designs of %s", len(d.Groups)+2, unit.Counted(d.Head.Trials, "trial"))}
	a.Sentences = []string{fmt.Sprintf("Its mean is %s, its standard deviation %s.", unit.Format(d.Mean, d.Unit), unit.Format(d.SD, d.Unit)), d.together()}
	a.Tables = []Table{tableOf("groups", "Shares of the variance", d.Groups,
		text("group", "Group", "what is drawn together", func(g SobolGroup) string { return g.Name }),
		whole("figures", "Figures", "how many figures the group has", func(g SobolGroup) int { return len(g.Members) }).on(File),
		text("members", "Members", "the places of the figures", func(g SobolGroup) string { return strings.Join(g.Members, " ") }).on(File),
		yesNo("first_order_told_from_zero", "", "1 where the first-order index can be told from zero", func(g SobolGroup) bool { return g.First.Told }).on(File),
		index("first_order", "Alone (S1)", "first-order index: the share of the variance that would go, on average, if the group were known", func(g SobolGroup) IndexShare { return g.First }),
		yesNo("total_told_from_zero", "", "1 where the total index can be told from zero", func(g SobolGroup) bool { return g.Total.Told }).on(File),
		index("total", "In all (ST)", "total index: the share that would stay if all but the group were known", func(g SobolGroup) IndexShare { return g.Total })).
		noted("Alone: the share of the variance that would go, on average, if the group were known. In all: the share that would stay if all but the group were known; beyond that alone, it is what the group does together with others, counted for each of them. In brackets: 95% intervals by the bootstrap. " + Same + " cannot be told from zero.")}
	return a
}

func (d *Sobol) together() string {
	if !d.Together.Told {
		return "Whether anything is left to groups acting together cannot be told from these trials."
	}
	return fmt.Sprintf("%s of the variance is left to groups acting together: no group explains it alone.", Column{Kind: Ranged}.Words(cellOf(d.Together.Interval, "share")))
}

// index is a column of shares of a variance; ~ where it may be zero.
func index[T any](name, title, doc string, of func(T) IndexShare) column[T] {
	return zeroOr(ranged(name, title, "share", doc, func(x T) Interval { return of(x).Interval }), func(x T) bool { return of(x).Told })
}

// zeroOr shows ~ and how large it may be in the place of a number that cannot be told
// from zero.
func zeroOr[T any](c column[T], told func(T) bool) column[T] {
	return c.but(func(x T, y *Cell) {
		if !told(x) && (y.Value != 0 || y.High != 0) {
			y.Text = Same + bracketed(*y, y.Unit)
		}
	})
}
