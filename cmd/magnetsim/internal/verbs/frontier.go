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

type frontier struct {
	ground
	points frame.Whole
}

// mostLevels is far above what a table or a figure can show.
const mostLevels = 200

func frontierCommand(a *app.App) *cobra.Command {
	t := &frontier{ground: ground{Frame: frame.Frame{App: a, Verb: "frontier", Plays: true}}, points: frame.Whole{Value: 9, Least: 2, Most: mostLevels}}
	c := t.command(t.play)
	c.Flags().Var(&t.points, "points", "try `N` levels, spread evenly over the range")
	frame.First(c, func([]string) error {
		if len(t.vary) > 1 {
			return errors.New("a frontier moves only one lever\n  to move places together, write them before one range: --vary a.target,b.target=0..365days")
		}
		return nil
	})
	return c
}

func (t *frontier) play(ctx context.Context) error {
	to, err := t.open(t.points.Value)
	if err != nil {
		return err
	}
	defer to.Discard()
	found, err := t.climb(ctx, to)
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
	ctx, lab, tries, end := t.trying(ctx, to)
	defer end()
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
		Head: t.head(), Doubts: t.x.Facts.Run.Doubts, Currency: t.x.Facts.Currency, Lever: t.levers[0].Lever, Loss: t.loss,
	}}
	f.Loss, f.Cost = t.want(t.loss), t.want(output.MetricOf(output.StockCost, output.Total))
	parts := map[string]*[]int{"purchase": &f.Purchase, "holding": &f.Holding, "end_value": &f.EndValue}
	for _, m := range t.metrics {
		if part := parts[m.Measure]; part != nil && m.Kind == sim.OfStockpile {
			*part = append(*part, t.want(m.Name))
		}
	}
	return f
}
