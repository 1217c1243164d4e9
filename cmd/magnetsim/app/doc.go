// Package app is the command line: a file or a few for each verb, and what verbs
// share: the frame (flags of where results go, progress, interrupts, folder and
// manifest), experiments that are ready to be played, and results that are read again.
//
// An App is handed its streams, environment, files and clock, and Run returns
// the exit code, so that everything but signals can be tested in memory. Nothing
// is computed here: a verb reads its flags, asks a study or plays a plan, and hands
// what was found to the frame, which shows and keeps its Answer. Results go to
// standard output, messages and progress to standard error.
//
// CONTRIBUTING.md in the folder above says how a verb is added.
package app
