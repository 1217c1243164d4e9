// Package study answers questions that take more than one number of a sample.
//
//   - Which policy is best, which robust, and are criteria met: compare, regret,
//     criteria, benefit; how many trials that takes: precision.
//   - How much is enough: search, optimum, frontier.
//   - What an outcome goes with: drivers, from stored trials; what moves it and
//     where its variance comes from: morris, sobol, from further ones; what bad
//     trials have in common: worst, prim.
//   - What is rare, from few trials: rare; a mean, by what is known of worlds:
//     control.
//   - Why one trial went as it did: trial.
//   - How good a forecast was: backtest, score; what experts' odds say of a curb: odds.
//
// Every file holds one of these; its equations and their sources stand in it. Nothing
// here reads a scenario file: scenarios come in as models, or as a function that
// builds them.
package study
