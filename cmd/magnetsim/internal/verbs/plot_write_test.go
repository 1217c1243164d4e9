package verbs

import (
	"context"
	"errors"
	"io"
	"os"
	"testing"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
)

// An interrupt ends the drawing at the next picture, and leaves none behind.
func TestWriteAllHeedsTheInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	drawn := 0
	pictures := make([]folder.Content, 100)
	for i := range pictures {
		pictures[i] = folder.Content{Name: string(rune('a'+i%26)) + string(rune('a'+i/26)), Write: func(io.Writer) error {
			drawn++
			cancel()
			return nil
		}}
	}
	dir := t.TempDir()
	err := writeAll((&app.App{Dir: dir}), ctx, dir, pictures, false, 1)
	if !errors.Is(err, app.Interrupted{}) {
		t.Errorf("error %v, want an interrupt", err)
	}
	if drawn > 2 {
		t.Errorf("%d pictures drawn after the interrupt", drawn)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%d files left", len(left))
	}
}
