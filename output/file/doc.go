// Package file writes tables for other programs and for documents: CSV, Parquet,
// JSON, Excel, LaTeX and Markdown. It knows no verb: all that it is told of a table
// is its columns and its rows. It also writes manifests, and knows no
// clock.
//
// CSV, Parquet, JSON and workbooks hold the columns for files: an estimate is three
// of them, the number and the ends of its 95% interval. Text is UTF-8 with commas,
// decimal points and ASCII headers; numbers carry 9 significant digits in text and
// all their bits in Parquet. What does not exist is an empty cell, null in JSON and
// Parquet. LaTeX and Markdown hold the columns for pages, in words. The same table
// gives the same bytes.
//
// A format is added by a row of formats (formats.go).
package file
