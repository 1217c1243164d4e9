package output

import "testing"

func TestFirstProduct(t *testing.T) {
	both := []string{"shortfall.total.magnet", "shortfall.total.gallium"}
	for _, c := range []struct {
		metric string
		chiefs []string
		want   string
	}{
		{both[0], both, "Tonnes are those of magnet only, the first of 2 end products. For the others ask for shortfall.total.gallium."},
		{"shortfall.cars", both, ""},
		{"shortfall.total", []string{"shortfall.total"}, ""},
	} {
		if got := (Titles{}).FirstProduct(c.metric, c.chiefs); got != c.want {
			t.Errorf("%s: %q, want %q", c.metric, got, c.want)
		}
	}
}

// A report of one end product has its totals and its sectors, and the money of all.
func TestAbout(t *testing.T) {
	r := &Report{Products: map[string]string{"total.magnet": "magnet", "total.gallium": "gallium", "cars": "magnet", "chips": "gallium"}}
	for _, x := range [][2]string{{Shortfall, "total.magnet"}, {Shortfall, "total.gallium"}, {Shortfall, "cars"}, {Shortfall, "chips"}, {ValueLost, Total}} {
		s := Stat{Metric: MetricOf(x[0], x[1]), Measure: x[0], Subject: x[1], Kind: "sector", Statistic: "mean"}
		if x[1] != "cars" && x[1] != "chips" {
			s.Kind = "total"
		}
		r.Stats, r.Convergence = append(r.Stats, s), append(r.Convergence, Convergence{Metric: s.Metric})
	}
	r.Series = []Series{{Measure: "stock", Subject: "national"}, {Measure: "stock", Subject: "total.magnet"}, {Measure: "stock", Subject: "total.gallium"}}
	about := r.About("shortfall.total.gallium")
	var got []string
	for _, s := range about.Stats {
		got = append(got, s.Metric)
	}
	if len(got) != 3 || got[0] != "shortfall.total.gallium" || got[1] != "shortfall.chips" || got[2] != "value_lost.total" {
		t.Errorf("statistics of %q", got)
	}
	if about.Chief() != "shortfall.total.gallium" || len(about.Chiefs()) != 1 {
		t.Errorf("it is about %q", about.Chiefs())
	}
	if len(about.Series) != 1 || about.Series[0].Subject != "total.gallium" || len(about.Convergence) != 1 {
		t.Errorf("series %+v, convergence %+v", about.Series, about.Convergence)
	}
	if len(r.Stats) != 5 || len(r.Series) != 3 {
		t.Error("the whole report was changed")
	}
}
