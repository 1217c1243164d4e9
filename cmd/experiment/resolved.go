package experiment

import (
	"bytes"
	"io/fs"
	"time"

	"magnetsim/scenarios"
)

// oneFile is a file system with one file, a resolved scenario.
type oneFile []byte

// Open implements fs.FS.
func (f oneFile) Open(name string) (fs.File, error) {
	if name != ResolvedName {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &textFile{bytes.NewReader(f)}, nil
}

// textFile is that file, opened; and what is known of it.
type textFile struct{ *bytes.Reader }

func (f *textFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *textFile) Close() error               { return nil }
func (f *textFile) Name() string               { return ResolvedName }
func (f *textFile) Mode() fs.FileMode          { return 0o444 }
func (f *textFile) ModTime() time.Time         { return time.Time{} }
func (f *textFile) IsDir() bool                { return false }
func (f *textFile) Sys() any                   { return nil }

// LoadResolved loads the text of a resolved scenario.
func LoadResolved(yaml []byte) (*scenarios.Loaded, scenarios.Problems) {
	return scenarios.Load(oneFile(yaml), ResolvedName, scenarios.Options{})
}
