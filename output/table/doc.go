// Package table writes a report and its trials as files that other programs
// read: CSV, JSON, Markdown and Parquet.
//
// Every file is UTF-8 with commas, decimal points and ASCII headers. Numbers
// carry 9 significant digits in text and all their bits in Parquet. A value
// that does not exist (a percentile that so few trials cannot show, a time that
// lies beyond the horizon) is an empty cell in CSV and null in JSON and
// Parquet. The same report gives the same bytes.
//
// The package opens no files and knows no clock: it is handed writers, and the
// facts of the machine for the manifest.
package table
