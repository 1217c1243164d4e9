package folder

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
	"magnetsim/output/file"
)

// ofVariant tells the trials of a variant by their address in a file. Earlier files have
// an empty name for the base.
func ofVariant(v output.Variant) func(address [3]string) bool {
	return func(address [3]string) bool { return AddressOf(address) == v.Address() }
}

// AddressOf is where trials stand, whichever way the base case and cell are written.
func AddressOf(address [3]string) [3]string {
	return output.Variant{Case: address[0], Policy: address[1], Cell: address[2]}.Address()
}

// ReadTrials reads the file of the trials of a run, if it is as it was written.
func (p *Past) ReadTrials(read func(f *os.File, size int64) error) error {
	f, err := p.Open(TrialsParquet)
	if err != nil {
		return fmt.Errorf("%s of %s: %w", TrialsParquet, p.app.Shown(p.Dir), app.Reason(err))
	}
	defer f.Close()
	h := file.NewHasher(io.Discard)
	if _, err = io.Copy(h, f); err != nil {
		err = app.Reason(err)
	} else if sum := h.Sum(TrialsParquet); slices.Contains(p.Manifest.Run.Files, sum) {
		err = read(f, sum.Bytes)
	} else {
		err = fmt.Errorf("it is not as it was written: its hash differs from that in %s\n  run the scenario again with --force", ManifestName)
	}
	if err != nil {
		return fmt.Errorf("%s of %s: %w", TrialsParquet, p.app.Shown(p.Dir), err)
	}
	return nil
}

// TrialsOf reads columns of the first trials of a variant, of so many at most.
func (p *Past) TrialsOf(v output.Variant, keep func(output.Column) bool, most int) (set *file.TrialSet, err error) {
	err = p.ReadTrials(func(f *os.File, size int64) error {
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

// Again compiles what was run, and refuses what this program cannot repeat.
func (p *Past) Again() (*experiment.Experiment, error) {
	if err := p.Repeatable(); err != nil {
		return nil, err
	}
	yaml, err := p.Read(experiment.ResolvedName)
	if err != nil {
		return nil, err
	}
	loaded, problems := experiment.LoadResolved(yaml)
	if problems.Failed() {
		return nil, problems
	}
	x, err := experiment.New(loaded)
	if err != nil {
		return nil, err
	}
	run := p.Manifest.Run
	switch {
	case x.Loaded.Run.Seed != run.Seed:
		return nil, fmt.Errorf("%s of %s has the seed %d, the run had %d\n  run the scenario again with --force", experiment.ResolvedName, p.app.Shown(p.Dir), x.Loaded.Run.Seed, run.Seed)
	case x.Hash != run.Hash:
		return nil, fmt.Errorf("%s of %s is not the scenario that was run\n  run it again with --force", experiment.ResolvedName, p.app.Shown(p.Dir))
	case len(x.Variants) != len(p.Report.Variants):
		return nil, fmt.Errorf("%s of %s has other policies than its report\n  run the scenario again with --force", experiment.ResolvedName, p.app.Shown(p.Dir))
	}
	return x, nil
}

// Repeatable refuses a run of another version or processor: its last bits may
// differ, and a trial that differs in one may go another way.
func (p *Past) Repeatable() error {
	run, b := p.Manifest.Run, experiment.BuildOf()
	for _, x := range []struct{ what, was, is string }{
		{"version", run.Version, experiment.Version()},
		{"processor", run.GoArch, b.Arch},
		{"instruction set", run.GoLevel, b.Level},
	} {
		if x.was != x.is {
			return fmt.Errorf("%s was run by the %s %s of the program, this is %s: its trials can only be played again by the same\n  run the scenario again with --force, or use that program", p.app.Shown(p.Dir), x.what, cmp.Or(x.was, "unknown"), cmp.Or(x.is, "unknown"))
		}
	}
	return nil
}

// TrialsParquet is the file of the trials of a run.
const TrialsParquet = "trials.parquet"
