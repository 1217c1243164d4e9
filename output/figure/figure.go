package figure

import (
	"fmt"
	"strings"

	"magnetsim/output"
)

// Info describes a kind of figure.
type Info struct {
	Name  string // of the kind
	Title string
	Doc   string // what it shows, in one sentence
}

// kind is a figure that can be drawn: of one variant of the report at a time
// (each) or of all of them together, and for each end product apart (products) where
// the report has several.
type kind struct {
	Info
	main     bool // a run draws it unasked, of the first policy
	each     bool
	products bool                                                // the report is then that of one end product
	pages    func(r *output.Report) int                          // of a kind that goes over several pages; the variant is then the page
	draw     func(r *output.Report, variant int) (Drawing, bool) // false where there is nothing to show
}

func kinds() []kind {
	return []kind{distributionKind(), exceedanceKind(), fanKind(), sectorsKind(), differenceKind(), holdsKind(), convergenceKind(), tornadoKind(), worstKind(), inputsKind()}
}

// List tells the figures there are. Those of one policy at a time show the
// first policy under their plain name and another under name-policy; those of one
// end product show the first so and another under name-product, name-policy-product.
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
	Figure  string // its name
	Policy  string // the policy that it shows; "" where it shows all
	Variant string // what its legend calls that policy
	Product string // the end product that it shows; "" where it shows all, or there is one
	First   bool   // it shows all policies, or the first
	Main    bool   // it is among the files of a results folder unless more are asked for
}

// drawn lists the figures that a report has the data for.
func drawn(r *output.Report) []Drawn {
	var all []Drawn
	for _, k := range kinds() {
		for _, p := range viewsOf(k, r) {
			d, ok := k.draw(p.report, p.at)
			if !ok {
				continue
			}
			d.Name = p.name
			e := Entry{Info: k.Info, Figure: p.name, Product: p.product, First: p.at == 0, Main: k.main && p.at == 0}
			if p.product != "" {
				e.Doc = strings.TrimSuffix(e.Doc, ".") + ": " + clean(p.product) + "."
			}
			if k.each {
				e.Policy, e.Variant = r.Variants[p.at].Policy, variantTitle(r, p.at)
			}
			all = append(all, Drawn{e, d})
		}
	}
	return all
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

// view is one of a kind's figures.
type view struct {
	name    string
	product string         // the end product that it shows, where the report has several
	report  *output.Report // what it is drawn from: of that end product alone
	at      int            // variant, or page
}

// viewsOf are the figures of a kind: product by product, variant by variant.
func viewsOf(k kind, r *output.Report) []view {
	var all []view
	short, taken := slugs(r), map[string]bool{}
	for i, one := range byProduct(k, r) {
		behind := ""
		if i > 0 {
			behind = "-" + output.Stem(slug(one.product))
		}
		for v := range variantsOf(k, one.report) {
			p := one
			p.at = v
			name, long := k.names(v, short)
			p.name = name + behind
			for n := 2; taken[p.name]; n++ { // a policy may be called as a material is
				p.name = fmt.Sprintf("%s-%d", name+behind, n)
			}
			taken[p.name], taken[long+behind] = true, true
			all = append(all, p)
		}
	}
	return all
}

// names are the name of the figure of a variant or page, and in full, the variants'
// short names given.
func (k kind) names(v int, short []string) (name, long string) {
	switch {
	case v == 0 && k.pages == nil:
		return k.Name, k.Name + "-" + short[v]
	case v == 0:
		return k.Name, k.Name
	case k.pages != nil:
		name = fmt.Sprintf("%s-%d", k.Name, v+1)
	default:
		name = k.Name + "-" + short[v]
	}
	return name, name
}

// byProduct is the report as a kind takes it: as it stands, or for each end product.
func byProduct(k kind, r *output.Report) []view {
	if !k.products || r.Products == nil {
		return []view{{report: r}}
	}
	var all []view
	for _, chief := range r.Chiefs() {
		all = append(all, view{product: output.Product(chief), report: r.About(chief)})
	}
	return all
}

// ofProduct names in a title the end product that a report is of, where the scenario
// has several: " of gallium".
func ofProduct(r *output.Report) string {
	if chiefs := r.Chiefs(); len(chiefs) == 1 {
		return ofMetric(chiefs[0])
	}
	return ""
}

// ofMetric names the end product of a total, where the scenario has several.
func ofMetric(metric string) string {
	if product := output.Product(metric); product != "" {
		return " of " + strings.ReplaceAll(clean(product), "-", " ")
	}
	return ""
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
