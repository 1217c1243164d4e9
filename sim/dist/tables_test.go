package dist

import (
	"sync"
	"testing"
)

// However many shapes are asked for, few tables are kept, and a table that is
// made again holds the same numbers.
func TestTablesAreBounded(t *testing.T) {
	kept := tables{most: 8}
	first := kept.of(newGammaLog(1.5))
	if kept.of(newGammaLog(1.5)) != first {
		t.Error("a table is made twice")
	}
	for i := range 100 {
		kept.of(newGammaLog(2 + float64(i)/100))
		if n := len(kept.made); n > 8 {
			t.Fatalf("%d tables are kept", n)
		}
	}
	again := kept.of(newGammaLog(1.5))
	if again == first {
		t.Error("nothing was forgotten")
	}
	for z := -8.0; z <= 8; z += 0.37 {
		if again.at(z) != first.at(z) {
			t.Errorf("at %g: %g, then %g", z, first.at(z), again.at(z))
		}
	}
}

// Several goroutines that ask for the same shape get the same table.
func TestTablesAreShared(t *testing.T) {
	kept := tables{most: 8}
	got := make([]*curve, 8)
	var wait sync.WaitGroup
	for i := range got {
		wait.Go(func() { got[i] = kept.of(newGammaLog(3)) })
	}
	wait.Wait()
	for _, c := range got {
		if c != got[0] {
			t.Fatal("one shape has two tables")
		}
	}
}
