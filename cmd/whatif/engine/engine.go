// Package engine has the engine of a page that is one file: the WebAssembly of
// cmd/whatif/wasm, and what loads it. A released program carries it (build tag engine, see
// .ci/release); any other builds it from the sources that it was itself built from, with the
// Go that is there, and keeps it in the user's cache.
package engine

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"magnetsim/cmd/whatif/page"
	"magnetsim/sim/lane/vectorise"
)

// carried is what a released program has; empty in any other.
var carried page.Engine

// ErrNone says that there is no engine and none can be built.
var ErrNone = errors.New("this program does not include the engine of the page, and to build it needs Go and the sources of magnetsim.\n" +
	"  use a released program, which includes it, or go run ./cmd/magnetsim in a checkout; serve needs neither")

// Of returns the engine: what the program carries, what a folder keeps of an earlier build, or
// a build of the sources, which is then kept. Building is told of first.
func Of(ctx context.Context, folder string, building func()) (page.Engine, error) {
	if carried.Module != nil {
		return carried, nil
	}
	root, err := sources()
	if err != nil {
		return page.Engine{}, err
	}
	state, err := stateOf(root)
	if err != nil {
		return page.Engine{}, err
	}
	keep := filepath.Join(folder, "engine-"+state)
	if e, err := read(keep); err == nil {
		return e, nil
	}
	if _, err := exec.LookPath("go"); err != nil {
		return page.Engine{}, ErrNone
	}
	building()
	e, err := build(ctx, root)
	if err != nil {
		return e, err
	}
	_ = write(keep, e) // what cannot be kept is built again
	return e, nil
}

// The files of an engine.
const (
	moduleName = "engine.wasm.gz"
	loaderName = "wasm_exec.js"
)

func read(folder string) (e page.Engine, err error) {
	if e.Module, err = os.ReadFile(filepath.Join(folder, moduleName)); err != nil {
		return e, err
	}
	e.Loader, err = os.ReadFile(filepath.Join(folder, loaderName))
	return e, err
}

// write keeps an engine whole or not at all.
func write(folder string, e page.Engine) error {
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return err
	}
	made, err := os.MkdirTemp(filepath.Dir(folder), "making-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(made)
	if err := errors.Join(os.WriteFile(filepath.Join(made, moduleName), e.Module, 0o644), os.WriteFile(filepath.Join(made, loaderName), e.Loader, 0o644)); err != nil {
		return err
	}
	return os.Rename(made, folder)
}

// sources is the folder of the sources that this program was built from, where they are still
// there.
func sources() (string, error) {
	_, file, _, ok := runtime.Caller(0)
	if !ok || !filepath.IsAbs(file) {
		return "", ErrNone
	}
	root := filepath.Join(filepath.Dir(file), "..", "..", "..")
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		return "", ErrNone
	}
	return root, nil
}

// parts are the folders of the sources that the engine is made of.
var parts = []string{"sim", "scenarios", "output", "cmd/experiment", "cmd/whatif"}

// stateOf tells states of the sources, and of Go, apart.
func stateOf(root string) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, runtime.Version())
	for _, part := range append([]string{"go.mod", "go.sum"}, parts...) {
		err := filepath.WalkDir(filepath.Join(root, part), func(path string, d fs.DirEntry, err error) error {
			switch name := d.Name(); {
			case err != nil:
				return err
			case d.IsDir() && name == "testdata":
				return fs.SkipDir
			case d.IsDir() || strings.HasSuffix(name, "_test.go") || !slices.Contains([]string{".go", ".s", ".mod", ".sum", ".yaml", ".html", ".css", ".csv", ".txt"}, filepath.Ext(name)):
				return nil
			}
			data, err := os.ReadFile(path)
			fmt.Fprintln(sum, path, len(data))
			sum.Write(data)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:16], nil
}

// build builds the engine.
func build(ctx context.Context, root string) (e page.Engine, err error) {
	out, err := os.CreateTemp("", "magnetsim-engine-*.wasm")
	if err != nil {
		return e, err
	}
	defer os.Remove(out.Name())
	out.Close()
	c := exec.CommandContext(ctx, "go", "build", "-trimpath", "-tags=simd", "-ldflags=-s -w", "-o", out.Name(), "./cmd/whatif/wasm")
	c.Dir, c.Env = root, append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=")
	if told, err := c.CombinedOutput(); err != nil {
		return e, fmt.Errorf("the engine of the page cannot be built: %w\n%s", err, bytes.TrimSpace(told))
	}
	module, err := os.ReadFile(out.Name())
	if err != nil {
		return e, err
	}
	if e.Module, err = packed(module); err != nil {
		return e, err
	}
	e.Loader, err = loader(ctx, root)
	return e, err
}

func packed(module []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(module); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

// loader is what the Go that built the engine loads it with, and the kernels that it is given
// then, since Go writes no vector code for browsers.
func loader(ctx context.Context, root string) ([]byte, error) {
	goroot, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	script, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", loaderName))
	if err != nil {
		return nil, err
	}
	kernels, err := vectorise.Script(os.DirFS(filepath.Join(root, "sim", "lane")))
	return slices.Concat(script, []byte("\n"), kernels), err
}
