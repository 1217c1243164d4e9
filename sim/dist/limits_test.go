package dist

import "testing"

// What is too rare to be drawn from is called that, and its chance told: a standard
// normal lies between 6 and 7 with Φ(−6) − Φ(−7) = 9.853e-10. A little more is taken.
func TestTruncationToWhatIsRare(t *testing.T) {
	normal, err := Normal(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	const want = "truncate: the chance of normal between 6 and 7 is 9.9e-10, too small to be drawn from: it must be 1e-09 or more"
	if _, err := Truncate(normal, 6, 7); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	d, err := Truncate(normal, 5.9, 7)
	if err != nil {
		t.Fatal(err)
	}
	if x := d.Quantile(0.5); !(x > 5.9 && x < 6.1) {
		t.Errorf("the median is %g", x)
	}
}
