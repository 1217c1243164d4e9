package page

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"html/template"
	"io"
	"regexp"
	"slices"
	"strings"
)

// drawn are the elements that a picture may hold: shapes and text, nothing that
// runs, styles or loads.
var drawn = []string{
	"svg", "title", "desc", "g", "path", "text", "tspan", "rect", "line", "circle", "ellipse", "polyline", "polygon", "image",
	"defs", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "use", "symbol", "marker",
}

// inline makes an SVG file part of a page. Its ids, and what points to them, get
// a prefix, so that many pictures can share a page. What a picture need not hold
// is an error: scripts, styles, events, and anything that would be loaded. Where it is there
// in dark colours too, the shapes that differ get a class of the shades.
func inline(svg, dark []byte, prefix string, s *shades) (template.HTML, error) {
	d := xml.NewDecoder(bytes.NewReader(svg))
	others, n := startsOf(dark), 0
	if len(others) != len(startsOf(svg)) {
		others = nil // another picture
	}
	var out strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return template.HTML(out.String()), nil
		}
		if err != nil {
			return "", fmt.Errorf("the picture is not well-formed: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !slices.Contains(drawn, t.Name.Local) {
				return "", fmt.Errorf("the picture holds <%s>, which a page does not take in", t.Name.Local)
			}
			class := ""
			if n < len(others) {
				class = s.class(t, others[n])
			}
			n++
			if err := open(&out, t, prefix, class); err != nil {
				return "", err
			}
		case xml.EndElement:
			out.WriteString("</" + t.Name.Local + ">")
		case xml.CharData:
			out.WriteString(html.EscapeString(visible(string(t))))
		}
	}
}

// open writes a start tag.
func open(out *strings.Builder, t xml.StartElement, prefix, class string) error {
	out.WriteString("<" + t.Name.Local)
	for _, a := range t.Attr {
		name, value := a.Name.Local, a.Value
		switch {
		case name == "xmlns" || a.Name.Space == "xmlns": // HTML knows SVG
			continue
		case name == "style" || name == "class" || strings.HasPrefix(strings.ToLower(name), "on"):
			return fmt.Errorf("the picture has an attribute %s, which a page does not take in", name)
		case name == "id":
			value = prefix + value
		case strings.HasPrefix(name, "aria-") && (strings.HasSuffix(name, "by")):
			value = prefixed(value, prefix)
		case name == "href":
			if !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/png;base64,") {
				return fmt.Errorf("the picture points to %q, and a page loads nothing", value)
			}
			value = strings.Replace(value, "#", "#"+prefix, 1)
		case strings.Contains(value, "url("):
			if strings.Count(value, "url(") != strings.Count(value, "url(#") {
				return fmt.Errorf("the picture points to %q, and a page loads nothing", value)
			}
			value = strings.ReplaceAll(value, "url(#", "url(#"+prefix)
		}
		out.WriteString(" " + name + `="` + html.EscapeString(visible(value)) + `"`)
	}
	if class != "" {
		out.WriteString(` class="` + class + `"`)
	}
	out.WriteString(">")
	return nil
}

// prefixed puts a prefix before each of the ids of a list.
func prefixed(ids, prefix string) string {
	all := strings.Fields(ids)
	for i := range all {
		all[i] = prefix + all[i]
	}
	return strings.Join(all, " ")
}

// shades are the dark colours of the shapes of pictures, as rules of a stylesheet: a class is
// one rule's place.
type shades struct{ rules []string }

// class is the class of a shape that looks so in light colours and so in dark ones; "" where
// both are alike.
func (s *shades) class(light, dark xml.StartElement) string {
	var rules []string
	for _, name := range []string{"fill", "stroke"} {
		if shade := attribute(dark, name, ""); shade != attribute(light, name, "") && colour.MatchString(shade) {
			rules = append(rules, name+":"+shade)
		}
		through := name + "-opacity"
		if share := attribute(dark, through, "1"); share != attribute(light, through, "1") && part.MatchString(share) {
			rules = append(rules, through+":"+share)
		}
	}
	if rules == nil {
		return ""
	}
	rule := strings.Join(rules, ";")
	i := slices.Index(s.rules, rule)
	if i < 0 {
		i, s.rules = len(s.rules), append(s.rules, rule)
	}
	return fmt.Sprintf("d%d", i)
}

// What a rule may hold: nothing but a colour or a share.
var (
	colour = regexp.MustCompile(`^#[0-9a-f]{6}$`)
	part   = regexp.MustCompile(`^(0?\.[0-9]+|[01])$`)
)

// css are the rules, for a screen that is dark.
func (s *shades) css() string {
	if len(s.rules) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("@media screen and (prefers-color-scheme: dark) {\n")
	for i, rule := range s.rules {
		fmt.Fprintf(&out, "  svg .d%d { %s }\n", i, rule)
	}
	return out.String() + "}\n"
}

func attribute(t xml.StartElement, name, otherwise string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return otherwise
}

// startsOf are the start tags of a picture; nil of what is none.
func startsOf(svg []byte) []xml.StartElement {
	var all []xml.StartElement
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if err != nil {
			return all // what is wrong with it, inline tells
		}
		if t, ok := token.(xml.StartElement); ok {
			all = append(all, t.Copy())
		}
	}
}
