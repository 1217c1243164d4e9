package folder

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// holding is whose a file or folder is.
type holding int

const (
	unlockable holding = iota // locks do not work there
	ours
	held // another process's, which is alive
)

// Files and folders in the making have names of their own, whatever they will be
// called, and are locked by the process that makes them: a number of a process is not
// unique among containers, and a name left behind must be in nobody's way.
const (
	partBegin = ".magnetsim-"
	partEnd   = ".part"
)

// part is a file or folder in the making.
type part struct {
	path string
	hold *os.File // the lock on it; nil where there is none
}

// release gives up the lock.
func (p *part) release() {
	if p.hold != nil {
		p.hold.Close()
		p.hold = nil
	}
}

// newFolder makes an empty folder in dir, and removes those that others left there
// which are no more.
func newFolder(dir string) (*part, error) {
	sweepParts(dir)
	for range 100 {
		p := &part{path: partIn(dir)}
		err := os.Mkdir(p.path, 0o777)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if p.seize() {
			return p, nil
		}
	}
	return nil, fmt.Errorf("cannot create a folder in %s: something keeps removing it", dir)
}

// newFile begins a file in dir, held by this process.
func newFile(dir string) (*os.File, *part, error) {
	sweepParts(dir)
	for range 100 {
		f, err := os.OpenFile(partIn(dir), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if err != nil {
			return nil, nil, err
		}
		p := &part{path: f.Name()}
		if p.seize() {
			return f, p, nil
		}
		f.Close()
	}
	return nil, nil, errors.New("something keeps removing the files created there")
}

// partIn returns a new name for what is made in dir.
func partIn(dir string) string {
	return filepath.Join(dir, partBegin+strings.ToLower(rand.Text()[:12])+partEnd)
}

// seize locks what was just made; false where a sweep was quicker and has removed it.
func (p *part) seize() bool {
	f, err := os.Open(p.path)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist) // without a lock it is swept by nobody
	}
	if lock(f, true) != ours {
		f.Close()
		return true
	}
	p.hold = f
	mine, err1 := f.Stat()
	there, err2 := os.Stat(p.path)
	if err1 == nil && err2 == nil && os.SameFile(mine, there) {
		return true
	}
	p.release()
	return false
}

// sweepParts removes the files and folders in the making whose processes have ended.
// Where locks do not work nothing is removed.
func sweepParts(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), partBegin) && strings.HasSuffix(e.Name(), partEnd) {
			whileOurs(filepath.Join(dir, e.Name()), os.RemoveAll)
		}
	}
}

// whileOurs does something with a path that no living process holds.
func whileOurs(path string, do func(string) error) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	if lock(f, false) == ours {
		do(path)
	}
}

// oldOf returns the name under which what is replaced waits until its successor stands.
func oldOf(final string) string {
	return filepath.Join(filepath.Dir(final), oldBegin(final)+strings.ToLower(rand.Text()[:12]))
}

func oldBegin(final string) string { return "." + filepath.Base(final) + ".old-" }

// restoreOld puts back what a process that was killed at the worst moment had moved
// away, and removes it where its successor stands.
func restoreOld(final string) {
	entries, err := os.ReadDir(filepath.Dir(final))
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), oldBegin(final)) {
			continue
		}
		whileOurs(filepath.Join(filepath.Dir(final), e.Name()), func(old string) error {
			if _, err := os.Lstat(final); errors.Is(err, fs.ErrNotExist) {
				return os.Rename(old, final)
			}
			return os.RemoveAll(old)
		})
	}
}

// mostLinks is how many links in a row are followed.
const mostLinks = 40

// followed returns where a path leads that may be a link, or a link to nothing yet:
// results are written there, and the link stays.
func followed(path string) string {
	for range mostLinks {
		to, err := os.Readlink(path)
		if err != nil {
			return path
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return path
}
