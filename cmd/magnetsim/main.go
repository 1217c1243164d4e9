// Command magnetsim simulates disruptions of a supply chain from a scenario
// file and says how large the shortfall is, for whom, and what a stockpile does
// about it. Run "magnetsim help".
package main

import (
	"os"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/verbs"
)

func main() { os.Exit(verbs.Run(app.System(), os.Args[1:])) }
