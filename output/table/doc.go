// Package table writes the cells of a sweep as files, and manifests. What any other
// verb found is told by its Answer (package output) and written by package file.
//
// Every file is UTF-8 with commas, decimal points and ASCII headers. Numbers
// carry 9 significant digits in text and all their bits in Parquet. The same sweep
// gives the same bytes. The package opens no files and knows no clock.
package table
