package vectorise

import (
	"encoding/base64"
	"fmt"
	"io/fs"
	"strings"
)

// Modules returns the kernels of package lane in a folder as WebAssembly with vectors of two
// lanes, which Go does not write. Their memory is that of the program, which imports them and
// has to be there before them: so doors, a module that needs nothing, exports under the name of
// each kernel a function that calls what stands in its table, "table"; kernels imports that
// and the program's memory, as doors.table and program.memory, and fills the table when it is
// instantiated.
func Modules(folder fs.FS) (doors, kernels []byte, err error) {
	s, err := load(folder)
	if err != nil {
		return nil, nil, err
	}
	read, err := s.readAll()
	if err != nil {
		return nil, nil, err
	}
	var types, functions, calls, exports, bodies []code
	for i, parts := range read {
		params := passed(parts[0].params)
		types = append(types, append(code{0x60}, append(listed(single(params)), 0)...))
		functions = append(functions, sized(i))
		calls = append(calls, door(len(params), i))
		exports = append(exports, exportedAs(s.kernels[i].Name.Name, kindFunction, i))
		bodies = append(bodies, s.body(parts, params))
	}
	table := code{typeFunc, 0}
	table.count(len(bodies))
	doors = module(func(m *code) {
		m.section(sectionTypes, listed(types))
		m.section(sectionFunctions, listed(functions))
		m.section(sectionTables, listed([]code{table}))
		m.section(sectionExports, listed(append(exports, exportedAs("table", kindTable, 0))))
		m.section(sectionCode, listed(calls))
	})
	kernels = module(func(m *code) {
		m.section(sectionTypes, listed(types))
		m.section(sectionImports, listed([]code{imported("program", "memory", code{kindMemory, 0, 0}), imported("doors", "table", append(code{kindTable}, table...))}))
		m.section(sectionFunctions, listed(functions))
		fill := code{0}
		fill.whole(0)
		fill.byte(opEnd)
		m.section(sectionElements, listed([]code{append(fill, listed(functions)...)}))
		m.section(sectionCode, listed(bodies))
	})
	return doors, kernels, nil
}

// Script returns the modules as a script for a browser's worker, which gives the program its
// kernels where it is instantiated: self.lane has doors and kernels, in letters of Base64.
func Script(folder fs.FS) ([]byte, error) {
	doors, kernels, err := Modules(folder)
	text := base64.StdEncoding.EncodeToString
	return fmt.Appendf(nil, "self.lane = { doors: %q, kernels: %q };\n", text(doors), text(kernels)), err
}

func sized(n int) (c code) { c.count(n); return c }

func single(types []byte) (all []code) {
	for _, t := range types {
		all = append(all, code{t})
	}
	return all
}

func exportedAs(name string, kind byte, index int) (c code) {
	c.name(name)
	c.byte(kind)
	c.count(index)
	return c
}

func imported(from, name string, as code) (c code) {
	c.name(from)
	c.name(name)
	return append(c, as...)
}

// passed are the types that the parameters of a kernel are passed as: an address, an address
// and a length, or a number.
func passed(params []param) (all []byte) {
	for _, p := range params {
		switch {
		case p.typ == "float64":
			all = append(all, typeF64)
		case strings.HasPrefix(p.typ, "[]"):
			all = append(all, typeI32, typeI32)
		default:
			all = append(all, typeI32)
		}
	}
	return all
}

// door is a function of so many parameters that calls what stands in the table.
func door(params, at int) (whole code) {
	c := code{0} // no locals
	for i := range params {
		c.get(i)
	}
	c.whole(at)
	c.byte(opCallIndirect)
	c.count(at) // the type of a kernel has its number
	c.byte(0, opEnd)
	whole.part(c)
	return whole
}
