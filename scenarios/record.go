package scenarios

import "magnetsim/sim/chain"

// record is the table of a mapping with fixed keys and how each is read into a
// T. It is the one place where a key, its meaning, its unit, its default and
// the part of the scenario that it fills stand together.
type record[T any] []entry[T]

// entry is one row of such a table.
type entry[T any] struct {
	field
	read func(d *decoder, at place, into *T)
}

func (e entry[T]) must() entry[T] { e.required = true; return e }

// or gives the default, as a planner would write it.
func (e entry[T]) or(def string) entry[T] { e.def = def; return e }

// otherwiseIs says what holds where nothing is given and no value could say it.
func (e entry[T]) otherwiseIs(words string) entry[T] { e.otherwise = words; return e }

// called gives the row a title, as it stands behind that of the thing that it is of: "Lynas:
// lead time". In one whose keys are names, # is the title of the name.
func (e entry[T]) called(title string) entry[T] { e.title = title; return e }

// like gives a value for the manual to show.
func (e entry[T]) like(sample string) entry[T] { e.sample = sample; return e }

// alsoCalled adds what people call the key elsewhere.
func (e entry[T]) alsoCalled(words ...string) entry[T] { e.field.aka = words; return e }

// then adds what else is to be done once the value is read.
func (e entry[T]) then(do func(d *decoder, into *T)) entry[T] {
	read := e.read
	e.read = func(d *decoder, at place, into *T) {
		read(d, at, into)
		do(d, into)
	}
	return e
}

func (e entry[T]) in(group string) entry[T] { e.group = group; return e }

func (r record[T]) shape() *shape {
	s := &shape{form: recordForm}
	for _, e := range r {
		s.fields = append(s.fields, e.field)
	}
	return s
}

// read fills a T from a mapping of the shape of the table, which whoever reads it has at
// hand. Missing keys were filled with their defaults before, so that a key is absent here
// only where it has none.
func (r record[T]) read(d *decoder, at place, s *shape, into *T) {
	if !d.isMapping(at, s) {
		return
	}
	d.checkKeys(at, s)
	for _, e := range r {
		if p := at.value.pair(e.key); p != nil {
			e.read(d, place{join(at.path, e.key), p.key, p.value}, into)
		}
	}
}

// figureAt is a number, certain or drawn.
func figureAt[T any](key string, f figure, get func(*T) *chain.Number, doc string) entry[T] {
	return readAt(key, f, doc, func(into *T, n number) { *get(into) = n })
}

// readAt is a figure that set stores, where its unit says what it is.
func readAt[T any](key string, f figure, doc string, set func(into *T, n number)) entry[T] {
	e := entry[T]{field: field{key: key, doc: doc, shape: &shape{form: figureForm, figure: &f}}}
	e.read = func(d *decoder, at place, into *T) { set(into, d.figure(at, &f)) }
	return e
}

// textAt is a text of any content.
func textAt[T any](key string, get func(*T) *string, doc string) entry[T] {
	e := entry[T]{field: field{key: key, doc: doc, shape: &shape{form: wordForm}}}
	e.read = func(d *decoder, at place, into *T) { *get(into) = d.word(at) }
	return e
}

// titleAt is what the pages, figures and sentences call a thing.
func titleAt[T any](get func(*T) *string, sample string) entry[T] {
	return textAt("title", get, "name that people read").otherwiseIs(madeOfName).like(sample)
}

// madeOfName is what a title is that is not given: no assumption to list among the defaults.
const madeOfName = "made from its name"

// nameAt is the name of something that stands elsewhere in the file.
func nameAt[T any](key, of string, get func(*T) *string, doc string) entry[T] {
	e := entry[T]{field: field{key: key, doc: doc, span: "one of the " + of, shape: &shape{form: wordForm, pattern: namePattern}}}
	e.read = func(d *decoder, at place, into *T) {
		*get(into) = d.word(at)
		d.refer(at, of)
	}
	return e
}

// namesAt is a list of such names.
func namesAt[T any](key, of string, get func(*T) *[]string, doc string) entry[T] {
	elem := &shape{form: wordForm, pattern: namePattern}
	if of == "factors" {
		elem.pattern = pathPattern
	}
	e := entry[T]{field: field{key: key, doc: doc, span: "some of the " + of, shape: &shape{form: listForm, elem: elem, example: "[a, b]"}}}
	e.read = func(d *decoder, at place, into *T) {
		*get(into) = d.words(at, func(item place) { d.refer(item, of) })
	}
	return e
}

// choiceAt is one of a few words.
func choiceAt[T, V any](key string, words []string, values []V, get func(*T) *V, doc string) entry[T] {
	e := entry[T]{field: field{key: key, doc: doc, shape: &shape{form: wordForm, choices: words}}}
	e.read = func(d *decoder, at place, into *T) {
		if i := d.choice(at, words); i >= 0 {
			*get(into) = values[i]
		}
	}
	return e
}

// flagAt is true or false.
func flagAt[T any](key string, get func(*T) *bool, doc string) entry[T] {
	return choiceAt(key, []string{"true", "false"}, []bool{true, false}, get, doc)
}

// recordAt is a mapping that may be left out, read into a pointer.
func recordAt[T, C any](key string, table record[C], get func(*T) **C, doc string) entry[T] {
	e := entry[T]{field: field{key: key, doc: doc, shape: table.shape()}}
	e.read = func(d *decoder, at place, into *T) {
		child := new(C)
		table.read(d, at, e.shape, child)
		*get(into) = child
	}
	return e
}

// partAt is a mapping read into a part of the same T or into a plain field.
func partAt[T, C any](key string, table record[C], get func(*T) *C, doc string) entry[T] {
	e := entry[T]{field: field{key: key, doc: doc, shape: table.shape()}}
	e.read = func(d *decoder, at place, into *T) { table.read(d, at, e.shape, get(into)) }
	return e
}

// namedAt is a mapping by name, read into a list in the order of the file.
// noun is what one of them is called in messages.
func namedAt[T, C any](key, noun string, table record[C], name func(*C) *string, get func(*T) *[]C, doc string) entry[T] {
	elem := table.shape()
	e := entry[T]{field: field{key: key, doc: doc, shape: &shape{form: namedForm, elem: elem, noun: noun, example: "{ some-name: { … } }"}}}
	e.read = func(d *decoder, at place, into *T) {
		d.each(at, e.shape, func(item place) {
			var child C
			*name(&child) = item.key.text
			table.read(d, item, elem, &child)
			*get(into) = append(*get(into), child)
		})
	}
	return e
}

// shorthand lets a value that stands alone be the one at a key of the records
// of a mapping by name.
func (e entry[T]) shorthand(key string) entry[T] { e.shape.elem.short = key; return e }
