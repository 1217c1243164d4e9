package figure

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"magnetsim/output"
)

func render(t *testing.T, r *output.Report, name, format string, style Style) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, r, name, format, style); err != nil {
		t.Fatalf("%s %s %+v: %v", name, format, style, err)
	}
	return b.Bytes()
}

// Every figure of every demo comes out without an error in every size and format,
// the themes by turns: they change colours alone. Figures of one policy differ
// by its numbers alone: the first and the last policy stand for all.
func TestEveryFigureRenders(t *testing.T) {
	for _, d := range demos() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			names := Names(d.report)
			for i, name := range names {
				all := i == 0 || i == len(names)-1 || slices.ContainsFunc(kinds(), func(k kind) bool { return k.Name == name })
				for s, size := range Sizes() {
					for f, format := range Formats() {
						theme := Themes()[(s+f+i)%len(Themes())]
						if all || format == "svg" && size == "column" {
							render(t, d.report, name, format, Style{Size: size, Theme: theme, DPI: 20})
						}
					}
				}
			}
		})
	}
}

func TestNames(t *testing.T) {
	got := strings.Join(Names(typical()), " ")
	want := "chain distribution distribution-thirty distribution-sixty distribution-one-eighty distribution-sixty-auto exceedance fan fan-thirty fan-sixty fan-one-eighty fan-sixty-auto sectors difference holds"
	if got != want {
		t.Errorf("names of the typical report:\n%s\nwant\n%s", got, want)
	}
	if names := Names(&output.Report{}); len(names) > 0 {
		t.Errorf("an empty report has figures: %v", names)
	}
	safe := regexp.MustCompile(`^[a-z0-9_-]+$`)
	seen := map[string]bool{}
	for _, name := range Names(hostile()) {
		if !safe.MatchString(name) || seen[name] {
			t.Errorf("%q is not a name of its own that is safe in a file name", name)
		}
		seen[name] = true
	}
}

func TestUnknownIsRefused(t *testing.T) {
	r := typical()
	for _, c := range []struct {
		name, format string
		style        Style
		want         string
	}{
		{"distribution", "gif", Style{}, `there is no format "gif"; choose from svg, png, pdf`},
		{"distribution", "svg", Style{Size: "huge"}, `there is no size "huge"; choose from column, page, report, slide`},
		{"distribution", "svg", Style{Theme: "pink"}, `there is no theme "pink"; choose from light, dark, mono`},
		{"distribution", "png", Style{DPI: 1e6}, "1000000 dots per inch: write a number from 1 to 1200"},
	} {
		err := Render(io.Discard, r, c.name, c.format, c.style)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Render(%q, %q, %+v) = %v, want %q", c.name, c.format, c.style, err, c.want)
		}
	}
}

var errFull = errors.New("full")

type fullWriter struct{}

func (fullWriter) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrorsComeBack(t *testing.T) {
	for _, format := range Formats() {
		if err := Render(fullWriter{}, typical(), "sectors", format, Style{DPI: 20}); !errors.Is(err, errFull) {
			t.Errorf("%s to a full disk: %v", format, err)
		}
	}
	if err := Data(fullWriter{}, typical(), "sectors"); !errors.Is(err, errFull) {
		t.Errorf("data to a full disk: %v", err)
	}
}

func TestBytesAreStable(t *testing.T) {
	for _, format := range Formats() {
		for _, name := range []string{"distribution", "exceedance", "fan-sixty", "sectors"} {
			first := render(t, typical(), name, format, Style{DPI: 40})
			if !bytes.Equal(first, render(t, typical(), name, format, Style{DPI: 40})) {
				t.Errorf("%s as %s differs from one time to the next", name, format)
			}
		}
	}
}

func TestPNGSaysItsResolution(t *testing.T) {
	for _, c := range []struct {
		size          string
		dpi           int
		width, height int // 0: free
		perMetre      uint32
	}{
		{"column", 0, 1051, 0, 11811}, // 89 mm at 300 dots per inch: 89/25.4·300 = 1051.2
		{"page", 150, 1081, 0, 5906},
		{"report", 0, 1890, 1063, 11811},
		{"slide", 0, 1920, 1080, 5669},
	} {
		file := render(t, typical(), "exceedance", "png", Style{Size: c.size, DPI: c.dpi})
		picture, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if b := picture.Bounds(); b.Dx() != c.width || c.height > 0 && b.Dy() != c.height {
			t.Errorf("%s: %d × %d pixels, want %d × %d", c.size, b.Dx(), b.Dy(), c.width, c.height)
		}
		at := bytes.Index(file, []byte("pHYs"))
		if at != 8+25+4 { // after the signature, the header and the length
			t.Fatalf("%s: pHYs at byte %d, want it first after the header", c.size, at)
		}
		across, down := binary.BigEndian.Uint32(file[at+4:]), binary.BigEndian.Uint32(file[at+8:])
		if across != c.perMetre || down != c.perMetre || file[at+12] != 1 {
			t.Errorf("%s: %d × %d pixels per unit %d, want %d per metre", c.size, across, down, file[at+12], c.perMetre)
		}
	}
}

// pdfText is what a PDF says, page content inflated. The text of Unicode fonts
// stands there as UTF-16 with a backslash before \, ( and ).
func pdfText(t *testing.T, file []byte) []byte {
	t.Helper()
	var all []byte
	for _, part := range bytes.Split(file, []byte("stream\n"))[1:] {
		z, err := zlib.NewReader(bytes.NewReader(part))
		if err != nil {
			continue // the tail of a stream
		}
		inflated, _ := io.ReadAll(z)
		all = append(all, inflated...)
	}
	return regexp.MustCompile(`\\([\\()])`).ReplaceAll(all, []byte("$1"))
}

func utf16Of(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.BigEndian.AppendUint16(b, u)
	}
	return b
}

func TestPDFTextIsRight(t *testing.T) {
	r := typical()
	r.Title = "₹ 5 × café – (½)"
	file := render(t, r, "sectors", "pdf", Style{})
	text := pdfText(t, file)
	// The rupee sign is set in the second font, so it stands by itself.
	for _, want := range []string{"₹", " 5 × café – (½) · 5 policies", "± sampling error (95%)", "Mean shortfall (t)", "Source: magnetsim; imports from customs statistics 2024–25, see the scenario file"} {
		want = strings.Replace(want, " 5 × café – (½) · 5 policies", " 5 × café – (½) · 5\u00a0policies · 10,000\u00a0trials", 1)
		if !bytes.Contains(text, utf16Of(want)) {
			t.Errorf("the PDF does not hold %q", want)
		}
	}
	for _, want := range []string{"/CreationDate (D:19700101000000)", "/Lang (en)"} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("the PDF does not hold %q", want)
		}
	}
}

// svgDoc is what the tests read of an SVG.
type svgDoc struct {
	XMLName xml.Name  `xml:"http://www.w3.org/2000/svg svg"`
	ViewBox string    `xml:"viewBox,attr"`
	Role    string    `xml:"role,attr"`
	Label   string    `xml:"aria-labelledby,attr"`
	Title   svgText   `xml:"title"`
	Desc    svgText   `xml:"desc"`
	Text    []svgText `xml:"text"`
}

type svgText struct {
	ID     string  `xml:"id,attr"`
	X      float64 `xml:"x,attr"`
	Y      float64 `xml:"y,attr"`
	Size   float64 `xml:"font-size,attr"`
	Length float64 `xml:"textLength,attr"`
	Words  string  `xml:",chardata"`
}

func parseSVG(t *testing.T, file []byte) svgDoc {
	t.Helper()
	var doc svgDoc
	if err := xml.Unmarshal(file, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestSVGHasTitleAndDescription(t *testing.T) {
	for _, d := range []demo{{"typical", typical()}, {"hostile", hostile()}} {
		for _, name := range Names(d.report) {
			doc := parseSVG(t, render(t, d.report, name, "svg", Style{NoTitle: true}))
			if doc.Title.Words == "" || clean(doc.Desc.Words) != clean(Alt(d.report, name)) {
				t.Errorf("%s %s: title %q, description %q", d.name, name, doc.Title.Words, doc.Desc.Words)
			}
			if doc.Role != "img" || doc.Label != doc.Title.ID+" "+doc.Desc.ID || doc.Title.ID == "" {
				t.Errorf("%s %s: role %q labelled by %q", d.name, name, doc.Role, doc.Label)
			}
		}
	}
}

// No text of any figure stands out of the page or touches another. A line's box
// reaches from its baseline 0.72 of the type size up, the height of Liberation's
// capitals, and 0.1 down: letters below the line may reach 0.21, where the line
// beneath, 1.25 below, begins at 0.53.
func TestTextNeitherCutNorOverlapping(t *testing.T) {
	for _, d := range demos() {
		for _, name := range Names(d.report) {
			for _, size := range Sizes() {
				doc := parseSVG(t, render(t, d.report, name, "svg", Style{Size: size}))
				checkText(t, d.name+" "+name+" "+size, doc)
			}
		}
	}
	for _, d := range goldens(t) {
		for _, size := range Sizes() {
			var file bytes.Buffer
			if err := d.Render(&file, "svg", Style{Size: size}); err != nil {
				t.Fatal(err)
			}
			checkText(t, d.Name+" "+size, parseSVG(t, file.Bytes()))
		}
	}
}

func checkText(t *testing.T, where string, doc svgDoc) {
	t.Helper()
	box := strings.Fields(doc.ViewBox)
	width, _ := strconv.ParseFloat(box[2], 64)
	height, _ := strconv.ParseFloat(box[3], 64)
	for i, a := range doc.Text {
		if a.X < 0 || a.X+a.Length > width || a.Y-0.72*a.Size < 0 || a.Y+0.21*a.Size > height {
			t.Errorf("%s: %q stands out of the page: x %g to %g of %g, y %g of %g", where, a.Words, a.X, a.X+a.Length, width, a.Y, height)
		}
		for _, b := range doc.Text[:i] {
			across := math.Min(a.X+a.Length, b.X+b.Length) - math.Max(a.X, b.X)
			down := math.Min(a.Y+0.1*a.Size, b.Y+0.1*b.Size) - math.Max(a.Y-0.72*a.Size, b.Y-0.72*b.Size)
			if across > 0.01 && down > 0.01 {
				t.Errorf("%s: %q and %q overlap by %.2g × %.2g", where, a.Words, b.Words, across, down)
			}
		}
	}
}

// The presets say how large the type is; only crowded words may make it smaller.
func TestTypeSize(t *testing.T) {
	want := map[string]float64{"column": 7, "page": 8, "report": 10, "slide": 18}
	for _, name := range []string{"distribution", "exceedance", "sectors"} {
		for size, points := range want {
			doc := parseSVG(t, render(t, typical(), name, "svg", Style{Size: size}))
			// The subtitle is the second text and set at the type size.
			if got := doc.Text[1].Size; math.Abs(got-points) > 0.005 {
				t.Errorf("%s %s is set in %g points, want %g", name, size, got, points)
			}
		}
	}
}
