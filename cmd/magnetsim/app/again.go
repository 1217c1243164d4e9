package app

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"

	"magnetsim/output"
	"magnetsim/output/file"
)

// ofVariant tells the trials of a variant by their address in a file. Earlier files have
// an empty name for the base.
func ofVariant(v output.Variant) func(address [3]string) bool {
	return func(address [3]string) bool { return addressOf(address) == v.Address() }
}

// addressOf is where trials stand, whichever way the base case and cell are written.
func addressOf(address [3]string) [3]string {
	return output.Variant{Case: address[0], Policy: address[1], Cell: address[2]}.Address()
}

// readTrials reads the file of the trials of a run, if it is as it was written.
func (p *pastRun) readTrials(read func(f *os.File, size int64) error) error {
	f, err := p.open(trialsParquet)
	if err != nil {
		return fmt.Errorf("%s of %s: %w", trialsParquet, p.app.shown(p.dir), reason(err))
	}
	defer f.Close()
	h := file.NewHasher(io.Discard)
	if _, err = io.Copy(h, f); err != nil {
		err = reason(err)
	} else if sum := h.Sum(trialsParquet); slices.Contains(p.manifest.Run.Files, sum) {
		err = read(f, sum.Bytes)
	} else {
		err = fmt.Errorf("it is not as it was written: its hash differs from that in %s\n  run the scenario again with --force", manifestName)
	}
	if err != nil {
		return fmt.Errorf("%s of %s: %w", trialsParquet, p.app.shown(p.dir), err)
	}
	return nil
}

// trialsOf reads columns of the first trials of a variant, of so many at most.
func (p *pastRun) trialsOf(v output.Variant, keep func(output.Column) bool, most int) (set *file.TrialSet, err error) {
	err = p.readTrials(func(f *os.File, size int64) error {
		sets, err := file.ReadTrials(f, size, keep, ofVariant(v), most)
		if err == nil && len(sets) == 0 {
			err = fmt.Errorf("no trial of the policy %s is in it\n  run the scenario again with --force", v.Policy)
		}
		if err == nil {
			set = sets[0]
		}
		return err
	})
	return set, err
}

// again compiles what was run, and refuses what this program cannot repeat.
func (p *pastRun) again() (*experiment, error) {
	if err := p.repeatable(); err != nil {
		return nil, err
	}
	yaml, err := p.read(resolvedName)
	if err != nil {
		return nil, err
	}
	loaded, problems := loadResolved(yaml)
	if problems.Failed() {
		return nil, problems
	}
	x, err := newExperiment(loaded)
	if err != nil {
		return nil, err
	}
	run := p.manifest.Run
	switch {
	case x.loaded.Run.Seed != run.Seed:
		return nil, fmt.Errorf("%s of %s has the seed %d, the run had %d\n  run the scenario again with --force", resolvedName, p.app.shown(p.dir), x.loaded.Run.Seed, run.Seed)
	case x.hash != run.Hash:
		return nil, fmt.Errorf("%s of %s is not the scenario that was run\n  run it again with --force", resolvedName, p.app.shown(p.dir))
	case len(x.variants) != len(p.report.Variants):
		return nil, fmt.Errorf("%s of %s has other policies than its report\n  run the scenario again with --force", resolvedName, p.app.shown(p.dir))
	}
	return x, nil
}

// repeatable refuses a run of another version or processor: its last bits may
// differ, and a trial that differs in one may go another way.
func (p *pastRun) repeatable() error {
	run, b := p.manifest.Run, buildOf()
	for _, x := range []struct{ what, was, is string }{
		{"version", run.Version, version()},
		{"processor", run.GoArch, b.arch},
		{"instruction set", run.GoLevel, b.level},
	} {
		if x.was != x.is {
			return fmt.Errorf("%s was run by the %s %s of the program, this is %s: its trials can only be played again by the same\n  run the scenario again with --force, or use that program", p.app.shown(p.dir), x.what, cmp.Or(x.was, "unknown"), cmp.Or(x.is, "unknown"))
		}
	}
	return nil
}

// trialsParquet is the file of the trials of a run.
const trialsParquet = "trials.parquet"
