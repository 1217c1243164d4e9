package app

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// What a folder holds where it is not committed is gone, and what stood at its
// place is as it was.
func TestFolderDiscarded(t *testing.T) {
	a := &App{Dir: t.TempDir()}
	old := filepath.Join(a.Dir, "out")
	if err := os.Mkdir(old, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(old, manifestName), []byte(`{"old": 1}`), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := a.openFolder(old, true)
	if err != nil {
		t.Fatal(err)
	}
	hello := func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }
	if err := f.write("a/b.txt", hello); err != nil {
		t.Fatal(err)
	}
	f.discard()
	f.discard()
	entries, _ := os.ReadDir(a.Dir)
	kept, _ := os.ReadFile(filepath.Join(old, manifestName))
	if len(entries) != 1 || string(kept) != `{"old": 1}` {
		t.Errorf("left: %v, %q", entries, kept)
	}
	f, err = a.openFolder(old, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.write(manifestName, hello); err != nil {
		t.Fatal(err)
	}
	if err := f.commit(); err != nil {
		t.Fatal(err)
	}
	f.discard()
	entries, _ = os.ReadDir(a.Dir)
	kept, _ = os.ReadFile(filepath.Join(old, manifestName))
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
	a := &App{Dir: t.TempDir()}
	place := filepath.Join(a.Dir, "out")
	first, err := a.openFolder(place, false)
	if err != nil {
		t.Fatal(err)
	}
	second := &folder{final: place, temp: first.temp + "-other"} // as of another process
	if err := os.Mkdir(second.temp, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(first.commit(), second.commit()); err != nil {
		t.Fatal(err)
	}
	if first.final != place || second.final != place+"-2" {
		t.Errorf("%s and %s", first.final, second.final)
	}
}
