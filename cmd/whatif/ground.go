package whatif

import (
	"bytes"
	"context"

	"magnetsim/cmd/experiment"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// Ground is a scenario ready to be asked. It answers one question at a time.
type Ground struct {
	Name string // as a command line names the scenario
	File string // as a scenario beside it extends it

	x       *experiment.Experiment
	player  mc.Player
	base    *scenarios.Resolved
	choices map[string]bool            // places that are the planner's to choose
	busy    chan struct{}              // held by who asks
	kept    []*kept                    // sides, the last asked first
	arms    map[string]*experiment.Arm // sides, compiled, by key
	label   string                     // of the last question
	design  draw.Design                // of that label
	worlds  sim.Worlds                 // of its first trials
	drivers *output.Drivers            // of Controls; nil before it, or where nothing is told
}

// New returns the ground of a scenario, which a command line names name and a file beside it
// extends as file. A nil player plays on all processors.
func New(x *experiment.Experiment, name, file string, player mc.Player) (*Ground, error) {
	if player == nil {
		player = mc.Local{}
	}
	g := &Ground{Name: name, File: file, x: x, player: player, busy: make(chan struct{}, 1)}
	var problems scenarios.Problems
	if _, g.base, problems = x.Loaded.Build(); g.base == nil {
		return nil, problems
	}
	g.choices = map[string]bool{}
	for _, path := range g.chosen() {
		g.choices[path] = true
	}
	return g, nil
}

// Lean is a resolved scenario without its cases, which no question plays and which take most
// of the time of loading it.
func Lean(yaml []byte) []byte {
	var kept []byte
	inCases := false
	for line := range bytes.Lines(yaml) {
		if line[0] != ' ' && line[0] != '\n' && line[0] != '#' { // a key of the file, or a line of a text that is told as it stands
			inCases = bytes.HasPrefix(line, []byte("cases:"))
		}
		if !inCases {
			kept = append(kept, line...)
		}
	}
	return kept
}

// Trials is how many an answer rests on in the end.
func (g *Ground) Trials() int { return g.x.Loaded.Run.Trials }

// hold waits until no other question is being answered.
func (g *Ground) hold(ctx context.Context) error {
	select {
	case g.busy <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *Ground) release() { <-g.busy }
