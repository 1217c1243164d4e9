package whatif

import (
	"fmt"
	"slices"
	"strings"

	"magnetsim/cmd/experiment"
	"magnetsim/scenarios"
)

// Side is a policy with values set over it, written as in a file.
type Side struct {
	Policy string           `json:"policy"`
	Sets   []experiment.Set `json:"sets,omitempty"`
}

// key tells sides apart.
func (s Side) key() string {
	var b strings.Builder
	b.WriteString(s.Policy)
	for _, set := range s.Sets {
		fmt.Fprintf(&b, "\x00%s\x01%s", set.Path, set.Value)
	}
	return b.String()
}

// Question is what is asked: what B gives, against A. Where no A is pinned, B stands against
// the first policy of the scenario in the same world.
type Question struct {
	A    *Side  `json:"a,omitempty"`
	B    Side   `json:"b"`
	Seed uint64 `json:"seed,omitempty"` // of all draws; 0 for that of the file

	// Lean says that answers before the last need no time series, which take long.
	Lean bool `json:"-"`
}

// mostSets bounds what one side may set: no hand moves more.
const mostSets = 200

// check refuses what no page asks.
func (g *Ground) check(q Question) error {
	for _, s := range g.sides(q) {
		if !slices.Contains(g.x.Loaded.Policies(), s.Policy) {
			return fmt.Errorf("there is no policy %q; choose from %s", s.Policy, strings.Join(g.x.Loaded.Policies(), ", "))
		}
		if len(s.Sets) > mostSets {
			return fmt.Errorf("%d values are set; the limit is %d", len(s.Sets), mostSets)
		}
		for _, set := range s.Sets {
			if set.Path == "run" || strings.HasPrefix(set.Path, "run.") {
				return fmt.Errorf("%s cannot be moved here, because it controls how trials are played", set.Path)
			}
		}
	}
	return nil
}

// sides are those that are played: what B is held against, and B; B alone where they are
// the same.
func (g *Ground) sides(q Question) []Side {
	against := Side{Policy: g.x.Loaded.Policies()[0]}
	if q.A != nil {
		against = *q.A
	} else {
		for _, s := range q.B.Sets { // the same world
			if !g.choices[s.Path] {
				against.Sets = append(against.Sets, s)
			}
		}
	}
	if against.key() == q.B.key() {
		return []Side{q.B}
	}
	return []Side{against, q.B}
}

// title is what a side is called for people.
func (g *Ground) title(s Side) string {
	title := g.x.Loaded.PolicyTitle(s.Policy)
	moved := 0
	for _, set := range s.Sets {
		if g.choices[set.Path] {
			moved++
		}
	}
	if moved > 0 {
		title += ", moved"
	}
	return title
}

// Commands are the command lines that give the numbers of each side.
func (g *Ground) Commands(q Question) []string {
	var all []string
	for _, s := range g.sides(q) {
		line := "magnetsim run " + quoted(g.Name)
		line += " --policy " + quoted(s.Policy)
		for _, set := range s.Sets {
			line += " --set " + quoted(set.Path+"="+set.Value)
		}
		if q.Seed != 0 {
			line += fmt.Sprintf(" --seed %d", q.Seed)
		}
		all = append(all, line)
	}
	return all
}

// quoted is a word of a command line as a shell of POSIX takes it.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./=,:@%+", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// YAML is a scenario that extends the one asked about, with each side as a policy and no
// other: a run of it gives the numbers of the page.
func (g *Ground) YAML(q Question) (string, error) {
	if err := g.check(q); err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "version: 1\nextends: %s # keep it beside this file\n", scalar(g.File))
	if q.Seed != 0 {
		fmt.Fprintf(&b, "run: { seed: %d }\n", q.Seed)
	}
	b.WriteString("policies:\n")
	for _, name := range g.x.Loaded.Policies() {
		fmt.Fprintf(&b, "  %s: null\n", scalar(name))
	}
	for i, s := range g.sides(q) {
		arm, err := g.x.Arm(sideName(i), g.title(s), s.Policy, s.Sets)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "  %s:\n    title: %s\n    set:", scalar(sideName(i)), scalar(arm.Title))
		changed := g.x.Changes(arm)
		if len(changed) == 0 {
			b.WriteString(" {}")
		}
		b.WriteString("\n")
		for _, c := range changed {
			if c.New == "" {
				c.New = "null"
			}
			fmt.Fprintf(&b, "      %s: %s\n", scalar(c.Path), c.New)
		}
	}
	return b.String(), nil
}

// sideName is the name of a side as a policy.
func sideName(i int) string { return []string{"side-a", "side-b"}[i] }

// scalar is a text as a value of YAML: in quotes, unless it is a plain name.
func scalar(text string) string {
	if text == "" || strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") != "" || strings.Trim(text, "0123456789.-_/") == "" ||
		slices.Contains([]string{"null", "true", "false", "yes", "no", "on", "off"}, strings.ToLower(text)) {
		return fmt.Sprintf("%q", text)
	}
	return text
}

// Problem is what is wrong with a question, for people.
func Problem(err error) string {
	bad, ok := err.(scenarios.Problems)
	if !ok {
		return err.Error()
	}
	var all []string
	for _, p := range bad {
		if p.Severity == scenarios.Error {
			line := p.Msg
			if p.Fix != "" {
				line += ": " + p.Fix
			}
			all = append(all, line)
		}
	}
	return strings.Join(all, "; ")
}
