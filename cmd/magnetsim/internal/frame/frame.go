// Package frame is what verbs share: commands with their pages of help (the folder help),
// flags and checks; the flags of where results go, how they are shown and what of a scenario
// is played; progress, the two-stage interrupt, folder, figures, page and manifest; and how
// mistakes of a command line are told.
//
// A verb embeds a Frame and hands it what it found: Answer plays what is asked of a
// scenario, Keep keeps what was found without an interrupt, Tell is the last step of both.
// Verbs import it; it knows none.
package frame

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/file"
	"magnetsim/output/page"
	"magnetsim/output/screen"
	"magnetsim/sim/mc"
)

// Frame is what every verb with results shares: the flags of where they go and how
// they are shown, progress, the two-stage interrupt, and what a results folder holds. A
// verb is its own flags, its question and what it found.
type Frame struct {
	*app.App
	Verb string // the beginning of its folder's name, and its JSON file
	Data string // another name of that file; "" for the verb
	Page string // of help; "" for that of the verb

	Plays bool // by Player, and so wherever the program can play

	destination
	Choice
	JSON    bool
	Full    bool // the screen has every table
	Workers Whole
	Began   time.Time
	Print   func(*output.Answer) error // in place of the screen; nil for the screen or JSON
	Changed func(flag string) bool     // whether a flag is given
	Resume  bool                       // of verbs that keep a journal
	Aside   []output.Table             // tables in files of their own, which columns.csv explains too
	stopped func() bool                // whether an interrupt has ended the play; nil before it
}

// Command returns the command of the verb, with the flags of every verb with results.
func (f *Frame) Command(takes Takes, run Doing) *cobra.Command {
	c := Command(cmp.Or(f.Page, f.Verb), takes, func(ctx context.Context, args []string) error {
		f.Began = f.Now()
		if f.Elsewhere == nil || !f.Plays {
			return run(ctx, args)
		}
		return f.Elsewhere.Run(ctx, f.App, func(ctx context.Context) error { return run(ctx, args) })
	})
	f.Changed = c.Flags().Changed
	f.destination.add(c, folder.ResultsName+"/"+f.named("NAME", "HASH"))
	s := c.Flags()
	s.BoolVar(&f.JSON, "json", false, "print "+f.jsonName()+" instead of the screen")
	s.BoolVar(&f.Full, "full", false, "print every table, not only the answer")
	Apart(c, "json", "full")
	Quietly(f.App, c)
	f.Workers.Most = mostWorkers
	s.Var(&f.Workers, "workers", "use `N` goroutines, 0 for one per processor; results do not depend on it")
	if f.Elsewhere != nil && f.Plays {
		f.Elsewhere.Flags(s)
	}
	return c
}

// OfScenario returns the command of a verb about one scenario, which is opened for it as its
// flags choose.
func (f *Frame) OfScenario(run func(ctx context.Context, x *experiment.Experiment) error) *cobra.Command {
	c := f.Command(OneScenario, func(ctx context.Context, args []string) error {
		x, err := f.Experiment(args[0], f.Options())
		if err != nil {
			return err
		}
		return run(ctx, x)
	})
	f.Add(f.App, c)
	f.AddRun(c)
	return c
}

// OfFigures are the flags of figures, for a verb that has none.
var OfFigures = []string{"figures", "no-plots", "format", "size", "theme"}

// Misused is the error of a command line of the verb that is not understood.
func (f *Frame) Misused(err error) error {
	return app.Misused(err, cmp.Or(f.Page, f.Verb))
}

// Resumes defines the flag of a verb that keeps what it plays in a journal.
func (f *Frame) Resumes(c *cobra.Command) {
	c.Flags().BoolVar(&f.Resume, "resume", false, "continue an interrupted run: what was played is not played again")
	Apart(c, "no-save", "resume")
}

// KeepJournal opens the journal of a folder, if there is one, for a question about an
// experiment; where that cannot be, the folder is gone.
func (f *Frame) KeepJournal(to *folder.Folder, x *experiment.Experiment, question ...any) error {
	if to == nil {
		return nil
	}
	hash, err := folder.ShortHash(question...)
	if err == nil {
		err = folder.OpenJournal(f.App, to, folder.JournalHead{Verb: f.Verb, Scenario: x.Loaded.Name, Hash: x.Hash, Question: hash}, f.Resume, f.Force)
	}
	if err != nil {
		to.Discard()
	}
	return err
}

func (f *Frame) jsonName() string { return cmp.Or(f.Data, f.Verb) + ".json" }

// Open makes the results folder, whose name has the name of what is looked at and the hash
// of what is asked; nil where nothing is to be saved.
func (f *Frame) Open(name string, question ...any) (*folder.Folder, error) {
	hash, err := folder.ShortHash(question...)
	if err != nil {
		return nil, err
	}
	return f.OpenAs(name, hash)
}

// OpenAs makes the results folder of a name and a hash; nil where nothing is to be saved.
func (f *Frame) OpenAs(name, hash string) (*folder.Folder, error) {
	if f.NoSave {
		return nil, nil
	}
	return folder.Open(f.App, f.Place(name, hash), f.Force)
}

// Answer plays what is asked of an experiment and tells what was found. An interrupt leaves
// nothing, and lost says why, where that is not plain.
func (f *Frame) Answer(ctx context.Context, x *experiment.Experiment, question []any, lost string, find func(ctx context.Context, progress func(done, total int)) (output.Finding, error)) error {
	return f.AnswerAs(ctx, x.Loaded.Name, question, lost, find, folder.Resolved(x.YAML))
}

// AnswerAs is Answer for what is no one experiment: the name is that of the folder, in which
// more is left.
func (f *Frame) AnswerAs(ctx context.Context, name string, question []any, lost string, find func(ctx context.Context, progress func(done, total int)) (output.Finding, error), more ...folder.Content) error {
	return f.Keep(name, question, func(to *folder.Folder) (output.Finding, error) {
		ctx, bar, end := f.Playing(ctx, to)
		defer end()
		found, err := find(ctx, bar.Update)
		if ctx.Err() == nil {
			return found, err
		}
		bar.Stop()
		if lost != "" {
			f.Note("%s", lost)
		}
		return nil, app.Interrupted{}
	}, more...)
}

// Keep opens the results folder of a question, finds what is asked for, and tells it.
func (f *Frame) Keep(name string, question []any, find func(to *folder.Folder) (output.Finding, error), more ...folder.Content) error {
	to, err := f.Open(name, question...)
	if err != nil {
		return err
	}
	defer to.Discard()
	found, err := find(to)
	if err != nil {
		return err
	}
	return f.Tell(to, found, more...)
}

// Place is where the results go.
func (f *Frame) Place(name, hash string) string {
	return f.Absolute(cmp.Or(f.Folder, filepath.Join(folder.ResultsName, f.named(output.Stem(name), hash))))
}

// named is the name of a results folder.
func (f *Frame) named(name, hash string) string {
	if f.Verb == "run" {
		return name + "-" + hash
	}
	return f.Verb + "-" + name + "-" + hash
}

// WorkersOr is the number of goroutines that play.
func (f *Frame) WorkersOr() int { return cmp.Or(int(f.Workers.Value), runtime.GOMAXPROCS(0)) }

// Player is what plays: that of the program, or as many goroutines as the flags say.
func (f *Frame) Player() mc.Player {
	if f.App.Player != nil {
		return f.App.Player
	}
	return mc.Local{Workers: int(f.Workers.Value)}
}

// Playing shows progress while something is played, and lets an interrupt end it. The
// function returned ends both, and may be called more than once.
func (f *Frame) Playing(ctx context.Context, to *folder.Folder) (context.Context, *app.Progress, func()) {
	bar := f.Progress()
	ctx, release := Interruptible(ctx, f.App, bar, to)
	over, cut := false, false
	f.stopped = func() bool { return cut || !over && ctx.Err() != nil }
	return ctx, bar, func() {
		cut, over = f.stopped(), true
		bar.Stop()
		release()
	}
}

// Tell shows what was found and keeps it: its tables as CSV with columns.csv, which
// explains them, all of it as JSON and whole, a page, its figures, what more the verb
// leaves, and the manifest. What is not complete goes beside the folder's place. A reader
// of standard output that has gone away is an error only when everything is saved.
func (f *Frame) Tell(to *folder.Folder, found output.Finding, more ...folder.Content) error {
	a := found.Answer()
	show := func() error { return screen.Write(f.Out, a, f.screen(to == nil)) }
	switch {
	case f.JSON:
		show = func() error { return file.JSON(f.Out, a) }
	case f.Print != nil:
		show = func() error { return f.Print(a) }
	}
	shown := show()
	if to == nil {
		return shown
	}
	if !a.Head.Complete {
		to.Divert("-incomplete")
	}
	files := append(more, Tables(a, f.Aside...)...)
	files = append(files, folder.Content{Name: f.jsonName(), Write: func(w io.Writer) error { return file.JSON(w, a) }},
		folder.Content{Name: folder.FoundName, Write: func(w io.Writer) error { return output.Store(w, found) }},
		folder.Content{Name: PageName, Write: func(w io.Writer) error { return f.page(w, a, found) }})
	if err := to.WriteAll(files...); err != nil {
		return err
	}
	whole, err := f.draw(to, found)
	if err != nil {
		return err
	}
	run := folder.ManifestRun(a.Head)
	if criteria, ok := a.Table("criteria"); ok {
		if run.Criteria, err = file.ManifestVerdicts(criteria); err != nil {
			return err
		}
	}
	if err = folder.Seal(f.App, to, run, f.Began, f.WorkersOr()); err == nil {
		err = f.saved(f.Shown(to.Final))
	}
	if !whole {
		f.Say("Interrupted: some figures are not drawn; magnetsim plot %s draws them.", f.Shown(to.Final))
	}
	return cmp.Or(shown, err)
}

// saved says where the results are, last.
func (f *Frame) saved(where string) error {
	said := "\nSaved in " + where
	switch {
	case f.JSON || f.Print != nil:
		f.Note("Saved in %s", where)
		return nil
	case !f.whole():
		said = "Saved in " + where + " (" + PageName + ")"
		apart := "; "
		if utf8.RuneCountInString(said+apart+toFull) > cmp.Or(f.Width(f.Out), 80) {
			apart = "\n"
		}
		said += apart + toFull
	}
	_, err := fmt.Fprintln(f.Out, said)
	return err
}

// briefLines is how many lines an answer takes where not all of it is asked for: with what
// is said of the folder a terminal of 24 shows it whole.
const briefLines = 23

const toFull = "--full prints every table"

// screen is what standard output shows of an answer; alone says that nothing follows.
func (f *Frame) screen(alone bool) screen.Options {
	o := Screen(f.App)
	if f.whole() {
		return o
	}
	o.Lines = briefLines
	if alone {
		o.More = toFull
	}
	return o
}

// whole reports whether every table is asked for: --all of some verbs asks for more of them.
func (f *Frame) whole() bool { return f.Full || f.Changed("all") }

// Screen is what standard output can show.
func Screen(a *app.App) screen.Options {
	return screen.Options{Width: a.Width(a.Out), Color: a.Color(a.Out)}
}

// Tables lists the files of an answer's tables, and columns.csv, which explains
// these and other tables that stand in files of their own.
func Tables(a *output.Answer, others ...output.Table) []folder.Content {
	var files []folder.Content
	tables := a.All()
	guide := output.Guide(append(others, tables...)...)
	for _, t := range append(tables[:len(tables):len(tables)], guide) {
		if len(t.For(output.File).Columns) > 0 {
			files = append(files, folder.Content{Name: t.Name + ".csv", Write: func(w io.Writer) error { return file.Write(w, "csv", a.Head, t) }})
		}
	}
	return files
}

// cut reports whether an interrupt ended the play.
func (f *Frame) cut() bool { return f.stopped != nil && f.stopped() }

// page writes the page on an answer, with its figures unless none are drawn. It says
// nothing of where it stands, so that the same play leaves the same bytes.
func (f *Frame) page(w io.Writer, a *output.Answer, found any) error {
	one := page.Part{Answer: a}
	switch {
	case f.Figures == "none":
		one.Bare = "Figures were not drawn (--no-plots)."
	case f.cut():
		one.Bare = "Figures were not drawn, because the run was interrupted."
	default:
		var err error
		if one.Figures, err = Figures(found, OnPage{}); err != nil {
			return err
		}
	}
	return page.HTML(w, one)
}

// draw draws the figures of what was found, in the formats asked for, each with its
// data and its alt text. It is not whole where an interrupt leaves out those that are not
// begun.
func (f *Frame) draw(to *folder.Folder, found any) (whole bool, err error) {
	drawings, err := f.drawn(found)
	if err != nil {
		return false, err
	}
	style := figure.Style{Size: f.size, Theme: f.theme}
	WarnLetters(f.App, drawings, f.Formats, style)
	var group errgroup.Group
	group.SetLimit(f.WorkersOr())
	whole = true
	for _, p := range Pictures(drawings, f.Formats, style) {
		if whole = !f.cut(); !whole {
			break
		}
		group.Go(func() error { return to.Write("plots/"+p.Name, p.Write) })
	}
	return whole, group.Wait()
}

// mostWorkers is the number of workers that nothing is gained beyond: each takes
// memory of its own. (8 where cores are few, so that a command is not refused there.)
var mostWorkers = uint64(max(8, 4*runtime.NumCPU()))
