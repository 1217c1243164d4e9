package app

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"magnetsim/output/file"
)

const manifestName = "manifest.json"

// unfinishedEnd marks a file of a folder made in place that is being written.
const unfinishedEnd = ".tmp"

// folder is a results folder in the making: a hidden one beside where it will
// stand, so that a results folder is always whole. A nil folder takes nothing.
type folder struct {
	final   string // where it will stand, absolute
	temp    string // where it is made
	part    *part  // temp, held by this process
	parent  string // the folder that had to be made for it; "" for none
	replace bool   // what stands at final is to go
	partial bool   // it stands beside its place, for it is not complete
	inPlace bool   // it is made where it stands, of files that are whole or not there
	journal *journal

	mu    sync.Mutex
	files []file.Hashed
}

// openFolder makes a folder that will stand at final. What stands there already
// is replaced only with force, and only if it is a results folder. A link is followed.
func (a *App) openFolder(final string, force bool) (*folder, error) {
	final = followed(final)
	f := &folder{final: final}
	restoreOld(final)
	switch taken, err := a.taken(final, force); {
	case err != nil:
		return nil, err
	case taken:
		f.replace = true
	}
	above := filepath.Dir(final)
	if _, err := os.Stat(above); errors.Is(err, fs.ErrNotExist) {
		f.parent = above
	}
	if err := os.MkdirAll(above, 0o777); err != nil {
		return nil, a.unwritable(above, err)
	}
	p, err := newFolder(above)
	if err != nil {
		return nil, a.unwritable(above, err)
	}
	f.part, f.temp = p, p.path
	return f, nil
}

// inPlace is a folder that is made where it stands, of files that are whole or not there.
func inPlace(dir string) *folder { return &folder{final: dir, temp: dir, inPlace: true} }

// taken reports whether something that may be replaced stands at a path; an
// error says why it may not be.
func (a *App) taken(path string, force bool) (bool, error) {
	entries, err := os.ReadDir(path)
	shown := a.shown(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("%s is in the way: %w\n  choose another folder with -o", shown, reason(err))
	case len(entries) == 0:
		return true, nil
	case !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == manifestName }):
		return false, fmt.Errorf("%s exists and is not a results folder; it is never replaced\n  choose another folder with -o", shown)
	case !force:
		return false, fmt.Errorf("%s exists already, and results are not overwritten\n  --force replaces it, -o FOLDER writes elsewhere, --no-save writes nothing", shown)
	}
	return true, a.onlyOurs(path)
}

func (a *App) unwritable(dir string, err error) error {
	return fmt.Errorf("cannot write to %s: %w\n  choose another folder with -o, or --no-save", a.shown(dir), reason(err))
}

// create begins a file of the folder; its name has slashes.
func (f *folder) create(name string) (io.WriteCloser, error) {
	path := filepath.Join(f.temp, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	if f.inPlace {
		path = fmt.Sprintf("%s-%d%s", path, os.Getpid(), unfinishedEnd)
	}
	to, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	buffer := bufio.NewWriterSize(to, 1<<16)
	return &outFile{Hasher: file.NewHasher(buffer), buffer: buffer, to: to, name: name, of: f}, nil
}

// write makes a file of the folder.
func (f *folder) write(name string, content func(io.Writer) error) error {
	to, err := f.create(name)
	if err != nil {
		return err
	}
	err = content(to)
	if closed := to.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// list returns the files made so far, by name.
func (f *folder) list() []file.Hashed {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.SortedFunc(slices.Values(f.files), func(a, b file.Hashed) int { return cmp.Compare(a.Name, b.Name) })
}

// commit puts the folder where it is to stand.
func (f *folder) commit() error {
	if f.inPlace {
		return nil
	}
	old := ""
	if f.replace {
		old = oldOf(f.final)
		if f.part != nil {
			p := &part{path: f.final} // lest another process put it back
			p.seize()
			defer p.release()
		}
		if err := os.Rename(f.final, old); err != nil {
			return err
		}
	}
	if !f.replace {
		f.divert("") // where another run was quicker
	}
	if err := os.Rename(f.temp, f.final); err != nil {
		if f.replace {
			err = errors.Join(err, os.Rename(old, f.final))
		}
		return err
	}
	f.temp = ""
	f.release()
	if !f.partial {
		f.journal.remove()
	}
	if f.replace {
		return os.RemoveAll(old)
	}
	return nil
}

// release gives up the lock of a folder that stands, or is gone.
func (f *folder) release() {
	if f.part != nil {
		f.part.release()
	}
}

// divert chooses a place with a suffix, and with a number where that is taken.
func (f *folder) divert(suffix string) {
	stem := f.final + suffix
	f.final, f.replace = stem, false
	f.partial = f.partial || suffix != ""
	for n := 2; ; n++ {
		if _, err := os.Lstat(f.final); errors.Is(err, fs.ErrNotExist) {
			return
		}
		f.final = fmt.Sprintf("%s-%d", stem, n)
	}
}

// discard removes what was not committed. It may be called more than once.
func (f *folder) discard() {
	if f == nil || f.inPlace {
		return
	}
	f.journal.close()
	if f.temp == "" {
		return
	}
	os.RemoveAll(f.temp)
	f.release()
	if f.parent != "" {
		os.Remove(f.parent) // fails where something else is in it
	}
}

// outFile is a file of a folder, which is told of it when it is closed.
type outFile struct {
	*file.Hasher
	buffer *bufio.Writer
	to     *os.File
	name   string
	of     *folder
}

// Close implements io.Closer.
func (f *outFile) Close() error {
	err := f.buffer.Flush()
	if closed := f.to.Close(); err == nil {
		err = closed
	}
	if f.of.inPlace && err == nil {
		err = os.Rename(f.to.Name(), filepath.Join(f.of.temp, filepath.FromSlash(f.name)))
	}
	f.of.add(f.Sum(f.name))
	return err
}

// add lists a file that stands in the folder.
func (f *folder) add(h file.Hashed) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files = append(f.files, h)
}
