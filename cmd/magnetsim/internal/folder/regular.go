package folder

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"magnetsim/scenarios"
)

// openRegular opens a regular file. Anything else in a results folder was put
// there by someone else, and reading it might never end.
func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), scenarios.ErrNotRegular)
	}
	return os.Open(path)
}

// ReadRegular reads a regular file, and no more of it than some bytes.
func ReadRegular(path string, most int64) ([]byte, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most))
}

// readManifest reads the manifest of a results folder.
func readManifest(dir string) ([]byte, error) {
	return scenarios.ReadFile(os.DirFS(dir), ManifestName)
}
