package lane

// Width is the number of trials that go through each mechanism together. Sixty-four
// are eight registers of AVX-512: enough that what a call costs does not count, and few
// enough that a block of trials stays in the cache.
const Width = 64

// Vector is a quantity of one item in every trial of a block.
type Vector [Width]float64

// Index is a place in a table, one for every trial of a block.
type Index [Width]int64

// Fill sets every lane to v.
func (x *Vector) Fill(v float64) {
	for l := range x {
		x[l] = v
	}
}
