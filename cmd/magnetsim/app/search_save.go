package app

import (
	"fmt"
	"io"
	"path/filepath"
	"sync"
	"time"

	"magnetsim/output"
	"magnetsim/output/table"
	"magnetsim/sim/study"
)

// open makes the results folder of a verb; nil where nothing is to be saved. Its
// name has the hash of the scenario and of what is asked of it.
func (g *ground) open(verb string, question ...any) (*folder, error) {
	if g.noSave {
		return nil, nil
	}
	hash, err := shortHash(append(question, g.vary, g.policy, g.x.hash)...)
	if err != nil {
		return nil, err
	}
	place := filepath.Join(resultsName, fmt.Sprintf("%s-%s-%s", verb, output.Stem(g.x.loaded.Name), hash))
	if g.out != "" {
		place = g.out
	}
	f, err := g.openFolder(g.absolute(place), g.force)
	if err != nil {
		return nil, err
	}
	head := journalHead{Verb: verb, Scenario: g.x.loaded.Name, Hash: g.x.hash, Question: hash}
	if err := g.journalOf(f, head, g.resume, g.force); err != nil {
		f.discard()
		return nil, err
	}
	if f.journal != nil {
		g.engine.Journal = f.journal
	}
	return f, nil
}

// keep writes the files and the manifest, and puts the folder in its place; one
// that is not complete goes beside it.
func (g *ground) keep(f *folder, began time.Time, failed int, complete bool, files ...content) error {
	if f == nil {
		return nil
	}
	if !complete {
		f.divert("-incomplete")
	}
	if err := f.writeAll(files...); err != nil {
		return err
	}
	n, key := int64(g.x.loaded.Run.Trials), g.engine.Key
	return g.seal(f, table.ManifestRun{
		Scenario: g.x.loaded.Name, Hash: g.x.hash, Seed: g.x.loaded.Run.Seed, Sampling: independent,
		Asked: n, Trials: n - int64(failed), Failed: int64(failed), Complete: complete, Imbalance: table.Number(g.engine.Imbalance),
		Version: version(), GoArch: key.GoArch, GoLevel: key.GoLevel, GoVersion: key.GoVersion,
	}, began, g.workersOr(), g.json)
}

// failedAt returns the most trials that failed at any point.
func failedAt(points []*study.Point) int {
	most := 0
	for _, p := range points {
		most = max(most, p.Failed())
	}
	return most
}

// tries shows which points are being tried: on a terminal in a line that is
// drawn again and again, elsewhere in a line every few seconds.
type tries struct {
	mu       sync.Mutex
	w        io.Writer
	terminal bool
	quiet    bool
	pace
	every  time.Duration
	points int
	trials int
}

const triesEvery = 5 * time.Second

func (g *ground) tries() *tries {
	t := &tries{w: g.Err, terminal: g.terminal(g.Err), quiet: g.quiet, pace: newPace(g.Now), every: triesEvery}
	if t.terminal {
		t.every = redraw
	}
	return t
}

// tried counts a point and the trials played for it so far.
func (t *tries) tried(where string, p *study.Point) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.points++
	t.trials = max(t.trials, p.Trials)
	now := t.now()
	if t.quiet || now.Sub(t.last) < t.every {
		return
	}
	t.last = now
	line := fmt.Sprintf("tried %s: %s, %s trials", plural(t.points, "point"), where, grouped(p.Trials))
	if t.terminal {
		fmt.Fprint(t.w, eraseLine+line)
		return
	}
	fmt.Fprintln(t.w, line)
}

// update implements progress; a search shows points.
func (t *tries) update(int, int) {}

func (t *tries) log(message string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.terminal {
		fmt.Fprint(t.w, eraseLine)
	}
	fmt.Fprintln(t.w, message)
}

func (t *tries) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.terminal && !t.quiet {
		fmt.Fprint(t.w, eraseLine)
	}
	t.quiet = true
}
