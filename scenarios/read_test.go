package scenarios

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadFile(t *testing.T) {
	files := fstest.MapFS{
		"small":     {Data: []byte("a")},
		"most":      {Data: make([]byte, MostBytes)},
		"huge":      {Data: make([]byte, MostBytes+1)},
		"pipe":      {Mode: fs.ModeNamedPipe},
		"dev/stdin": {Mode: fs.ModeNamedPipe, Data: []byte("a")},
		"dev/zero":  {Mode: fs.ModeDevice | fs.ModeCharDevice},
		"folder/a":  {},
	}
	for name, want := range map[string]string{
		"small": "", "most": "", "huge": "larger than 16 MB", "pipe": "not a file but a pipe", "dev/stdin": "a pipe",
		"dev/zero": "a device", "folder": "a folder", "absent": "not exist",
	} {
		if _, err := ReadFile(files, name); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
	if _, err := ReadGiven(files, "pipe"); !errors.Is(err, ErrNotRegular) {
		t.Errorf("a pipe of the file system was waited for: %v", err)
	}
	if data, err := ReadGiven(files, "dev/stdin"); err != nil || string(data) != "a" {
		t.Errorf("a pipe that was handed over: %q, %v", data, err)
	}
}

// A file may be longer than it says: those of /proc say 0.
func TestReadFileDistrustsSizes(t *testing.T) {
	if _, err := ReadFile(lying{fstest.MapFS{"a": {Data: make([]byte, MostBytes+1)}}}, "a"); !errors.Is(err, errTooLarge) {
		t.Errorf("got %v", err)
	}
}

type lying struct{ fstest.MapFS }

func (f lying) Stat(name string) (fs.FileInfo, error) {
	return fstest.MapFS{name: {}}.Stat(name)
}
