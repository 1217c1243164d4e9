// Command magnetsim simulates disruptions of a supply chain from a scenario
// file and says how large the shortfall is, for whom, and what a stockpile does
// about it. Run "magnetsim help".
package main

import (
	"os"

	"magnetsim/cmd/magnetsim/app"
)

func main() { os.Exit(app.Run(app.System(), os.Args[1:])) }
