package sheet

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"magnetsim/sim/unit"
)

func read(text string) (*Sheet, error) {
	return Read([]byte(text))
}

// utf16Of encodes a text, low bytes first or last.
func utf16Of(text string, little bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		if little {
			b.WriteByte(byte(u))
		}
		b.WriteByte(byte(u >> 8))
		if !little {
			b.WriteByte(byte(u))
		}
	}
	return b.String()
}

// One table, as spreadsheets and offices save it: it is the same for all.
func TestOneTableInAllItsForms(t *testing.T) {
	plain := "month,shipped (kt),note\n2025-04,2.6263,länger\n2025-05,1.2381,\n"
	for name, text := range map[string]string{
		"as it is":            plain,
		"CRLF":                strings.ReplaceAll(plain, "\n", "\r\n"),
		"CR":                  strings.ReplaceAll(plain, "\n", "\r"),
		"UTF-8 with its mark": "\ufeff" + plain,
		"UTF-16 LE":           utf16Of("\ufeff"+plain, true),
		"UTF-16 BE":           utf16Of("\ufeff"+plain, false),
		"UTF-16 LE, no mark":  utf16Of(plain, true),
		"UTF-16 BE, no mark":  utf16Of(plain, false),
		"semicolons":          strings.ReplaceAll(plain, ",", ";"),
		"tabs":                strings.ReplaceAll(plain, ",", "\t"),
		"sep=":                "sep=;\n" + strings.ReplaceAll(plain, ",", ";"),
		"blank rows":          strings.ReplaceAll(plain, "\n2025-05", "\n,,\n\n2025-05"),
		"trailing commas":     strings.ReplaceAll(plain, "\n", ",\n"),
		"quotes and spaces":   strings.ReplaceAll(plain, "shipped (kt)", `" shipped (kt) "`),
	} {
		s, err := read(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, r := range s.Rows {
			got = append(got, strings.Join(r.Cells[:3], "|"))
		}
		if want := []string{"2025-04|2.6263|länger", "2025-05|1.2381|"}; !slices.Equal(got, want) {
			t.Errorf("%s: %q", name, got)
		}
		if i, err := s.Column("shipped"); i != 1 || err != nil || s.Columns[1].Unit != "kt" {
			t.Errorf("%s: column %d, %v, unit %q", name, i, err, s.Columns[1].Unit)
		}
	}
}

func TestUnitsInHeadings(t *testing.T) {
	for heading, want := range map[string][2]string{
		"china_kg":             {"china", "kg"},
		"shipped.china (kt)":   {"shipped.china", "kt"},
		"shipped.china [in t]": {"shipped.china", "t"},
		"shipped.china, kt":    {"shipped.china", "kt"},
		"delay days":           {"delay", "days"},
		"shipped.china":        {"shipped.china", ""},
		"china_total":          {"china_total", ""},
		"kg":                   {"kg", ""},
		"value (USD)":          {"value", "USD"},
	} {
		c := columnsOf([]string{heading})[0]
		if c.Name != want[0] || c.Unit != want[1] {
			t.Errorf("%q: %q in %q, want %q", heading, c.Name, c.Unit, want)
		}
	}
	mass := func(heading string) (string, error) { return columnsOf([]string{heading})[0].In(unit.Mass) }
	if u, err := mass("china_kg"); u != "kg" || err != nil {
		t.Error(u, err)
	}
	if u, err := mass("lag_days"); u != "" || err != nil {
		t.Error(u, err) // a name that ends like a unit of something else
	}
	if _, err := mass("value (USD)"); err == nil || !strings.Contains(err.Error(), "a mass is needed") {
		t.Error(err)
	}
	if _, err := mass("shipped (tons)"); err == nil || !strings.Contains(err.Error(), "different tons") {
		t.Error(err)
	}
}

// A number has one reading or is refused: by hand, behind each separator.
func TestNumbersHaveOneReading(t *testing.T) {
	for _, c := range []struct {
		comma    rune
		cell, is string // "" where it is refused
	}{
		{',', "1234.5", "1234.5 t"}, {',', "1,234.5", "1,234.5 t"}, {',', "1,234", "1,234 t"}, {',', "1.234", "1.234 t"},
		{',', "12.000", "12 t"}, {',', "1.5 kt", "1.5 kt"}, {',', "0", "0 t"}, {',', "1,234,567", "1,234,567 t"},
		{',', "1.234,5", ""}, {',', "1234,5", ""}, {',', "85,5", ""}, {',', "1 234", ""}, {',', "many", ""},
		{';', "1234.5", "1234.5 t"}, {';', "1234", "1234 t"}, {';', "0.234", "0.234 t"}, {';', "1.2345", "1.2345 t"},
		{';', "1.234", ""}, {';', "1,234", ""}, {';', "1.234,5", ""}, {';', "1234,5", ""}, {';', "0,5", ""}, {'\t', "1,234", ""},
	} {
		s := Sheet{comma: c.comma}
		text, err := s.Quantity(c.cell, "t")
		if err == nil {
			_, err = unit.ParseAs(text, unit.Mass)
		}
		if (err != nil) != (c.is == "") || err == nil && text != c.is {
			t.Errorf("%q behind %q: %q, %v, want %q", c.cell, c.comma, text, err, c.is)
		}
	}
}

func TestMonths(t *testing.T) {
	want, _ := unit.ParseDate("2025-04-01")
	for _, text := range []string{"2025-04", "2025-4", "2025-04-01", "202504", "Apr-2025", "apr-2025", "April 2025", "Apr 2025", "04/2025", "2025/04", "2025M04", "2025-Apr"} {
		if got, err := Month(text); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"2025-04-17", "Apr-25", "04/25", "01/04/2025", "2025.04", "202513", "2025-13", "2025", "", "April", "20250401"} {
		if got, err := Month(text); err == nil {
			t.Errorf("%q is read as %s", text, got)
		}
	}
}

func TestTablesThatAreRefused(t *testing.T) {
	for text, says := range map[string]string{
		"":                             "is empty",
		"month,a,a\n2025-04,1,2\n":     `two columns have the heading "a"`,
		"month,a\n2025-04,1,234\n":     "line 2 has 3 cells, but the first line has 2 headings; put a number with a comma in quotes",
		"month,a,b\n2025-04,1\n":       "line 2 has 2 cells",
		"month,a\n2025-04,\"1\n":       "line 2",
		"month,a\n2025-04,1\xff\n":     "not UTF-8",
		"month,a\n2025-04,\x1b[31m1\n": "not a CSV table",
		"a\n":                          "not a CSV table",
	} {
		if s, err := read(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, %v, want %q", text, s, err, says)
		}
	}
	if s, err := read("month,a (t),a (kt)\n2025-04,1,2\n"); err != nil {
		t.Error(err)
	} else if _, err := s.Column("a"); err == nil || !strings.Contains(err.Error(), `can be the column "a (t)" or "a (kt)"`) {
		t.Error(err)
	}
}

// Of a file of something else, no message shows a line.
func TestOtherFilesAreNotShown(t *testing.T) {
	for _, text := range []string{
		"root:secret:0:0:root:/root:/bin/sh\nuser:secret:1:1::/home:/bin/sh\n",
		"password = secret\nother, secret = 1, secret, 2\n",
		"secret;secret\nsecret;secret;secret\n",
		"\x7fELF\x02\x01\x01secret\x00\x00",
		"{\"key\": \"secret\"}\n",
	} {
		s, err := read(text)
		if err == nil {
			_, err = s.Column("x")
		}
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", text, err)
		}
	}
	var e *unit.Error
	if _, err := (&Sheet{comma: ';'}).Quantity("1234,5", "t"); !errors.As(err, &e) || !strings.HasPrefix(e.Fix, "write 1234.5:") {
		t.Error(err)
	}
}

// What a file holds that was named by mistake, or by someone who should not see it, is
// not told.
func TestWhatHoldsNoFigures(t *testing.T) {
	for _, text := range []string{
		"root:x:0:0:root:/root:/bin/sh\nuser:x:1:1:A,B:/home:/bin/sh\n",
		"A=1\nSECRET=abc\nOTHER=def\n",
		"2026-01-02 12:00:00 login of root\n2026-01-02 12:00:01 password abc\n",
		"month,china\n2025-04,1\x1b[31m\n",
		"\xff\xfe", "", "month,china\n",
	} {
		_, err := Read([]byte(text))
		if err == nil {
			t.Errorf("%q is read", text)
			continue
		}
		for _, secret := range []string{"root", "SECRET", "password"} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%q tells %v", text, err)
			}
		}
	}
}
