package folder

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"magnetsim/cmd/magnetsim/internal/app"
)

// What is played in the first seconds is not kept: a short run leaves no journal, even
// where it is cut short.
func TestShortRunKeepsNoJournal(t *testing.T) {
	clock := time.Unix(0, 0)
	a := &app.App{Dir: t.TempDir(), Err: io.Discard, Now: func() time.Time { return clock }, KeepAfter: time.Minute}
	f := &Folder{Final: filepath.Join(a.Dir, "out")}
	keep := func() {
		t.Helper()
		if !f.Journal.Open() {
			return
		}
		if err := f.Journal.Keep("plan", 0, 64, []byte("record")); err != nil {
			t.Fatal(err)
		}
	}
	if err := OpenJournal(a, f, JournalHead{Verb: "run"}, false, false); err != nil {
		t.Fatal(err)
	}
	keep()
	f.Journal.close()
	if left, err := os.ReadDir(a.Dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	if err := OpenJournal(a, f, JournalHead{Verb: "run"}, false, false); err != nil {
		t.Fatal(err)
	}
	clock = clock.Add(time.Minute)
	keep()
	if got := string(f.Journal.Find("plan", 0, 64)); got != "record" {
		t.Errorf("%q is kept", got)
	}
	f.Journal.Remove()
}
