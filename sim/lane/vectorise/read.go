package vectorise

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"math"
	"strings"
)

// source is what the files of the package declare.
type source struct {
	files     *token.FileSet
	width     int // lanes
	structs   map[string]*ast.StructType
	numbers   map[string]ast.Expr      // constants
	functions map[string]*ast.FuncDecl // of numbers
	kernels   []*ast.FuncDecl
}

// reader walks the loops of one kernel, one after the other.
type reader struct {
	*source
	*graph
	kernel  string
	lane    string            // name of the loop's variable
	item    string            // name of the item at hand; empty outside a loop over items
	record  string            // its type
	locals  map[string]*value // of the function at hand
	vectors map[place]*value  // what stands in a vector's lane by now
	written []place
	when    *value // the mask under which statements count; nil for always
}

// fault is why a kernel cannot be turned into vector code.
type fault struct{ error }

func (r *reader) refuse(n ast.Node, format string, args ...any) {
	panic(fault{fmt.Errorf("%s: %s: %s", r.files.Position(n.Pos()), r.kernel, fmt.Sprintf(format, args...))})
}

// bytesOf returns the size of a type of the package.
func (s *source) bytesOf(typ string) int {
	switch typ {
	case "Vector", "Index":
		return 8 * s.width
	}
	total := 0
	for _, f := range s.structs[typ].Fields.List {
		size := 8 // of a pointer
		if id, ok := f.Type.(*ast.Ident); ok {
			size = s.bytesOf(id.Name)
		}
		total += max(1, len(f.Names)) * size
	}
	return total
}

// pointed returns which pointer of a record of pointers leads to a field, that pointer's
// own name included, and where it is behind it; −1 for none.
func (s *source) pointed(record, name string) (pointer, offset int, typ string) {
	at := 0
	for _, f := range s.structs[record].Fields.List {
		star, ok := f.Type.(*ast.StarExpr)
		if !ok {
			break
		}
		of := star.X.(*ast.Ident).Name
		for _, n := range f.Names {
			if n.Name == name {
				return at, 0, of
			}
			at += 8
		}
		if len(f.Names) > 0 {
			continue
		}
		if of == name {
			return at, 0, of
		}
		if inner, found := s.field(of, name); inner >= 0 && !s.shallow(record, name) {
			return at, inner, found
		}
		at += 8
	}
	return -1, 0, ""
}

// shallow reports whether a record has a field of a name itself.
func (s *source) shallow(record, name string) bool {
	for _, f := range s.structs[record].Fields.List {
		for _, n := range f.Names {
			if n.Name == name {
				return true
			}
		}
	}
	return false
}

// field returns the offset and the type of a field, promoted ones included; −1 for none.
func (s *source) field(typ, name string) (int, string) {
	st := s.structs[typ]
	if st == nil {
		return -1, ""
	}
	offset := 0
	for _, f := range st.Fields.List {
		of := f.Type.(*ast.Ident).Name
		if len(f.Names) == 0 {
			if of == name {
				return offset, of
			}
			if inner, found := s.field(of, name); inner >= 0 {
				return offset + inner, found
			}
			offset += s.bytesOf(of)
		}
		for _, n := range f.Names {
			if n.Name == name {
				return offset, of
			}
			offset += s.bytesOf(of)
		}
	}
	return -1, ""
}

// where returns the place that x, x.Field and x.Field.Field name.
func (r *reader) where(e ast.Expr) (place, string) {
	switch x := e.(type) {
	case *ast.Ident:
		for _, p := range r.params {
			if p.name == x.Name {
				return place{p.name, 0}, p.typ
			}
		}
	case *ast.SelectorExpr:
		if id, ok := x.X.(*ast.Ident); ok && r.item != "" && id.Name == r.item {
			if pointer, offset, typ := r.pointed(r.record, x.Sel.Name); pointer >= 0 {
				return place{itemPointer(pointer), offset}, typ
			}
			break
		}
		at, typ := r.where(x.X)
		if offset, of := r.field(typ, x.Sel.Name); offset >= 0 {
			return place{at.param, at.offset + offset}, of
		}
	}
	r.refuse(e, "no vector")
	return place{}, ""
}

func (r *reader) isLane(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == r.lane
}

// element returns x[l] and table[index[l]].
func (r *reader) element(x *ast.IndexExpr) *value {
	at, typ := r.where(x.X)
	if r.isLane(x.Index) {
		if typ != "Vector" && typ != "Index" {
			r.refuse(x, "a lane of %s", typ)
		}
		if r.vectors[at] == nil {
			r.vectors[at] = r.add(&value{op: "load", place: at})
		}
		return r.vectors[at]
	}
	if index, ok := x.Index.(*ast.IndexExpr); ok && typ == "[]float64" {
		return r.add(&value{op: "gather", place: at, args: []*value{r.element(index)}})
	}
	r.refuse(x, "an index that is not the lane")
	return nil
}

// number returns the value of an expression.
func (r *reader) number(e ast.Expr) *value {
	switch x := e.(type) {
	case *ast.ParenExpr:
		return r.number(x.X)
	case *ast.BasicLit:
		v, _ := constant.Float64Val(r.constantOf(x))
		return r.constant(v)
	case *ast.Ident:
		return r.named(x)
	case *ast.IndexExpr:
		return r.element(x)
	case *ast.UnaryExpr:
		if x.Op == token.SUB {
			v := rounded(r.number(x.X))
			if v.op == "const" {
				return r.constant(-v.number)
			}
			return r.of("xor", v, r.constant(math.Copysign(0, -1)))
		}
	case *ast.BinaryExpr:
		op := map[token.Token]string{token.ADD: "add", token.SUB: "sub", token.MUL: "mul", token.QUO: "div"}[x.Op]
		if op != "" {
			return r.combine(x, op, r.number(x.X), r.number(x.Y))
		}
	case *ast.CallExpr:
		return r.call(x)
	}
	r.refuse(e, "an expression outside the subset")
	return nil
}

// combine returns a op b. A product that is added must have been rounded.
func (r *reader) combine(at ast.Node, op string, a, b *value) *value {
	if op == "add" || op == "sub" {
		for _, v := range []*value{a, b} {
			if v.op == "mul" {
				r.refuse(at, "a product is added: write float64(x*y), or other processors fuse the two")
			}
		}
	}
	return r.arithmetic(op, rounded(a), rounded(b))
}

// rounded returns the value that a conversion to float64 stands for.
func rounded(v *value) *value {
	if v.op == "rounded" {
		return v.args[0]
	}
	return v
}

func (r *reader) named(x *ast.Ident) *value {
	if v := r.locals[x.Name]; v != nil {
		return v
	}
	if c := r.constantOf(x); c != nil {
		v, _ := constant.Float64Val(c)
		return r.constant(v)
	}
	for _, p := range r.params {
		if p.name == x.Name && p.typ == "float64" {
			return r.add(&value{op: "param", name: x.Name})
		}
	}
	r.refuse(x, "%s is unknown", x.Name)
	return nil
}

func (r *reader) call(x *ast.CallExpr) *value {
	id, ok := x.Fun.(*ast.Ident)
	if !ok {
		r.refuse(x, "a call outside the subset")
	}
	var args []*value
	for _, a := range x.Args {
		args = append(args, r.number(a))
	}
	if id.Name == "float64" {
		if args[0].op != "mul" {
			return args[0]
		}
		return r.of("rounded", args[0])
	}
	if f := r.functions[id.Name]; f != nil {
		return r.inline(f, args)
	}
	if p := primitives[id.Name]; p != nil {
		for i := range args {
			args[i] = rounded(args[i])
		}
		return p(r.graph, args)
	}
	r.refuse(x, "%s is neither a primitive nor a function of numbers", id.Name)
	return nil
}

// inline computes a function of numbers in place.
func (r *reader) inline(f *ast.FuncDecl, args []*value) *value {
	locals, when := r.locals, r.when
	defer func() { r.locals, r.when = locals, when }()
	r.locals, r.when = map[string]*value{}, nil
	for _, p := range f.Type.Params.List {
		for _, n := range p.Names {
			r.locals[n.Name], args = args[0], args[1:]
		}
	}
	last := len(f.Body.List) - 1
	r.statements(f.Body.List[:last])
	end, ok := f.Body.List[last].(*ast.ReturnStmt)
	if !ok || len(end.Results) != 1 {
		r.refuse(f, "a function must end with its only return")
	}
	return r.number(end.Results[0])
}

// The predicates of VCMPPD: what is compared with NaN is false, and its negation true.
const unordered = 3

var predicates = map[token.Token][2]int{
	token.LSS: {17, 21}, token.LEQ: {18, 22}, token.GTR: {30, 26}, token.GEQ: {29, 25}, token.EQL: {0, 4}, token.NEQ: {4, 0},
}

// condition returns the mask of the lanes in which e holds, or does not.
func (r *reader) condition(e ast.Expr, not bool) *value {
	switch x := e.(type) {
	case *ast.ParenExpr:
		return r.condition(x.X, not)
	case *ast.UnaryExpr:
		if x.Op == token.NOT {
			return r.condition(x.X, !not)
		}
	case *ast.BinaryExpr:
		if x.Op == token.LAND || x.Op == token.LOR {
			op := "mask or"
			if (x.Op == token.LAND) != not {
				op = "mask and"
			}
			return r.both(op, r.condition(x.X, not), r.condition(x.Y, not))
		}
		if p, ok := predicates[x.Op]; ok {
			test := p[0]
			if not {
				test = p[1]
			}
			return r.compare(test, rounded(r.number(x.X)), rounded(r.number(x.Y)))
		}
	}
	r.refuse(e, "a condition outside the subset")
	return nil
}

func (r *reader) statements(list []ast.Stmt) {
	for _, s := range list {
		r.statement(s)
	}
}

func (r *reader) statement(s ast.Stmt) {
	switch x := s.(type) {
	case *ast.AssignStmt:
		r.assign(x)
	case *ast.IfStmt:
		r.branch(x)
	case *ast.BlockStmt:
		r.statements(x.List)
	default:
		r.refuse(s, "a statement outside the subset")
	}
}

func (r *reader) assign(x *ast.AssignStmt) {
	if op, ok := map[token.Token]string{token.ADD_ASSIGN: "add", token.SUB_ASSIGN: "sub", token.MUL_ASSIGN: "mul", token.QUO_ASSIGN: "div"}[x.Tok]; ok {
		r.set(x.Lhs[0], r.combine(x, op, r.number(x.Lhs[0]), r.number(x.Rhs[0])), false)
		return
	}
	if len(x.Lhs) != len(x.Rhs) {
		r.refuse(x, "an assignment of several results")
	}
	var values []*value
	for _, e := range x.Rhs {
		values = append(values, r.number(e))
	}
	for i, to := range x.Lhs {
		r.set(to, values[i], x.Tok == token.DEFINE)
	}
}

func (r *reader) set(to ast.Expr, v *value, define bool) {
	switch x := to.(type) {
	case *ast.Ident:
		if r.when != nil && !define {
			v = r.choose(r.when, rounded(v), rounded(r.named(x)))
		}
		r.locals[x.Name] = v
	case *ast.IndexExpr:
		at, _ := r.where(x.X)
		v = rounded(v)
		if r.when != nil {
			v = r.choose(r.when, v, r.element(x))
		}
		if r.vectors[at] = v; !r.isWritten(at) {
			r.written = append(r.written, at)
		}
	default:
		r.refuse(to, "an assignment outside the subset")
	}
}

func (r *reader) isWritten(at place) bool {
	for _, w := range r.written {
		if w == at {
			return true
		}
	}
	return false
}

func (r *reader) branch(x *ast.IfStmt) {
	if x.Init != nil {
		r.statement(x.Init)
	}
	outer := r.when
	yes := r.condition(x.Cond, false)
	var no *value
	if x.Else != nil {
		no = r.condition(x.Cond, true)
	}
	if outer != nil {
		yes = r.both("mask and", outer, yes)
		if no != nil {
			no = r.both("mask and", outer, no)
		}
	}
	r.when = yes
	r.statements(x.Body.List)
	if r.when = no; no != nil {
		r.statement(x.Else)
	}
	r.when = outer
}

// read returns what the loops of a kernel compute.
func (s *source) read(f *ast.FuncDecl) (parts []*graph, err error) {
	r := &reader{source: s, graph: newGraph(), kernel: f.Name.Name}
	defer func() {
		if p := recover(); p != nil {
			refused, ok := p.(fault)
			if !ok {
				panic(p)
			}
			err = refused
		}
	}()
	for _, p := range f.Type.Params.List {
		typ, size := r.parameter(p.Type)
		for _, n := range p.Names {
			r.params = append(r.params, param{n.Name, typ, r.size})
			r.size += size
		}
	}
	params, size := r.params, r.size
	for _, loop := range f.Body.List {
		r.graph = newGraph()
		r.params, r.size = params, size
		r.locals, r.vectors, r.written = map[string]*value{}, map[place]*value{}, nil
		r.loop(loop.(*ast.RangeStmt))
		parts = append(parts, r.graph)
	}
	return parts, nil
}

// loop reads a loop over lanes, or one over items that holds nothing else.
func (r *reader) loop(x *ast.RangeStmt) {
	r.item, r.record = "", ""
	if id, ok := x.X.(*ast.Ident); ok {
		if typ := r.typeOf(id.Name); strings.HasPrefix(typ, "[]") && typ != "[]float64" {
			x = r.overItems(x, id.Name, strings.TrimPrefix(typ, "[]"))
		}
	}
	r.lane = x.Key.(*ast.Ident).Name
	r.statements(x.Body.List)
	for _, at := range r.written {
		r.add(&value{op: "store", place: at, args: []*value{r.vectors[at]}})
	}
	r.settle()
}

// overItems notes the item of "for i := range items { x := &items[i]; for l := … }" and
// returns the loop inside.
func (r *reader) overItems(x *ast.RangeStmt, list, record string) *ast.RangeStmt {
	if len(x.Body.List) == 2 {
		define, ok := x.Body.List[0].(*ast.AssignStmt)
		inner, isLoop := x.Body.List[1].(*ast.RangeStmt)
		if ok && isLoop && define.Tok == token.DEFINE {
			r.item, r.record = define.Lhs[0].(*ast.Ident).Name, record
			r.items, r.itemSize = list, r.bytesOf(record)
			return inner
		}
	}
	r.refuse(x, "a loop over items has to be x := &items[i] and a loop over lanes")
	return nil
}

// typeOf returns the type of a parameter.
func (r *reader) typeOf(name string) string {
	for _, p := range r.params {
		if p.name == name {
			return p.typ
		}
	}
	return ""
}

// parameter returns the type of a parameter and its bytes.
func (r *reader) parameter(e ast.Expr) (string, int) {
	switch x := e.(type) {
	case *ast.StarExpr:
		return x.X.(*ast.Ident).Name, 8
	case *ast.ArrayType:
		return "[]" + x.Elt.(*ast.Ident).Name, 24
	}
	return "float64", 8
}
