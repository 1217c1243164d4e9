package verbs

import (
	"magnetsim/output"

	"magnetsim/cmd/magnetsim/internal/app"
)

// variantOf finds the first variant of a policy in a report, of any where none is
// named. A mistake is one in the command line of a verb.
func variantOf(r *output.Report, policy, verb string) (int, error) {
	var policies []string
	for i, v := range r.Variants {
		if policy == "" || v.Policy == policy {
			return i, nil
		}
		policies = append(policies, v.Policy)
	}
	return 0, app.Misused(stranger("policy", policy, policies), "magnetsim "+verb)
}
