package output_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/mc"
)

func TestHeader(t *testing.T) {
	for _, c := range []struct{ name, unit, want string }{
		{"shortfall.auto", "t", "shortfall_auto_t"},
		{"shortfall_share.total", "share", "shortfall_share_total_share"},
		{"cost.national-heavy", "INR", "cost_national_heavy_INR"},
		{"materials.heavy.price", "INR/t", "materials_heavy_price_INR_per_t"},
		{"peak_price.heavy", "×", "peak_price_heavy_multiple"},
		{"units_lost.energy", "MW", "units_lost_energy_MW"},
		{"sectors.auto.growth", "share/yr", "sectors_auto_growth_share_per_yr"},
		{"plants.a.success", "0 or 1", "plants_a_success"},
		{"plants.a.success", "", "plants_a_success"},
		{"sectors.café.Demand", "t/yr", "sectors_caf_demand_t_per_yr"},
		{"delivered.t", "t", "delivered_t"},
	} {
		if got := output.Header(c.name, c.unit); got != c.want {
			t.Errorf("%s in %q: %q, want %q", c.name, c.unit, got, c.want)
		}
	}
}

// Headers are ASCII and unique whatever the names are.
func TestHeadersAreUniqueAndPlain(t *testing.T) {
	plain := regexp.MustCompile(`^[A-Za-z0-9_]*$`)
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOf(rapid.StringMatching(`[a-cä.\-_ ]{0,4}`)).Draw(t, "names")
		columns := make([]output.Column, len(names))
		for i, name := range names {
			columns[i] = output.Column{Title: name, Unit: rapid.SampledFrom([]string{"", "t", "t/yr", "×"}).Draw(t, "unit"), Role: []output.Role{output.RoleInput, output.RoleOutput}[i%2]}
		}
		output.Headers(columns)
		seen := map[string]bool{}
		for _, c := range columns {
			if seen[c.Name] {
				t.Errorf("%q twice", c.Name)
			}
			if !plain.MatchString(c.Name) {
				t.Errorf("%q is not plain", c.Name)
			}
			seen[c.Name] = true
		}
	})
}

// Two policies that sample different inputs share one set of columns.
func TestTrialsMapInputsByName(t *testing.T) {
	lists := [][]sim.Input{{{Name: "a", Unit: "t"}, {Name: "b", Unit: "yr"}}, {{Name: "b", Unit: "yr"}, {Name: "c"}}}
	metrics := []sim.Metric{{Name: "shortfall.total", Unit: "t", Doc: "Lost."}, {Name: "first_short.total", Unit: "weeks", Doc: "When.", Never: true}}
	trials := output.NewColumns(lists, metrics, []output.Variant{{Policy: "none"}, {Policy: "sixty"}})

	var headers []string
	for _, c := range trials.Columns {
		headers = append(headers, c.Name)
	}
	want := []string{"input_a_t", "input_b_yr", "input_c", "shortfall_total_t", "first_short_total_weeks"}
	if diff := cmp.Diff(want, headers); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
	if doc := trials.Columns[4].Doc; doc != "When. An empty cell: not within the horizon." {
		t.Errorf("doc %q", doc)
	}
	rows := trials.Rows(mc.Rows{
		Variant: 1, First: 64, N: 1,
		Input:  func(i int) []float64 { return []float64{10 + float64(i)} },
		Metric: func(i int) []float64 { return []float64{20 + float64(i)} },
	})
	var got [][]float64
	for i := range trials.Columns {
		got = append(got, rows.Column(i))
	}
	if diff := cmp.Diff([][]float64{nil, {10}, {11}, {20}, {21}}, got); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	if rows.Address[1] != "sixty" || rows.First != 64 || rows.N != 1 {
		t.Errorf("rows %+v", rows)
	}
}
