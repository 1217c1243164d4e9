package figure_test

import (
	"bytes"
	"fmt"
	"os"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/file"
)

func shortReport() *output.Report {
	return &output.Report{
		Title:    "India 2026 to 2030",
		Run:      output.Run{Trials: 10000, Seed: 1, Complete: true},
		Variants: []output.Variant{{Policy: "none", Title: "No stockpile"}},
		Sectors:  []output.Sector{{Name: "auto", Title: "Automotive"}},
		Stats: []output.Stat{{Metric: "shortfall.auto", Measure: "shortfall", Subject: "auto", Kind: "sector",
			Statistic: "mean", Value: 589, Low: 564, High: 614, Unit: "t", N: 10000}},
	}
}

func ExampleOf() {
	drawn, err := figure.Of(shortReport()) // which has the data for one figure
	if err != nil {
		fmt.Println(err)
		return
	}
	sectors := drawn[0]
	var picture bytes.Buffer
	if err := sectors.Render(&picture, "svg", figure.Style{Size: "column", Theme: "light"}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sectors.Figure, bytes.HasPrefix(picture.Bytes(), []byte("<svg ")))
	fmt.Println(sectors.Alt())
	if err := file.Write(os.Stdout, "csv", output.Head{}, sectors.Data()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// sectors true
	// Mean shortfall by sector. India 2026 to 2030 · No stockpile · 10,000 trials · seed 1. Bars with ± sampling error (95%). Automotive: No stockpile 589 ± 25 t.
	// policy,quantity,item,date,x,x_high,x_unit,value,low,high,unit
	// No stockpile,shortfall.auto,mean,,,,,589,564,614,t
}

func ExampleList() {
	for _, f := range figure.List() {
		fmt.Println(f.Name)
	}
	// Output:
	// chain
	// distribution
	// exceedance
	// fan
	// sectors
	// difference
	// holds
	// convergence
	// tornado
	// worst
	// inputs
}
