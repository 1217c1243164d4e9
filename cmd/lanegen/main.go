// Command lanegen writes the vector code of package lane anew; go generate ./sim/lane
// calls it.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"magnetsim/sim/lane/vectorise"
)

func main() {
	folder := "."
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	files, err := vectorise.Generate(os.DirFS(folder))
	for name, text := range files {
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), text, 0o644)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "lanegen:", err)
		os.Exit(1)
	}
}
