package folder

import "testing"

func TestParts(t *testing.T) {
	for text, want := range map[string]Part{"3/64": {3, 3, 64}, "1-8/64": {1, 8, 64}, "64/64": {64, 64, 64}, "100000/100000": {100000, 100000, 100000}} {
		if p, ok := ParsePart(text); !ok || p != want || p.String() != text {
			t.Errorf("%q is %+v, %v, want %+v", text, p, ok, want)
		}
	}
	for _, text := range []string{"", "3", "0/4", "5/4", "3-2/4", "1-5/4", "1/100001", "1/2000000000", "-1/4", "1-/4", "a/4"} {
		if p, ok := ParsePart(text); ok {
			t.Errorf("%q is %+v", text, p)
		}
	}
}
