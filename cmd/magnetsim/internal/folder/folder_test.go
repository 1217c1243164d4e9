package folder

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"magnetsim/cmd/magnetsim/internal/app"
)

// What a folder holds where it is not committed is gone, and what stood at its
// place is as it was.
func TestFolderDiscarded(t *testing.T) {
	a := &app.App{Dir: t.TempDir()}
	old := filepath.Join(a.Dir, "out")
	if err := os.Mkdir(old, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(old, ManifestName), []byte(`{"old": 1}`), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := Open(a, old, true)
	if err != nil {
		t.Fatal(err)
	}
	hello := func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }
	if err := f.Write("a/b.txt", hello); err != nil {
		t.Fatal(err)
	}
	f.Discard()
	f.Discard()
	entries, _ := os.ReadDir(a.Dir)
	kept, _ := os.ReadFile(filepath.Join(old, ManifestName))
	if len(entries) != 1 || string(kept) != `{"old": 1}` {
		t.Errorf("left: %v, %q", entries, kept)
	}
	f, err = Open(a, old, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write(ManifestName, hello); err != nil {
		t.Fatal(err)
	}
	if err := f.commit(); err != nil {
		t.Fatal(err)
	}
	f.Discard()
	entries, _ = os.ReadDir(a.Dir)
	kept, _ = os.ReadFile(filepath.Join(old, ManifestName))
	if len(entries) != 1 || string(kept) != "new" {
		t.Errorf("after the commit: %v, %q", entries, kept)
	}
	// SHA-256 of "new" (coreutils' sha256sum).
	if got := f.list(); len(got) != 1 || got[0].Bytes != 3 || got[0].SHA256 != "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437" {
		t.Errorf("%+v", got)
	}
}

// Of two runs that write the same folder at once neither loses its results.
func TestFoldersAtOnce(t *testing.T) {
	a := &app.App{Dir: t.TempDir()}
	place := filepath.Join(a.Dir, "out")
	first, err := Open(a, place, false)
	if err != nil {
		t.Fatal(err)
	}
	second := &Folder{Final: place, temp: first.temp + "-other"} // as of another process
	if err := os.Mkdir(second.temp, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(first.commit(), second.commit()); err != nil {
		t.Fatal(err)
	}
	if first.Final != place || second.Final != place+"-2" {
		t.Errorf("%s and %s", first.Final, second.Final)
	}
}
