package app

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"magnetsim/cmd/experiment"
	"magnetsim/scenarios"
)

// Load reads the scenario that an argument names: a shipped one by its name, or
// a file by its path.
func (a *App) Load(arg string, opts scenarios.Options) (*scenarios.Loaded, scenarios.Problems) {
	if a.IsShipped(arg) {
		if local := arg + ".yaml"; a.Exists(local) {
			a.Note("note: using the shipped scenario %q; for the file in this folder, write %s", arg, local)
		}
		return scenarios.Load(scenarios.Shipped, arg+".yaml", opts)
	}
	opts.Display = a.displayed(arg)
	if problem := a.unsuitable(arg); problem != nil {
		return nil, scenarios.Problems{*problem}
	}
	return scenarios.Load(a.Root, a.Rooted(arg), opts)
}

// unsuitable tells of a path at which there can be no scenario.
func (a *App) unsuitable(arg string) *scenarios.Problem {
	p := scenarios.Problem{File: arg, Severity: scenarios.Error, Rule: "unreadable"}
	switch info, err := fs.Stat(a.Root, a.Rooted(arg)); {
	case errors.Is(err, fs.ErrNotExist):
		return &NotFound(arg)[0]
	case err != nil:
		p.Msg = "cannot be read: " + Reason(err).Error()
	case info.IsDir():
		p.Msg, p.Fix = "this is a folder", "give the path of a file in it"
	case info.Size() > scenarios.MostBytes:
		p.Msg, p.Fix = fmt.Sprintf("a file of %d MB is too large for a scenario", info.Size()>>20), "give the path of a YAML file"
	default:
		return nil
	}
	return &p
}

// MustLoad loads a scenario, tells warnings, and returns an error where there is
// any.
func (a *App) MustLoad(arg string, opts scenarios.Options) (*scenarios.Loaded, error) {
	loaded, problems := a.Load(arg, opts)
	if problems.Failed() {
		return nil, problems
	}
	if len(problems) > 0 && !a.Quiet {
		problems.Render(a.Err)
		a.Say("")
	}
	return loaded, nil
}

// IsShipped reports whether an argument is the name of a shipped scenario.
func (a *App) IsShipped(arg string) bool { return slices.Contains(scenarios.ShippedNames(), arg) }

// Exists reports whether something stands at a path that was typed.
func (a *App) Exists(arg string) bool {
	_, err := fs.Stat(a.Root, a.Rooted(arg))
	return !errors.Is(err, fs.ErrNotExist)
}

// NotFound is the problem of a scenario that does not exist.
func NotFound(arg string) scenarios.Problems {
	p := scenarios.Problem{
		File: arg, Severity: scenarios.Error, Rule: "not-found",
		Msg: "there is no such scenario",
		Fix: "give the path of a file, or the name of a shipped scenario: " + strings.Join(scenarios.ShippedNames(), ", "),
	}
	stem := strings.TrimSuffix(filepath.Base(arg), filepath.Ext(arg))
	p.Suggestion = scenarios.Nearest(stem, scenarios.ShippedNames())
	return scenarios.Problems{p}
}

// UnknownName tells that a scenario has no case, or no policy, of a name.
func UnknownName(arg, noun, name string, known []string) error {
	return scenarios.Problems{{
		File: arg, Severity: scenarios.Error, Rule: "unknown-name", Msg: fmt.Sprintf("there is no %s %q", noun, name),
		Suggestion: scenarios.Nearest(name, known), Fix: "known: " + strings.Join(known, ", "),
	}}
}

// Absolute returns the absolute path of one that was typed.
func (a *App) Absolute(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(a.Dir, path)
}

// Rooted returns the name in Root of a path that was typed.
func (a *App) Rooted(path string) string {
	abs := a.Absolute(path)
	name := filepath.ToSlash(strings.TrimPrefix(abs, rootOf(abs)))
	if name == "" {
		return "."
	}
	return name
}

// displayed returns how a name in Root is shown beside a path that was typed:
// absolute as that is, or relative to the working folder.
func (a *App) displayed(typed string) func(name string) string {
	return func(name string) string {
		abs := rootOf(a.Dir) + filepath.FromSlash(name)
		rel, err := filepath.Rel(a.Dir, abs)
		if err != nil || filepath.IsAbs(typed) {
			return abs
		}
		return rel
	}
}

// Shown returns an absolute path for people: relative where it lies in the
// working folder.
func (a *App) Shown(abs string) string {
	rel, err := filepath.Rel(a.Dir, abs)
	if err != nil || !filepath.IsLocal(rel) {
		rel = abs
	}
	return scenarios.Printable(rel)
}

// rootOf returns the root of an absolute path: "/", or a volume's.
func rootOf(path string) string {
	return filepath.VolumeName(path) + string(filepath.Separator)
}

// Experiment loads a scenario, tells warnings, and compiles it.
func (a *App) Experiment(arg string, opts scenarios.Options) (*experiment.Experiment, error) {
	loaded, err := a.MustLoad(arg, opts)
	if err != nil {
		return nil, err
	}
	return experiment.New(loaded)
}

// Reason is an error of the system without the path that the message names.
func Reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
