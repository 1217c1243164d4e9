// Package study answers questions that take more than one number of a sample:
// whether criteria are met, which policy is best or robust, and what process has
// the odds that experts state.
package study
