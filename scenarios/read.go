package scenarios

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// MostBytes is the size above which a file of text is no input but a mistake.
const MostBytes = 16 << 20

// ErrNotRegular is why a folder, a device or a pipe is not read.
var ErrNotRegular = errors.New("this is not a file")

// ReadFile reads a file of text. It takes no more than MostBytes, and refuses
// what is no regular file: a device may never end, and a pipe that nobody writes
// to is waited for in vain, already on opening it.
func ReadFile(fsys fs.FS, name string) ([]byte, error) {
	return readFile(fsys, name, false)
}

// ReadGiven is ReadFile for a file that a person named on the command line: it
// may also be a pipe, where that was handed over as an open one, as by
// "/dev/stdin" or <(a command).
func ReadGiven(fsys fs.FS, name string) ([]byte, error) {
	return readFile(fsys, name, handedOver(name))
}

// handedOver reports whether a path is that of a descriptor which whoever
// started the program opened for it.
func handedOver(name string) bool {
	name = strings.TrimPrefix(name, "/")
	return name == "dev/stdin" || strings.HasPrefix(name, "dev/fd/") || strings.HasPrefix(name, "proc/self/fd/")
}

func readFile(fsys fs.FS, name string, pipe bool) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	switch kind := info.Mode().Type(); {
	case kind == 0, pipe && kind == fs.ModeNamedPipe:
	default:
		return nil, fmt.Errorf("%w but %s", ErrNotRegular, kindOf(kind))
	}
	if info.Size() > MostBytes {
		return nil, errTooLarge
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MostBytes+1)) // a size may be told wrongly, or grow
	if err == nil && len(data) > MostBytes {
		err = errTooLarge
	}
	return data, err
}

var errTooLarge = fmt.Errorf("it is larger than %d MB", MostBytes>>20)

// kindOf names what is no regular file.
func kindOf(kind fs.FileMode) string {
	switch {
	case kind&fs.ModeDir != 0:
		return "a folder"
	case kind&fs.ModeNamedPipe != 0:
		return "a pipe"
	case kind&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}
