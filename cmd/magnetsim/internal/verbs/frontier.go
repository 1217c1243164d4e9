package verbs

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/study"
)

const frontierHelp = `Show what each level of a figure costs and what risk it leaves: over the range of
a lever, the cost of the stockpiles (purchase, holding, end value) against the chance of
a shortfall, the mean shortfall and CVaR95 (mean of the worst 5%). A level is marked as
dominated where another costs no more, leaves no more by any of these, and is surely
better in one of them; what is inside the sampling error does not count. From level to
level it says what one more tonne of mean shortfall, or of CVaR95, avoided costs.

All levels are played on the same draws (random ones, whatever run.sampling says).
Everything is saved in results/frontier-NAME-HASH: frontier.json, a CSV file a table with
columns.csv, which explains them, a figure, found.cbor, of which export, report and plot
make more, the resolved scenario and a manifest. Interrupted (Ctrl-C), it keeps the levels that were
played to the end, if there are two, marked incomplete.

` + frame.ResumeHelp

// frontier is one run of the verb.
type frontier struct {
	ground
	points frame.Whole
}

// mostLevels is far above what a table or a figure can show.
const mostLevels = 200

func frontierCommand(a *app.App) *cobra.Command {
	t := &frontier{ground: ground{Frame: frame.Frame{App: a, Verb: "frontier"}}, points: frame.Whole{Value: 9, Least: 2, Most: mostLevels}}
	c := &cobra.Command{
		Use:   "frontier SCENARIO --vary PLACE=LOW..HIGH",
		Short: "Set cost against risk over a range of levels",
		Long:  frontierHelp + "\n\n" + leverHelp + "\n\n" + frame.Precedence + "\n\n" + app.ExitHelp,
		Example: `  magnetsim frontier minimal --vary stockpiles.national.target=0..180days
  magnetsim frontier india-2026 --vary stockpiles.national-heavy.target=0..365days --points 13 --trials 2000
  magnetsim frontier my.yaml --vary 'stockpiles.reserve.target=0 t..2 kt' --json --no-save | jq '.tables.levels[]'`,
		Args:              frame.OneScenario,
		ValidArgsFunction: frame.ScenarioArgs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return t.play(cmd, args[0]) },
	}
	t.addFlags(c)
	c.Flags().Var(&t.points, "points", "try `N` levels, evenly over the range")
	c.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if len(t.vary) > 1 {
			return errors.New("a frontier moves one lever\n  places that move together stand before one range: --vary a.target,b.target=0..365days")
		}
		return t.check(cmd)
	}
	return c
}

func (t *frontier) play(cmd *cobra.Command, arg string) error {
	if err := t.prepare(cmd, arg); err != nil {
		return err
	}
	to, err := t.open(t.points.Value)
	if err != nil {
		return err
	}
	defer to.Discard()
	found, err := t.climb(cmd.Context(), to)
	if err != nil {
		return err
	}
	if err := t.Tell(to, found, folder.Resolved(t.x.YAML)); err != nil {
		return err
	}
	if !found.Head.Complete {
		return app.Interrupted{}
	}
	return nil
}

// climb plays the levels. An interrupt leaves those that were played to the end, if
// there are two.
func (t *frontier) climb(ctx context.Context, to *folder.Folder) (*output.Frontier, error) {
	facts := t.facts()
	subject := output.SubjectOf(t.loss)
	sides := study.Sides{Loss: facts.Loss, Share: t.want(output.MetricOf(output.Shortage, subject)), Cost: facts.Cost}
	tries := t.Tries()
	defer tries.Stop()
	ctx, release := frame.Interruptible(ctx, t.App, tries, to)
	defer release()
	lab := t.lab(func(p *study.Point) { tries.Tried(t.where(p), p.Trials) })
	rungs, err := lab.Frontier(ctx, sides, int(t.points.Value), t.x.Loaded.Run.Trials)
	if ctx.Err() != nil && rungs == nil {
		tries.Log("Interrupted before two levels were played; nothing is saved.")
		return nil, app.Interrupted{}
	}
	if err != nil {
		return nil, err
	}
	found := output.BuildFrontier(facts, rungs)
	if asked := int(t.points.Value); len(rungs) < asked {
		found.Asked, found.Head.Complete = asked, false
		tries.Log(fmt.Sprintf("Interrupted: %d of %d levels were played; the results are marked incomplete.", len(rungs), asked))
	}
	t.played(&found.Head, lab.Points())
	return found, nil
}

// facts tells what the rungs do not know, and asks for the metrics of a frontier.
func (t *frontier) facts() output.FrontierFacts {
	f := output.FrontierFacts{Head: output.Frontier{
		Head: t.head(), Doubts: t.x.Facts.Run.Doubts, Currency: t.x.Facts.Currency, Lever: t.levers[0].plain(), Loss: t.loss,
	}}
	f.Loss, f.Cost = t.want(t.loss), t.want(output.MetricOf(output.StockCost, output.Total))
	for _, m := range t.metrics {
		if m.Kind != sim.OfStockpile {
			continue
		}
		switch m.Measure {
		case "purchase":
			f.Purchase = append(f.Purchase, t.want(m.Name))
		case "holding":
			f.Holding = append(f.Holding, t.want(m.Name))
		case "end_value":
			f.EndValue = append(f.EndValue, t.want(m.Name))
		}
	}
	return f
}
