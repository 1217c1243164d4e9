package output_test

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// A stored report comes back as it was, with what has no value.
func TestStoredReportComesBack(t *testing.T) {
	r := outputtest.Report()
	r.Stats[0].Low, r.Stats[0].High = math.NaN(), math.Inf(1)
	var first, second bytes.Buffer
	if err := output.Store(&first, r); err != nil {
		t.Fatal(err)
	}
	if err := output.Store(&second, r); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Fatal("the same report has other bytes", err)
	}
	back, err := output.Restore(&first)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(any(r), back, cmpopts.EquateNaNs(), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

// What is no report, or a torn one, is refused.
func TestWhatIsNoStoredReport(t *testing.T) {
	var whole bytes.Buffer
	if err := output.Store(&whole, outputtest.Report()); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"empty": "", "text": "version: 1\n", "torn": whole.String()[:whole.Len()/2],
		"another kind":   strings.Replace(whole.String(), "magnetsim run", "magnetsim sun", 1),
		"another format": strings.Replace(whole.String(), "Format\x03", "Format\x01", 1),
	} {
		back, err := output.Restore(strings.NewReader(data))
		if err == nil {
			t.Errorf("%s is read as a %T", name, back)
		}
		if name != "another format" && !errors.Is(err, output.ErrTorn) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
