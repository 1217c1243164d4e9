package page

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

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
