package figure

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// twoProducts is the made-up report twice over: its numbers of magnets, and a tenth of
// them of gallium; the second policy is called as the second end product is.
func twoProducts() *output.Report {
	r := outputtest.Report()
	r.Variants[1].Policy = "gallium"
	r.Products = map[string]string{"total.magnet": "magnet", "total.gallium": "gallium", "auto": "magnet", "energy": "magnet", "electronics": "gallium"}
	var stats []output.Stat
	for _, product := range []string{"magnet", "gallium"} {
		for _, s := range r.Stats {
			if s.Metric == "shortfall.total" {
				s.Subject, s.Metric = "total."+product, "shortfall.total."+product
				stats = append(stats, s)
			}
		}
		for _, s := range r.Shapes[:3:3] {
			s.Subject, s.Metric = "total."+product, "shortfall.total."+product
			if product == "gallium" {
				s.Mean, s.P95, s.CVaR95 = s.Mean/10, s.P95/10, s.CVaR95/10
			}
			r.Shapes = append(r.Shapes, s)
		}
	}
	for _, s := range r.Stats {
		if s.Metric != "shortfall.total" {
			stats = append(stats, s)
		}
	}
	r.Stats, r.Shapes = stats, r.Shapes[3:]
	return r
}

func TestAFigureForEachEndProduct(t *testing.T) {
	r := twoProducts()
	var names, products []string
	for _, e := range Entries(r) {
		if e.Name == "distribution" {
			names, products = append(names, e.Figure), append(products, e.Product)
			if !strings.HasSuffix(e.Doc, ": "+e.Product+".") {
				t.Errorf("%s: %s", e.Figure, e.Doc)
			}
		}
	}
	want := []string{"distribution", "distribution-gallium", "distribution-priority", "distribution-gallium-2", "distribution-gallium-gallium", "distribution-priority-gallium"}
	if !slices.Equal(names, want) {
		t.Errorf("figures %q, want %q", names, want)
	}
	if want := []string{"magnet", "magnet", "magnet", "gallium", "gallium", "gallium"}; !slices.Equal(products, want) {
		t.Errorf("products %q, want %q", products, want)
	}
	for name, want := range map[string]string{
		"distribution":                 "Distribution of the total shortfall of magnet",
		"distribution-gallium":         "Distribution of the total shortfall of magnet", // the policy
		"distribution-gallium-2":       "Distribution of the total shortfall of gallium",
		"distribution-gallium-gallium": "Distribution of the total shortfall of gallium",
		"exceedance-gallium":           "Chance of exceeding a total shortfall of gallium",
		"sectors":                      "Mean shortfall of magnet by sector and policy",
		"sectors-gallium":              "Mean shortfall of gallium by sector and policy",
		"difference-gallium":           "Change in mean shortfall of gallium against No stockpile",
	} {
		d, err := Draw(r, name)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := d.Title(); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		var data bytes.Buffer
		if err := dataTo(&data, d); err != nil {
			t.Error(err)
		}
		other := "total.gallium"
		if strings.Contains(want, "gallium") {
			other = "total.magnet"
		}
		if strings.Contains(data.String(), other) || strings.Contains(d.Alt(), "Electronics") == strings.Contains(d.Alt(), "Automotive") && strings.HasPrefix(name, "sectors") {
			t.Errorf("%s tells of the other end product:\n%s", name, data.String())
		}
	}
}

// Of one end product figures have no name of it.
func TestNoEndProductIsNamedWhereThereIsOne(t *testing.T) {
	for _, e := range Entries(outputtest.Report()) {
		if e.Product != "" || strings.HasSuffix(e.Doc, ": .") {
			t.Errorf("%+v", e)
		}
	}
}
