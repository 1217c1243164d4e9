package verbs

import (
	"cmp"
	"strings"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
)

// found puts the results of all cells together, in their order.
func (p *sweepPlan) found(allMetrics bool) *output.Sweep {
	all := &output.Sweep{Axes: p.axes}
	for _, f := range p.families {
		run := f.loaded.Run
		x := output.SweptScenario{
			Name: f.loaded.Name, Title: f.loaded.Title, Hash: f.hash, Policies: f.loaded.Policies(), Trials: run.Trials, Seed: run.Seed,
			Sampling: run.Sampling, Cells: len(f.cases) * len(f.cells), Excluded: f.excluded,
		}
		for _, name := range f.cases {
			x.Cases = append(x.Cases, cmp.Or(name, output.BaseCase))
		}
		all.Scenarios = append(all.Scenarios, x)
	}
	for _, t := range p.tasks {
		all.Add(t.address, t.result, allMetrics)
	}
	all.SetHeaders()
	all.Head = p.head(all)
	return all
}

// head says what was played: the trials are those of all cells. What differs between cells
// is left out.
func (p *sweepPlan) head(s *output.Sweep) output.Head {
	var h output.Head
	var names, titles []string
	for i, x := range s.Scenarios {
		one := h
		one.Seed, one.Sampling = x.Seed, x.Sampling
		if i == 0 {
			h = one
		}
		h = alike(h, one)
		names, titles = append(names, x.Name), append(titles, x.Title)
		h.Asked += int64(x.Cells * x.Trials)
	}
	began := false
	for _, c := range s.Cells {
		h.Trials, h.Failed, h.Imbalance = h.Trials+c.Trials, h.Failed+c.Failed, max(h.Imbalance, c.Balance)
		if c.Error != "" {
			continue
		}
		one := h
		one.Start, one.End, one.Step, one.Steps = c.Start, c.End, c.Step, c.Steps
		if !began {
			h, began = one, true
		}
		h = alike(h, one)
	}
	h.Verb, h.Scenario, h.Title, h.Hash = "sweep", strings.Join(names, ", "), strings.Join(titles, "; "), p.hash
	h.Version, h.GoArch, h.Complete = experiment.Version(), experiment.BuildOf().Arch, true
	if len(p.families) == 1 {
		of := p.families[0].loaded
		h.Description, h.SourceLine, h.NoteLine = of.Description, of.Report.Source, of.Report.Note
	}
	return h
}

// scenarios are the files of what is swept.
func (p *sweepPlan) scenarios() []folder.Content {
	if len(p.families) == 1 {
		return []folder.Content{folder.Resolved(p.families[0].loaded.YAML())}
	}
	var all []folder.Content
	for _, f := range p.families {
		all = append(all, folder.Content{Name: "scenarios/" + output.Stem(f.loaded.Name) + ".yaml", Write: folder.Bytes(f.loaded.YAML())})
	}
	return all
}
