package store

import (
	"errors"
	"io"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
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

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "store")
	testStore(t, dir)
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

// A bucket of a service that is S3-compatible, by the URL that the README gives. What it lacks
// of Amazon's is nothing to tell people.
func TestBucket(t *testing.T) {
	said, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	defer func(stderr *os.File) {
		os.Stderr = stderr
		if text, err := os.ReadFile(said.Name()); err != nil || len(text) > 0 {
			t.Errorf("%s was said; %v", text, err)
		}
		said.Close()
	}(os.Stderr)
	os.Stderr = said
	bucket := s3mem.New()
	if err := bucket.CreateBucket("magnetsim"); err != nil {
		t.Fatal(err)
	}
	service := httptest.NewServer(gofakes3.New(bucket).Server())
	defer service.Close()
	t.Setenv("AWS_ACCESS_KEY_ID", "anyone")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "anything")
	testStore(t, "s3://magnetsim?endpoint="+service.URL+"&use_path_style=true&region=any")
}

// testStore uses a store, and leaves one object in it.
func testStore(t *testing.T, where string) {
	s, err := Open(t.Context(), where)
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
	large := strings.Repeat("seldom the same ", 1<<20) // in several parts, where that is how it is sent
	if err := s.WritePlain(t.Context(), "plays/a/3", func(w io.Writer) error { _, err := io.WriteString(w, large); return err }); err != nil {
		t.Fatal(err)
	}
	var plain []byte
	err = s.ReadPlain(t.Context(), "plays/a/3", func(from io.Reader) (err error) { plain, err = io.ReadAll(from); return err })
	if string(plain) != large || err != nil {
		t.Errorf("%d bytes, error %v", len(plain), err)
	}
	if n, err := s.Count(t.Context(), "plays/a/", "1"); n != 1 || err != nil {
		t.Errorf("%d are counted, error %v", n, err)
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
