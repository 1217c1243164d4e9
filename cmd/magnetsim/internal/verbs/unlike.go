package verbs

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/sim/unit"
)

// traits are what results that are set side by side should have in common, and what
// it means where they have not.
var traits = []struct {
	what, do string
	of       func(*folder.Past) string
}{
	{
		"the results are of different builds of the program",
		"run them again by one build: what differs may be the program, and not the policies",
		func(p *folder.Past) string {
			m := p.Manifest.Run
			return fmt.Sprintf("%s, %s, %s %s", m.Version, m.GoVersion, m.GoArch, cmp.Or(m.GoLevel, "unknown"))
		},
	},
	{
		"the results are of different trials",
		"run them with one seed, sampling and number of trials, to compare them trial by trial",
		func(p *folder.Past) string {
			m := p.Manifest.Run
			return fmt.Sprintf("%s trials, seed %d, %s sampling", unit.Grouped(m.Trials), m.Seed, m.Sampling)
		},
	},
	{
		"the results are of different times",
		"compare what is of the same time: totals grow with the horizon",
		func(p *folder.Past) string {
			h := p.Found.Answer().Head
			return fmt.Sprintf("%s to %s by %s", h.Start, h.End, h.Step)
		},
	},
}

// unlike tells in what results differ that are set side by side.
func unlike(runs []*folder.Past) []output.Warning {
	const most = 4 // are named
	var all []output.Warning
	for _, t := range traits {
		var values, told []string
		for _, r := range runs {
			value := t.of(r)
			if !slices.Contains(values, value) {
				values = append(values, value)
			}
			told = append(told, filepath.Base(r.Dir)+": "+value)
		}
		if len(values) < 2 {
			continue
		}
		if more := len(told) - most; more > 0 {
			told = append(told[:most], fmt.Sprintf("and %d more", more))
		}
		all = append(all, output.Warning{What: t.what, Why: strings.Join(told, "; "), Do: t.do})
	}
	return all
}
