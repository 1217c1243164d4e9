package verbs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"testing/fstest"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/scenarios"
)

// shardCell is what a shard of a sweep holds of a cell: its result, or why there is none.
type shardCell struct {
	Cell   int    `json:"cell"` // among all of the sweep, from 0
	Error  string `json:"error,omitempty"`
	Result []byte `json:"result,omitempty"` // of output.WriteCell
}

// in are the cells of a part, by their place among all: neighbours, which often take as
// long as each other, fall into different shards.
func (p *sweepPlan) in(part folder.Part) iter.Seq2[int, *task] {
	return func(yield func(int, *task) bool) {
		for i, t := range p.tasks {
			if nth := i%part.Of + 1; nth < part.First || nth > part.Last {
				continue
			}
			if !yield(i, t) {
				return
			}
		}
	}
}

// playShard plays a part of the cells and writes it into the folder of the sweep's shards.
func (s *sweeping) playShard(ctx context.Context, p *sweepPlan) error {
	to := shardsIn{&s.Frame, s.Place(p.name(), p.hash[:8]+"-shards")}
	return to.write(s.shardHead(p), func(w io.Writer) error {
		part := *p
		part.tasks = nil
		for _, t := range p.in(s.shard.Part) {
			part.tasks = append(part.tasks, t)
		}
		if stopped, err := s.playCells(ctx, &part, nil); err != nil {
			return err
		} else if stopped {
			return app.Interrupted{}
		}
		return p.writeCells(w, s.shard.Part)
	})
}

// shardHead says of what the sweep is.
func (s *sweeping) shardHead(p *sweepPlan) folder.ShardHead {
	cells := folder.ShardOfSweep{AllMetrics: s.allMetrics}
	for _, f := range p.families {
		name := experiment.ResolvedName
		if len(p.families) > 1 {
			name = "scenarios/" + output.Stem(f.loaded.Name) + ".yaml"
		}
		cells.Files = append(cells.Files, folder.ShardFile{Name: name, YAML: string(f.loaded.SweptYAML())})
		cells.Cases = append(cells.Cases, f.cases)
	}
	h := folder.NewSweepHead(s.shard.Part, cells)
	run := p.families[0].loaded.Run
	h.Scenario, h.Hash, h.Seed, h.Sampling, h.Trials = p.name(), p.hash, run.Seed, run.Sampling, p.trials()
	for _, c := range s.Cases {
		h.Flags = append(h.Flags, "--case", c)
	}
	for _, flag := range []string{"all-cases", "all-metrics"} {
		if s.Changed(flag) {
			h.Flags = append(h.Flags, "--"+flag)
		}
	}
	return h
}

// writeCells writes what the cells of a part gave.
func (p *sweepPlan) writeCells(w io.Writer, part folder.Part) error {
	to := json.NewEncoder(w)
	for i, t := range p.in(part) {
		cell := shardCell{Cell: i, Error: t.address.Error}
		if t.result != nil {
			var data bytes.Buffer
			if err := output.WriteCell(&data, experiment.BuildOf().String(), t.result); err != nil {
				return err
			}
			cell.Result = data.Bytes()
		}
		if err := to.Encode(cell); err != nil {
			return err
		}
	}
	return nil
}

// readCells reads what the cells of a part gave.
func (p *sweepPlan) readCells(r io.Reader, part folder.Part) error {
	from := json.NewDecoder(r)
	for i, t := range p.in(part) {
		var cell shardCell
		if err := from.Decode(&cell); err != nil || cell.Cell != i {
			return errors.New("it is damaged or cut short")
		}
		if t.address.Error = cell.Error; cell.Error != "" {
			continue
		}
		var err error
		if t.result, err = output.ReadCell(bytes.NewReader(cell.Result), experiment.BuildOf().String()); err != nil {
			return err
		}
	}
	if from.More() {
		return errors.New("it holds more cells than it should")
	}
	return nil
}

// mergeSweep makes the results of a sweep from all of its shards.
func (m *merging) mergeSweep(shards []*folder.Shard) error {
	s := &sweeping{Frame: m.Frame, x: m.x, y: m.y, allMetrics: shards[0].Sweep.AllMetrics}
	s.Verb, s.Data = "sweep", ""
	p, err := s.planAgain(shards[0])
	if err != nil {
		return err
	}
	if err := (&output.Sweep{Axes: p.axes}).Across(s.x, s.y); err != nil {
		return s.Misused(err)
	}
	for _, shard := range shards {
		err := shard.Read(func(r io.Reader) error { return p.readCells(r, shard.Part) })
		if err != nil {
			return fmt.Errorf("%s: %w\n  play it again with --force", m.Shown(shard.Path), err)
		}
	}
	store, err := s.openStore(p)
	if err != nil {
		return err
	}
	for _, t := range p.tasks {
		if t.result == nil {
			s.Note("Cell %s failed: %s", p.label(t), t.address.Error)
			continue
		}
		t.file = store.name(t, t.result.Cell.Hash)
		if err := store.put(t, t.result); err != nil {
			return err
		}
	}
	return s.finish(p, store)
}

// planAgain lists the cells of a sweep by what a shard says of it.
func (s *sweeping) planAgain(of *folder.Shard) (*sweepPlan, error) {
	p := &sweepPlan{}
	for i, f := range of.Sweep.Files {
		loaded, problems := scenarios.Load(fstest.MapFS{f.Name: {Data: []byte(f.YAML), Mode: 0o444}}, f.Name, scenarios.Options{})
		if problems.Failed() {
			return nil, problems
		}
		if i >= len(of.Sweep.Cases) {
			return nil, fmt.Errorf("%s is damaged: it names no cases of %s", s.Shown(of.Path), f.Name)
		}
		one, err := s.familyOf(p, loaded, of.Sweep.Cases[i])
		if err != nil {
			return nil, err
		}
		p.families = append(p.families, one)
	}
	p.list()
	if p.hash != of.Hash {
		return nil, fmt.Errorf("%s is damaged: its cells are not those that were played", s.Shown(of.Path))
	}
	return p, nil
}
