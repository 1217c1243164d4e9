// Package draw gives uniform random numbers by address.
//
// A number is a pure function of the seed, the trial, the name of the factor
// and the occurrence: there is no generator with a state to share or to advance.
// So a run has the same bits for any number of workers, a new factor disturbs no
// other, and two policies that ask for the same address see the same world.
//
// Two sources are read:
//
//   - Uniform, one Philox4x32-10 block an address, for what is drawn once per
//     trial or once per event;
//   - Noise, for what is drawn at every step: a 64-bit key from one Philox
//     block, then the SplitMix64 hash of key and step. It keeps the same promise
//     at about a tenth of the cost.
//
// Other designs than Random arrange the trials to be more even than chance would
// have them: Latin, Sobol and Antithetic. They are made of Replicates independent
// parts, so that their errors can be told. README.md tells what each is worth, and
// the command that measures it.
//
// The streams are frozen by tests: a change of any bit changes every result that
// was ever published from a seed.
package draw
