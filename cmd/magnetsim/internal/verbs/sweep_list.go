package verbs

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/sim/unit"
)

// sweepList says which cells a sweep has, and of what scenarios.
type sweepList struct {
	Kind      string         `json:"kind"` // "sweep"
	Hash      string         `json:"sweep_hash"`
	Scenarios []listedFamily `json:"scenarios"`
	Cells     []listedCell   `json:"cells"`
}

type listedFamily struct {
	Scenario string `json:"scenario"`
	Hash     string `json:"scenario_hash"` // of the scenario as it stands, resolved
}

type listedCell struct {
	Scenario string `json:"scenario"`
	Case     string `json:"case"`
	Cell     string `json:"cell"`
}

// listed is the list of a sweep.
func (p *sweepPlan) listed() sweepList {
	list := sweepList{Kind: "sweep", Hash: p.hash}
	for _, f := range p.families {
		list.Scenarios = append(list.Scenarios, listedFamily{f.loaded.Name, f.hash})
	}
	for _, t := range p.tasks {
		list.Cells = append(list.Cells, t.listed())
	}
	return list
}

func (t *task) listed() listedCell {
	return listedCell{t.address.Scenario, t.address.Case, t.address.ID}
}

// writeList writes which cells a sweep has.
func (p *sweepPlan) writeList(w io.Writer) error {
	to := json.NewEncoder(w)
	to.SetIndent("", "  ")
	to.SetEscapeHTML(false)
	return to.Encode(p.listed())
}

// sameSweep refuses to go on in the folder of a sweep that this one would replace:
// of other scenarios, or with cells that this one has not. Those that it has are
// kept, others are added to them.
func (s *sweeping) sameSweep(dir string, p *sweepPlan) error {
	const instead = "--resume goes on with the same sweep or adds cells to it; --force replaces it, -o FOLDER writes elsewhere"
	shown := s.Shown(dir)
	data, err := os.ReadFile(filepath.Join(dir, sweepPlanName))
	if err != nil {
		return fmt.Errorf("%s of %s cannot be read: %w", sweepPlanName, shown, app.Reason(err))
	}
	var there sweepList
	if err := json.Unmarshal(data, &there); err != nil || len(there.Scenarios) == 0 {
		return fmt.Errorf("%s of %s does not say of what the sweep is, so that what the folder holds is unknown\n  %s", sweepPlanName, shown, instead)
	}
	here := p.listed()
	for _, f := range there.Scenarios {
		i := slices.IndexFunc(here.Scenarios, func(g listedFamily) bool { return g.Scenario == f.Scenario })
		switch {
		case i < 0:
			return fmt.Errorf("%s holds a sweep of %s, and this is one of %s\n  %s", shown, there.names(), here.names(), instead)
		case here.Scenarios[i].Hash != f.Hash:
			return fmt.Errorf("%s holds a sweep of another %s: a value, the policies, trials or seed differ\n  %s", shown, f.Scenario, instead)
		}
	}
	ours := map[listedCell]bool{}
	for _, c := range here.Cells {
		ours[c] = true
	}
	var lost []string
	for _, c := range there.Cells {
		if !ours[c] {
			lost = append(lost, c.Cell)
		}
	}
	if lost != nil {
		return fmt.Errorf("%s holds cells that this sweep has not (%s), and its tables would lose them\n  %s", shown, unit.Few(lost), instead)
	}
	return nil
}

// names lists the scenarios.
func (l sweepList) names() string {
	var all []string
	for _, f := range l.Scenarios {
		all = append(all, f.Scenario)
	}
	return strings.Join(all, ", ")
}
