// Package screen writes an answer on a terminal: what was played, the sentences,
// the tables as far as they fit beside one another, and what to mind. It knows no
// verb: it is told answers, tables, columns and cells. Colours are used only where
// they are asked for, and never say anything that words do not.
package screen
