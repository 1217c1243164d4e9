// Command lanegen writes the vector code of package lane anew; go generate ./sim/lane
// calls it. With -script it prints the script that has the kernels for browsers.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"magnetsim/sim/lane/vectorise"
)

func main() {
	script := flag.Bool("script", false, "print the kernels for browsers")
	flag.Parse()
	folder := "."
	if flag.NArg() > 0 {
		folder = flag.Arg(0)
	}
	if err := write(folder, *script); err != nil {
		fmt.Fprintln(os.Stderr, "lanegen:", err)
		os.Exit(1)
	}
}

func write(folder string, script bool) error {
	if script {
		text, err := vectorise.Script(os.DirFS(folder))
		if err == nil {
			_, err = os.Stdout.Write(text)
		}
		return err
	}
	files, err := vectorise.Generate(os.DirFS(folder))
	for name, text := range files {
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), text, 0o644)
		}
	}
	return err
}
