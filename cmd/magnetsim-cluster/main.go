// Command magnetsim-cluster is magnetsim that can play on many machines: every verb that
// plays takes --on temporal://HOST:PORT/NAMESPACE, and "magnetsim-cluster worker" is what
// plays there. README.md beside it tells how a cluster is set up.
package main

import (
	"context"
	"os"

	"magnetsim/cmd/magnetsim-cluster/internal/command"
	"magnetsim/cmd/magnetsim/program"
)

func main() {
	os.Exit(command.Run(context.Background(), program.System(), os.Args[1:]))
}
