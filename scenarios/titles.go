package scenarios

import (
	"strings"
	"sync"
)

// Titles are what people call the things of a scenario and the keys of the format.
type Titles struct {
	// Things are the titles that the scenario gives, by place: "sources.midwest". A thing
	// without one is called by its name, made readable (unit.Readable).
	Things map[string]string
	// Keys are the titles of the keys, by place with * for the names: "sources.*.start" is
	// "start". Where the names stand for numbers, "curbs.*.regimes.*.to.*", # in the title is
	// the name's.
	Keys map[string]string
}

// Titles returns the titles of the scenario and of the format. The maps are not to be
// changed.
func (r *Resolved) Titles() Titles {
	t := Titles{map[string]string{}, keyTitles()}
	t.gather(r, r.tree, format, "")
	return t
}

// keyTitles are the titles of the format's keys.
var keyTitles = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	titlesOf(format, "", all)
	return all
})

func titlesOf(s *shape, at string, all map[string]string) {
	switch {
	case s.form == recordForm:
		for _, f := range s.fields {
			here := join(at, f.key)
			all[here] = strings.ReplaceAll(f.key, "_", " ")
			if f.title != "" {
				all[here] = f.title
			}
			titlesOf(f.shape, here, all)
		}
	case s.form == namedForm && !s.paths:
		all[at+".*"] = ""
		if s.elem.form == figureForm {
			all[at+".*"] = all[at]
		}
		titlesOf(s.elem, at+".*", all)
	}
}

// gather takes the titles below a place.
func (t Titles) gather(r *Resolved, n *node, s *shape, at string) {
	if n == nil || n.kind != mapping {
		return
	}
	switch {
	case s.form == recordForm:
		for _, f := range s.fields {
			t.gather(r, n.get(f.key), f.shape, join(at, f.key))
		}
	case s.form == namedForm && !s.paths:
		for _, p := range n.pairs {
			here := join(at, p.key.text)
			for _, home := range homes(s.noun, here) {
				if title := r.tree.follow(append(home, "title")); title != nil && title.value.text != "" {
					t.Things[here] = title.value.text
				}
			}
			t.gather(r, p.value, s.elem, here)
		}
	}
}

// homes are the places where a thing may stand that is named at a place: a material in a
// recipe among the materials, a state that another turns to among those of its curb, a user
// of a stock among the sectors or the plants.
func homes(noun, at string) [][]string {
	words := strings.Split(at, ".")
	name := words[len(words)-1]
	switch {
	case noun == "material":
		return [][]string{{"materials", name}}
	case noun == "user":
		return [][]string{{"sectors", name}, {"plants", name}}
	case noun == "state" && len(words) > 2:
		return [][]string{{words[0], words[1], "regimes", name}}
	}
	return [][]string{words}
}
