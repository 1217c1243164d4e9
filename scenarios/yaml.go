package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// Limits on what is read, far above any scenario: they stop a file from taking
// the memory of the machine, by aliases of aliases or by depth.
const (
	mostBytes = 8 << 20
	mostNodes = 400_000
	mostDepth = 60

	mostNotText = 5 // lines reported for not being text: more of them are no use
)

// parse reads the bytes of one file. It returns nil where there is no document
// to go on with; problems go to notes.
func parse(file *sourceFile, data []byte, notes *notes) *node {
	top := origin{file: file, line: 1, col: 1}
	if len(data) > mostBytes {
		notes.report(top, "too-large", fmt.Sprintf("the file is larger than %d MB", mostBytes>>20), "")
		return nil
	}
	if !readable(file, notes) {
		return nil
	}
	doc, err := documents(data, file, notes)
	switch {
	case errors.Is(err, io.EOF):
		notes.report(top, "empty", "the file is empty", `begin with "version: 1"`)
		return nil
	case err != nil:
		syntaxProblem(file, err, notes)
		return nil
	}
	w := walker{file: file, notes: notes, open: map[*yaml.Node]bool{}}
	if n := w.node(doc.Content[0], 0); !w.full {
		return n
	}
	return nil
}

// documents decodes the first document and refuses a second one.
func documents(data []byte, file *sourceFile, notes *notes) (doc *yaml.Node, err error) {
	// The YAML package is known to panic on some broken input.
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("yaml: this is not YAML")
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var first, second yaml.Node
	if err := dec.Decode(&first); err != nil {
		return nil, err
	}
	if len(first.Content) == 0 {
		return nil, io.EOF
	}
	if err := dec.Decode(&second); err == nil {
		notes.report(origin{file: file, line: secondMark(file), col: 1, width: 3}, "second-document",
			`a second document begins here ("---"); it would be ignored`, "keep one document per file")
	} else if !errors.Is(err, io.EOF) {
		return nil, err
	}
	return &first, nil
}

// secondMark returns the line of the "---" that begins the second document.
func secondMark(file *sourceFile) int {
	content := false
	for i, line := range file.lines {
		mark := strings.HasPrefix(line, "---")
		if mark && content {
			return i + 1
		}
		text := strings.TrimSpace(line)
		content = content || mark && len(text) > 3 || !mark && text != "" && text[0] != '#' && text[0] != '%'
	}
	return 1
}

// readable refuses bytes that are not text: the parser says nothing of where
// they are.
func readable(file *sourceFile, notes *notes) bool {
	wrong := 0
	for i, line := range file.lines {
		at := origin{file: file, line: i + 1, col: 1}
		if strings.Contains(line, "\x00") {
			notes.report(at, "not-text", "this is not a text file in UTF-8", "use a YAML file saved as UTF-8")
			return false
		}
		if utf8.ValidString(line) {
			continue
		}
		if wrong++; wrong <= mostNotText {
			notes.report(at, "not-text", "this line is not UTF-8 text", "save the file as UTF-8")
		}
	}
	return wrong == 0
}

var lineInError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(?:while [^:]*: )?(.*)$`)

// syntaxProblem places an error of the YAML parser and explains its usual
// causes.
func syntaxProblem(file *sourceFile, err error, notes *notes) {
	line, msg := 1, err.Error()
	if m := lineInError.FindStringSubmatch(msg); m != nil {
		if n, e := strconv.Atoi(m[1]); e == nil {
			line = n
			if strings.HasPrefix(m[2], "did not find expected") {
				line++ // the parser, unlike the scanner, counts from 0
			}
		}
		msg = m[2]
	}
	if m := regexp.MustCompile(`unknown anchor '(.*)' referenced`).FindStringSubmatch(msg); m != nil {
		at := find(file, "*"+m[1])
		notes.report(at, "unknown-anchor", fmt.Sprintf("there is no anchor &%s above", m[1]), "")
		return
	}
	for _, l := range []int{line, line - 1, line + 1} {
		text := file.line(l)
		indent := len(text) - len(strings.TrimLeft(text, " \t"))
		if tab := strings.IndexByte(text[:indent], '\t'); tab >= 0 {
			notes.report(origin{file: file, line: l, col: tab + 1, width: 1}, "tab", "YAML does not allow tabs for indentation", "indent with spaces")
			return
		}
		if glued := gluedLine.FindString(text); glued != "" {
			at := origin{file: file, line: l, col: indent + 1, width: len([]rune(glued)) - indent}
			gluedProblem(at, strings.TrimSpace(glued), notes)
			return
		}
	}
	text := file.line(line)
	indent := len([]rune(text)) - len([]rune(strings.TrimLeft(text, " ")))
	at := origin{file: file, line: line, col: indent + 1, width: len([]rune(strings.TrimSpace(text)))}
	notes.report(at, "syntax", "this is not YAML: "+msg, "check the indentation, colons, quotes and brackets of this line and the one before")
}

func find(file *sourceFile, text string) origin {
	for i, line := range file.lines {
		if j := strings.Index(line, text); j >= 0 {
			return origin{file: file, line: i + 1, col: utf8.RuneCountInString(line[:j]) + 1, width: utf8.RuneCountInString(text)}
		}
	}
	return origin{file: file, line: 1, col: 1}
}

var (
	gluedLine = regexp.MustCompile(`^\s*[A-Za-z_][\w.-]*:[^\s:/]\S*`)
	gluedKey  = regexp.MustCompile(`^([A-Za-z_][\w.-]*):([^\s:/].*)$`)
)

// gluedProblem reports "share:85%", which YAML takes for one word.
func gluedProblem(at origin, text string, notes *notes) {
	fix := "put a space after the colon"
	if m := gluedKey.FindStringSubmatch(text); m != nil {
		fix = fmt.Sprintf("write %q", m[1]+": "+m[2])
	}
	notes.report(at, "missing-space", fmt.Sprintf("%q has no space after the colon, so YAML reads it as one word", clip(text)), fix)
}

// walker turns the tree of the YAML package into nodes.
type walker struct {
	file  *sourceFile
	notes *notes
	open  map[*yaml.Node]bool // anchors being followed
	count int
	full  bool
}

// node converts one node; where that is impossible it reports why.
func (w *walker) node(y *yaml.Node, depth int) *node {
	at := w.origin(y)
	w.count++
	if w.count > mostNodes || depth > mostDepth {
		if !w.full {
			w.notes.report(at, "too-large", "too much is nested or repeated through aliases here", "use fewer aliases and levels")
		}
		w.full = true
		return broke(at)
	}
	if y.Anchor != "" && !w.open[y] {
		w.open[y] = true
		defer delete(w.open, y)
	}
	switch y.Kind {
	case yaml.AliasNode:
		return w.alias(y, depth)
	case yaml.MappingNode:
		return w.mapping(y, depth)
	case yaml.SequenceNode:
		out := &node{kind: sequence, at: at}
		for _, c := range y.Content {
			if w.full {
				break
			}
			item := w.node(c, depth+1)
			if n := len(out.items); n > 0 && w.cutByComma(out.items[n-1], item) {
				out.items[n-1] = broke(out.items[n-1].at)
				continue
			}
			out.items = append(out.items, item)
		}
		return out
	}
	return w.scalar(y)
}

func (w *walker) alias(y *yaml.Node, depth int) *node {
	if y.Alias == nil || w.open[y.Alias] {
		w.notes.report(w.origin(y), "alias-cycle", fmt.Sprintf("*%s is inside the value that it repeats", y.Value), "")
		return broke(w.origin(y))
	}
	return w.node(y.Alias, depth+1)
}

func (w *walker) mapping(y *yaml.Node, depth int) *node {
	out := layerOver(&node{kind: mapping, at: w.origin(y)})
	var inherited []*node
	for i := 0; i+1 < len(y.Content) && !w.full; i += 2 {
		k, v := y.Content[i], y.Content[i+1]
		if k.Kind != yaml.ScalarNode {
			w.notes.report(w.origin(k), "bad-key", "a key must be text", "write one word before the colon")
			continue
		}
		if k.Tag == "!!merge" {
			inherited = append(inherited, w.node(v, depth+1))
			continue
		}
		w.pair(out, k, v, depth)
	}
	for _, from := range inherited {
		w.inherit(out, from)
	}
	return out.done()
}

func (w *walker) pair(out *layer, k, v *yaml.Node, depth int) {
	key := w.plain(k)
	blank := v.Kind == yaml.ScalarNode && v.Style == 0 && v.Value == "" && v.Anchor == ""
	switch {
	case blank && gluedKey.MatchString(k.Value) && k.Style == 0:
		gluedProblem(key.at, k.Value, w.notes)
		key.text = gluedKey.FindStringSubmatch(k.Value)[1]
		if out.pair(key.text) == nil {
			out.put(key, broke(key.at))
		}
		return
	case blank && len(out.pairs) > 0 && w.cutByComma(out.pairs[len(out.pairs)-1].value, key):
		last := &out.pairs[len(out.pairs)-1]
		last.value = broke(last.value.at)
		return
	case blank && out.pair(key.text) == nil:
		w.blank(key.at, fmt.Sprintf("%q has no value", clip(key.text)))
		out.put(key, broke(key.at))
		return
	case out.pair(key.text) != nil:
		first := out.pair(key.text).key.at
		out.pair(key.text).value = broke(first)
		w.notes.report(key.at, "duplicate-key", fmt.Sprintf("%q appears twice; the first is on line %d", clip(key.text), first.line), "keep one of them")
		return
	}
	out.put(key, w.node(v, depth+1))
}

// inherit adds what "<<" brings: every key that the mapping does not have.
func (w *walker) inherit(out *layer, from *node) {
	if from.kind == sequence {
		for _, item := range from.items {
			w.inherit(out, item)
		}
		return
	}
	if from.kind != mapping {
		w.notes.report(from.at, "wrong-type", `"<<" takes an alias of a mapping`, "")
		return
	}
	for _, p := range from.pairs {
		if out.pair(p.key.text) == nil {
			out.put(p.key, p.value)
		}
	}
}

func (w *walker) plain(y *yaml.Node) *node {
	quoted := y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	return &node{kind: scalar, text: y.Value, quoted: quoted, at: w.origin(y)}
}

// scalar converts a value and refuses a blank one, which the YAML package
// would read as 0 or as an empty text.
func (w *walker) scalar(y *yaml.Node) *node {
	n := w.plain(y)
	if n.isBlank() {
		w.blank(n.at, "a value is missing here")
		return broke(n.at)
	}
	if strings.ContainsFunc(y.Value, func(r rune) bool { return upsets(r) && r != '\n' && r != '\t' }) {
		w.notes.report(n.at, "control-character", "this text has a control character, or one that reverses or hides other characters", "remove it")
		return broke(n.at)
	}
	if strings.HasPrefix(y.Tag, "!") && !strings.HasPrefix(y.Tag, "!!") {
		w.notes.report(n.at, "tag", fmt.Sprintf("the tag %s is not allowed here", clip(y.Tag)), "remove it")
	}
	return n
}

func (w *walker) blank(at origin, msg string) {
	w.notes.report(at, "blank-value", msg, `write a value, or "null" to remove what is inherited`)
}

// origin returns where a node stands; what is underlined ends with its line.
func (w *walker) origin(y *yaml.Node) origin {
	width := 1
	if y.Kind == yaml.ScalarNode {
		width = utf8.RuneCountInString(y.Value)
		if y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			width += 2
		}
	}
	if y.Kind == yaml.AliasNode {
		width = utf8.RuneCountInString(y.Value) + 1
	}
	return origin{file: w.file, line: y.Line, col: y.Column, width: width}
}
