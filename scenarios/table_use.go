package scenarios

import "magnetsim/sim/chain"

var useTable = record[chain.Use]{
	figureAt("share", aShare, func(u *chain.Use) *number { return &u.Share }, "share of the sector's demand").called("share of demand").or("100%"),
	figureAt("cover", aTime, func(u *chain.Use) *number { return &u.Cover },
		"own stock of it, in time of planned use").called("own stock").otherwiseIs("the sector's cover"),
	amountAt("initial", func(u *chain.Use) *chain.Amount { return &u.Initial },
		"own stock at the start, in tonnes or in time of planned use").called("own stock at the start").otherwiseIs("the target"),
	amountAt("backlog", func(u *chain.Use) *chain.Amount { return &u.Backlog },
		"orders that have waited since before the start, in tonnes or in time of planned use").called("backlog at the start").otherwiseIs("nothing"),
	recordAt("substitution", substitutionTable, func(u *chain.Use) **chain.Substitution { return &u.Substitution },
		"how it moves away from this material while it stays short").otherwiseIs("that of the sector, unless it moves to this material"),
}

var substitutionTable = record[chain.Substitution]{
	figureAt("max", aShare, func(s *chain.Substitution) *number { return &s.Max }, "largest share of the demand for a material that is replaced").called("largest share replaced").must(),
	figureAt("trigger", aShare, func(s *chain.Substitution) *number { return &s.Trigger },
		"smoothed unmet share of the need for that material above which substitution grows").called("shortage that starts substitution").must().like("10%"),
	figureAt("after", someTime, func(s *chain.Substitution) *number { return &s.After }, "time over which the shortage is smoothed").called("delay of substitution").must(),
	figureAt("over", someTime, func(s *chain.Substitution) *number { return &s.Over }, "time from zero to the largest share").called("time to full substitution").must(),
	figureAt("reverts_over", someTime, func(s *chain.Substitution) *number { return &s.RevertsOver },
		"time from the largest share back to zero").called("time to turn back").must(),
	nameAt("to", "materials", func(s *chain.Substitution) *string { return &s.To },
		"the material used instead, which must be another that the sector uses").called("material used instead").otherwiseIs("none: the use is given up").like("light-magnet"),
	figureAt("amount", aRatio, func(s *chain.Substitution) *number { return &s.Amount },
		"tonnes used instead for each tonne replaced").called("tonnes used instead").otherwiseIs("1 t/t if there is a material to move to"),
	recordAt("cost", costTable, func(s *chain.Substitution) **chain.Cost { return &s.Cost },
		"cost of each tonne replaced or given up; or, as a mapping, with the cost of being able to").standing("per_tonne").otherwiseIs("no cost is counted"),
}

var hoardTable = record[chain.Hoard]{
	figureAt("share", aFraction, func(h *chain.Hoard) *number { return &h.Share },
		"what buyers end up adding to their own stock, as a share of its target").called("stock added by hoarding").must().like("60%"),
	figureAt("rises", someTime, func(h *chain.Hoard) *number { return &h.Rises },
		"time constant with which they add it while a curb or a licence is in force on the material").called("time in which hoarding rises").or("4 weeks"),
	figureAt("falls", someTime, func(h *chain.Hoard) *number { return &h.Falls },
		"time constant with which they reduce it afterwards").called("time in which hoarding falls").or("26 weeks"),
	figureAt("settles", aShare, func(h *chain.Hoard) *number { return &h.Settles },
		"share of the most they added that they keep for good").called("share of what was hoarded that is kept").or("0%"),
}

var sectorTable = record[chain.Sector]{
	titleAt(func(x *chain.Sector) *string { return &x.Title }, "Automotive"),
	figureAt("demand", aFlow, func(s *chain.Sector) *number { return &s.Demand },
		"demand at the start of the scenario, over all its uses").must(),
	namedAt("uses", "material", useTable, func(u *chain.Use) *string { return &u.Material },
		func(s *chain.Sector) *[]chain.Use { return &s.Uses },
		"what it uses: one material, or several with the share of each").must().shorthand("share").alone(),
	figureAt("growth", aGrowth, func(s *chain.Sector) *number { return &s.Growth }, "growth of demand, compounded yearly").called("growth of demand").or("0%/yr"),
	figureAt("volatility", aFraction, func(s *chain.Sector) *number { return &s.Volatility },
		"standard deviation of the logarithm of demand").called("volatility of demand").or("0%"),
	figureAt("persistence", someTime, func(s *chain.Sector) *number { return &s.Persistence },
		"time constant of demand shocks; needed with volatility").called("persistence of demand shocks").otherwiseIs("no shocks"),
	seasonAt("season", "12 factors with a mean of 1, January first"),
	figureAt("cover", aTime, func(s *chain.Sector) *number { return &s.Cover }, "own stock, in time of planned use").called("own stock").must(),
	figureAt("rank", aNumber, func(s *chain.Sector) *number { return &s.Rank },
		"place in the queue under allocation by priority; 1 is served first").or("1").like("2"),
	figureAt("floor", aShare, func(s *chain.Sector) *number { return &s.Floor }, "protected share of its own need").called("protected share").or("0%"),
	figureAt("backlog", aShare, func(s *chain.Sector) *number { return &s.Backlog },
		"share of a new shortage that waits; the rest is lost").called("share of a shortage that waits").or("0%"),
	figureAt("catch_up", aFraction, func(s *chain.Sector) *number { return &s.CatchUp },
		"backlog worked off per step, as a share of demand").called("speed of catching up").or("25%"),
	figureAt("price_response", aNumber, func(s *chain.Sector) *number { return &s.PriceResponse },
		"elasticity with which demand falls as the price rises").or("0").like("0.05"),
	figureAt("value", aPrice, func(s *chain.Sector) *number { return &s.Value }, "loss per tonne short").called("loss per tonne short").otherwiseIs("no loss is counted"),
	unitsAt("units", "what it makes from a tonne").called("units made from a tonne"),
	recordAt("substitution", substitutionTable, func(s *chain.Sector) **chain.Substitution { return &s.Substitution },
		"how it moves away from materials that stay short, each separately; each material of its uses may have its own").otherwiseIs("none"),
	recordAt("hoard", hoardTable, func(s *chain.Sector) **chain.Hoard { return &s.Hoard },
		"how its buyers raise their own stocks (hoard) while a curb or a licence is in force").standing("share").otherwiseIs("they do not"),
}

var stockpileTable = record[chain.Stockpile]{
	titleAt(func(x *chain.Stockpile) *string { return &x.Title }, "National stock"),
	nameAt("material", "materials", func(s *chain.Stockpile) *string { return &s.Material }, "what it holds").must().like("heavy-magnet"),
	amountAt("initial", func(s *chain.Stockpile) *chain.Amount { return &s.Initial },
		"stock at the start, in tonnes or in time of the eligible users' planned use").called("stock at the start").otherwiseIs("the target"),
	amountAt("target", func(s *chain.Stockpile) *chain.Amount { return &s.Target },
		"stock aimed at, in tonnes or in time of the eligible users' planned use").must(),
	rateAt("fill", func(s *chain.Stockpile) *chain.Rate { return &s.Fill },
		"how fast it fills, in t/yr or as the time for the whole target").called("speed of filling").must(),
	rateAt("release", func(s *chain.Stockpile) *chain.Rate { return &s.Release },
		"how fast it may be drawn, in t/yr or as the time for the whole target").called("speed of release").otherwiseIs("as fast as needed"),
	namesAt("eligible", "users", func(s *chain.Stockpile) *[]string { return &s.Eligible },
		"sectors and plants that may draw").called("who may draw").otherwiseIs("all that use the material").like("[auto, energy]"),
	choiceAt("trigger", []string{"shortage", "curb", "cover"}, []chain.Trigger{chain.OnShortage, chain.OnCurb, chain.OnCover},
		func(s *chain.Stockpile) *chain.Trigger { return &s.Trigger },
		"condition for a release: unmet need, a curb in force, or low cover").or("shortage"),
	figureAt("cover", aTime, func(s *chain.Stockpile) *number { return &s.Cover },
		"cover of the eligible users below which the trigger cover acts").called("cover that triggers it").otherwiseIs("not used"),
	figureAt("delay", aTime, func(s *chain.Stockpile) *number { return &s.Delay }, "time from the trigger to the first release").called("delay of release").or("0 days"),
	figureAt("holding", aSpeed, func(s *chain.Stockpile) *number { return &s.Holding }, "cost of holding, as a share of the value per time").called("cost of holding").or("0%/yr"),
	usableAt("usable", "share of it, when new, that each user can use: a finished magnet is made for one motor").called("share usable by #"),
	figureAt("usable_falls", aSpeed, func(s *chain.Stockpile) *number { return &s.Falls },
		"rate at which the usable share falls with age, as designs change").called("rate at which the usable share falls").or("0%/yr"),
	figureAt("rotation", aSpeed, func(s *chain.Stockpile) *number { return &s.Rotation },
		"share per time that is exchanged for new stock; old stock that nobody can use is worth nothing").or("0%/yr"),
}

// usableAt is a mapping of sectors and plants to shares.
func usableAt(key, doc string) entry[chain.Stockpile] {
	elem := &shape{form: figureForm, figure: &aShare}
	e := entry[chain.Stockpile]{field: field{key: key, doc: doc, otherwise: "all of it, for every user, so its effect is an upper bound",
		shape: &shape{form: namedForm, elem: elem, noun: "user", example: "{ auto: 60% }"}}}
	e.read = func(d *decoder, at place, into *chain.Stockpile) {
		d.each(at, e.shape, func(item place) {
			d.referKey(item, "users")
			into.Usable = append(into.Usable, chain.Fit{User: item.key.text, Share: d.figure(item, &aShare)})
		})
	}
	return e
}

// amountAt is a quantity in tonnes or in time of planned use.
func amountAt[T any](key string, get func(*T) *chain.Amount, doc string) entry[T] {
	return readAt(key, aStock, doc, func(into *T, n number) { *get(into) = chain.Amount{Number: n, OfUse: n.Unit == "yr"} })
}

// loadAt is a quantity in tonnes, or a share of what is normal.
func loadAt[T any](key string, get func(*T) *chain.Load, doc string) entry[T] {
	return readAt(key, aLoad, doc, func(into *T, n number) { *get(into) = chain.Load{Number: n, OfNormal: n.Unit == "share"} })
}

// rateAt is a flow, or the time for the whole target.
func rateAt[T any](key string, get func(*T) *chain.Rate, doc string) entry[T] {
	return readAt(key, aFill, doc, func(into *T, n number) { *get(into) = chain.Rate{Number: n, Over: n.Unit == "yr"} })
}

// seasonAt is the list of monthly factors.
func seasonAt(key, doc string) entry[chain.Sector] {
	f := aFactor
	elem := &shape{form: figureForm, figure: &f}
	e := entry[chain.Sector]{field: field{key: key, doc: doc, otherwise: "none",
		shape: &shape{form: listForm, elem: elem, length: 12, example: "[0.9, 1.1, … 12 in all]"}}}
	e.read = func(d *decoder, at place, into *chain.Sector) { into.Season = d.factors(at, &f) }
	return e
}

// unitsAt is a count per tonne, with the thing counted in its unit.
func unitsAt(key, doc string) entry[chain.Sector] {
	return readAt(key, aCount, doc, func(into *chain.Sector, n number) {
		into.Units = chain.Units{Name: nounOf(n.Unit), PerTonne: n}
	}).otherwiseIs("not counted")
}

// alone lets a word that stands for a whole mapping by name be its one name.
func (e entry[T]) alone() entry[T] {
	e.shape.one, e.shape.example = true, "some-material"
	return e
}
