package output

// Report is everything that a run says, in display order.
type Report struct {
	Scenario    string // short name
	Title       string
	Description string
	Titles      Titles // of the scenario
	Currency    string // ISO 4217
	SourceLine  string // for figures: where the figures come from
	NoteLine    string
	Run         Run
	Variants    []Variant
	Sectors     []Sector
	Products    map[string]string // the end product of each subject of shortfall; nil where there is one
	Stats       []Stat            // tidy: one row a number
	Paired      []Paired          // each variant against the first
	Criteria    []Verdict         // criterion by criterion, each under every variant
	Shapes      []Shape           // distributions of the chief metrics
	Series      []Series          // by step
	Convergence []Convergence     // of the chief shortfalls, by the number of trials
	Inputs      []Input           // uncertain figures and how they were drawn
	Drivers     *Drivers          // what the chief shortfall goes with, under the first variant; nil where that is not known
	AllFits     bool              // all that some strategic stock holds is taken to fit whoever may draw from it
	Cases       []CaseChange      // what the cases of the scenario change, under the first variant; nil where none were played
	Worst       []WorstInputs     // what sets the worst 5% of the chief shortfall apart, by variant
	Assumptions []Assumption      // every figure of the scenario, with its source
	Chain       *Chain            // who sells what to whom; nil where that is not known
	Changes     [][]PolicyChange  // by variant, what its policy changes; nil where that is not known
	Warnings    []Warning
	Health      Health

	Show int // the variant that pages illustrate, index into Variants; 0 where it is theirs to choose
}

// Run is what a run was.
type Run struct {
	Trials   int64
	Seed     uint64
	Sampling string // "random"
	Steps    int
	StepName string   // "week" or "month"
	StepDays float64  // days in a step
	Start    string   // ISO date on which step 0 begins
	End      string   // ISO date on which the horizon ends
	Dates    []string // ISO date on which each step begins
	Hash     string   // of the resolved scenario, hexadecimal
	Version  string   // of the program
	GoArch   string
	Complete bool  // false where it was interrupted
	Asked    int64 // trials asked for

	// Doubts are the warnings of the scenario file that bear on the answer: figures
	// that are hardly plausible, costs that nobody gave.
	Doubts []Warning

	// Told says of which part of the horizon metrics are told, "told of 2028-07-01 to
	// 2029-07-01"; "" of the whole. Their times count from its first step.
	Told      string
	ToldSteps int // of the horizon before it

	// Money says how money counts: "money of 2026-01-01, discounted by 8%/yr"; "" where it
	// is not discounted.
	Money string
}

// Variant is one case × policy × sweep cell.
type Variant struct {
	Case   string // "" for the base
	Policy string // "none" …
	Cell   string
	Title  string // for people: the policy's title, or its name

	CaseTitle string // for people; "" for the base
}

// Sector is a sector of the scenario, for labels and a fixed order of colours.
type Sector struct {
	Name  string
	Title string
	Units string // "vehicles"; "" for none
}

// Stat is one number with its sampling error: a row of the tidy summary.
type Stat struct {
	Variant   int    // index into Variants
	Metric    string // "shortfall.auto"
	Measure   string // "shortfall"
	Subject   string // "auto"
	Kind      string // "total", "sector", "material", "stockpile", "origin", "price", "curb", "model"
	Statistic string // mean, sd, p5 … p99, cvar90, cvar95, cvar99, p_any, p_exceed_<x>
	Value     float64
	Low, High float64 // 95% sampling interval; NaN where unknown
	Unit      string
	N         int64
	Warnings  []string
}

// Paired is the difference of a metric between two variants on common draws,
// second minus first.
type Paired struct {
	First, Second int // indices into Variants
	Metric        string
	Unit          string
	Mean          float64
	Low, High     float64 // 95% sampling interval of the mean difference
	SD            float64
	Better        float64 // share of trials in which the second is lower
	Worse         float64
	Same          bool // the interval holds 0: the two cannot be told apart
}

// Shape is the distribution of one metric over the trials of one variant.
type Shape struct {
	Variant      int
	Metric       string
	Measure      string
	Subject      string
	Unit         string
	N            int64
	Zero         float64   // share of trials at exactly 0
	Edges        []float64 // of equal bins over the positive values, from 0
	Shares       []float64 // share of all trials in each bin, len(Edges)-1; values above the last edge are in Above
	Above        float64
	Curve        []Point // exceedance: P(X > x) at rising x, from x = 0
	Mean         float64
	P5, P50, P95 float64
	CVaR95       float64
}

// Point is a point of an exceedance curve with its 95% sampling interval.
type Point struct {
	X, P, Low, High float64
}

// Series is a quantity by step over the trials of one variant.
type Series struct {
	Variant                int
	Name                   string // "unmet.total"
	Measure                string // "unmet", "stock", "cover", "arrivals", "price"
	Subject                string
	Unit                   string
	Mean                   []float64 // by step
	P5, P25, P50, P75, P95 []float64
	Positive               []float64 // share of trials in which it is above 0, by step
}

// Input is an uncertain figure.
type Input struct {
	Name         string // its place in the file
	Unit         string
	Family       string
	Params       string // as resolved, for people
	P5, P50, P95 float64
	Words        []string // p5, p50 and p95 for people, dates as dates; nil in a report stored before there were any
	Form         Form
}

// Form is the shape of a distribution, for a picture: of one that takes a few
// values their chances, of any other a histogram from p1 to p99. It is empty in a
// report stored before there was one, and where p1 is p99.
type Form struct {
	Edges  []float64 // of bins of equal width
	Values []float64 // instead, the values that it takes, rising
	Shares []float64 // the chance of each bin, or of each value
}

// Assumption is one figure of the scenario file.
type Assumption struct {
	Path   string // place in the file
	Value  string // as written
	Means  string // as resolved: family, p5/p50/p95, base units
	Basis  string // what it rests on: measured, derived, judged, default; "" where nothing is said
	Source string
	Note   string
	Origin string // file:line
}

// Warning is a doubt about a result: what, why, and what to do.
type Warning struct {
	What, Why, Do string
}

// Health says how sound the computation was.
type Health struct {
	Failed     int64 // trials that failed and are not counted
	FirstError string
	Imbalance  float64 // largest relative error of a material's mass balance
}
