package whatif_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/mc"
)

// counting counts the trials that are played, of all variants.
type counting struct {
	mc.Local
	played int
}

func (c *counting) Play(ctx context.Context, p mc.Plan) (*mc.Sample, error) {
	c.played += p.Trials * len(p.Models)
	return c.Local.Play(ctx, p)
}

func ground(t *testing.T, name string, player mc.Player, sets ...string) *whatif.Ground {
	t.Helper()
	x, err := experiment.Open(scenarios.Shipped, name+".yaml", scenarios.Options{Sets: sets})
	if err != nil {
		t.Fatal(err)
	}
	g, err := whatif.New(x, name, name+".yaml", player)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func ask(t *testing.T, g *whatif.Ground, q whatif.Question) (last *output.Report, beats []int64) {
	t.Helper()
	err := g.Ask(t.Context(), q, func(r *output.Report) error {
		last, beats = r, append(beats, r.Run.Trials)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return last, beats
}

func set(path, value string) experiment.Set { return experiment.Set{Path: path, Value: value} }

// encoded is a report without what its variants are called, as a folder stores it.
func encoded(t *testing.T, r *output.Report) []byte {
	t.Helper()
	told := &output.Report{Run: r.Run, Stats: r.Stats, Paired: r.Paired, Shapes: r.Shapes, Series: r.Series}
	told.Run.Hash, told.Run.Doubts = "", nil
	for range r.Variants {
		told.Variants = append(told.Variants, output.Variant{})
	}
	var b bytes.Buffer
	if err := output.Store(&b, told); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// After all trials the answer is that of a run of the same edits, to the bit: of B alone, and,
// by the scenario that extends, of both sides.
func TestAnswerIsThatOfRun(t *testing.T) {
	for _, sampling := range []string{"random", "sobol", "lhs"} {
		g := ground(t, "minimal", nil, "run.trials=10000", "run.sampling="+sampling)
		q := whatif.Question{
			A: &whatif.Side{Policy: "two-months"},
			B: whatif.Side{Policy: "two-months", Sets: []experiment.Set{set("stockpiles.national.target", "90 days"), set("curbs.ban.duration", "3 months to 9 months")}},

			Lean: true,
		}
		ask(t, g, whatif.Question{A: q.A, B: whatif.Side{Policy: "none"}})                                 // A is kept
		ask(t, g, whatif.Question{A: q.A, Lean: true, B: whatif.Side{Policy: "none", Sets: q.B.Sets[1:]}}) // the world of B is kept
		got, beats := ask(t, g, q)
		if want := []int64{64, 256, 1024, 4096, 10000}; !slices.Equal(beats, want) {
			t.Errorf("%s: answers after %v trials, want %v", sampling, beats, want)
		}
		text, err := g.YAML(q)
		if err != nil {
			t.Fatal(err)
		}
		files := fstest.MapFS{"both.yaml": {Data: []byte(text)}}
		x, err := experiment.Open(files, "both.yaml", scenarios.Options{Sets: []string{"run.trials=10000", "run.sampling=" + sampling}})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		run, err := x.Play(t.Context(), experiment.Playing{})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(encoded(t, got), encoded(t, run.Report)) {
			t.Errorf("%s: the answer is not that of the scenario:\n%s", sampling, text)
		}
		alone, err := experiment.Open(scenarios.Shipped, "minimal.yaml", scenarios.Options{Policies: []string{"two-months"},
			Sets: []string{"run.trials=10000", "run.sampling=" + sampling, "stockpiles.national.target=90 days", "curbs.ban.duration=3 months to 9 months"}})
		if err != nil {
			t.Fatal(err)
		}
		if run, err = alone.Play(t.Context(), experiment.Playing{}); err != nil {
			t.Fatal(err)
		}
		for _, want := range run.Report.Stats {
			if strings.HasPrefix(want.Statistic, "p_exceed_") {
				continue // the levels are those that suit all variants of a report
			}
			if have, ok := got.Stat(1, want.Metric, want.Statistic); !ok || have.Value != want.Value && have.Value == have.Value || have.Low != want.Low && have.Low == have.Low {
				t.Errorf("%s: %s of %s is %v, and %v in a run", sampling, want.Statistic, want.Metric, have.Value, want.Value)
				break
			}
		}
	}
}

// What a question shares with the last is not played again.
func TestWhatDidNotMoveIsKept(t *testing.T) {
	player := &counting{}
	g := ground(t, "minimal", player, "run.trials=256")
	side := func(days string) whatif.Side {
		return whatif.Side{Policy: "two-months", Sets: []experiment.Set{set("stockpiles.national.target", days)}}
	}
	for _, step := range []struct {
		what   string
		q      whatif.Question
		played int
	}{
		{"both sides", whatif.Question{B: side("30 days")}, 512},
		{"B alone, where a lever moves", whatif.Question{B: side("90 days")}, 256},
		{"nothing, where the hand goes back", whatif.Question{B: side("30 days")}, 0},
		{"nothing, where A is pinned", whatif.Question{A: &[]whatif.Side{side("30 days")}[0], B: side("90 days")}, 0},
		{"all, where the world moves", whatif.Question{B: whatif.Side{Policy: "none", Sets: []experiment.Set{set("curbs.ban.severity", "50%")}}}, 256},
	} {
		player.played = 0
		if ask(t, g, step.q); player.played != step.played {
			t.Errorf("%s: %d trials were played, want %d", step.what, player.played, step.played)
		}
	}
}

func TestAskEndsWithItsContext(t *testing.T) {
	g := ground(t, "minimal", nil)
	ctx, cancel := context.WithCancel(t.Context())
	err := g.Ask(ctx, whatif.Question{B: whatif.Side{Policy: "two-months"}}, func(*output.Report) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if r, _ := ask(t, g, whatif.Question{B: whatif.Side{Policy: "two-months"}}); !r.Run.Complete {
		t.Error("the next question was not answered to its end")
	}
}

func TestWhatIsWrongWithAQuestion(t *testing.T) {
	g := ground(t, "minimal", nil)
	for _, x := range []struct {
		side whatif.Side
		want string
	}{
		{whatif.Side{Policy: "nobody"}, `there is no policy "nobody"`},
		{whatif.Side{Policy: "none", Sets: []experiment.Set{set("run.trials", "5")}}, "how trials are played"},
		{whatif.Side{Policy: "none", Sets: []experiment.Set{set("curbs.ban.severity", "70")}}, "70%"},
		{whatif.Side{Policy: "none", Sets: []experiment.Set{set("curbs.ban.lenght", "7 days")}}, "lenght"},
	} {
		err := g.Ask(t.Context(), whatif.Question{B: x.side}, func(*output.Report) error { return nil })
		if err == nil || !strings.Contains(whatif.Problem(err), x.want) {
			t.Errorf("%+v: %v, want %q", x.side, err, x.want)
		}
	}
}

func TestControls(t *testing.T) {
	g := ground(t, "minimal", nil)
	p, err := g.Page(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	target := p.Controls[0]
	if target.Path != "stockpiles.national.target" || !target.Chosen || target.Form != "# days" || target.Low != 0 || target.High != 90 || target.Title != "National: target" {
		t.Errorf("the first control is %+v", target)
	}
	world := slices.IndexFunc(p.Controls, func(c whatif.Control) bool { return !c.Chosen })
	if world < 0 || !p.Controls[world].Uncertain {
		t.Errorf("no uncertain figure is among %+v", p.Controls)
	}
	if found := g.Find("ban duration"); len(found) == 0 || found[0].Path != "curbs.ban.duration" || found[0].Form != "# months" || found[0].From != 2 {
		t.Errorf("found %+v", found)
	}
	if got := g.Commands(whatif.Question{B: whatif.Side{Policy: "none", Sets: []experiment.Set{set("stockpiles.national.target", "90 days")}}, Seed: 3}); len(got) != 2 ||
		got[1] != `magnetsim run minimal --policy none --set 'stockpiles.national.target=90 days' --seed 3` {
		t.Errorf("commands %q", got)
	}
}

// Wherever a slider goes, what it writes is what a file takes.
func TestWhatSlidersWrite(t *testing.T) {
	for _, name := range scenarios.ShippedNames() {
		g := ground(t, name, nil)
		p, err := g.Page(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		sliders := 0
		for _, c := range append(p.Controls, g.Find("capacity")...) {
			if c.Form == "" {
				continue
			}
			sliders++
			at := func(x float64) string {
				return strings.Replace(c.Form, "#", number(x), 1)
			}
			values := []string{at(c.High), at((c.Low + c.High) / 2)}
			if c.Uncertain {
				values = []string{at((c.From+c.To)/2) + " to " + at((c.From+3*c.To)/4), at(c.To)}
			}
			for _, v := range values {
				if _, err := g.YAML(whatif.Question{B: whatif.Side{Policy: p.Policies[0].Name, Sets: []experiment.Set{set(c.Path, v)}}}); err != nil && !strings.Contains(whatif.Problem(err), "add up to") {
					t.Errorf("%s: %s = %s: %s", name, c.Path, v, whatif.Problem(err))
				}
			}
		}
		if sliders < 5 && name != "hindcast-2025" && name != "minimal" {
			t.Errorf("%s has %d sliders", name, sliders)
		}
	}
}

// number writes one as the page does: without more digits than it needs, and not with three
// after the point, which may be thousands.
func number(x float64) string {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64) // of what was just written
	return strconv.FormatFloat(x, 'f', -1, 64)
}
