// Package output says what was found: every verb's finding is plain data with an
// Answer, which is sentences, tables and notes. The packages beneath it write an answer
// as files, onto a screen and as pages, and know no verb; figure draws what was found.
// None of them computes a number.
package output
