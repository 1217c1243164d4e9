// Package app is the command line: one file for each verb, and the few things
// that verbs share (streams, exit codes, how a scenario is found).
//
// An App is handed its streams, environment, files and clock, and Run returns
// the exit code, so that everything but signals can be tested in memory. Nothing
// is computed here: a verb reads its flags, calls scenarios, sim/mc and output,
// and writes what they return. Results go to standard output, messages and
// progress to standard error.
//
// To add a verb, add a file with a function that returns its *cobra.Command,
// name it in root.go, and add a script to testdata/script.
package app
