package verbs

import (
	"os"
	"testing"
)

// TestFormatPage holds scenarios/FORMAT.md to what the program prints; with -manual it
// is written anew.
func TestFormatPage(t *testing.T) {
	const file = "../../../../scenarios/FORMAT.md"
	want, err := formatPage()
	if err != nil {
		t.Fatal(err)
	}
	if *rewrite {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("scenarios/FORMAT.md is out of date: go test ./cmd/magnetsim/internal/verbs -run FormatPage -manual")
	}
}
