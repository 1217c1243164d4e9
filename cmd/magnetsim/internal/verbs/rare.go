package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
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
	frame.Frame
	frame.Choice
	metric string
	onceIn []uint
	above  []string
	worlds frame.Whole
}

func rareCommand(a *app.App) *cobra.Command {
	r := &rareOutcomes{Frame: frame.Frame{App: a, Verb: "rare"}}
	c := &cobra.Command{
		Use:   "rare SCENARIO",
		Short: "Tell rare outcomes from few trials",
		Long:  rareHelp + "\n\n" + frame.Precedence + "\n\n" + app.ExitHelp,
		Example: `  magnetsim rare india-2026 --trials 20000
  magnetsim rare india-2026 --policy days-180 --once-in 1000 --once-in 10000
  magnetsim rare india-2026 --policy days-60 --above '1 kt' --above '1500 t'
  magnetsim rare my.yaml --metric shortfall.auto --json --no-save`,
		Args:              frame.OneScenario,
		ValidArgsFunction: frame.ScenarioArgs(1),
		PreRunE:           func(cmd *cobra.Command, _ []string) error { return r.check(cmd) },
		RunE:              func(cmd *cobra.Command, args []string) error { return r.run(cmd, args[0]) },
	}
	r.Frame.Flags(c)
	r.Choice.Add(a, c)
	r.Choice.AddRun(c)
	frame.Must(c.Flags().MarkHidden("sampling"))
	f := c.Flags()
	f.StringVar(&r.metric, "metric", "", "the outcome `METRIC`, of which more is worse (default: the total shortfall)")
	f.UintSliceVar(&r.onceIn, "once-in", nil, "what is exceeded once in `N` trials (repeat for several; default 100, 1000, 10000)")
	f.StringArrayVar(&r.above, "above", nil, "the chance of more than this `LEVEL`, such as '1 kt' (repeat for several)")
	r.worlds.Most = frame.MostTrials
	f.Var(&r.worlds, "worlds", "draw `N` worlds to choose trials from (default 100 for each trial)")
	return c
}

// check finds flags that nothing could follow.
func (r *rareOutcomes) check(c *cobra.Command) error {
	wrong := []error{r.Frame.Check(c), r.ApartFromSets(c)}
	if len(r.Policies) > 1 {
		wrong = append(wrong, fmt.Errorf("one --policy at a time: trials that tell most under one tell less under another"))
	}
	if c.Flags().Changed("sampling") {
		wrong = append(wrong, errors.New("--sampling plays no part here: rare draws its trials itself"))
	}
	for _, n := range r.onceIn {
		if n < 2 || n > frame.MostTrials {
			wrong = append(wrong, fmt.Errorf("--once-in %d: give a number from 2 to %s", n, unit.Grouped(frame.MostTrials)))
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
	x, err := r.Experiment(arg, r.Options(c))
	if err != nil {
		return err
	}
	q, err := r.question(x)
	if err != nil {
		return app.Misused(err, "magnetsim rare")
	}
	return r.Answer(x, []any{x.Hash, q.metric, q.once, q.above, q.study.Candidates}, func(to *folder.Folder) (output.Finding, error) {
		return r.find(c.Context(), x, q, to)
	})
}

// question reads what is asked of the scenario's first policy.
func (r *rareOutcomes) question(x *experiment.Experiment) (q question, err error) {
	if q.metric, err = frame.MetricOf(x.Models[0].Metrics(), r.metric); err != nil {
		return q, err
	}
	m := x.Models[0].Metrics()[q.metric]
	frame.OfFirst(r.App, r.metric, m.Name, experiment.Chiefs(x.Models[0].Metrics()))
	if m.Never {
		return q, fmt.Errorf("%s never comes in some trials: it is not clear which are rare\n  choose another metric, such as shortfall.total", m.Name)
	}
	for _, level := range r.above {
		line, problems := x.Criterion("--above", fmt.Sprintf("P(%s > %s) <= 50%%", m.Name, level))
		if problems.Failed() {
			return q, problems
		}
		q.above = append(q.above, line.Event.Value)
	}
	asked := r.onceIn
	if len(asked)+len(q.above) == 0 {
		asked = []uint{100, 1000, 10_000}
	}
	q.study = study.Rare{Trials: x.Loaded.Run.Trials, Candidates: cmp.Or(int(r.worlds.Value), worldsATrial*x.Loaded.Run.Trials), Goals: study.Goals{Above: q.above}}
	for _, n := range asked {
		q.once = append(q.once, float64(n))
		q.study.Goals.Rare = append(q.study.Goals.Rare, 1/float64(n))
	}
	if q.study.Trials < study.FewestRare {
		return q, fmt.Errorf("%s trials are too few to learn from: play --trials %s or more", unit.Grouped(q.study.Trials), unit.Grouped(study.FewestRare))
	}
	if q.study.Candidates < study.WorldsATrial*q.study.Trials {
		return q, fmt.Errorf("--worlds %s are too few to choose %s trials from: draw %s or more", unit.Grouped(q.study.Candidates), unit.Grouped(q.study.Trials), unit.Grouped(study.WorldsATrial*q.study.Trials))
	}
	return q, nil
}

// find plays, once it has said what that takes.
func (r *rareOutcomes) find(ctx context.Context, x *experiment.Experiment, q question, to *folder.Folder) (*output.Rare, error) {
	r.Note("%s trials of %s to play, and %s worlds to draw, which takes as long as %s more.",
		unit.Grouped(q.study.Trials), x.Variants[0].Label(), unit.Grouped(q.study.Candidates), unit.Grouped(q.study.Effort()-q.study.Trials))
	ctx, bar, end := r.Playing(ctx, to)
	defer end()
	q.study.Progress = bar.Update
	model := x.Models[0]
	found, err := q.study.Find(ctx, model, q.metric, x.Loaded.Run.Seed, int(r.Workers.Value))
	m := model.Metrics()[q.metric]
	switch {
	case ctx.Err() != nil:
		r.Note("Nothing is kept: until the last trials are played there is no estimate.")
		return nil, app.Interrupted{}
	case err != nil:
		return nil, fmt.Errorf("%s: %w", m.Name, err)
	}
	head := x.Head("rare")
	head.Sampling = "strata"
	return output.BuildRare(output.Rare{
		Head: head, Variant: x.Variants[0], Metric: m.Name, Unit: m.Unit, Years: float64(model.Steps()) * model.StepYears(),
	}, found, q.once, q.above), nil
}
