package folder

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"magnetsim/cmd/magnetsim/internal/app"
)

// A link as -o is followed, also one that leads nowhere yet, and stays a link; what
// processes left in the making that are no more is removed, what is being made is not.
func TestLinksAndLeftovers(t *testing.T) {
	a := &app.App{Dir: t.TempDir()}
	if err := os.Mkdir(filepath.Join(a.Dir, "disk"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("disk", "here"), filepath.Join(a.Dir, "out")); err != nil {
		t.Skip(err)
	}
	alive, err := newFolder(filepath.Join(a.Dir, "disk"))
	if err != nil {
		t.Fatal(err)
	}
	defer alive.release()
	if err := os.Mkdir(filepath.Join(a.Dir, "disk", partBegin+"left"+partEnd), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, force := range []bool{false, true} {
		f, err := Open(a, filepath.Join(a.Dir, "out"), force)
		if err != nil {
			t.Fatal(err)
		}
		err = f.Write(ManifestName, func(w io.Writer) error { _, err := io.WriteString(w, "{}"); return err })
		if err := errors.Join(err, f.commit()); err != nil {
			t.Fatal(err)
		}
	}
	if info, err := os.Lstat(filepath.Join(a.Dir, "out")); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is replaced: %v %v", info, err)
	}
	entries, _ := os.ReadDir(filepath.Join(a.Dir, "disk"))
	if len(entries) != 2 || entries[1].Name() != "here" {
		t.Errorf("left %v", entries)
	}
	if _, err := os.Stat(alive.path); err != nil {
		t.Error("what is being made was removed")
	}
	if _, err := os.Stat(filepath.Join(a.Dir, "disk", "here", ManifestName)); err != nil {
		t.Error(err)
	}
}

// What a process that was killed between its two renames moved away is put back.
func TestOldIsPutBack(t *testing.T) {
	final := filepath.Join(t.TempDir(), "out")
	if err := os.Mkdir(oldOf(final), 0o777); err != nil {
		t.Fatal(err)
	}
	restoreOld(final)
	if _, err := os.Stat(final); err != nil {
		t.Error(err)
	}
}
