package scenarios

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// loader reads a file and all that it extends.
type loader struct {
	*notes
	fsys    fs.FS
	display func(string) string
	open    []string // the files being read, outermost first
}

// chain returns the documents of a file and of its ancestors, the oldest
// first, each normalised and stripped of what concerns the file alone. It
// returns nil where one of them cannot be read: what is missing then says
// nothing about the rest.
func (l *loader) chain(name string, at origin) []*node {
	if i := slices.Index(l.open, name); i >= 0 {
		loop := eachOf(append(slices.Clone(l.open[i:]), name), l.display)
		l.report(at, "extends-cycle", "a file extends itself: "+strings.Join(loop, " → "), "extend another file, or none")
		return nil
	}
	data, err := l.read(name)
	if err != nil {
		l.unreadable(name, at, err)
		return nil
	}
	l.open = append(l.open, name)
	defer func() { l.open = l.open[:len(l.open)-1] }()
	file := newSource(l.display(name), string(data))
	doc := parse(file, data, l.notes)
	if doc == nil {
		return nil
	}
	return l.document(name, file, doc)
}

func (l *loader) document(name string, file *sourceFile, doc *node) []*node {
	if doc.kind != mapping {
		if !doc.broken {
			l.report(doc.at, "wrong-type", "a scenario must be a mapping of keys to values, not "+doc.describe(), `begin with "version: 1"`)
		}
		return nil
	}
	doc = l.checkVersion(file, doc)
	doc = l.inline(doc, path.Dir(name), 0)
	doc.pairs = slices.DeleteFunc(doc.pairs, func(p pair) bool { return strings.HasPrefix(p.key.text, "x-") }) // doc is a copy
	own := normaliser{l.notes, sections}.node(doc.without("extends"), format)
	parent := doc.get("extends")
	if parent == nil {
		return []*node{own}
	}
	older := l.parent(name, parent)
	if older == nil {
		return nil
	}
	return append(older, own)
}

// parent reads what a file extends. The name of a scenario and the case and the
// cell that it is are its own and are not passed on.
func (l *loader) parent(name string, n *node) []*node {
	if n.kind != scalar || n.isNull() {
		l.report(n.at, "wrong-type", "extends takes the path of one file, not "+n.describe(), "write extends: base.yaml")
		return nil
	}
	if n.broken {
		return nil
	}
	docs := l.chain(path.Join(path.Dir(name), n.text), n.at)
	for i := range docs {
		docs[i] = docs[i].without("name").without("case").without("cell")
	}
	return docs
}

// read reads a file; one that is not there may be among those shipped.
func (l *loader) read(name string) ([]byte, error) {
	read := ReadFile
	if len(l.open) == 0 {
		read = ReadGiven
	}
	data, err := read(l.fsys, name)
	if errors.Is(err, fs.ErrNotExist) && len(l.open) > 0 {
		if shipped, e := fs.ReadFile(Shipped, path.Base(name)); e == nil {
			return shipped, nil
		}
	}
	return data, err
}

func (l *loader) unreadable(name string, at origin, err error) {
	why, hint := err.Error(), ""
	var inner *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "there is no such file"
		if _, err := l.read(name + ".yaml"); err == nil && at.file != nil {
			hint = fmt.Sprintf("write %s.yaml", path.Base(name))
		} else if at.file != nil {
			hint = "give a path from the folder of this file"
		}
	case errors.Is(err, fs.ErrInvalid):
		why = "the path leads outside the folder"
	case errors.As(err, &inner):
		why = inner.Err.Error() // without the name, which is not the one that was typed
	}
	if at.file == nil {
		at.file = &sourceFile{name: l.display(name)}
	}
	l.report(at, "unreadable", fmt.Sprintf("cannot read %s: %s", l.display(name), why), hint)
}

// checkVersion reports another version of the format than 1, and goes on as if
// it were that.
func (l *loader) checkVersion(file *sourceFile, doc *node) *node {
	n := doc.get("version")
	switch {
	case n == nil:
		l.report(origin{file: file, line: 1, col: 1}, "version", "the file does not say which version of the format it follows", "begin with version: 1")
	case n.broken || n.kind == scalar && n.text == "1":
		return doc
	default:
		l.report(n.at, "version", fmt.Sprintf("this program reads version 1 of the format, not %s", n.describe()), "write version: 1")
	}
	return doc.with(word("version", doc.at), word("1", doc.at))
}
