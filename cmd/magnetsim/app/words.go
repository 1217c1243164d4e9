package app

import "magnetsim/sim/unit"

func plural(n int, noun string) string { return unit.Counted(n, noun) }

func grouped(n int) string { return unit.Grouped(n) }

func some(names []string) string { return unit.Few(names) }
