package scenarios

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"strings"

	"magnetsim/sim/unit"
)

// Schema returns a JSON Schema (draft 2020-12) of the format, made from the
// tables that read it. It knows the structure, the units only roughly, and
// nothing of what several places of a file say together.
func Schema() ([]byte, error) {
	g := generator{defs: object{}}
	complete, partial := g.ref("file", format, false), g.ref("file", format, true)
	schema := object{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"title":       "magnetsim scenario, version 1",
		"description": "A scenario of a magnet supply chain and of what may disturb it.",
		"type":        "object",
		"required":    []string{"version"},
		"if":          object{"required": []string{"extends"}},
		"then":        partial,
		"else":        complete,
		"$defs":       g.defs,
	}
	out, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return append(out, '\n'), nil
}

type object = map[string]any

// generator makes the schema of each shape once, in two ways: complete, and
// partial, for patches and files that extend another, where keys may be missing
// and null removes.
type generator struct {
	defs object
}

// ref returns a reference to the definition of a shape at a path.
func (g *generator) ref(path string, s *shape, partial bool) object {
	if s.form == figureForm {
		return g.figureRef(s.figure)
	}
	name := strings.ReplaceAll(path, ".", "-")
	switch {
	case s.form == valuesForm: // the same everywhere
		name = "sweep-values"
	case partial:
		name += "-patch"
	}
	if _, done := g.defs[name]; !done {
		g.defs[name] = nil // taken
		g.defs[name] = g.schema(path, s, partial)
	}
	return object{"$ref": "#/$defs/" + name}
}

func (g *generator) schema(path string, s *shape, partial bool) object {
	switch s.form {
	case recordForm:
		return g.record(path, s, partial)
	case namedForm:
		names := object{
			"type":                 "object",
			"propertyNames":        object{"pattern": s.namePattern()},
			"additionalProperties": nullable(g.ref(path+".item", s.elem, partial), partial),
		}
		if s.one {
			return object{"anyOf": []any{object{"type": "string"}, names}}
		}
		return names
	case listForm:
		list := object{"type": "array", "items": g.ref(path+".item", s.elem, false)}
		if s.length > 0 {
			list["minItems"], list["maxItems"] = s.length, s.length
		}
		return list
	case patchForm:
		return g.patch()
	case valuesForm:
		return valuesSchema()
	case anyForm:
		return object{}
	}
	return g.word(s)
}

func (s *shape) namePattern() string {
	if s.paths {
		return axisPattern
	}
	return namePattern
}

// valuesSchema is the values of an axis: a list, or a range, either with a label.
func valuesSchema() object {
	list := object{"type": "array", "minItems": 1}
	quantity, label := object{"type": []string{"string", "number"}}, object{"type": "string"}
	closed := func(properties object, required ...string) object {
		return object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	}
	return object{"anyOf": []any{
		list,
		closed(object{"values": list, "label": label}, "values"),
		closed(object{"from": quantity, "to": quantity, "step": quantity, "label": label}, "from", "to", "step"),
	}}
}

func (g *generator) word(s *shape) object {
	switch {
	case s.whole:
		return object{"anyOf": []any{object{"type": "integer", "minimum": 0}, object{"type": "string", "pattern": `^\d{1,3}(,\d{3})+$`}}}
	case s.choices != nil:
		var values []any
		for _, c := range s.choices {
			values = append(values, yamlValue(c))
		}
		return object{"enum": values}
	case s.pattern != "":
		return object{"type": "string", "pattern": s.pattern}
	}
	return object{"type": []string{"string", "number", "boolean"}}
}

// yamlValue is what a YAML reader makes of an unquoted word of the tables.
func yamlValue(word string) any {
	switch word {
	case "true", "false":
		return word == "true"
	case "1":
		return 1
	}
	return word
}

func nullable(s object, partial bool) object {
	if !partial {
		return s
	}
	return object{"anyOf": []any{s, object{"type": "null"}}}
}

func (g *generator) record(path string, s *shape, partial bool) object {
	properties := object{}
	var required []string
	for _, f := range s.fields {
		property := maps.Clone(nullable(g.ref(fieldPath(path, f.key), f.shape, partial), partial))
		property["description"] = f.description()
		if f.def != "" && f.def != "{}" {
			property["default"] = yamlValue(f.def)
		}
		properties[f.key] = property
		if f.required && f.group == "" && (!partial || f.key == "version") {
			required = append(required, f.key)
		}
	}
	out := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		out["required"] = required
	}
	if path == "file" {
		out["patternProperties"] = object{"^x-": true}
	}
	if groups := s.allGroups(); len(groups) > 0 && !partial {
		out["oneOf"] = groupSchemas(s, groups)
	}
	if s.short != "" {
		return object{"anyOf": []any{g.ref(fieldPath(path, s.short), s.field(s.short).shape, false), out}}
	}
	return out
}

// fieldPath names definitions after the place of what they define.
func fieldPath(path, key string) string {
	if path == "file" {
		return key
	}
	return path + "." + key
}

func (f field) description() string {
	if f.otherwise == "" {
		return f.doc
	}
	return fmt.Sprintf("%s (if not given: %s)", f.doc, f.otherwise)
}

func (s *shape) allGroups() []string {
	var out []string
	for _, f := range s.fields {
		if f.group != "" && (len(out) == 0 || out[len(out)-1] != f.group) {
			out = append(out, f.group)
		}
	}
	return out
}

// groupSchemas asks for the keys of one group and refuses those of the others.
func groupSchemas(s *shape, groups []string) []any {
	var out []any
	for _, own := range groups {
		var others []any
		for _, f := range s.fields {
			if f.group != "" && f.group != own {
				others = append(others, object{"required": []string{f.key}})
			}
		}
		out = append(out, object{"required": s.needed(own), "not": object{"anyOf": others}})
	}
	return out
}

// patch is a mapping of paths: nested as in a file, or dotted.
func (g *generator) patch() object {
	properties := object{}
	for _, key := range sections {
		properties[key] = nullable(g.ref(key, format.child(key), true), true)
	}
	return object{
		"type":                 "object",
		"properties":           properties,
		"patternProperties":    object{"^(" + strings.Join(sections, "|") + `)\..+`: true},
		"additionalProperties": false,
	}
}

// figureRef returns a reference to the definition of a kind of figure.
func (g *generator) figureRef(f *figure) object {
	name := "a-" + f.name // apart from the names of sections
	ref := object{"$ref": "#/$defs/" + name}
	if _, done := g.defs[name]; done {
		return ref
	}
	value := object{"$ref": "#/$defs/" + name + "-value"}
	g.defs[name+"-value"] = scalarSchema(f)
	forms := []any{value}
	if !f.certain {
		distribution := object{"$ref": "#/$defs/" + name + "-distribution"}
		forms = append(forms, distribution)
		g.defs[name+"-distribution"] = distributionSchema(value, ref)
	}
	beside := object{valueKey: object{"anyOf": forms}}
	for _, a := range asides {
		beside[a.key] = object{"type": []string{"string", "number", "boolean"}, "description": a.doc}
		if a.choices != nil {
			beside[a.key] = object{"enum": a.choices, "description": a.doc}
		}
	}
	long := object{"type": "object", "required": []string{valueKey}, "additionalProperties": false, "properties": beside}
	g.defs[name] = object{"anyOf": append(append([]any{}, forms...), long)}
	return ref
}

// scalarSchema is one quantity: a text with a unit, or a bare number where
// there is none to give.
func scalarSchema(f *figure) object {
	text := object{"type": "string", "pattern": `\d`, "examples": []string{f.example}}
	if f.measures[0].dim != unit.Share {
		text["pattern"] = `\d.*[A-Za-z%-]|[A-Za-z].*\d`
		if _, also := f.takes(unit.Share); !also {
			return text
		}
	}
	bare := object{"type": "number"}
	if !math.IsInf(f.lo, 0) {
		bare["minimum"] = f.lo
	}
	switch {
	case f.measures[0].unit == "share":
		bare["maximum"] = 1 // more is written in per cent
	case !math.IsInf(f.hi, 0):
		bare["maximum"] = f.hi
	}
	return object{"anyOf": []any{text, bare}}
}

// distributionSchema is a mapping of one family, with truncate or clamp.
func distributionSchema(value, self object) object {
	properties := object{}
	for _, family := range Families() {
		args := maps.Clone(argsSchema(family, value, self))
		args["description"] = family.Doc + ": " + family.Form
		properties[family.Key] = args
	}
	properties[truncateKey] = boundsSchema(value, "bounds; values outside are drawn again")
	properties[clampKey] = boundsSchema(value, "bounds; values outside are set to the bound")
	return object{"type": "object", "minProperties": 1, "maxProperties": 3, "additionalProperties": false, "properties": properties}
}

func boundsSchema(value object, doc string) object {
	return object{"description": doc, "type": "array", "minItems": 2, "maxItems": 2, "items": nullable(value, true)}
}

func argsSchema(f Family, value, self object) object {
	anyNumber := object{"type": []string{"number", "string"}}
	switch f.args {
	case argValue:
		return object{"anyOf": []any{value, object{"type": "object"}}}
	case argNumber:
		return anyNumber
	case argList:
		length := strings.Count(f.Form, ",") + 1
		return object{"type": "array", "items": value, "minItems": length, "maxItems": length}
	case argKeys:
		return object{
			"type": "object", "minProperties": 2, "additionalProperties": false,
			"properties":        object{"mean": value, "sd": anyNumber, "shape": anyNumber, "scale": value},
			"patternProperties": object{`^p\d+(\.\d+)?$`: value},
		}
	}
	switch f.Key {
	case "empirical":
		text := object{"type": "string"}
		return object{"anyOf": []any{
			object{"type": "object", "required": []string{"file", "column"}, "additionalProperties": false,
				"properties": object{"file": text, "column": object{"type": []string{"string", "number"}}, "unit": text, "known_by": text}},
			object{"type": "object", "required": []string{"values"}, "additionalProperties": false,
				"properties": object{"values": object{"type": "array", "minItems": 1, "items": value}}},
		}}
	case "mixture":
		part := object{"type": "object", "required": []string{"weight", "value"}, "additionalProperties": false,
			"properties": object{"weight": anyNumber, "value": self}}
		return object{"type": "array", "minItems": 1, "items": part}
	}
	return object{"type": "object", "minProperties": 1}
}
