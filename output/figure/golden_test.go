package figure

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"magnetsim/output/internal/golden"

	"magnetsim/output"
)

// goldenStyles are as small as letters can be told apart.
var goldenStyles = []Style{
	{Size: "column", Theme: "light", DPI: 60},
	{Size: "report", Theme: "mono", DPI: 42},
	{Size: "slide", Theme: "dark", DPI: 24},
}

// sameShade is the difference of a channel, of 255, that two machines may make.
// The rasteriser counts in 64ths of a pixel: a coordinate that rounds the other
// way moves an edge by one of them, and its pixel by 255/64 = 4. In the thin
// marks of these pictures up to three edges share a pixel. What people see is
// more: a line moved by half a pixel differs by 64 and more.
const sameShade = 12

// The figures look as they did. A change of a figure is seen in the pictures of
// testdata/golden, which -update draws again.
func TestGolden(t *testing.T) {
	for _, d := range goldens(t) {
		for _, style := range goldenStyles {
			name := fmt.Sprintf("%s-%s-%s.png", d.Name, style.Size, style.Theme)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				var got bytes.Buffer
				if err := d.Render(&got, "png", style); err != nil {
					t.Fatal(err)
				}
				compareGolden(t, filepath.Join("testdata", "golden", name), got.Bytes())
			})
		}
	}
}

// goldens are one figure of every kind.
func goldens(t *testing.T) []Drawing {
	t.Helper()
	all := drawings()
	for _, of := range []struct {
		report *output.Report
		only   string // this kind; "": all
	}{{typical(), ""}, {settledReport(), "convergence"}, {specified(), "inputs"}} {
		for _, e := range Entries(of.report) {
			own := e.Figure == e.Name || of.only == "convergence" // not another policy's
			there := slices.ContainsFunc(all, func(d Drawing) bool { return d.Name == e.Name })
			if of.only != "" && e.Name != of.only || of.only == "" && e.Name == "inputs" || !own || there {
				continue
			}
			d, err := Draw(of.report, e.Figure)
			if err != nil {
				t.Fatal(err)
			}
			d.Name = e.Name
			all = append(all, d)
		}
	}
	return all
}

// Every kind of figure has its golden pictures.
func TestGoldenHasEveryKind(t *testing.T) {
	names := map[string]bool{}
	for _, d := range goldens(t) {
		names[d.Name] = true
	}
	for _, k := range List() {
		if !names[k.Name] {
			t.Errorf("%s has none", k.Name)
		}
	}
}

func compareGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	if golden.Updating() {
		golden.Write(t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("there is no %s: look at the figure, then go test -run Golden -update", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	diff, differing := differ(decoded(t, want), decoded(t, got))
	if differing == 0 {
		return
	}
	dir, err := os.MkdirTemp("", "figure-golden-") // stays, to be looked at
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = errors.Join(png.Encode(&b, diff), os.WriteFile(filepath.Join(dir, "got.png"), got, 0o666), os.WriteFile(filepath.Join(dir, "diff.png"), b.Bytes(), 0o666))
	t.Errorf("%d pixels differ from %s (want none): see got.png and diff.png in %s (%v); if the change is meant, go test -run Golden -update", differing, path, dir, err)
}

func decoded(t *testing.T, file []byte) image.Image {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// differ counts the pixels that differ and marks them red on what was wanted,
// made pale. Of pictures of different sizes all of the larger differs.
func differ(want, got image.Image) (*image.NRGBA, int) {
	a, b := want.Bounds(), got.Bounds()
	all := a.Union(b)
	diff, count := image.NewNRGBA(all), 0
	for y := all.Min.Y; y < all.Max.Y; y++ {
		for x := all.Min.X; x < all.Max.X; x++ {
			p := color.NRGBAModel.Convert(want.At(x, y)).(color.NRGBA)
			q := color.NRGBAModel.Convert(got.At(x, y)).(color.NRGBA)
			if a != b || apartBy(p.R, q.R) > sameShade || apartBy(p.G, q.G) > sameShade || apartBy(p.B, q.B) > sameShade {
				diff.SetNRGBA(x, y, color.NRGBA{R: 255, A: 255})
				count++
				continue
			}
			diff.SetNRGBA(x, y, color.NRGBA{p.R/4 + 191, p.G/4 + 191, p.B/4 + 191, 255})
		}
	}
	return diff, count
}

func apartBy(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// One digit that changes is seen.
func TestGoldenSeesADigit(t *testing.T) {
	r := typical()
	before := decoded(t, render(t, r, "sectors", "png", goldenStyles[0]))
	r.Run.Seed++
	if _, n := differ(before, decoded(t, render(t, r, "sectors", "png", goldenStyles[0]))); n == 0 {
		t.Error("another seed in the subtitle makes no difference")
	}
}
