package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// worldsATrial is how many worlds are drawn for each trial unless --worlds says.
const worldsATrial = 100

type rareOutcomes struct {
	frame.Frame
	metric string
	onceIn []uint
	above  []string
	worlds frame.Whole
}

func rareCommand(a *app.App) *cobra.Command {
	r := &rareOutcomes{Frame: frame.Frame{App: a, Verb: "rare", Plays: true}}
	c := r.OfScenario(r.run)
	frame.Hide(c, "sampling")
	f := c.Flags()
	f.StringVar(&r.metric, "metric", "", "the outcome `METRIC`, where more is worse (default: the total shortfall)")
	f.UintSliceVar(&r.onceIn, "once-in", nil, "the level that is exceeded once in `N` trials (repeat for several; default 100, 1000, 10000)")
	f.Lookup("once-in").DefValue = "" // the usage says it
	f.StringArrayVar(&r.above, "above", nil, "the chance of more than this `LEVEL`, such as '1 kt' (repeat for several)")
	r.worlds.Most = frame.MostTrials
	f.Var(&r.worlds, "worlds", "draw `N` worlds to choose trials from (default: 100 for each trial)")
	frame.Must(c.RegisterFlagCompletionFunc("metric", frame.OfMetrics(a)))
	frame.Also(c, r.check)
	return c
}

// check finds flags that nothing could follow.
func (r *rareOutcomes) check([]string) error {
	var wrong []error
	if len(r.Policies) > 1 {
		wrong = append(wrong, fmt.Errorf("give only one --policy: the trials that say most about one policy say less about another"))
	}
	if r.Changed("sampling") {
		wrong = append(wrong, errors.New("--sampling cannot be used here: rare chooses its own trials"))
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
	metric sim.Metric
	at     int // of metric
	once   []float64
	above  []float64
	study  study.Rare
}

func (r *rareOutcomes) run(ctx context.Context, x *experiment.Experiment) error {
	q, err := r.question(x)
	if err != nil {
		return r.Misused(err)
	}
	const lost = "Nothing is kept, because there is no estimate until the last trials are played."
	return r.Answer(ctx, x, []any{x.Hash, q.at, q.once, q.above, q.study.Candidates}, lost, func(ctx context.Context, progress func(done, total int)) (output.Finding, error) {
		r.Note("%s trials of %s to play, and %s worlds to draw, which take as long as %s more.",
			unit.Grouped(q.study.Trials), x.Variants[0].Label(), unit.Grouped(q.study.Candidates), unit.Grouped(q.study.Effort()-q.study.Trials))
		q.study.Progress = progress
		model := x.Models[0]
		found, err := q.study.Find(ctx, x.Knowing(r.Player()), model, q.at, x.Loaded.Run.Seed)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.metric.Name, err)
		}
		head := x.Head("rare")
		head.Sampling = "strata"
		return output.BuildRare(output.Rare{
			Head: head, Variant: x.Variants[0], Metric: q.metric.Name, Unit: q.metric.Unit, Years: float64(model.Steps()) * model.StepYears(),
		}, found, q.once, q.above), nil
	})
}

// question reads what is asked of the scenario's first policy.
func (r *rareOutcomes) question(x *experiment.Experiment) (q question, err error) {
	if q.at, q.metric, err = frame.Outcome(r.App, x, r.metric); err != nil {
		return q, err
	}
	m := q.metric
	if m.Never {
		return q, fmt.Errorf("%s never happens in some trials, so it is not clear which are rare\n  choose another metric, such as shortfall.total", m.Name)
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
		return q, fmt.Errorf("%s trials are too few to learn from\n  use --trials %s or more", unit.Grouped(q.study.Trials), unit.Grouped(study.FewestRare))
	}
	if q.study.Candidates < study.WorldsATrial*q.study.Trials {
		return q, fmt.Errorf("--worlds %s is too few to choose %s trials from: give %s or more", unit.Grouped(q.study.Candidates), unit.Grouped(q.study.Trials), unit.Grouped(study.WorldsATrial*q.study.Trials))
	}
	return q, nil
}
