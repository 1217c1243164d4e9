package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/scenarios"
)

func showCommand(a *app.App) *cobra.Command {
	s := &showing{App: a}
	c := frame.Command("show", frame.OneScenario, s.run)
	s.Add(a, c)
	c.Flags().BoolVar(&s.origin, "origin", false, "print every value with the file and line that it comes from")
	c.Flags().StringVar(&s.diff, "diff", "", "print what changes from this scenario to `NAME`: a policy, case or scenario")
	frame.Must(c.RegisterFlagCompletionFunc("diff", frame.OfScenario(a, func(l *scenarios.Loaded) []string {
		return slices.Concat(l.Policies(), l.Cases(), scenarios.ShippedNames())
	})))
	frame.Apart(c, "origin", "diff")
	frame.First(c, func([]string) error {
		if len(s.Policies) > 1 {
			return errors.New("show one policy at a time")
		}
		return nil
	})
	return c
}

type showing struct {
	*app.App
	frame.Choice
	origin bool
	diff   string
}

func (s *showing) run(_ context.Context, args []string) error {
	loaded, err := s.MustLoad(args[0], s.Options())
	if err != nil {
		return err
	}
	if len(s.Policies) == 0 && !s.origin && s.diff == "" {
		_, err := s.Out.Write(loaded.YAML())
		return err
	}
	resolved, err := s.variant(loaded)
	if err != nil {
		return err
	}
	switch {
	case s.origin:
		return s.origins(resolved)
	case s.diff != "":
		return s.changes(loaded, resolved)
	}
	_, err = s.Out.Write(resolved.YAML())
	return err
}

// variant returns the scenario under the policy that was asked for, if any.
func (s *showing) variant(loaded *scenarios.Loaded) (*scenarios.Resolved, error) {
	if len(s.Policies) == 0 {
		return built(loaded)
	}
	return built(loaded, scenarios.Policy(s.Policies[0]))
}

func built(l *scenarios.Loaded, edits ...scenarios.Edit) (*scenarios.Resolved, error) {
	_, resolved, problems := l.Build(edits...)
	if resolved == nil {
		return nil, problems
	}
	return resolved, nil
}

func (s *showing) origins(r *scenarios.Resolved) error {
	t := tabwriter.NewWriter(s.Out, 0, 4, 2, ' ', 0)
	for _, v := range r.Values() {
		fmt.Fprintf(t, "%s\t%s\t%s\n", v.Path, v.Origin, s.brief(v.Text))
	}
	return t.Flush()
}

// brief shortens a value, which may hold its source and notes, where a terminal
// would wrap it; a file gets it in whole.
func (s *showing) brief(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most && s.Terminal(s.Out) {
		return string(runes[:most-1]) + "…"
	}
	return text
}

func (s *showing) changes(loaded *scenarios.Loaded, from *scenarios.Resolved) error {
	to, err := s.other(loaded)
	if err != nil {
		return err
	}
	changes := scenarios.Diff(from, to)
	if len(changes) == 0 {
		s.Say("no difference")
	}
	for _, c := range changes {
		format := "%s: %s → %s\n"
		if len(c.Old)+len(c.New) > 60 {
			format = "%s:\n  - %s\n  + %s\n"
		}
		if _, err := fmt.Fprintf(s.Out, format, c.Path, cmp.Or(c.Old, "(nothing)"), cmp.Or(c.New, "(nothing)")); err != nil {
			return err
		}
	}
	return nil
}

// other returns what --diff names.
func (s *showing) other(l *scenarios.Loaded) (*scenarios.Resolved, error) {
	policies, cases := l.Policies(), l.Cases()
	switch {
	case slices.Contains(policies, s.diff):
		return built(l, scenarios.Policy(s.diff))
	case slices.Contains(cases, s.diff):
		return built(l, scenarios.Case(s.diff))
	case !s.IsShipped(s.diff) && !s.Exists(s.diff):
		known := slices.Concat(policies, cases, scenarios.ShippedNames())
		return nil, scenarios.Problems{{
			File: "--diff " + s.diff, Severity: scenarios.Error, Rule: "not-found", Msg: "there is no policy, case or scenario with this name",
			Fix: "known: " + strings.Join(known, ", "), Suggestion: scenarios.Nearest(s.diff, known),
		}}
	}
	other, err := s.MustLoad(s.diff, scenarios.Options{Sets: s.Sets})
	if err != nil {
		return nil, err
	}
	return built(other)
}
