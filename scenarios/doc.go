// Package scenarios reads scenario files: YAML in, chain.Scenario out.
//
// A file's life: bytes, a tree of nodes that know where they stand, edits, a
// scenario. What a file extends, a policy, a case and a --set are all the same
// kind of edit, one tree laid over another, so that every value in the end
// knows the file, line and column that it came from. Then defaults are filled
// in, the tree is read by the tables (table_*.go), and the whole is checked.
// All problems are found at once; each has a place, a rule, and a remedy.
//
// The tables are the only definition of the format. A key, its meaning, its
// unit, its default and the part of chain.Scenario that it fills stand in one
// row; the reader, the allowed keys in messages, the defaults, Explain and the
// JSON Schema all follow the same rows. To add a key, add a row.
//
// Nothing here reads the operating system: files come from an fs.FS.
package scenarios
