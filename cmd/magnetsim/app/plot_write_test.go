package app

import (
	"context"
	"errors"
	"io"
	"os"
	"testing"
)

// An interrupt ends the drawing at the next picture, and leaves none behind.
func TestWriteAllHeedsTheInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	drawn := 0
	pictures := make([]picture, 100)
	for i := range pictures {
		pictures[i] = picture{string(rune('a'+i%26)) + string(rune('a'+i/26)), func(io.Writer) error {
			drawn++
			cancel()
			return nil
		}}
	}
	dir := t.TempDir()
	err := (&App{Dir: dir}).writeAll(ctx, dir, pictures, false, 1)
	if !errors.Is(err, interrupted{}) {
		t.Errorf("error %v, want an interrupt", err)
	}
	if drawn > 2 {
		t.Errorf("%d pictures drawn after the interrupt", drawn)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%d files left", len(left))
	}
}
