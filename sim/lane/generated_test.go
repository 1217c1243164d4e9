package lane

import (
	"os"
	"testing"

	"magnetsim/sim/lane/vectorise"
)

func TestGeneratedFilesAreUpToDate(t *testing.T) {
	files, err := vectorise.Generate(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if got, err := os.ReadFile(name); err != nil || string(got) != string(want) {
			t.Errorf("%s is not what the kernels say: run go generate ./sim/lane", name)
		}
	}
}
