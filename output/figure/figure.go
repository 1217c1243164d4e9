package figure

import (
	"fmt"
	"io"
	"strings"

	"magnetsim/output"
)

// Info describes a kind of figure.
type Info struct {
	Name  string // as Render takes it
	Title string
	Doc   string // what it shows, in one sentence
}

// kind is a figure that can be drawn: of one variant of the report at a time
// (each) or of all of them together.
type kind struct {
	Info
	each  bool
	pages func(r *output.Report) int // of a kind that goes over several pages; the variant is then the page
	has   func(r *output.Report, variant int) bool
	chart func(r *output.Report, variant int, l look) *chart
	alt   func(r *output.Report, variant int) string
	data  func(r *output.Report, variant int) []datum
}

func kinds() []kind {
	return []kind{distributionKind(), exceedanceKind(), fanKind(), sectorsKind(), differenceKind(), holdsKind(), convergenceKind(), tornadoKind(), worstKind(), inputsKind()}
}

// List tells the figures there are. Those of one policy at a time show the
// first policy under their plain name and another under name-policy.
func List() []Info {
	var all []Info
	for _, k := range kinds() {
		all = append(all, k.Info)
	}
	return all
}

// Entry is a figure that a report has the data for.
type Entry struct {
	Info           // of its kind
	Figure  string // its name, as Render takes it
	Policy  string // the policy that it shows; "" where it shows all
	Variant string // what its legend calls that policy
}

// Entries lists the figures that the report has the data for.
func Entries(r *output.Report) []Entry {
	var all []Entry
	slugs := slugs(r)
	for _, k := range kinds() {
		for v, name := range namesOf(k, r, slugs) {
			if !k.has(r, v) {
				continue
			}
			e := Entry{Info: k.Info, Figure: name}
			if k.each {
				e.Policy, e.Variant = r.Variants[v].Policy, variantTitle(r, v)
			}
			all = append(all, e)
		}
	}
	return all
}

// Names lists the figures that the report has the data for.
func Names(r *output.Report) []string {
	var names []string
	for _, e := range Entries(r) {
		names = append(names, e.Figure)
	}
	return names
}

// Render writes a figure as "svg", "png", "pdf" or "vl.json". The same report and
// style give the same bytes. It fails on a name, format, size or theme that does
// not exist and on a figure that the report has no data for.
func Render(w io.Writer, r *output.Report, name, format string, style Style) error {
	d, err := Draw(r, name)
	if err != nil {
		return err
	}
	return d.Render(w, format, style)
}

// Alt tells in words what the figure shows, from its numbers: for readers who
// cannot see it. It is empty where Render would fail.
func Alt(r *output.Report, name string) string {
	k, variant, err := find(r, name)
	if err != nil {
		return ""
	}
	return k.alt(r, variant)
}

// Data writes the figure's numbers as CSV.
func Data(w io.Writer, r *output.Report, name string) error {
	k, variant, err := find(r, name)
	if err != nil {
		return err
	}
	return writeData(w, k.data(r, variant))
}

// find resolves a figure's name within a report.
func find(r *output.Report, name string) (kind, int, error) {
	slugs := slugs(r)
	for _, k := range kinds() {
		for v, own := range namesOf(k, r, slugs) {
			if name != own && (k.pages != nil || name != k.Name+"-"+slugs[v]) {
				continue
			}
			if !k.has(r, v) {
				return k, v, fmt.Errorf("figure %q: the report holds no data for it", name)
			}
			return k, v, nil
		}
	}
	return kind{}, 0, fmt.Errorf("no figure is called %q; this report has %s", name, strings.Join(Names(r), ", "))
}

func variantsOf(k kind, r *output.Report) int {
	if k.pages != nil {
		return k.pages(r)
	}
	if k.each {
		return len(r.Variants)
	}
	return min(1, len(r.Variants))
}

// namesOf are the names of a kind's figures, the variants' short names given.
func namesOf(k kind, r *output.Report, slugs []string) []string {
	names := make([]string, variantsOf(k, r))
	for v := range names {
		switch {
		case v == 0:
			names[v] = k.Name
		case k.pages != nil:
			names[v] = fmt.Sprintf("%s-%d", k.Name, v+1)
		default:
			names[v] = k.Name + "-" + slugs[v]
		}
	}
	return names
}

// slugs gives every variant a short name that is safe in a file name, unique in
// the report: the policy, with the case and the cell where they tell apart.
func slugs(r *output.Report) []string {
	alike, seen := map[string]int{}, map[output.Variant]bool{}
	for _, v := range r.Variants {
		if !seen[v] {
			seen[v] = true
			alike[slug(v.Policy)]++
		}
	}
	var all []string
	taken := map[string]bool{}
	for i, v := range r.Variants {
		s := slug(v.Policy)
		if alike[s] > 1 {
			s = strings.Trim(slug(v.Case+" "+v.Policy+" "+v.Cell), "-")
		}
		s = output.Stem(s)
		own := s
		for n := i + 1; own == "" || taken[own]; n++ {
			own = strings.TrimPrefix(fmt.Sprintf("%s-%d", s, n), "-")
		}
		taken[own] = true
		all = append(all, own)
	}
	return all
}

func slug(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_'
	}), "-")
}
