package app

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/table"
)

// addSaving adds the flags of what is kept of a trial.
func (t *trialVerb) addSaving(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&t.plot, "plot", false, "draw it, and save figure, story and ledger")
	f.StringVarP(&t.out, "out", "o", "", "save in this `FOLDER` (default results/trial-NAME-HASH-POLICY-N)")
	f.BoolVar(&t.force, "force", false, "replace the folder if it exists")
	f.StringVar(&t.size, "size", "page", "`SIZE` of the figure: column, page, report or slide")
	f.StringVar(&t.theme, "theme", "light", "`THEME` of the figure: light, dark or mono")
	f.BoolVarP(&t.quiet, "quiet", "q", false, "no messages but errors")
	must(c.MarkFlagDirname("out"))
	must(c.RegisterFlagCompletionFunc("size", fixed(figure.Sizes())))
	must(c.RegisterFlagCompletionFunc("theme", fixed(figure.Themes())))
}

// checkSaving finds flags of a figure that is not drawn.
func (t *trialVerb) checkSaving(c *cobra.Command) error {
	for _, name := range []string{"out", "force", "size", "theme"} {
		if c.Flags().Changed(name) && !t.plot {
			return fmt.Errorf("--%s says how a trial is drawn and saved; add --plot", name)
		}
	}
	return errors.Join(oneOf("size", t.size, figure.Sizes()), oneOf("theme", t.theme, figure.Themes()))
}

// open makes the folder; nil where nothing is to be saved.
func (t *trialVerb) open(p *pastRun, s *output.Story) (*folder, error) {
	switch {
	case !t.plot:
		return nil, nil
	case t.out != "":
		return t.openFolder(t.absolute(t.out), t.force)
	}
	name := fmt.Sprintf("trial-%s-%.8s-%s-%d", output.Stem(s.Scenario), p.manifest.Run.Hash, output.Stem(plainName(s.Variant.Policy)), s.Place.Number)
	return t.openFolder(t.absolute(filepath.Join(resultsName, name)), t.force)
}

// plainName is a name as part of that of a file.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>| `, r) {
			return '-'
		}
		return r
	}, name)
}

// keep writes the story and its figures. The manifest is that of the run.
func (t *trialVerb) keep(f *folder, p *pastRun, s *output.Story, began time.Time) error {
	if f == nil {
		return nil
	}
	if err := f.writeAll(
		content{"trial.json", func(w io.Writer) error { return table.TrialJSON(w, s) }},
		content{"ledger.csv", func(w io.Writer) error { return table.TrialCSV(w, s) }},
	); err != nil {
		return err
	}
	if err := f.keepFigures(s, figure.Style{Size: t.size, Theme: t.theme}); err != nil {
		return err
	}
	return t.seal(f, p.manifest.Run, began, 0, t.csv || t.json)
}
