package table

import (
	"io"

	"magnetsim/output"
)

// morris is the shape in which elementary effects are written as JSON.
type morris struct {
	Scenario     string        `json:"scenario"`
	Case         string        `json:"case"`
	Policy       string        `json:"policy"`
	Metric       string        `json:"metric"`
	Unit         string        `json:"unit"`
	Seed         uint64        `json:"seed"`
	Trajectories int64         `json:"trajectories"`
	Worlds       int64         `json:"trials_of_each_point"`
	Levels       int64         `json:"levels"`
	Failed       int64         `json:"trials_failed"`
	Runs         int64         `json:"trials_played"`
	Mean         Number        `json:"mean"`
	Chance       Number        `json:"sd_by_chance"`
	Groups       []morrisGroup `json:"groups"`
}

type morrisGroup struct {
	Group   string   `json:"group"`
	Members []string `json:"members"`
	Told    bool     `json:"told_from_zero"`
	Size    number   `json:"mu_star"`
	Mean    *number  `json:"mu,omitempty"` // of one figure alone
	Spread  *number  `json:"sigma,omitempty"`
}

// MorrisJSON writes elementary effects as JSON.
func MorrisJSON(w io.Writer, d *output.Morris) error {
	out := morris{
		Scenario: d.Scenario, Case: d.Variant.Case, Policy: d.Variant.Policy, Metric: d.Metric, Unit: d.Unit, Seed: d.Seed,
		Trajectories: d.Trajectories, Worlds: d.Worlds, Levels: d.Levels, Failed: d.Missing, Runs: d.Runs,
		Mean: Number(d.Mean), Chance: Number(d.Chance), Groups: []morrisGroup{},
	}
	for _, g := range d.Groups {
		one := morrisGroup{Group: g.Name, Members: g.Members, Told: g.Told, Size: between(g.Size, d.Unit)}
		if len(g.Members) == 1 {
			mean, spread := between(g.Mean, d.Unit), between(g.Spread, d.Unit)
			one.Mean, one.Spread = &mean, &spread
		}
		out.Groups = append(out.Groups, one)
	}
	return writeJSON(w, out)
}

// MorrisCSV writes elementary effects, a row a group.
func MorrisCSV(w io.Writer, d *output.Morris) error {
	l := newLines(w)
	l.text("group", "figures", "told_from_zero")
	l.estimateHeaders(output.Header("mu_star", d.Unit), output.Header("mu", d.Unit), output.Header("sigma", d.Unit))
	l.end()
	for _, g := range d.Groups {
		l.text(g.Name)
		l.count(int64(len(g.Members)))
		l.count(bit(g.Told))
		for _, x := range []output.Interval{g.Size, g.Mean, g.Spread} {
			l.numbers(x.Value, x.Low, x.High)
		}
		l.end()
	}
	return l.close()
}
