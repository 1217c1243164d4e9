package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/cmd/whatif"
	"magnetsim/output"
	"magnetsim/output/csv"
	"magnetsim/output/figure"
	"magnetsim/output/page"
)

// Call is what a page asks of a scenario. What it does not need is left out.
type Call struct {
	Question whatif.Question `json:"question"`
	Look     Look            `json:"look"`
	Kinds    []string        `json:"kinds"`  // of figures
	Text     string          `json:"text"`   // to find
	Paths    []string        `json:"paths"`  // of controls
	Format   string          `json:"format"` // of a figure that is saved; "csv" of a trial's ledger
	Trial    Which           `json:"trial"`  // that is told
}

// Reply is one answer to a call; of ask there are several. One field is set.
type Reply struct {
	Page     *whatif.Page     `json:"page,omitempty"`
	Controls []whatif.Control `json:"controls,omitempty"`
	Answer   *Answer          `json:"answer,omitempty"`
	Trial    *Told            `json:"trial,omitempty"`
	Commands []string         `json:"commands,omitempty"`
	File     *File            `json:"file,omitempty"`
	Numbers  []Number         `json:"numbers,omitempty"`
	Error    string           `json:"error,omitempty"`
}

// Number is one of a side after all trials, with its 95% sampling interval where it has one.
type Number struct {
	Side      int      `json:"side"`
	Metric    string   `json:"metric"`
	Statistic string   `json:"statistic"`
	Unit      string   `json:"unit"`
	Value     float64  `json:"value"`
	Low       *float64 `json:"low,omitempty"`
	High      *float64 `json:"high,omitempty"`
}

// File is one that a page saves.
type File struct {
	Name string `json:"name"`
	Type string `json:"type"` // MIME
	Data []byte `json:"data"` // Base64 on the way
}

// Calls are the names of what can be asked: what a page shows, figures of the scenario by
// their meaning and by their place, a question, one trial of its answer, the command lines that
// repeat it, the files that a page saves of it, and all its numbers.
func Calls() []string {
	return []string{"page", "find", "controls", "ask", "trial", "commands", "scenario", "report", "figure", "numbers"}
}

// Do answers a call, with JSON as a page sends it. An error of the question is told in a
// reply; what is returned is that of send, or of a context that ended.
func Do(ctx context.Context, g *whatif.Ground, name string, request []byte, send func(Reply) error) error {
	var c Call
	d := json.NewDecoder(bytes.NewReader(request))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return send(Reply{Error: "invalid request: " + err.Error()})
	}
	err := do(ctx, g, name, c, send)
	if err != nil && ctx.Err() == nil {
		return send(Reply{Error: whatif.Problem(err)})
	}
	return err
}

func do(ctx context.Context, g *whatif.Ground, name string, c Call, send func(Reply) error) error {
	switch name {
	case "page":
		p, err := g.Page(ctx)
		if err != nil {
			return err
		}
		return send(Reply{Page: p})
	case "find":
		return send(Reply{Controls: g.Find(c.Text)})
	case "controls":
		return send(Reply{Controls: g.Controls(c.Paths...)})
	case "ask":
		c.Question.Lean = len(c.Kinds) > 0 && !slices.Contains(c.Kinds, "fan")
		return g.Ask(ctx, c.Question, func(r *output.Report) error {
			a, err := Of(r, c.Look, c.Kinds...)
			if err != nil {
				return err
			}
			return send(Reply{Answer: a})
		})
	case "trial":
		side := 0
		t, err := g.Trial(ctx, c.Question, func(r *output.Report) (whatif.Pick, error) {
			p, err := c.pick(r)
			side = p.Side
			return p, err
		})
		if err != nil {
			return err
		}
		if c.Format == "csv" {
			f, err := tableFile(fmt.Sprintf("trial-%d", t.Place.Number), t.Ledger())
			if err != nil {
				return err
			}
			return send(Reply{File: f})
		}
		told, err := tell(t, side, c.Look)
		if err != nil {
			return err
		}
		return send(Reply{Trial: told})
	case "commands":
		return send(Reply{Commands: g.Commands(c.Question)})
	case "scenario":
		text, err := g.YAML(c.Question)
		if err != nil {
			return err
		}
		return send(Reply{File: &File{"what-if.yaml", "application/yaml", []byte(text)}})
	case "numbers":
		r, err := g.Report(ctx, c.Question)
		if err != nil {
			return err
		}
		return send(Reply{Numbers: numbersOf(r)})
	case "report", "figure":
		r, err := g.Report(ctx, c.Question)
		if err != nil {
			return err
		}
		write := reportFile
		if name == "figure" {
			write = func(r *output.Report) (*File, error) { return figureFile(r, c) }
		}
		f, err := write(r)
		if err != nil {
			return err
		}
		return send(Reply{File: f})
	}
	return fmt.Errorf("unknown request %q; choose from %s", name, strings.Join(Calls(), ", "))
}

// numbersOf are the finite numbers of a report.
func numbersOf(r *output.Report) []Number {
	var all []Number
	for _, s := range r.Stats {
		if finite(s.Value) != nil {
			all = append(all, Number{s.Variant, s.Metric, s.Statistic, s.Unit, s.Value, finite(s.Low), finite(s.High)})
		}
	}
	return all
}

// finite is a number, or nil where it is not finite.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// types are the MIME types of figures.
var types = map[string]string{"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}

// figureFile is a figure as it goes into a paper, or its numbers.
func figureFile(r *output.Report, c Call) (*File, error) {
	drawn := shown(r, c.Kinds)
	if len(drawn) == 0 {
		return nil, fmt.Errorf("this answer has no figure %s", strings.Join(c.Kinds, ", "))
	}
	d := drawn[0]
	if c.Format == "csv" {
		return tableFile(d.Figure, d.Data())
	}
	if types[c.Format] == "" {
		return nil, fmt.Errorf("figures cannot be saved as %q; choose from svg, png, pdf, and csv for the numbers", c.Format)
	}
	var b bytes.Buffer
	if err := d.Render(&b, c.Format, figure.Style{}); err != nil {
		return nil, err
	}
	return &File{d.Figure + "." + c.Format, types[c.Format], b.Bytes()}, nil
}

// tableFile is a table as a file.
func tableFile(name string, t output.Table) (*File, error) {
	var b bytes.Buffer
	if err := csv.Write(&b, t); err != nil {
		return nil, err
	}
	return &File{name + ".csv", "text/csv", b.Bytes()}, nil
}

// reportFile is the page on an answer that every run leaves.
func reportFile(r *output.Report) (*File, error) {
	part := page.Part{Answer: r.Answer()}
	drawn, err := figure.Of(r)
	if err != nil {
		return nil, err
	}
	for _, d := range drawn {
		if !d.First {
			continue
		}
		var svg bytes.Buffer
		if err := d.Render(&svg, "svg", figure.Style{}); err != nil {
			return nil, err
		}
		part.Figures = append(part.Figures, page.Figure{Name: d.Figure, Doc: d.Doc, Alt: d.Alt(), Beside: d.Beside(), SVG: svg.Bytes()})
	}
	var b bytes.Buffer
	if err := page.HTML(&b, part); err != nil {
		return nil, err
	}
	return &File{"report.html", "text/html", b.Bytes()}, nil
}
