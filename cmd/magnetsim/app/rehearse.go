package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	"magnetsim/sim"
	"magnetsim/sim/mc"
)

// rehearse says what a run would play and write, and about how long it takes.
func (r *run) rehearse(ctx context.Context, x *experiment) error {
	pace, err := r.pace(ctx, x.plan(r.workers))
	if err != nil {
		return err
	}
	run := x.loaded.Run
	var out strings.Builder
	fmt.Fprintf(&out, "Scenario   %s: %s\n", x.loaded.Name, x.loaded.Title)
	fmt.Fprintf(&out, "Policies   %d, all on the same draws\n", len(x.variants))
	for _, v := range x.variants {
		fmt.Fprintf(&out, "             %s: %s\n", v.Policy, v.Title)
	}
	fmt.Fprintf(&out, "Trials     %s of %d steps (%s), seed %d, %s sampling\n", grouped(run.Trials), x.models[0].Steps(), x.facts.Run.StepName+"s", run.Seed, run.Sampling)
	fmt.Fprintf(&out, "Time       about %s to play, with %s\n", seconds(pace*float64(run.Trials)), plural(r.workersOr(), "worker"))
	r.listFiles(&out, x)
	_, err = fmt.Fprint(r.Out, out.String())
	return err
}

// pace returns the seconds that a trial takes under all policies: of plays of
// ever more trials, up to half a second.
func (r *run) pace(ctx context.Context, p mc.Plan) (float64, error) {
	all := p.Trials
	for trials := sim.Lanes * r.workersOr(); ; trials *= 4 {
		p.Trials = min(trials, all)
		began := time.Now()
		if _, err := mc.Play(ctx, p); err != nil {
			return 0, err
		}
		spent := time.Since(began)
		if p.Trials == all || spent > 400*time.Millisecond {
			return spent.Seconds() / float64(p.Trials), nil
		}
	}
}

// seconds writes a time roughly.
func seconds(s float64) string {
	if s < 1 {
		return fmt.Sprintf("%.2g s", s)
	}
	return time.Duration(s * float64(time.Second)).Round(time.Second).String()
}

// listFiles lists what would be written.
func (r *run) listFiles(out *strings.Builder, x *experiment) {
	if r.noSave {
		fmt.Fprintf(out, "Files      none\n")
		return
	}
	files := []string{manifestName, resolvedName, "summary.json", "summary.csv", "summary.md", "trials.parquet", "timeseries.csv", "assumptions.csv", "columns.csv"}
	if r.withCSV(x) {
		files = append(files, "trials.csv")
	}
	if !r.noPlots {
		files = append(files, fmt.Sprintf("plots/*.{%s}", strings.Join(append(r.formats, "csv", "txt"), ",")))
	}
	fmt.Fprintf(out, "Files      in %s:\n", r.shown(r.place(x)))
	for _, f := range files {
		fmt.Fprintf(out, "             %s\n", f)
	}
	if _, err := r.taken(r.place(x), r.force); err != nil {
		fmt.Fprintf(out, "             but %v\n", err)
	}
	if !r.withCSV(x) {
		fmt.Fprintf(out, "             no trials.csv above %s trials; --trials-csv writes it\n", grouped(manyTrials))
	}
}
