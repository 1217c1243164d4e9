package output

// Chain is who sells what, through which stages, to whom: what a scenario assumes of normal
// times, before anything is played. Uncertain figures stand with their means.
type Chain struct {
	Date   string // ISO date of which Now is told
	Nodes  []ChainNode
	Flows  []ChainFlow // from left to right
	Stocks []ChainStock
	Curbs  []string // what restricts trade, for people
}

// The kinds of nodes of a chain.
const (
	ChainOrigin   = "origin"
	ChainMaterial = "material"
	ChainPlant    = "plant"
	ChainSector   = "sector"
)

// ChainNode is an origin, a material, a plant, or several that are alike, or a sector.
type ChainNode struct {
	Kind   string
	Name   string  // as in the file
	Title  string  // for people
	Stage  string  // of a material, for people
	From   string  // of what is yet to come, the month in which it begins in half of all worlds: "2027-06"
	Chance float64 // of what is yet to come, that it ever does
}

// ChainFlow is tonnes a year from one node to another.
type ChainFlow struct {
	From, To  int     // indices into Nodes
	Now       float64 // t/yr on Date
	Later     float64 // t/yr that what is yet to come adds at full capacity
	Hit, Part float64 // shares of it that curbs hit, and that they hit in part alone
}

// ChainStock is a strategic stock of a material.
type ChainStock struct {
	Node    int // of the material
	Title   string
	Initial float64 // t on Date, under the first policy
	Target  float64 // t, the greatest of any policy
}

// Hits reports whether curbs hit a flow, and in part.
func (c *Chain) Hits() (hit, part bool) {
	for _, f := range c.Flows {
		hit, part = hit || f.Hit > 0, part || f.Part > 0
	}
	return hit, part
}

// Through is what goes through a node, in t/yr: the larger of what comes in and what
// goes out.
func (c *Chain) Through(node int) float64 {
	in, out := 0.0, 0.0
	for _, f := range c.Flows {
		if f.To == node {
			in += f.Now + f.Later
		}
		if f.From == node {
			out += f.Now + f.Later
		}
	}
	return max(in, out)
}
