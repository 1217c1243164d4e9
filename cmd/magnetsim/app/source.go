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
			a.say("note: this is the shipped scenario %q; for the file of this folder write %s", arg, local)
		}
		return scenarios.Load(scenarios.Shipped, arg+".yaml", opts)
	}
	opts.Display = a.display
	loaded, problems := scenarios.Load(a.Root, a.rooted(arg), opts)
	if !a.exists(arg) {
		return nil, notFound(arg)
	}
	return loaded, problems
}

// mustLoad loads a scenario, tells warnings, and returns an error where there is
// any.
func (a *App) mustLoad(arg string, opts scenarios.Options) (*scenarios.Loaded, error) {
	loaded, problems := a.load(arg, opts)
	if problems.Failed() {
		return nil, invalid{problems: problems}
	}
	if len(problems) > 0 {
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
	p.Suggestion = nearest(stem, scenarios.ShippedNames())
	return scenarios.Problems{p}
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

// display returns, for a name in Root, the path as a person would type it:
// relative to the working folder where it lies in it or beside it.
func (a *App) display(name string) string {
	abs := rootOf(a.Dir) + filepath.FromSlash(name)
	rel, err := filepath.Rel(a.Dir, abs)
	if err != nil || strings.HasPrefix(rel, filepath.Join("..", "..", "..")) {
		return abs
	}
	return rel
}

// rootOf returns the root of an absolute path: "/", or a volume's.
func rootOf(path string) string {
	return filepath.VolumeName(path) + string(filepath.Separator)
}

// plural counts things for people.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "y") {
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// shown returns an absolute path as a person would type it.
func (a *App) shown(abs string) string { return a.display(a.rooted(abs)) }
