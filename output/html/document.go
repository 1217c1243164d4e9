package html

import "magnetsim/output"

// Document is what a page tells: one run, or several to be compared.
type Document struct {
	Runs []Run
	// Unlike tells in what several runs differ that hinders their comparison.
	Unlike []output.Warning
}

// Run is a run on the page.
type Run struct {
	Report *output.Report
	Name   string // tells it from others, "india-2026-0a1b2c3d"; "" where it stands alone
	// Changes are, by variant, what its policy changes; nil where that is unknown.
	Changes [][]Change
	Figures []Figure
	// Bare says why there are no figures; "" where there are, or none can be drawn.
	Bare string
}

// Change is a value of the scenario that a policy sets.
type Change struct {
	Path     string // "stockpiles.national.target"
	Old, New string // as written; "" where there is none
}

// Figure is a picture of a run.
type Figure struct {
	Name string // "exceedance"
	Doc  string // what it shows, in one sentence
	Alt  string // its numbers in words
	SVG  []byte // as drawn
	Link string // for Markdown: where the picture is, relative to the page; "" for nowhere
}
