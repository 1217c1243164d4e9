package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func read(t *testing.T, s *Store, name string) (text string, err error) {
	t.Helper()
	err = s.Read(t.Context(), name, func(r io.Reader) error {
		data, err := io.ReadAll(r)
		text = string(data)
		return err
	})
	return text, err
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "store")
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	write := func(name, text string, fails error) error {
		return s.Write(t.Context(), name, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return errors.Join(err, fails)
		})
	}
	if err := write("plays/a/1", "first", nil); err != nil {
		t.Fatal(err)
	}
	if err := write("plays/a/1", "second", nil); err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left")
	if err := write("plays/a/1", "half of the thi", full); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	if text, err := read(t, s, "plays/a/1"); text != "second" || err != nil {
		t.Errorf("%q, error %v", text, err)
	}
	if _, err := read(t, s, "plays/a/2"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	for name, want := range map[string]bool{"plays/a/1": true, "plays/a/2": false} {
		if there, err := s.Has(t.Context(), name); there != want || err != nil {
			t.Errorf("%s is there: %v, error %v", name, there, err)
		}
	}
	if err := write("plays/b/1", "another", nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Remove(t.Context(), "plays/a/"); err != nil {
		t.Fatal(err)
	}
	if there, _ := s.Has(t.Context(), "plays/a/1"); there {
		t.Error("it was not removed")
	}
	if text, err := read(t, s, "plays/b/1"); text != "another" || err != nil {
		t.Errorf("%q, error %v", text, err)
	}
	left := 0
	filepath.WalkDir(dir, func(_ string, d fs.DirEntry, _ error) error {
		if !d.IsDir() {
			left++
		}
		return nil
	})
	if left != 1 {
		t.Errorf("%d files are left, and not one", left)
	}
}

func TestStoresThatAreNone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for where, want := range map[string]string{"folder": "must be the absolute path", "ftp://x": "s3://BUCKET", file: "cannot be used"} {
		if _, err := Open(t.Context(), where); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", where, err)
		}
	}
}
