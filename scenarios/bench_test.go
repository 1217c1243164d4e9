package scenarios

import "testing"

// BenchmarkLoad reads and checks the base case with all its policies and cases.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if l, problems := Load(Shipped, "india-2026.yaml", Options{}); l == nil {
			b.Fatal(problems.Error())
		}
	}
}

// BenchmarkBuild makes one variant of it, as a sweep does for every cell.
func BenchmarkBuild(b *testing.B) {
	l, problems := Load(Shipped, "india-2026.yaml", Options{})
	if l == nil {
		b.Fatal(problems.Error())
	}
	for b.Loop() {
		if sc, _, problems := l.Build(Policy("days-60"), Set("sectors.auto.cover", "6 weeks")); sc == nil {
			b.Fatal(problems.Error())
		}
	}
}
