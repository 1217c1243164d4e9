package chain

// Cost is what it takes to do something, beside the goods: to build a plant, to qualify a
// source, to run a policy.
type Cost struct {
	Capital  Number // currency, spent evenly over a time
	From     Number // years after the scenario's start; if not given, the start of what it belongs to
	Over     Number // years in which the capital is spent; one step if not given
	Yearly   Number // currency a year, from From to the end of the horizon
	PerTonne Number // currency for each tonne delivered, made or replaced
}

// Costs reports whether something beside stockpiles and replaced tonnes has a cost.
func (s *Scenario) Costs() bool {
	some := s.Costed || s.Cost != nil
	for _, x := range s.Sources {
		some = some || x.Cost != nil
	}
	for _, x := range s.Plants {
		some = some || x.Cost != nil
	}
	for _, x := range s.Sectors {
		some = some || x.Substitution.invests()
		for _, u := range x.Uses {
			some = some || u.Substitution.invests()
		}
	}
	return some
}

// invests reports whether a substitution costs more than its tonnes.
func (s *Substitution) invests() bool {
	return s != nil && s.Cost != nil && (s.Cost.Capital.Given() || s.Cost.Yearly.Given())
}
