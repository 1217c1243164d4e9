package verbs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"magnetsim/cmd/experiment"
	"magnetsim/scenarios"
	"magnetsim/sim/mc"
	"magnetsim/sim/unit"
)

// resolve returns the scenario of a cell and the hash of its resolved file.
func (t *task) resolve() (*scenarios.Loaded, string, error) {
	loaded, problems := t.family.loaded.At(t.address.Case, t.cell)
	if loaded == nil {
		return nil, "", firstOf(problems)
	}
	sum := sha256.Sum256(loaded.YAML())
	return loaded, hex.EncodeToString(sum[:]), nil
}

// build makes a cell ready as it is for playing, and throws it away.
func (t *task) build() error {
	loaded, _, err := t.resolve()
	if err != nil {
		return err
	}
	_, err = experiment.New(loaded)
	return plain(err)
}

// buildAll builds every cell, so that a rehearsal tells of all that could not be
// played. It is many times quicker than to play them.
func (s *sweeping) buildAll(ctx context.Context, p *sweepPlan) error {
	return mc.PlayAll(ctx, s.WorkersOr(), len(p.tasks), func(i int) (none *mc.Job) {
		t := p.tasks[i]
		defer func() {
			if fault := recover(); fault != nil {
				t.address.Error = fmt.Sprintf("a fault of the program: %v", fault)
			}
		}()
		if err := t.build(); err != nil {
			t.address.Error = err.Error()
		}
		return nil
	})
}

// listFaults lists the cells that cannot be built, or the first of many.
func (p *sweepPlan) listFaults(out *strings.Builder) {
	failed := p.failed()
	if failed == 0 {
		return
	}
	fmt.Fprintf(out, "Faults     %s of %s cannot be built:\n", unit.Grouped(failed), unit.Counted(len(p.tasks), "cell"))
	const most = 12
	told := 0
	for _, t := range p.tasks {
		if t.address.Error == "" {
			continue
		}
		if told++; told > most {
			fmt.Fprintf(out, "             … and %s more\n", unit.Grouped(failed-most))
			return
		}
		fmt.Fprintf(out, "             %s: %s\n", p.label(t), t.address.Error)
	}
}
