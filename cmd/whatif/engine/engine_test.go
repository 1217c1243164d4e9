package engine_test

import (
	"errors"
	"testing"

	"magnetsim/cmd/whatif/engine"
)

// Without Go, and without an engine that is kept, it is said what to do.
func TestNoEngine(t *testing.T) {
	t.Setenv("PATH", "")
	_, err := engine.Of(t.Context(), t.TempDir(), func() { t.Error("it is built") })
	if !errors.Is(err, engine.ErrNone) {
		t.Errorf("error %v", err)
	}
}
