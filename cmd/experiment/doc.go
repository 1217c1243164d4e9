// Package experiment makes a scenario ready to be played, plays it, and reports on what
// came out: from YAML to an answer.
//
//	x, err := experiment.Open(os.DirFS("."), "mine.yaml", scenarios.Options{})
//	…
//	played, err := x.Play(ctx, experiment.Playing{})
//	…
//	screen.Write(os.Stdout, played.Report.Answer(), screen.Options{Width: 80})
//
// It is what the command line has of a run that is not about a terminal: scenarios under
// their policies and cases, the draws, what drives the shortfall, and the head of each
// answer, which says what was played. Any program may import it. It imports scenarios, sim
// and output, and no renderer: package output/screen writes an answer for people,
// output/file its tables, output/page a page, output/figure draws it. For other questions
// than a run's, hand the models and the draws of an experiment to sim/study.
package experiment
