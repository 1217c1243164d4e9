// Package folder is results folders: made whole or not at all, held while they are made,
// sealed by a manifest with the hashes of their files, kept in a journal until they stand,
// and found and read again. Single files that are written whole are beside them.
//
// It knows no verb and no flag. Frame and verbs import it.
package folder

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

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output/file"
)

// ManifestName is the file that says what was run, and what a results folder holds.
const ManifestName = "manifest.json"

// UnfinishedEnd marks a file of a folder made in place that is being written.
const UnfinishedEnd = ".tmp"

// Folder is a results folder in the making: a hidden one beside where it will
// stand, so that a results folder is always whole. A nil folder takes nothing.
type Folder struct {
	Final   string // where it will stand, absolute
	temp    string // where it is made
	part    *part  // temp, held by this process
	parent  string // the folder that had to be made for it; "" for none
	replace bool   // what stands at final is to go
	partial bool   // it stands beside its place, for it is not complete
	inPlace bool   // it is made where it stands, of files that are whole or not there
	Journal *Journal

	mu    sync.Mutex
	files []file.Hashed
}

// Open makes a folder that will stand at final. What stands there already
// is replaced only with force, and only if it is a results folder. A link is followed.
func Open(a *app.App, final string, force bool) (*Folder, error) {
	final = followed(final)
	f := &Folder{Final: final}
	restoreOld(final)
	switch taken, err := Taken(a, final, force); {
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
		return nil, Unwritable(a, above, err)
	}
	p, err := newFolder(above)
	if err != nil {
		return nil, Unwritable(a, above, err)
	}
	f.part, f.temp = p, p.path
	return f, nil
}

// InPlace is a folder that is made where it stands, of files that are whole or not there.
func InPlace(dir string) *Folder { return &Folder{Final: dir, temp: dir, inPlace: true} }

// Taken reports whether something that may be replaced stands at a path; an
// error says why it may not be.
func Taken(a *app.App, path string, force bool) (bool, error) {
	entries, err := os.ReadDir(path)
	shown := a.Shown(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("cannot use %s: %w\n  choose another folder with -o", shown, app.Reason(err))
	case len(entries) == 0:
		return true, nil
	case !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == ManifestName }):
		return false, fmt.Errorf("%s exists and is not a results folder, so it is not replaced\n  choose another folder with -o", shown)
	case !force:
		return false, fmt.Errorf("%s already exists\n  use --force to replace it, -o FOLDER to write elsewhere, or --no-save to write nothing", shown)
	}
	return true, onlyOurs(a, path)
}

// Unwritable says that a place cannot be written to.
func Unwritable(a *app.App, dir string, err error) error {
	return fmt.Errorf("cannot write to %s: %w\n  choose another folder with -o, or --no-save", a.Shown(dir), app.Reason(err))
}

// Create begins a file of the folder; its name has slashes.
func (f *Folder) Create(name string) (io.WriteCloser, error) {
	path := filepath.Join(f.temp, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	if f.inPlace {
		path = fmt.Sprintf("%s-%d%s", path, os.Getpid(), UnfinishedEnd)
	}
	to, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	buffer := bufio.NewWriterSize(to, 1<<16)
	return &outFile{Hasher: file.NewHasher(buffer), buffer: buffer, to: to, name: name, of: f}, nil
}

// Write makes a file of the folder.
func (f *Folder) Write(name string, content func(io.Writer) error) error {
	to, err := f.Create(name)
	if err != nil {
		return err
	}
	err = content(to)
	err = cmp.Or(err, to.Close())
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// list returns the files made so far, by name.
func (f *Folder) list() []file.Hashed {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.SortedFunc(slices.Values(f.files), func(a, b file.Hashed) int { return cmp.Compare(a.Name, b.Name) })
}

// commit puts the folder where it is to stand.
func (f *Folder) commit() error {
	if f.inPlace {
		return nil
	}
	old := ""
	if f.replace {
		old = oldOf(f.Final)
		if f.part != nil {
			p := &part{path: f.Final} // lest another process put it back
			p.seize()
			defer p.release()
		}
		if err := os.Rename(f.Final, old); err != nil {
			return err
		}
	}
	if !f.replace {
		f.Divert("") // where another run was quicker
	}
	if err := os.Rename(f.temp, f.Final); err != nil {
		if f.replace {
			err = errors.Join(err, os.Rename(old, f.Final))
		}
		return err
	}
	f.temp = ""
	f.release()
	if !f.partial {
		f.Journal.Remove()
	}
	if f.replace {
		return os.RemoveAll(old)
	}
	return nil
}

// release gives up the lock of a folder that stands, or is gone.
func (f *Folder) release() {
	if f.part != nil {
		f.part.release()
	}
}

// Divert chooses a place with a suffix, and with a number where that is taken.
func (f *Folder) Divert(suffix string) {
	stem := f.Final + suffix
	f.Final, f.replace = stem, false
	f.partial = f.partial || suffix != ""
	for n := 2; ; n++ {
		if _, err := os.Lstat(f.Final); errors.Is(err, fs.ErrNotExist) {
			return
		}
		f.Final = fmt.Sprintf("%s-%d", stem, n)
	}
}

// Discard removes what was not committed. It may be called more than once.
func (f *Folder) Discard() {
	if f == nil || f.inPlace {
		return
	}
	f.Journal.close()
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
	of     *Folder
}

// Close implements io.Closer.
func (f *outFile) Close() error {
	err := f.buffer.Flush()
	err = cmp.Or(err, f.to.Close())
	if f.of.inPlace && err == nil {
		err = os.Rename(f.to.Name(), filepath.Join(f.of.temp, filepath.FromSlash(f.name)))
	}
	f.of.Add(f.Sum(f.name))
	return err
}

// Add lists a file that stands in the folder.
func (f *Folder) Add(h file.Hashed) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files = append(f.files, h)
}
