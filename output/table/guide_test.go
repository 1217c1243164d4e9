package table

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"testing"

	"magnetsim/output/outputtest"
)

// guided returns the columns that the guide explains, and the words of one.
func guided(file, column string) (columns, words []string) {
	for _, e := range guide {
		name, word, _ := strings.Cut(e.name, " ")
		switch {
		case e.file != file:
		case word == "":
			columns = append(columns, name)
		case name == column:
			words = append(words, word)
		}
	}
	return columns, words
}

// family turns p5 into pNN, cvar99 into cvarNN and p_exceed_100 into p_exceed_X.
func family(name string) string {
	name = regexp.MustCompile(`^(p|cvar)\d+$`).ReplaceAllString(name, "${1}NN")
	return regexp.MustCompile(`^p_exceed_[0-9.]+$`).ReplaceAllString(name, "p_exceed_X")
}

// The guide explains every column of the tables, and no other, in their
// order, and every statistic of the summary.
func TestGuideIsComplete(t *testing.T) {
	tables := 0
	for _, f := range files {
		columns, words := guided(f.name, "statistic")
		if columns == nil {
			continue // no table
		}
		tables++
		var out bytes.Buffer
		if err := f.write(&out, outputtest.Report()); err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var header []string
		for _, name := range lines[0] {
			header = append(header, family(name))
		}
		if got := slices.Compact(header); !slices.Equal(got, columns) {
			t.Errorf("%s has the columns %v, the guide explains %v", f.name, got, columns)
		}
		at := slices.Index(lines[0], "statistic")
		if at < 0 {
			continue
		}
		seen := map[string]bool{}
		for _, line := range lines[1:] {
			seen[family(line[at])] = true
		}
		for word := range seen {
			if !slices.Contains(words, word) {
				t.Errorf("%s: the statistic %s is not explained", f.name, word)
			}
		}
	}
	if tables != 3 {
		t.Errorf("%d tables are explained, want summary, timeseries and assumptions", tables)
	}
}
