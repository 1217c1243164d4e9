package unit

import "testing"

func TestReadable(t *testing.T) {
	for key, want := range map[string]string{
		"china-heavy": "China heavy", "auto": "Auto", "price_cap": "Price cap", "days-30": "30 days", "block-1": "Block 1",
		"NdFeB": "NdFeB", "été": "Été", "": "", "-": "-",
	} {
		if got := Readable(key); got != want {
			t.Errorf("%q: %q, want %q", key, got, want)
		}
	}
}

func TestWithinSentence(t *testing.T) {
	for title, want := range map[string]string{
		"Heavy magnets": "heavy magnets", "Quota": "quota", "Nd oxide": "Nd oxide", "NdFeB magnets": "NdFeB magnets", "EU quota": "EU quota", "Cut": "cut",
		"Midwest's plant": "Midwest's plant", "": "",
	} {
		if got := WithinSentence(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
