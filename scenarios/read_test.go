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
		"small": "", "most": "", "huge": "more than 16 MB", "pipe": "no regular file but a pipe", "dev/stdin": "a pipe",
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

func TestCheckFigures(t *testing.T) {
	for _, c := range []struct {
		text string
		ok   bool
	}{
		{"month,china\n2025-04,120\n2025-05,\n", true},
		{"month;china\n2025-04;1.234,5 t\n", true},
		{"lead\n8 weeks\n9 weeks\n", true},
		{"month,china\n2025-04,\n2025-05,\n2025-06,3\n", true},
		{"month,china,note\nApr-2025,\"1,234.5\",a word or two\n", true},
		{"root:x:0:0:root:/root:/bin/sh\nuser:x:1:1:A,B:/home:/bin/sh\n", false},
		{"A=1\nSECRET=abc\nOTHER=def\n", false},
		{"2026-01-02 12:00:00 login of root\n2026-01-02 12:00:01 password abc\n", false},
		{"month,china\n2025-04,1\x1b[31m\n", false},
		{"\xff\xfe", false},
		{"", false},
		{"month,china\n", false},
	} {
		if err := CheckFigures(c.text); (err == nil) != c.ok {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}
