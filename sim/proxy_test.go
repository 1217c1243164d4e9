package sim_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// proxies looks at trials and plays them, in blocks of the same memory.
func proxies(t testing.TB, m *sim.Model, trials int) (rows [][]float64, lost []float64) {
	t.Helper()
	at := slices.IndexFunc(m.Metrics(), func(x sim.Metric) bool { return x.Name == "shortfall.total" })
	d, b := draw.Random(1), m.NewBlock()
	for n := 0; n < trials; n += sim.Lanes {
		if err := b.Draw(d, uint64(n), sim.Lanes); err != nil {
			t.Fatal(err)
		}
		for i := range sim.Lanes {
			rows = append(rows, b.Proxies(i, nil))
		}
		if err := b.Play(d, uint64(n), sim.Lanes, nil); err != nil {
			t.Fatal(err)
		}
		lost = append(lost, b.Metric(at)...)
	}
	return rows, lost
}

// What a proxy says sectors would lack ranks the shipped trials much as playing them
// does: it is worth something. The bounds are half of what is seen.
func TestProxiesForesee(t *testing.T) {
	for _, x := range []struct {
		file, policy, name string
		least              float64
	}{
		{"minimal.yaml", "none", "lacking.magnet.0%", 0.45},
		{"india-2026.yaml", "none", "lacking.heavy-magnet.0%.switched", 0.35},
		{"india-2026.yaml", "none", "blocked.heavy-magnet", 0.25},
	} {
		m := shipped(t, x.file, x.policy)
		rows, lost := proxies(t, m, 512)
		at := slices.Index(m.ProxyNames(), x.name)
		if at < 0 {
			t.Fatalf("%s: no %s among %q", x.file, x.name, m.ProxyNames()[:12])
		}
		column := make([]float64, len(rows))
		for i, row := range rows {
			column[i] = row[at]
		}
		if got := stat.Correlation(column, lost, nil); !(got > x.least) {
			t.Errorf("%s: %s has the correlation %.2f with the shortfall, less than %v", x.file, x.name, got, x.least)
		}
	}
}

// Proxies are what ProxyNames names, all of it finite and none negative but inputs, and
// leaves no trace in the trials that the block plays next.
func TestProxiesLeaveNoTrace(t *testing.T) {
	for _, policy := range []string{"none", "days-60"} {
		m := shipped(t, "india-2026.yaml", policy)
		rows, lost := proxies(t, m, 2*sim.Lanes)
		at := slices.IndexFunc(m.Metrics(), func(x sim.Metric) bool { return x.Name == "shortfall.total" })
		b := m.NewBlock()
		for n := 0; n < len(lost); n += sim.Lanes {
			if err := b.Play(draw.Random(1), uint64(n), sim.Lanes, nil); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(b.Metric(at), lost[n:n+sim.Lanes]) {
				t.Errorf("%s: trials from %d on differ after their proxies are taken", policy, n)
			}
		}
		for _, row := range rows {
			if len(row) != len(m.ProxyNames()) {
				t.Fatalf("%d values for %d names", len(row), len(m.ProxyNames()))
			}
			for i, x := range row[:len(row)-len(m.Inputs())] {
				if !(x >= 0) || math.IsInf(x, 0) {
					t.Errorf("%s is %v", m.ProxyNames()[i], x)
				}
			}
		}
	}
}

// BenchmarkProxies draws a world of the base case and looks at it.
func BenchmarkProxies(b *testing.B) {
	m := shipped(b, "india-2026.yaml", "days-60")
	block, d := m.NewBlock(), draw.Random(1)
	var row []float64
	b.ReportAllocs()
	for n := uint64(0); b.Loop(); n += sim.Lanes {
		if err := block.Draw(d, n, sim.Lanes); err != nil {
			b.Fatal(err)
		}
		for i := range sim.Lanes {
			row = block.Proxies(i, row[:0])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/sim.Lanes, "ns/trial")
}
