package file

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"math"

	"magnetsim/output"
)

// JSONVersion is the version of the JSON that is written. It rises when a reader
// of what was written before would fail on it.
const JSONVersion = 1

// head is what was played, in JSON.
type head struct {
	Verb      string   `json:"verb,omitempty"`
	Scenario  string   `json:"scenario"`
	Title     string   `json:"title"`
	Case      string   `json:"case,omitempty"`
	Policy    string   `json:"policy,omitempty"`
	Facts     []string `json:"facts,omitempty"`
	Trials    int64    `json:"trials"`
	Asked     int64    `json:"trials_asked"`
	Failed    int64    `json:"trials_failed"`
	Complete  bool     `json:"complete"`
	Seed      uint64   `json:"seed"`
	Sampling  string   `json:"sampling"`
	Step      string   `json:"step"`
	Steps     int      `json:"steps"`
	Start     string   `json:"start"`
	End       string   `json:"end"`
	Hash      string   `json:"scenario_hash"`
	Version   string   `json:"version"`
	GoArch    string   `json:"goarch"`
	Imbalance Number   `json:"mass_imbalance"`
}

func headOf(h output.Head) head {
	return head{
		h.Verb, h.Scenario, h.Title, h.Case, h.Policy, h.Facts, h.Trials, h.Asked, h.Failed, h.Complete, h.Seed, h.Sampling,
		h.Step, h.Steps, h.Start, h.End, h.Hash, h.Version, h.GoArch, Number(h.Imbalance),
	}
}

// note is a warning, or plain words in What alone.
type note struct {
	What string `json:"what"`
	Why  string `json:"why,omitempty"`
	Do   string `json:"do,omitempty"`
}

// JSON writes an answer whole: an object with the version of the format, what was
// played, the sentences, what to mind, and every table that is not too long by its
// name, as an array with an object a row, a line each.
func JSON(w io.Writer, a *output.Answer) error {
	notes := []note{}
	for _, n := range a.Notes {
		notes = append(notes, note{n.What, n.Why, n.Do})
	}
	var tables []output.Table
	for _, t := range a.All() {
		if !t.Long && len(t.For(output.File).Columns) > 0 {
			tables = append(tables, t)
		}
	}
	return envelope(w, a.Head, tables, member{"sentences", append([]string{}, a.Sentences...)}, member{"notes", notes})
}

func writeJSON(w io.Writer, h output.Head, tables []output.Table) error {
	return envelope(w, h, tables)
}

// member is a name of a JSON object and its value.
type member struct {
	name  string
	value any
}

func envelope(w io.Writer, h output.Head, tables []output.Table, more ...member) error {
	out := &jsonWriter{to: bufio.NewWriter(w)}
	out.text("{\n")
	for _, m := range append([]member{{"format_version", JSONVersion}, {"head", headOf(h)}}, more...) {
		out.value(m.name)
		out.text(": ")
		out.value(m.value)
		out.text(",\n")
	}
	out.text(`"tables": {`)
	before := "\n"
	for _, t := range tables {
		if len(t.For(output.File).Columns) == 0 {
			continue // for people alone
		}
		out.text(before)
		before = ",\n"
		out.value(t.Name)
		out.text(": ")
		out.table(t)
	}
	out.text("\n}\n}\n")
	if out.err != nil {
		return out.err
	}
	return out.to.Flush()
}

// jsonWriter keeps the first error; everything after it is dropped.
type jsonWriter struct {
	to      *bufio.Writer
	scratch bytes.Buffer
	err     error
}

func (j *jsonWriter) text(s string) {
	if j.err == nil {
		_, j.err = j.to.WriteString(s)
	}
}

// value writes a value on one line, and leaves < and > as they are.
func (j *jsonWriter) value(v any) {
	j.scratch.Reset()
	e := json.NewEncoder(&j.scratch)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil && j.err == nil {
		j.err = err
	}
	j.text(string(bytes.TrimRight(j.scratch.Bytes(), "\n")))
}

// table writes the rows, each an object with the columns in their order.
func (j *jsonWriter) table(t output.Table) {
	fields, at := expand(t)
	before := "[\n"
	for row, err := range t.Rows {
		if err != nil && j.err == nil {
			j.err = err
		}
		if j.err != nil {
			return
		}
		j.text(before)
		before = ",\n"
		for i, f := range fields {
			j.text([]string{"{", ", "}[min(i, 1)])
			j.value(f.Name)
			j.text(": ")
			j.value(f.json(row[at[i]]))
		}
		j.text("}")
	}
	if before == "[\n" {
		j.text("[]")
		return
	}
	j.text("\n]")
}

// json is a cell as JSON types it.
func (f field) json(c output.Cell) any {
	switch f.kind() {
	case output.Text, output.Day:
		return c.Text
	case output.Whole:
		if x := f.number(c); !math.IsNaN(x) {
			return int64(x)
		}
		return nil
	}
	return Number(f.number(c))
}
