// Package page writes answers as a page to read, print and hand on: one HTML file that
// needs nothing else, or Markdown with the same content. It knows nothing of what was
// found but its Answer.
//
// The page loads nothing, runs nothing and says so in its Content-Security-Policy:
// pictures are inline SVG, and the one stylesheet is admitted by its hash. Every
// text of a scenario is escaped where it is set, and characters that would turn
// the direction of the text around them, or control it, are left out.
//
// It computes no number and words none. Figures are handed in drawn. The same answers
// give the same bytes.
package page
