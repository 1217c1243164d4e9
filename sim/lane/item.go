package lane

// A kernel that goes through all items of a material takes them as a list of records:
// what one item is made of, by pointers, as it stands in the step at hand.

// Trade is a source as those who buy its material meet it.
type Trade struct {
	*Offer
	*Source
	*Strain
	Then      *Outlook // what is planned for when its goods arrive
	Rivals    *Strain  // of the rival buyers; nothing restrained where there are none
	Capacity  *Vector  // K, t
	Imports   *Vector  // I/R, −1 where nothing is required
	Planned   *Vector  // the use on which its quota rests, t
	Blocked   *Vector  // what curbs kept from being shipped so far, t
	Delivered *Vector  // so far, t
	Due       *Vector  // what arrives in the step, t
}

// Buyer is a consumer of a material.
type Buyer struct {
	*Consumer
	Base    *Vector // b(k), planned requirement, t
	Next    *Vector // b(k+1), t
	Years   *Vector // T, the cover that it should hold
	CatchUp *Vector // γ, share of what it uses by which it works off a backlog; 0 of a plant's input
	Beta    *Vector // β, share of what is unmet that waits
	Want    *Vector // scratch, t
}

// Scratch is what a kernel notes between its loops, of a material.
type Scratch struct{ Total, Part, Rest, Spare, Ahead, Planned, Rate, Other Vector }
