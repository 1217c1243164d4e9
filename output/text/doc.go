// Package text writes a sweep on a terminal. What any other verb found is written by
// package screen.
package text
