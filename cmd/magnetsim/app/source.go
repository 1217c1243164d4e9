package app

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"magnetsim/scenarios"
)

// load reads the scenario that an argument names: a shipped one by its name, or
// a file by its path.
func (a *App) load(arg string, opts scenarios.Options) (*scenarios.Loaded, scenarios.Problems) {
	if a.isShipped(arg) {
		if local := arg + ".yaml"; a.exists(local) {
			a.note("note: this is the shipped scenario %q; for the file of this folder write %s", arg, local)
		}
		return scenarios.Load(scenarios.Shipped, arg+".yaml", opts)
	}
	opts.Display = a.displayed(arg)
	if problem := a.unsuitable(arg); problem != nil {
		return nil, scenarios.Problems{*problem}
	}
	return scenarios.Load(a.Root, a.rooted(arg), opts)
}

// unsuitable tells of a path at which there can be no scenario.
func (a *App) unsuitable(arg string) *scenarios.Problem {
	p := scenarios.Problem{File: arg, Severity: scenarios.Error, Rule: "unreadable"}
	switch info, err := fs.Stat(a.Root, a.rooted(arg)); {
	case errors.Is(err, fs.ErrNotExist):
		return &notFound(arg)[0]
	case err != nil:
		p.Msg = "cannot be read: " + reason(err).Error()
	case info.IsDir():
		p.Msg, p.Fix = "this is a folder", "give the path of a file in it"
	case info.Size() > scenarios.MostBytes:
		p.Msg, p.Fix = fmt.Sprintf("a file of %d MB is no scenario", info.Size()>>20), "give the path of a YAML file"
	default:
		return nil
	}
	return &p
}

// mustLoad loads a scenario, tells warnings, and returns an error where there is
// any.
func (a *App) mustLoad(arg string, opts scenarios.Options) (*scenarios.Loaded, error) {
	loaded, problems := a.load(arg, opts)
	if problems.Failed() {
		return nil, problems
	}
	if len(problems) > 0 && !a.quiet {
		problems.Render(a.Err)
		a.say("")
	}
	return loaded, nil
}

// isShipped reports whether an argument is the name of a shipped scenario.
func (a *App) isShipped(arg string) bool { return slices.Contains(scenarios.ShippedNames(), arg) }

func (a *App) exists(arg string) bool {
	_, err := fs.Stat(a.Root, a.rooted(arg))
	return !errors.Is(err, fs.ErrNotExist)
}

// notFound is the problem of a scenario that does not exist.
func notFound(arg string) scenarios.Problems {
	p := scenarios.Problem{
		File: arg, Severity: scenarios.Error, Rule: "not-found",
		Msg: "there is no such scenario",
		Fix: "give the path of a file, or one of the shipped: " + strings.Join(scenarios.ShippedNames(), ", "),
	}
	stem := strings.TrimSuffix(filepath.Base(arg), filepath.Ext(arg))
	p.Suggestion = scenarios.Nearest(stem, scenarios.ShippedNames())
	return scenarios.Problems{p}
}

// unknownName tells that a scenario has no case, or no policy, of a name.
func unknownName(arg, noun, name string, known []string) error {
	return scenarios.Problems{{
		File: arg, Severity: scenarios.Error, Rule: "unknown-name", Msg: fmt.Sprintf("there is no %s %q", noun, name),
		Suggestion: scenarios.Nearest(name, known), Fix: "known: " + strings.Join(known, ", "),
	}}
}

// absolute returns the absolute path of one that was typed.
func (a *App) absolute(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(a.Dir, path)
}

// rooted returns the name in Root of a path that was typed.
func (a *App) rooted(path string) string {
	abs := a.absolute(path)
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

// shown returns an absolute path for people: relative where it lies in the
// working folder.
func (a *App) shown(abs string) string {
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

// experiment loads a scenario, tells warnings, and compiles it.
func (a *App) experiment(arg string, opts scenarios.Options) (*experiment, error) {
	loaded, err := a.mustLoad(arg, opts)
	if err != nil {
		return nil, err
	}
	return newExperiment(loaded)
}

// reason is an error of the system without the path that the message names.
func reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
