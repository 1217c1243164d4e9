package app

import (
	"cmp"
	"context"
	"errors"
	"io"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/file"
	"magnetsim/output/page"
	"magnetsim/output/screen"
)

// frame is what every verb with results shares: the flags of where they go and how
// they are shown, progress, the two-stage interrupt, and what a results folder holds. A
// verb is its own flags, its question and what it found.
type frame struct {
	*App
	verb string // the beginning of its folder's name, and its JSON file
	data string // another name of that file; "" for the verb

	destination
	json    bool
	workers whole
	began   time.Time
	print   func(*output.Answer) error // in place of the screen; nil for the screen or JSON
	resume  bool                       // of verbs that keep a journal
	aside   []output.Table             // tables in files of their own, which columns.csv explains too
	stopped func() bool                // whether an interrupt has ended the play; nil before it
}

// flags defines those of every verb with results.
func (f *frame) flags(c *cobra.Command) {
	f.destination.add(c, f.usual())
	s := c.Flags()
	s.BoolVar(&f.json, "json", false, "print "+f.jsonName()+" instead of the screen")
	s.BoolVarP(&f.quiet, "quiet", "q", false, "no progress and no messages but errors")
	f.workers.most = mostWorkers
	s.Var(&f.workers, "workers", "use `N` goroutines; 0 for one a processor; never changes a result")
}

// withoutFigures hides the flags of figures, where a verb has none.
func (f *frame) withoutFigures(c *cobra.Command) {
	for _, name := range []string{"no-plots", "format", "size", "theme"} {
		must(c.Flags().MarkHidden(name))
	}
}

// resumes defines the flag of a verb that keeps what it plays in a journal.
func (f *frame) resumes(c *cobra.Command) {
	c.Flags().BoolVar(&f.resume, "resume", false, resumeUsage)
}

// keepJournal opens the journal of a folder, for a question about an experiment; where
// that cannot be, the folder is gone.
func (f *frame) keepJournal(to *folder, x *experiment, question ...any) error {
	hash, err := shortHash(question...)
	if err == nil {
		err = f.journalOf(to, journalHead{Verb: f.verb, Scenario: x.loaded.Name, Hash: x.hash, Question: hash}, f.resume, f.force)
	}
	if err != nil {
		to.discard()
	}
	return err
}

func (f *frame) usual() string {
	if f.verb == "run" {
		return "results/NAME-HASH"
	}
	return "results/" + f.verb + "-NAME-HASH"
}

func (f *frame) jsonName() string { return cmp.Or(f.data, f.verb) + ".json" }

// check finds flags that nothing could follow.
func (f *frame) check(c *cobra.Command) error {
	return errors.Join(drawable(f.size, f.theme, f.formats), apart(c, "no-save", "out"), apart(c, "no-save", "force"))
}

// open begins the work: it makes the results folder, whose name has the name of what
// is looked at and the hash of what is asked; nil where nothing is to be saved.
func (f *frame) open(name string, question ...any) (*folder, error) {
	f.began = f.Now()
	if f.noSave {
		return nil, nil
	}
	hash, err := shortHash(question...)
	if err != nil {
		return nil, err
	}
	return f.openFolder(f.place(name, hash), f.force)
}

// answer opens the results folder of a question about an experiment, finds what is asked
// for, and tells it.
func (f *frame) answer(x *experiment, question []any, find func(to *folder) (output.Finding, error)) error {
	to, err := f.open(x.loaded.Name, question...)
	if err != nil {
		return err
	}
	defer to.discard()
	found, err := find(to)
	if err != nil {
		return err
	}
	return f.tell(to, found, resolvedAs(x.yaml))
}

// place is where the results go.
func (f *frame) place(name, hash string) string {
	usual := f.verb + "-" + output.Stem(name) + "-" + hash
	if f.verb == "run" {
		usual = output.Stem(name) + "-" + hash
	}
	return f.absolute(cmp.Or(f.out, filepath.Join(resultsName, usual)))
}

// workersOr is the number of goroutines that play.
func (f *frame) workersOr() int { return cmp.Or(int(f.workers.value), runtime.GOMAXPROCS(0)) }

// playing shows progress while something is played, and lets an interrupt end it. The
// function returned ends both, and may be called more than once.
func (f *frame) playing(ctx context.Context, to *folder) (context.Context, progress, func()) {
	bar := f.progress()
	ctx, release := f.interruptible(ctx, bar, to)
	over, cut := false, false
	f.stopped = func() bool { return cut || !over && ctx.Err() != nil }
	return ctx, bar, func() {
		cut, over = f.stopped(), true
		bar.stop()
		release()
	}
}

// tell shows what was found and keeps it: its tables as CSV with columns.csv, which
// explains them, all of it as JSON and whole, a page, its figures, what more the verb
// leaves, and the manifest. What is not complete goes beside the folder's place. A reader
// of standard output that has gone away is an error only when everything is saved.
func (f *frame) tell(to *folder, found output.Finding, more ...content) error {
	a := found.Answer()
	show := func() error { return screen.Write(f.Out, a, f.screen()) }
	switch {
	case f.json:
		show = func() error { return file.JSON(f.Out, a) }
	case f.print != nil:
		show = func() error { return f.print(a) }
	}
	shown := show()
	if to == nil {
		return shown
	}
	if !a.Head.Complete {
		to.divert("-incomplete")
	}
	files := append(more, tablesOf(a, f.aside...)...)
	files = append(files, content{f.jsonName(), func(w io.Writer) error { return file.JSON(w, a) }},
		content{foundName, func(w io.Writer) error { return output.Store(w, found) }},
		content{pageName, func(w io.Writer) error { return f.page(w, a, found) }})
	if err := to.writeAll(files...); err != nil {
		return err
	}
	whole, err := f.draw(to, found)
	if err != nil {
		return err
	}
	run := manifestRun(a.Head)
	if criteria, ok := a.Table("criteria"); ok {
		if run.Criteria, err = file.ManifestVerdicts(criteria); err != nil {
			return err
		}
	}
	err = f.seal(to, run, f.began, f.workersOr(), f.json || f.print != nil)
	if !whole {
		f.say("Interrupted: figures that were not yet drawn are left out; magnetsim plot %s draws them.", f.shown(to.final))
	}
	return cmp.Or(shown, err)
}

// screen is what standard output can show.
func (a *App) screen() screen.Options {
	return screen.Options{Width: a.width(a.Out), Color: a.color(a.Out)}
}

// tablesOf lists the files of an answer's tables, and columns.csv, which explains
// these and other tables that stand in files of their own.
func tablesOf(a *output.Answer, others ...output.Table) []content {
	var files []content
	tables := a.All()
	guide := output.Guide(append(others, tables...)...)
	for _, t := range append(tables[:len(tables):len(tables)], guide) {
		if len(t.For(output.File).Columns) > 0 {
			files = append(files, content{t.Name + ".csv", func(w io.Writer) error { return file.Write(w, "csv", a.Head, t) }})
		}
	}
	return files
}

// cut reports whether an interrupt ended the play.
func (f *frame) cut() bool { return f.stopped != nil && f.stopped() }

// page writes the page on an answer, with its figures unless none are drawn. It says
// nothing of where it stands, so that the same play leaves the same bytes.
func (f *frame) page(w io.Writer, a *output.Answer, found any) error {
	one := page.Part{Answer: a}
	switch {
	case f.noPlots:
		one.Bare = "Figures were not drawn (--no-plots)."
	case f.cut():
		one.Bare = "Figures were not drawn: the play was interrupted."
	default:
		var err error
		if one.Figures, err = figuresFor(found, figure.Style{}, false, true); err != nil {
			return err
		}
	}
	return page.HTML(w, one)
}

// draw draws the figures of what was found, in the formats asked for, each with its
// data and its alt text. It is not whole where an interrupt leaves out those that are not
// begun.
func (f *frame) draw(to *folder, found any) (whole bool, err error) {
	if f.noPlots {
		return true, nil
	}
	all, err := figure.Of(found)
	if err != nil {
		return false, err
	}
	var drawings []figure.Drawing
	for _, d := range all {
		drawings = append(drawings, d.Drawing)
	}
	style := figure.Style{Size: f.size, Theme: f.theme}
	f.warnLetters(drawings, f.formats, style)
	var group errgroup.Group
	group.SetLimit(f.workersOr())
	whole = true
	for _, p := range picturesOf(drawings, f.formats, style) {
		if whole = !f.cut(); !whole {
			break
		}
		group.Go(func() error { return to.write("plots/"+p.name, p.write) })
	}
	return whole, group.Wait()
}

// mostWorkers is the number of workers that nothing is gained beyond: each takes
// memory of its own. (8 where cores are few, so that a command is not refused there.)
var mostWorkers = uint64(max(8, 4*runtime.NumCPU()))

const resumeUsage = "go on where a run was cut short: what it has played is not played again"

const resumeHelp = `What is played is kept in NAME.unfinished beside
the results until they stand: after an interrupt, a crash or a kill the same command
with --resume goes on, and what it leaves is the same, byte for byte.`
