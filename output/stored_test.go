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
	"magnetsim/output/outputtest"
)

// A stored report comes back as it was, with what has no value.
func TestStoredReportComesBack(t *testing.T) {
	r := outputtest.Report()
	r.Stats[0].Low, r.Stats[0].High = math.NaN(), math.Inf(1)
	var first, second bytes.Buffer
	if err := output.Write(&first, r); err != nil {
		t.Fatal(err)
	}
	if err := output.Write(&second, r); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Fatal("the same report has other bytes", err)
	}
	back, err := output.Read(&first)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, back, cmpopts.EquateNaNs(), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

// What is no report, or a torn one, is refused.
func TestWhatIsNoStoredReport(t *testing.T) {
	var whole bytes.Buffer
	if err := output.Write(&whole, outputtest.Report()); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"empty": "", "text": "version: 1\n", "torn": whole.String()[:whole.Len()/2],
		"another kind":   strings.Replace(whole.String(), "magnetsim report", "magnetsim season", 1),
		"another format": strings.Replace(whole.String(), "Format\x01", "Format\x02", 1),
	} {
		back, err := output.Read(strings.NewReader(data))
		if err == nil || back != nil {
			t.Errorf("%s: read %v, error %v", name, back, err)
		}
		if name != "another format" && !errors.Is(err, output.ErrNotStored) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
