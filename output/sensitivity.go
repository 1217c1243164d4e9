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

// Morris is what moving groups of figures does to a metric, by elementary effects.
type Morris struct {
	Head         Head // its trials are those played in all
	Variant      Variant
	Metric       string // "shortfall.total"
	Unit         string
	Trajectories int64 // with a value
	Worlds       int64 // trials of each point of a trajectory
	Levels       int64
	Missing      int64 // worlds that failed at some point of their trajectory, left out
	Mean         float64
	Chance       float64       // standard deviation by chance alone, the figures held; NaN where one world tells none
	Groups       []MorrisGroup // the largest first
}

// MorrisGroup is what moving one group does. All numbers are in Morris.Unit.
type MorrisGroup struct {
	Name    string
	Members []string
	Size    Interval // μ*: mean size of its effects
	Mean    Interval // μ: mean of its effects; NaN of a group of several figures
	Spread  Interval // σ: standard deviation of its effects; NaN of a group of several figures
	Told    bool     // that Size is above zero
	None    bool     // in no trial did anything move
}

// BuildMorris adds groups to a head. The groups stand as in what was found.
func BuildMorris(head Morris, groups []study.Group, e *study.Effects) *Morris {
	d := &head
	d.Trajectories, d.Missing, d.Mean, d.Chance = int64(e.Trajectories), int64(e.Failed), e.Mean, e.Chance
	d.Groups = eachAt(groups, func(i int, g study.Group) MorrisGroup {
		x := e.Effects[i]
		return MorrisGroup{g.Name, g.Members, x.Size, x.Mean, x.SD, x.Told(), x.None}
	})
	slices.SortStableFunc(d.Groups, func(a, b MorrisGroup) int { return cmp.Compare(b.Size.Value, a.Size.Value) })
	return d
}

// Single reports whether any group is one figure, whose effects have a direction.
func (d *Morris) Single() bool {
	return slices.ContainsFunc(d.Groups, func(g MorrisGroup) bool { return len(g.Members) == 1 })
}

// Design says in words what was played.
func (d *Morris) Design() string {
	what, worlds := either(len(d.Groups) == 1, "group", "groups"), either(d.Worlds == 1, "world", "worlds")
	return fmt.Sprintf("%d trajectories of %d %s at %d levels, each in %d %s", d.Trajectories, len(d.Groups), what, d.Levels, d.Worlds, worlds)
}

// Answer tells what moving groups of figures does to a metric.
func (d *Morris) Answer() *Answer {
	a := &Answer{Head: d.Head.about("What moves the "+d.Head.Titles.Metric(d.Metric), d.Variant)}
	a.Head.Facts = []string{d.Design()}
	chance := when(!math.IsNaN(d.Chance), "; by chance alone, all figures held, its standard deviation is %s", unit.Format(d.Chance, d.Unit))
	a.Sentences = []string{"Its mean is " + unit.Format(d.Mean, d.Unit) + chance + "."}
	single := either(d.Single(), Everywhere, File) // where single figures are shown
	a.Tables = []Table{tableOf("effects", "Elementary effects", d.Groups,
		text("group", "", "figures that are moved together, by their place", func(g MorrisGroup) string { return g.Name }).on(File),
		text("title", "Group", "the group, as people read it", func(g MorrisGroup) string { return d.Head.Titles.Path(g.Name) }),
		whole("figures", "Figures", "how many they are", func(g MorrisGroup) int { return len(g.Members) }).on(File),
		text("members", "Members", "the places of the figures", func(g MorrisGroup) string { return strings.Join(g.Members, " ") }).on(File),
		yesNo("told_from_zero", "", "1 where the size can be told from zero", func(g MorrisGroup) bool { return g.Told }).on(File),
		zeroOr(ranged("mu_star", "Size (μ*)", d.Unit, "mean size of the effects", func(g MorrisGroup) Interval { return g.Size }), func(g MorrisGroup) bool { return g.Told }),
		zeroOr(ranged("mu", "Mean (μ)", d.Unit, "mean effect of a single figure; empty of several", func(g MorrisGroup) Interval { return g.Mean }),
			func(g MorrisGroup) bool { return math.IsNaN(g.Mean.Value) || g.Mean.Low > 0 || g.Mean.High < 0 }).on(single),
		ranged("sigma", "Spread (σ)", d.Unit, "spread of the effects of a single figure; empty of several", func(g MorrisGroup) Interval { return g.Spread }).on(single)).
		briefly().legend("Size: how far it moves over the range of the group · " + Same + " may be zero · in brackets: 95% intervals").noted(d.notes()...)}
	return a
}

func (d *Morris) notes() []string {
	worlds := either(d.Worlds > 1, fmt.Sprintf("in the same %d worlds, and their mean is taken", d.Worlds), "in the same world")
	return said(
		"Size: how far the outcome moves, on average, when the group's figures move up or down by half of their quantiles, doubled: for a linear effect this is the change over the whole range. Groups are moved one after another; in brackets, 95% intervals by the bootstrap over trajectories. 0 never moved the outcome in any trial; "+Same+" may be zero.",
		when(d.Single(), "Mean and spread are for single figures: if the mean is smaller than the size, the effect changes direction; if the spread is near the size or above it, the effect is not linear or depends on other figures."),
		when(d.Missing > 0, "%s failed at some point of a trajectory and %s left out of all its points.", unit.Counted(d.Missing, "world"), isAre(d.Missing)),
		"Chance is not moved: when curbs come and change, demand shocks and outages. All points of a trajectory are played "+worlds+". --method sobol shows the share of chance in the variance.")
}

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
	a := &Answer{Head: d.Head.about("Where the variance of the "+d.Head.Titles.Metric(d.Metric)+" comes from", d.Variant)}
	a.Head.Facts = []string{fmt.Sprintf("%d designs of %s", len(d.Groups)+2, unit.Counted(d.Head.Trials, "trial"))}
	a.Sentences = []string{fmt.Sprintf("Its mean is %s, its standard deviation %s.", unit.Format(d.Mean, d.Unit), unit.Format(d.SD, d.Unit)),
		either(d.Together.Told, Column{Kind: Ranged}.Words(cellOf(d.Together.Interval, "share"))+" of the variance is left to groups acting together: no group explains it alone.",
			"These trials cannot show whether anything is left to groups acting together.")}
	a.Tables = []Table{tableOf("groups", "Shares of the variance", d.Groups,
		text("group", "", "what is drawn together, by its place; chance: everything that is not a figure", func(g SobolGroup) string { return g.Name }).on(File),
		text("title", "Group", "the group, as people read it", func(g SobolGroup) string { return d.Head.Titles.Path(g.Name) }),
		whole("figures", "Figures", "how many figures the group has", func(g SobolGroup) int { return len(g.Members) }).on(File),
		text("members", "Members", "the places of the figures", func(g SobolGroup) string { return strings.Join(g.Members, " ") }).on(File),
		yesNo("first_order_told_from_zero", "", "1 where the first-order index can be told from zero", func(g SobolGroup) bool { return g.First.Told }).on(File),
		index("first_order", "Alone (S1)", "first-order index: the share of the variance that would disappear, on average, if the group were known", func(g SobolGroup) IndexShare { return g.First }),
		yesNo("total_told_from_zero", "", "1 where the total index can be told from zero", func(g SobolGroup) bool { return g.Total.Told }).on(File),
		index("total", "In all (ST)", "total index: the share that would remain if all but the group were known", func(g SobolGroup) IndexShare { return g.Total })).
		briefly().legend("Alone: what would disappear if the group were known; in all: including what it does together with others · " + Same + " may be zero").noted("Alone: the share of the variance that would disappear, on average, if the group were known. In all: the share that would remain if all but the group were known; the excess over the first is what the group does together with others, counted for each of them. In brackets: 95% intervals by the bootstrap. " + Same + " cannot be told from zero.")}
	return a
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
