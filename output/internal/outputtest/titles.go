package outputtest

import (
	"strings"

	"magnetsim/output"
)

// Titles are what the made-up scenarios call their things and keys.
var Titles = output.Titles{
	Things: map[string]string{"plants.midwest": "Midwest's plant", "materials.heavy-magnet": "Heavy magnets"},
	Keys:   keys(),
}

// keys are those of the places that the findings of this package name.
func keys() map[string]string {
	all := map[string]string{}
	for section, of := range map[string]string{
		"materials": "price", "sources": "capacity share lead start success", "plants": "capacity start success",
		"sectors": "demand growth cover", "stockpiles": "target initial release delay", "curbs": "severity duration start rivals",
		"curbs.*.regimes": "severity lasts delay", "sectors.*.uses": "share cover",
	} {
		all[section], all[section+".*"] = section[strings.LastIndex(section, ".")+1:], ""
		for key := range strings.FieldsSeq(of) {
			all[section+".*."+key] = key
		}
	}
	return all
}
