package whatif_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"magnetsim/cmd/whatif"
	"magnetsim/output"
)

// A trial is of those that the answer rests on, and nothing is played for it but itself.
func TestTrialIsOfWhatIsShown(t *testing.T) {
	player := &counting{}
	g := ground(t, "minimal", player, "run.trials=4096")
	q := whatif.Question{B: whatif.Side{Policy: "two-months"}}
	enough := errors.New("enough")
	if err := g.Ask(t.Context(), q, func(r *output.Report) error {
		if r.Run.Trials == 256 {
			return enough
		}
		return nil
	}); !errors.Is(err, enough) {
		t.Fatal(err)
	}
	player.played = 0
	one := func(p whatif.Pick) (*output.Trial, error) {
		return g.Trial(context.Background(), q, func(*output.Report) (whatif.Pick, error) { return p, nil })
	}
	worst := 1.0
	w, err := one(whatif.Pick{Side: 1, Share: &worst})
	if err != nil {
		t.Fatal(err)
	}
	if w.Place.Trials != 256 || player.played != 0 {
		t.Errorf("told of %d trials, and %d were played", w.Place.Trials, player.played)
	}
	again, err := one(whatif.Pick{Side: 1, Value: &w.Place.Value})
	if err != nil || again.Place.Number != w.Place.Number || again.Place.Value != w.Place.Value {
		t.Errorf("nearest to the worst is %+v, %v", again.Place, err)
	}
	for _, x := range []struct {
		pick whatif.Pick
		want string
	}{{whatif.Pick{Side: 1, Number: &[]uint64{256}[0]}, "there is no trial 256 so far: they are 0 to 255"}, {whatif.Pick{Side: 2}, "there is no side 2"}} {
		if _, err := one(x.pick); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%+v: %v, want %q", x.pick, err, x.want)
		}
	}
}
