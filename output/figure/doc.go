// Package figure draws what was found (Of): it renders from the stored finding
// alone and computes no result, so a saved one draws the same figure for ever.
//
// It is built on gonum/plot: its lengths, fonts, canvases, ticks and the
// Plotter interface. What is laid out here instead of there, and why:
//
//   - page.go: title, subtitle, legend, notes and stacked panels that share an
//     x axis. plot.Plot wraps no text, lays its legend on the data and cannot
//     align the panels of a stack.
//   - ticks.go: steps of 1, 2 and 5 with thousands separators, and calendar
//     ticks, as many as fit.
//   - svg.go, pdf.go, png.go: canvases of lines, areas and text. The SVG has a
//     title, a description and text held to its measured width whatever font the
//     reader has; the PDF has Unicode text that can be searched, embeds only the
//     glyphs in use and is the same bytes every time; the PNG says its resolution.
//   - type.go: a second font for the characters that the first one lacks.
//   - marks.go: plotters that skip what is not a number.
//   - vega.go: the same chart as a Vega-Lite specification that carries its data.
//
// A figure is what it says in words, its numbers and its marks (saying.drawing in
// drawing.go). One of a run has an entry in kinds (figure.go), one of another verb a
// case in Of (drawing.go). A plotter that its chart uses also tells itself in
// Vega-Lite (the interface teller; vega_marks.go).
package figure
