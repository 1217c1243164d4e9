package vectorise

import (
	"strings"
	"testing"
	"testing/fstest"
)

const types = `package lane
const Width = 64
const tenth = 1 / 10.0
type Vector [Width]float64
type Pair struct{ A, B Vector }
func half(x float64) float64 {
	y := x
	if x > 1 {
		y = x * 0.5
	}
	return y
}
`

func TestWhatIsOutsideTheSubsetIsRefused(t *testing.T) {
	for body, want := range map[string]string{
		"x[l] += y[l] * y[l]":            "write float64(x*y)",
		"z := y[l] * y[l]\nx[l] = 1 - z": "write float64(x*y)",
		"x[l] = math.Exp(y[l])":          "a call outside the subset",
		"x[l] = cosh(y[l])":              "cosh is neither a primitive nor a function of numbers",
		"x[l] = y[0]":                    "an index that is not the lane",
		"x[l] = nothing":                 "nothing is unknown",
		"x[l] = p.C[l]":                  "no vector",
		"for y[l] > 0 { x[l] = 1 }":      "a statement outside the subset",
		"if y[l] { x[l] = 1 }":           "a condition outside the subset",
		"x[l], p.A[l] = two(y[l])":       "an assignment of several results",
		"x[l] = y[l] % 2":                "an expression outside the subset",
	} {
		folder := fstest.MapFS{"k.go": {Data: []byte(types + "func k(x, y *Vector, p *Pair) {\nfor l := range x {\n" + body + "\n}\n}\n")}}
		_, err := Generate(folder)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "k.go:15") && !strings.Contains(err.Error(), "k.go:16") {
			t.Errorf("%s: error %v, want %q and the place", body, err, want)
		}
	}
}

func TestAKernelOfTheSubset(t *testing.T) {
	const body = "z := half(y[l])\nif z > tenth && !(y[l] == 2) {\n x[l] = float64(z*a) + p.B[l]\n} else {\n x[l] = -table[at[l]]\n}"
	folder := fstest.MapFS{"k.go": {Data: []byte(types + "type Index [Width]int64\n// k does something.\nfunc k(x, y *Vector, p *Pair, table []float64, at *Index, a float64) {\nfor l := range x {\n" + body + "\n}\n}\n")}}
	files, err := Generate(folder)
	if err != nil {
		t.Fatal(err)
	}
	asm, dispatch := string(files["kernels_amd64.s"]), string(files["kernels_amd64.go"])
	for _, want := range []string{
		"TEXT ·kAVX2(SB), NOSPLIT, $0-64", "TEXT ·kAVX512(SB)",
		"MOVQ table_base+24(FP), DX", "VBROADCASTSD a+56(FP)", "512(CX)", // the second vector of a Pair
		"$0x3fb999999999999a", // a tenth, as Go rounds it
	} {
		if !strings.Contains(asm, want) {
			t.Errorf("no %q in\n%s", want, asm)
		}
	}
	if strings.Contains(asm, "FMADD") || strings.Contains(asm, "FNMADD") || strings.Contains(asm, "FMSUB") {
		t.Error("a multiplication and an addition are fused")
	}
	if !strings.Contains(dispatch, "// K does something.\nfunc K(x *Vector, y *Vector, p *Pair, table []float64, at *Index, a float64) {") {
		t.Error(dispatch)
	}
}

// A kernel that goes through a list loads the pointers of an item once, and refuses any
// other form.
func TestAKernelOverItems(t *testing.T) {
	const record = "type Item struct {\n*Pair\nRate *Vector\n}\n"
	kernel := func(item string) fstest.MapFS {
		return fstest.MapFS{"k.go": {Data: []byte(types + record + "func k(items []Item, x *Vector) {\nfor i := range items {\n" + item + "\nfor l := range x {\nx[l] += t.B[l] / t.Rate[l]\n}\n}\n}\n")}}
	}
	files, err := Generate(kernel("t := &items[i]"))
	if err != nil {
		t.Fatal(err)
	}
	asm := string(files["kernels_amd64.s"])
	for _, want := range []string{"TEXT ·kAVX512(SB), NOSPLIT, $0-32", "MOVQ items_len+8(FP), R15", "MOVQ 0(R13), BX", "MOVQ 8(R13), CX", "VMOVUPD 512(BX)", "ADDQ $16, R13"} {
		if !strings.Contains(asm, want) {
			t.Errorf("no %q in\n%s", want, asm)
		}
	}
	if _, err := Generate(kernel("")); err == nil || !strings.Contains(err.Error(), "x := &items[i]") {
		t.Error(err)
	}
}
