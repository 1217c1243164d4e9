package file

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"math"
	"slices"

	"magnetsim/output"
	"magnetsim/output/csv"
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
		notes = append(notes, note(n))
	}
	tables := slices.DeleteFunc(slices.Clone(a.All()), func(t output.Table) bool { return t.Long })
	return envelope(w, a.Head, tables, member{"sentences", append([]string{}, a.Sentences...)}, member{"notes", notes})
}

// member is a name of a JSON object and its value.
type member struct {
	name  string
	value any
}

func envelope(w io.Writer, h output.Head, tables []output.Table, more ...member) error {
	out := jsonWriter{bufio.NewWriter(w)}
	out.WriteString("{\n")
	for _, m := range append([]member{{"format_version", JSONVersion}, {"head", headOf(h)}}, more...) {
		if err := out.member(m.name, m.value); err != nil {
			return err
		}
		out.WriteString(",\n")
	}
	out.WriteString(`"tables": {`)
	before := "\n"
	for _, t := range tables {
		if len(t.For(output.File).Columns) == 0 {
			continue // for people alone
		}
		out.WriteString(before)
		before = ",\n"
		if err := out.table(t); err != nil {
			return err
		}
	}
	out.WriteString("\n}\n}\n")
	return out.Flush()
}

// jsonWriter keeps the first error of the writer beneath, which Flush returns;
// everything after it is dropped.
type jsonWriter struct{ *bufio.Writer }

// value writes a value on one line, and leaves < and > as they are.
func (j jsonWriter) value(v any) error {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := j.Write(bytes.TrimRight(text.Bytes(), "\n"))
	return err
}

func (j jsonWriter) member(name string, v any) error {
	if err := j.value(name); err != nil {
		return err
	}
	j.WriteString(": ")
	return j.value(v)
}

// table writes the rows, each an object with the columns in their order.
func (j jsonWriter) table(t output.Table) error {
	if err := j.value(t.Name); err != nil {
		return err
	}
	j.WriteString(": [")
	fields, at := csv.Fields(t)
	before := "\n"
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		j.WriteString(before)
		before = ",\n"
		for i, f := range fields {
			j.WriteString([]string{"{", ", "}[min(i, 1)])
			if err := j.member(f.Name, jsonOf(f, row[at[i]])); err != nil {
				return err
			}
		}
		j.WriteString("}")
	}
	if before == ",\n" { // it has a row
		j.WriteString("\n")
	}
	j.WriteString("]")
	return nil
}

// jsonOf is a cell as JSON types it.
func jsonOf(f csv.Field, c output.Cell) any {
	switch f.Type() {
	case output.Text, output.Day:
		return c.Text
	case output.Whole:
		if x := f.Number(c); !math.IsNaN(x) {
			return int64(x)
		}
		return nil
	}
	return Number(f.Number(c))
}

// Number is a float that is null in JSON where it is not finite.
type Number float64

// MarshalJSON writes 9 significant digits, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if out := csv.AppendNumber(nil, float64(n)); len(out) > 0 {
		return out, nil
	}
	return []byte("null"), nil
}
