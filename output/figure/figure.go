package figure

import (
	"fmt"
	"slices"
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
	brief    bool // a page has it unless it is asked for everything
	each     bool
	products bool                                                // the report is then that of one end product
	pages    func(r *output.Report) int                          // of a kind that goes over several pages; the variant is then the page
	draw     func(r *output.Report, variant int) (Drawing, bool) // false where there is nothing to show
}

func kinds() []kind {
	return []kind{
		{Info: Info{"chain", "Who sells what to whom",
			"Origins, materials, plants and sectors with the tonnes a year between them in normal times; what curbs reach, plants that are yet to come, and stockpiles."},
			brief: true, draw: drawChain},
		{Info: Info{"distribution", "Distribution of the total shortfall",
			"Histogram above the cumulative distribution of the total shortfall under one policy; trials without a shortfall are shown apart; p5, p50, p95, mean and CVaR95 marked."},
			each: true, products: true, draw: distribution},
		{Info: Info{"exceedance", "Chance of exceeding a total shortfall",
			"Chance that the total shortfall exceeds each size, one curve a policy, with 95% bands of sampling error."},
			main: true, brief: true, products: true, draw: exceedance},
		{Info: Info{"fan", "Unmet demand, strategic stock and cover over time",
			"Median, mean, and 50% and 90% ranges of unmet demand, the strategic stock and days of cover by date, under one policy; the scales are the same for every policy."},
			main: true, brief: true, each: true, products: true, draw: drawFan},
		{Info: Info{"sectors", "Mean shortfall by sector and policy",
			"Mean shortfall of every sector under each policy, with its 95% sampling error."},
			main: true, brief: true, products: true, draw: drawSectors},
		{Info: Info{"difference", "What each policy changes",
			"The change in mean shortfall of every sector and in total under each policy against the first, trial by trial on the same draws, with its 95% sampling error."},
			main: true, products: true, draw: drawDifference},
		{Info: Info{"holds", "Chance that the stockpile still holds",
			"Above, the chance by date that each stockpile, once filled, is not empty, one curve a policy; below, the days of cover by own stock that one trial in 20 falls below."},
			draw: drawHolds},
		{Info: Info{"convergence", "How estimates settled",
			"Mean, p95 and CVaR95 of the total shortfall under one policy by the number of trials, with their 95% bands of sampling error."},
			each: true, products: true, draw: convergence},
		{Info: Info{"tornado", "What the shortfall goes with",
			"Change of the mean shortfall from the lowest to the highest tenth of each of the inputs that it goes with most, with 95% intervals."},
			main: true, brief: true, draw: drawTornado},
		{Info: Info{"worst", "What sets the worst trials apart",
			"What was drawn differently in the worst 5% of the trials under one policy: where their p5, p50 and p95 lie among all trials."},
			main: true, each: true, draw: drawWorst},
		{Info: Info{"inputs", "What is uncertain, as specified",
			"Every uncertain figure of the scenario as it is drawn: its shape, p5, p50, p95 and family, each on its own scale; for a figure that takes a few values, the chance of each."},
			pages: inputPages, draw: drawInputs},
	}
}

// List tells the figures there are. Those of one policy at a time show the
// first policy under their plain name and another under name-policy; those of one
// end product show the first so and another under name-product, name-policy-product.
func List() []Info {
	return mapped(kinds(), func(k kind) Info { return k.Info })
}

// Entry is a figure that a report has the data for.
type Entry struct {
	Info           // of its kind
	Figure  string // its name
	Policy  string // the policy that it shows; "" where it shows all
	Product string // the end product that it shows; "" where it shows all, or there is one
	First   bool   // it shows all policies, or the first
	Shown   bool   // it shows all policies, or the one that the report shows
	Brief   bool   // a page has it also where it is short
	Main    bool   // it is among the files of a results folder unless more are asked for
}

// OfKinds returns the figures of a report that are of some kinds, by name.
func OfKinds(r *output.Report, names ...string) []Drawn {
	return drawn(r, slices.DeleteFunc(kinds(), func(k kind) bool { return !slices.Contains(names, k.Name) }))
}

// drawn lists the figures of kinds that a report has the data for.
func drawn(r *output.Report, kinds []kind) []Drawn {
	var all []Drawn
	for _, k := range kinds {
		for _, p := range viewsOf(k, r) {
			d, ok := k.draw(p.report, p.at)
			if !ok {
				continue
			}
			d.Name = p.name
			e := Entry{Info: k.Info, Figure: p.name, Product: p.product, First: p.at == 0, Shown: !k.each || p.at == r.Shown(), Brief: k.brief, Main: k.main && p.at == 0}
			if p.product != "" {
				e.Doc = strings.TrimSuffix(e.Doc, ".") + ": " + clean(p.product) + "."
			}
			if k.each {
				e.Policy = r.Variants[p.at].Policy
			}
			all = append(all, Drawn{e, d})
		}
	}
	return all
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
	for i, one := range byProduct(k.products, r) {
		behind := either(i > 0, "-"+output.Stem(slug(one.product)), "")
		n := min(1, len(one.report.Variants))
		switch {
		case k.pages != nil:
			n = k.pages(one.report)
		case k.each:
			n = len(one.report.Variants)
		}
		for v := range n {
			long := fmt.Sprintf("%s-%d", k.Name, v+1)
			if k.pages == nil {
				long = k.Name + "-" + short[v]
			}
			name := either(v == 0, k.Name, long) + behind
			p := one
			p.at, p.name = v, name
			for n := 2; taken[p.name]; n++ { // a policy may be called as a material is
				p.name = fmt.Sprintf("%s-%d", name, n)
			}
			taken[p.name], taken[long+behind] = true, true
			all = append(all, p)
		}
	}
	return all
}

// byProduct is the report as it stands, or for each end product.
func byProduct(products bool, r *output.Report) []view {
	if !products || r.Products == nil {
		return []view{{report: r}}
	}
	return mapped(r.Chiefs(), func(chief string) view { return view{product: output.Product(chief), report: r.About(chief)} })
}

// ofProduct names in a title the end product that a report is of, where the scenario
// has several: " of gallium".
func ofProduct(r *output.Report) string {
	if chiefs := r.Chiefs(); len(chiefs) == 1 {
		return ofMetric(r.Titles, chiefs[0])
	}
	return ""
}

// ofMetric names the end product of a total, where the scenario has several.
func ofMetric(t output.Titles, metric string) string {
	if product := output.Product(metric); product != "" {
		return " of " + clean(t.Stage(product))
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
