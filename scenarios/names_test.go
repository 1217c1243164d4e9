package scenarios

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// locked is a file system in which one file may not be read. As os.DirFS does,
// it names the file in its error.
type locked struct {
	fs.FS
	name string
}

func (l locked) Open(name string) (fs.File, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

// Messages name files as they were typed, never as the file system does.
func TestFilesAreNamedAsTyped(t *testing.T) {
	files := fstest.MapFS{
		"home/me/a.yaml":    {Data: []byte("version: 1\nextends: b.yaml\n")},
		"home/me/b.yaml":    {Data: []byte("version: 1\nextends: a.yaml\n")},
		"home/me/c.yaml":    {Data: []byte("version: 1\nextends: lock.yaml\n")},
		"home/me/lock.yaml": {Data: []byte("version: 1\n")},
	}
	display := func(name string) string { return strings.TrimPrefix(name, "home/me/") }
	for file, want := range map[string]string{
		"a.yaml":    "a file extends itself: a.yaml → b.yaml → a.yaml",
		"c.yaml":    "cannot read lock.yaml: permission denied",
		"lock.yaml": "cannot read lock.yaml: permission denied",
	} {
		_, problems := Load(locked{files, "home/me/lock.yaml"}, "home/me/"+file, Options{Display: display})
		if len(problems) != 1 || !strings.HasPrefix(problems[0].Msg, want) {
			t.Errorf("%s: got %q, want %q", file, problems.Error(), want)
		}
		if strings.Contains(problems.Error(), "home/me") {
			t.Errorf("%s: the path of the file system shows: %s", file, problems.Error())
		}
	}
}

// A path set twice on the command line has no line to point to, and a file
// without cases none to list.
func TestMessagesOfNothingToPointTo(t *testing.T) {
	_, twice := Load(Shipped, "minimal.yaml", Options{Sets: []string{"run.seed=1", "run.seed=2"}})
	if len(twice) != 1 || twice[0].Msg != "run.seed is set twice" {
		t.Error(twice.Error())
	}
	_, none := Load(Shipped, "minimal.yaml", Options{Case: "slow"})
	if len(none) != 1 || none[0].Fix != "the file has no cases" {
		t.Error(none.Error())
	}
}
