package table

import (
	"io"

	"magnetsim/output"
)

// sobol is the shape in which a division of variance is written as JSON.
type sobol struct {
	Scenario string       `json:"scenario"`
	Case     string       `json:"case"`
	Policy   string       `json:"policy"`
	Metric   string       `json:"metric"`
	Unit     string       `json:"unit"`
	Seed     uint64       `json:"seed"`
	Trials   int64        `json:"trials_of_each_design"`
	Failed   int64        `json:"trials_failed"`
	Runs     int64        `json:"trials_played"`
	Mean     Number       `json:"mean"`
	SD       Number       `json:"sd"`
	Interval indexShare   `json:"not_explained_by_single_groups"`
	Groups   []sobolGroup `json:"groups"`
}

type sobolGroup struct {
	Group   string     `json:"group"`
	Members []string   `json:"members"`
	First   indexShare `json:"first_order"`
	Total   indexShare `json:"total"`
}

type indexShare struct {
	number
	Told bool `json:"told_from_zero"`
}

// SobolJSON writes a division of variance as JSON.
func SobolJSON(w io.Writer, d *output.Sobol) error {
	out := sobol{
		Scenario: d.Scenario, Case: d.Variant.Case, Policy: d.Variant.Policy, Metric: d.Metric, Unit: d.Unit, Seed: d.Seed,
		Trials: d.Trials, Failed: d.Missing, Runs: d.Runs, Mean: Number(d.Mean), SD: Number(d.SD),
		Interval: shareIn(d.Together), Groups: []sobolGroup{},
	}
	for _, g := range d.Groups {
		out.Groups = append(out.Groups, sobolGroup{g.Name, g.Members, shareIn(g.First), shareIn(g.Total)})
	}
	return writeJSON(w, out)
}

func shareIn(x output.IndexShare) indexShare {
	return indexShare{between(x.Interval, "share"), x.Told}
}

// SobolCSV writes a division of variance, a row a group, and one for what no group
// explains alone.
func SobolCSV(w io.Writer, d *output.Sobol) error {
	l := newLines(w)
	l.text("group", "figures")
	for _, name := range []string{"first_order", "total"} {
		l.text(name+"_told_from_zero", name+"_share", name+"_share_error_low", name+"_share_error_high")
	}
	l.end()
	share := func(x output.IndexShare) {
		l.count(bit(x.Told))
		l.numbers(x.Value, x.Low, x.High)
	}
	for _, g := range d.Groups {
		l.text(g.Name)
		l.count(int64(len(g.Members)))
		share(g.First)
		share(g.Total)
		l.end()
	}
	l.text("not explained by single groups", "")
	share(d.Together)
	l.text("", "", "", "")
	l.end()
	return l.close()
}
