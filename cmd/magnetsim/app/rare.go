package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/table"
	"magnetsim/output/text"
	"magnetsim/sim/study"
)

const rareHelp = `Tell rare outcomes well: the shortfall that is exceeded once in 1,000 or 10,000 trials,
or the chance of more than a given one, from far fewer trials than independent ones
would take. Of many worlds all are drawn and looked at, which costs a few hundredths of
playing them; a score is learned from some trials that are played first; then as many
are played of each range of the score as tell most. Each range has a known weight, so
the estimates are right whatever the score is worth, and each says how many independent
trials would have the same sampling error.

--once-in 1000 asks for what is exceeded once in so many trials (default 100, 1,000 and
10,000), --above '1 kt' for the chance of more; both may be given several times. The
trials are those of --trials or of the file, under one policy, with 100 worlds drawn for
each; they are others than those of "magnetsim run" with the same seed. run.sampling
plays no part.`

// worldsATrial is how many worlds are drawn for each trial unless --worlds says.
const worldsATrial = 100

// rareOutcomes is one run of the verb.
type rareOutcomes struct {
	*App
	choice
	metric              string
	onceIn              []uint
	above               []string
	worlds, workers     whole
	out, size, theme    string
	noPlots             bool
	force, noSave, json bool
}

func (a *App) rareVerb() *cobra.Command {
	r := &rareOutcomes{App: a}
	c := &cobra.Command{
		Use:   "rare SCENARIO",
		Short: "Tell rare outcomes from few trials",
		Long:  rareHelp + "\n\n" + precedence + "\n\n" + exitHelp,
		Example: `  magnetsim rare india-2026 --trials 20000
  magnetsim rare india-2026 --policy days-180 --once-in 1000 --once-in 10000
  magnetsim rare india-2026 --policy days-60 --above '1 kt' --above '1500 t'
  magnetsim rare my.yaml --metric shortfall.auto --json --no-save`,
		Args:              exactly(1, "which scenario: a shipped name or the path of a file"),
		ValidArgsFunction: scenarioArgs(1),
		PreRunE:           func(cmd *cobra.Command, _ []string) error { return r.check(cmd) },
		RunE:              func(cmd *cobra.Command, args []string) error { return r.run(cmd, args[0]) },
	}
	r.choice.add(a, c)
	r.choice.addRun(c)
	must(c.Flags().MarkHidden("sampling"))
	f := c.Flags()
	f.StringVar(&r.metric, "metric", "", "the outcome `METRIC`, of which more is worse (default: the total shortfall)")
	f.UintSliceVar(&r.onceIn, "once-in", nil, "what is exceeded once in `N` trials (repeat for several; default 100, 1000, 10000)")
	f.StringArrayVar(&r.above, "above", nil, "the chance of more than this `LEVEL`, such as '1 kt' (repeat for several)")
	r.worlds.most, r.workers.most = mostTrials, mostWorkers
	f.Var(&r.worlds, "worlds", "draw `N` worlds to choose trials from (default 100 for each trial)")
	f.Var(&r.workers, "workers", "use `N` goroutines; 0 for one a processor; never changes a result")
	f.BoolVar(&r.json, "json", false, "print rare.json instead of the screen")
	f.StringVarP(&r.out, "out", "o", "", "write this `FOLDER` (default results/rare-NAME-HASH)")
	f.BoolVar(&r.force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&r.noSave, "no-save", false, "write nothing")
	f.BoolVar(&r.noPlots, "no-plots", false, "draw no figure")
	f.StringVar(&r.size, "size", "page", "`SIZE` of the figure: column, page, report or slide")
	f.StringVar(&r.theme, "theme", "light", "`THEME` of the figure: light, dark or mono")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "no progress and no messages but errors")
	must(c.MarkFlagDirname("out"))
	must(c.RegisterFlagCompletionFunc("size", fixed(figure.Sizes())))
	must(c.RegisterFlagCompletionFunc("theme", fixed(figure.Themes())))
	return c
}

// check finds flags that nothing could follow.
func (r *rareOutcomes) check(c *cobra.Command) error {
	wrong := []error{
		oneOf("size", r.size, figure.Sizes()), oneOf("theme", r.theme, figure.Themes()), apart(c, "no-save", "no-plots"),
		apart(c, "no-save", "out"), apart(c, "no-save", "force"), r.apartFromSets(c),
	}
	if len(r.policies) > 1 {
		wrong = append(wrong, fmt.Errorf("one --policy at a time: trials that tell most under one tell less under another"))
	}
	if c.Flags().Changed("sampling") {
		wrong = append(wrong, errors.New("--sampling plays no part here: rare draws its trials itself"))
	}
	for _, n := range r.onceIn {
		if n < 2 || n > mostTrials {
			wrong = append(wrong, fmt.Errorf("--once-in %d: give a number from 2 to %s", n, grouped(mostTrials)))
		}
	}
	return errors.Join(wrong...)
}

// question is what is asked of rare outcomes.
type question struct {
	metric int
	once   []float64
	above  []float64
	study  study.Rare
}

func (r *rareOutcomes) run(c *cobra.Command, arg string) error {
	began := r.Now()
	loaded, err := r.mustLoad(arg, r.options(c))
	if err != nil {
		return err
	}
	x, err := newExperiment(loaded)
	if err != nil {
		return err
	}
	q, err := r.question(x)
	if err != nil {
		return usage{err, "magnetsim rare"}
	}
	folder, err := r.open(x, q)
	if err != nil {
		return err
	}
	defer folder.discard()
	found, err := r.find(c.Context(), x, q, folder)
	if err != nil {
		return err
	}
	if err := r.show(found); err != nil {
		return err
	}
	return r.keep(folder, x, found, began)
}

// question reads what is asked of the scenario's first policy.
func (r *rareOutcomes) question(x *experiment) (q question, err error) {
	if q.metric, err = metricOf(x.models[0], r.metric); err != nil {
		return q, err
	}
	m := x.models[0].Metrics()[q.metric]
	if m.Never {
		return q, fmt.Errorf("%s never comes in some trials: it is not clear which are rare\n  choose another metric, such as shortfall.total", m.Name)
	}
	for _, level := range r.above {
		line, problems := x.loaded.Criterion("--above", fmt.Sprintf("P(%s > %s) <= 50%%", m.Name, level), metricsOf(x.models[0]))
		if problems.Failed() {
			return q, invalid{problems: problems}
		}
		q.above = append(q.above, line.Event.Value)
	}
	asked := r.onceIn
	if len(asked)+len(q.above) == 0 {
		asked = []uint{100, 1000, 10_000}
	}
	q.study = study.Rare{Trials: x.loaded.Run.Trials, Candidates: cmp.Or(int(r.worlds.value), worldsATrial*x.loaded.Run.Trials), Goals: study.Goals{Above: q.above}}
	for _, n := range asked {
		q.once = append(q.once, float64(n))
		q.study.Goals.Rare = append(q.study.Goals.Rare, 1/float64(n))
	}
	if q.study.Trials < study.FewestRare {
		return q, fmt.Errorf("%s trials are too few to learn from: play --trials %s or more", grouped(q.study.Trials), grouped(study.FewestRare))
	}
	if q.study.Candidates < study.WorldsATrial*q.study.Trials {
		return q, fmt.Errorf("--worlds %s are too few to choose %s trials from: draw %s or more", grouped(q.study.Candidates), grouped(q.study.Trials), grouped(study.WorldsATrial*q.study.Trials))
	}
	return q, nil
}

// find plays, once it has said what that takes.
func (r *rareOutcomes) find(ctx context.Context, x *experiment, q question, folder *folder) (*output.Rare, error) {
	r.note("%s trials of %s to play, and %s worlds to draw, which takes as long as %s more.",
		grouped(q.study.Trials), x.variants[0].Label(), grouped(q.study.Candidates), grouped(q.study.Effort()-q.study.Trials))
	shown := &run{App: r.App}
	bar := shown.progress()
	defer bar.stop()
	ctx, release := shown.interruptible(ctx, bar, folder)
	defer release()
	q.study.Progress = bar.update
	model := x.models[0]
	found, err := q.study.Find(ctx, model, q.metric, x.loaded.Run.Seed, int(r.workers.value))
	m := model.Metrics()[q.metric]
	switch {
	case ctx.Err() != nil:
		r.note("Nothing is kept: until the last trials are played there is no estimate.")
		return nil, interrupted{}
	case err != nil:
		return nil, fmt.Errorf("%s: %w", m.Name, err)
	}
	return output.BuildRare(output.Rare{
		Scenario: x.loaded.Name, Title: x.loaded.Title, SourceLine: x.facts.SourceLine, NoteLine: x.facts.NoteLine, Variant: x.variants[0],
		Seed: x.loaded.Run.Seed, Metric: m.Name, Unit: m.Unit, Years: float64(model.Steps()) * model.StepYears(),
	}, found, q.once, q.above), nil
}

func (r *rareOutcomes) show(found *output.Rare) error {
	if r.json {
		return table.RareJSON(r.Out, found)
	}
	return text.Rare(r.Out, found, text.Options{Width: r.width(r.Out), Color: r.color(r.Out)})
}

// open makes the results folder, whose name has the hash of the scenario and of what
// is asked; nil where nothing is to be saved.
func (r *rareOutcomes) open(x *experiment, q question) (*folder, error) {
	switch {
	case r.noSave:
		return nil, nil
	case r.out != "":
		return r.openFolder(r.absolute(r.out), r.force)
	}
	hash, err := shortHash(x.hash, q.metric, q.once, q.above, q.study.Candidates)
	if err != nil {
		return nil, err
	}
	return r.openFolder(r.absolute(filepath.Join(resultsName, "rare-"+output.Stem(x.loaded.Name)+"-"+hash)), r.force)
}

// keep writes the results folder.
func (r *rareOutcomes) keep(f *folder, x *experiment, found *output.Rare, began time.Time) error {
	if f == nil {
		return nil
	}
	if err := f.writeAll(
		content{resolvedName, bytesOf(x.yaml)},
		content{"rare.csv", func(w io.Writer) error { return table.RareCSV(w, found) }},
		content{"rare.json", func(w io.Writer) error { return table.RareJSON(w, found) }},
	); err != nil {
		return err
	}
	keep := f.keepFound
	if !r.noPlots {
		keep = func(found any) error { return f.keepFigures(found, figure.Style{Size: r.size, Theme: r.theme}) }
	}
	if err := keep(found); err != nil {
		return err
	}
	return r.seal(f, table.ManifestRun{
		Scenario: x.loaded.Name, Hash: x.hash, Seed: x.loaded.Run.Seed, Sampling: "strata", Asked: found.Played, Trials: found.Played - found.Failed, Failed: found.Failed,
		Complete: true, Version: version(), GoArch: runtime.GOARCH, GoVersion: runtime.Version(),
	}, began, (&run{App: r.App, workers: r.workers}).workersOr(), r.json)
}
