package scenarios

import "math"

// limits are what a figure of the format can be: outside the possible it is an
// error, outside the plausible a warning that the results repeat. Both are in
// base units: years, tonnes, currency a tonne, shares of 1.
type limits struct {
	key       string // path in the format, with * for names (see alikes); with several units, " in " and one of them
	plausible interval
	possible  interval
	why       string // what makes more, or less, than the plausible doubtful
}

type interval struct{ lo, hi float64 }

const (
	day  = 1 / 365.25 // in years
	week = 7 * day
)

// anyTime is what a date, or a time after the start, may be: nothing beyond is
// ever meant.
var anyTime = interval{-1000, 1000}

// limitsTable has a row for every figure of the format that is no share. The
// greatest magnitudes that are possible are so chosen that no product of them
// that the model forms overflows.
var limitsTable = []limits{
	{"exchange.*", interval{1e-7, 1e7}, interval{1e-9, 1e9}, "no currency in use is worth this many of another"},
	{"horizon", interval{4 * week, 50}, interval{day, 200}, "a chain and its figures change within decades, and a shortage takes longer than a month to show"},

	{"discount", interval{0, 0.2}, interval{0, 1}, "public projects are judged at real rates of 2% to 12% a year"},
	{"run.measure.from", anyTime, anyTime, ""},
	{"run.measure.to", anyTime, anyTime, ""},
	{"rules.restocking", interval{day, 2}, interval{0, 20}, "buyers close gaps in their stocks within weeks or months"},
	{"rules.forecast", interval{week, 3}, interval{0, 50}, "forecasts of demand look back for months, not for days or many years"},

	{"materials.*.price", interval{0, 1e12}, interval{0, 1e15}, "no material costs this much, except in a very small currency"},
	{"materials.*.elasticity", interval{0.01, 10}, interval{1e-4, 1e4}, "short-run elasticities of supply are found between 0.05 and 2"},
	{"materials.*.price_cap", interval{1, 100}, interval{1, 1e6}, "the price of dysprosium rose about 25 times in 2009 to 2011, among the sharpest rises of any material"},
	{"materials.*.switching", interval{0, 0.25 / week}, interval{0, 1 / day}, "new sellers are found and qualified in months; above 25% of use a week, a curb on one seller hardly matters"},

	{"*.*.outages.rate", interval{0, 12}, interval{0, 1000}, "a plant that stops every month is better described by a smaller capacity"},
	{"*.*.outages.duration", interval{0, 5}, interval{0, 100}, "a plant that is down for years is closed: remove it"},
	{"*.*.capacity", interval{0, 1e10}, interval{0, 1e12}, "the world makes 2 billion tonnes of steel a year, and less of nearly everything else"},
	{"*.*.start", anyTime, anyTime, ""},
	{"*.*.ramp", interval{0, 15}, interval{0, 200}, "mines and plants reach full capacity within about ten years"},

	{"cost.capital", interval{0, 1e14}, interval{0, 1e18}, "no plant costs this much, except in a very small currency"},
	{"cost.from", anyTime, anyTime, ""},
	{"cost.over", interval{0, 30}, interval{0, 200}, "plants are built within about ten years"},
	{"cost.yearly", interval{0, 1e13}, interval{0, 1e17}, "no plant costs this much a year, except in a very small currency"},
	{"cost.per_tonne", interval{0, 1e12}, interval{0, 1e15}, "no tonne costs this much to make, except in a very small currency"},

	{"sources.*.lead", interval{0, 1}, interval{0, 5}, "goods are made to order and shipped within a year; those under way for longer arrive whatever is curbed, and hide the shortage"},
	{"sources.*.under_way in share", interval{0, 3}, interval{0, 1000}, "more than three times the normal volume was never under way: there are not enough ships"},
	{"sources.*.under_way in t", interval{0, 1e10}, interval{0, 1e13}, "no shipment of a material is as large as the world's yearly use of steel"},
	{"sources.*.premium", interval{0, 5}, interval{0, 1000}, "other sellers ask a few times the price at most"},

	{"plants.*.recipe.*.amount", interval{1e-5, 1e4}, interval{0, 1e7}, "recipes range from traces of an additive to thousands of tonnes of ore per tonne"},
	{"plants.*.recipe.*.rank", interval{0, 1000}, interval{0, 1e9}, "a rank is a place in a queue"},
	{"plants.*.recipe.*.value", interval{0, 1e13}, interval{0, 1e16}, "no product is worth this much per tonne of material, except in a very small currency"},
	{"plants.*.scrap.life", interval{0.25, 60}, interval{day, 1000}, "products with magnets last from a few months to a few decades"},
	{"plants.*.scrap.shape", interval{0.5, 10}, interval{0.05, 100}, "Weibull shapes of product lives are found between 1 and 5"},
	{"plants.*.scrap.yield", interval{0.001, 1.5}, interval{0, 1e4}, "no more comes out of scrap than was in it, except for what is added"},
	{"plants.*.scrap.past", interval{0, 60}, interval{0, 200}, "rare-earth magnets have been made since the 1970s"},
	{"plants.*.scrap.growth", interval{-0.3, 0.5}, interval{-0.9, 10}, "over several years, use rarely grows by more than half, or falls by more than a third, each year"},
	{"plants.*.cover", interval{0, 1}, interval{0, 20}, "plants hold weeks or months of an input; a stock of years makes every curb harmless"},

	{"sectors.*.demand", interval{0, 1e10}, interval{0, 1e12}, "the world uses 2 billion tonnes of steel a year, and less of nearly everything else"},
	{"sectors.*.uses.*.cover", interval{0, 1}, interval{0, 20}, "makers hold weeks or months of a material; a stock of years makes every curb harmless"},
	{"sectors.*.uses.*.initial in yr", interval{0, 1}, interval{0, 20}, "makers hold weeks or months of a material; a stock of years makes every curb harmless"},
	{"sectors.*.uses.*.initial in t", interval{0, 1e10}, interval{0, 1e13}, "no stock of a material is as large as the world's yearly use of steel"},
	{"sectors.*.uses.*.backlog in yr", interval{0, 1}, interval{0, 20}, "buyers that have waited for more than a year have gone elsewhere"},
	{"sectors.*.uses.*.backlog in t", interval{0, 1e10}, interval{0, 1e13}, "no backlog of a material is as large as the world's yearly use of steel"},
	{"sectors.*.growth", interval{-0.3, 0.5}, interval{-1, 10}, "over several years, use rarely grows by more than half, or falls by more than a third, each year"},
	{"sectors.*.volatility", interval{0, 0.5}, interval{0, 3}, "the demand of a sector rarely moves by more than half; at several hundred per cent it is close to zero most of the time"},
	{"sectors.*.persistence", interval{day, 10}, interval{0, 1000}, "booms and slumps of demand last for months or years"},
	{"sectors.*.season", interval{0, 12}, interval{0, 12}, ""}, // of mean 1, which bounds it
	{"sectors.*.cover", interval{0, 1}, interval{0, 20}, "makers hold weeks or months of a material; a stock of years makes every curb harmless"},
	{"sectors.*.rank", interval{0, 1000}, interval{0, 1e9}, "a rank is a place in a queue"},
	{"sectors.*.catch_up", interval{0, 2}, interval{0, 1000}, "a maker that could work off more than twice its demand in a step would need that much idle capacity"},
	{"sectors.*.price_response", interval{0, 3}, interval{0, 100}, "short-run elasticities of demand are found between 0 and 1"},
	{"sectors.*.value", interval{0, 1e13}, interval{0, 1e16}, "no product is worth this much per tonne of material, except in a very small currency"},
	{"sectors.*.units", interval{0, 1e9}, interval{0, 1e15}, "a product holds at least a milligram of a material, or is not limited by it"},
	{"sectors.*.hoard.share", interval{0, 3}, interval{0, 100}, "buyers in past shortages doubled or tripled their stocks at most"},
	{"sectors.*.hoard.rises", interval{0, 1}, interval{0, 20}, "buyers react to a curb within days or months"},
	{"sectors.*.hoard.falls", interval{0, 5}, interval{0, 100}, "hoarded stock is used up within months or a few years"},
	{"sectors.*.substitution.after", interval{0, 5}, interval{0, 100}, "makers watch a shortage for weeks or months before they turn to another material"},
	{"sectors.*.substitution.over", interval{week, 30}, interval{0, 1000}, "products are redesigned in months or years, not in days"},
	{"sectors.*.substitution.reverts_over", interval{week, 50}, interval{0, 10_000}, "products are redesigned in months or years, not in days"},
	{"sectors.*.substitution.amount", interval{0.01, 100}, interval{0, 1e6}, "a substitute takes a similar number of tonnes"},
	{"sectors.*.substitution.cost.per_tonne", interval{0, 1e12}, interval{0, 1e15}, "no design costs this much per tonne of material, except in a very small currency"},

	{"stockpiles.*.initial in yr", interval{0, 3}, interval{0, 100}, "strategic stocks hold months of use, a year or two at most"},
	{"stockpiles.*.initial in t", interval{0, 1e10}, interval{0, 1e13}, "no stock of a material is as large as the world's yearly use of steel"},
	{"stockpiles.*.target in yr", interval{0, 3}, interval{0, 100}, "strategic stocks hold months of use, a year or two at most"},
	{"stockpiles.*.target in t", interval{0, 1e10}, interval{0, 1e13}, "no stock of a material is as large as the world's yearly use of steel"},
	{"stockpiles.*.fill in yr", interval{week, 30}, interval{0, 1000}, "a stock is bought over months, or buying it causes a shortage itself"},
	{"stockpiles.*.fill in t/yr", interval{0, 1e10}, interval{0, 1e12}, "the world makes 2 billion tonnes of steel a year, and less of nearly everything else"},
	{"stockpiles.*.release in yr", interval{0, 30}, interval{0, 1000}, "a stock that is released over decades does not help in a shortage"},
	{"stockpiles.*.release in t/yr", interval{0, 1e12}, interval{0, 1e15}, "the world makes 2 billion tonnes of steel a year, and less of nearly everything else"},
	{"stockpiles.*.cover", interval{0, 1}, interval{0, 20}, "makers hold weeks or months of a material"},
	{"stockpiles.*.delay", interval{0, 2}, interval{0, 50}, "a release that comes years after it was called for is too late for the shortage"},
	{"stockpiles.*.holding", interval{0, 0.5}, interval{0, 10}, "capital, storage, insurance and rotation cost about 10% of the value a year"},

	{"stockpiles.*.usable_falls", interval{0, 1}, interval{0, 100}, "designs of motors last for several years"},
	{"stockpiles.*.rotation", interval{0, 2}, interval{0, 100}, "a stock that is exchanged more than twice a year is stock in transit"},

	{"curbs.*.hits.*.lag", interval{0, 3}, interval{0, 50}, "a knock-on effect is felt within months, or as soon as stocks are used up"},
	{"curbs.*.responds.elasticity", interval{-10, 10}, interval{-100, 100}, "with a power above ten a curb is either certain or impossible"},
	{"curbs.*.regimes.*.responds.elasticity", interval{-10, 10}, interval{-100, 100}, "with a power above ten a state ends at once or never"},
	{"curbs.*.start", anyTime, anyTime, ""},
	{"curbs.*.duration", interval{0, 100}, interval{0, 10_000}, "no export control is this old"},
	{"curbs.*.easing", interval{0, 30}, interval{0, 10_000}, "controls are eased within years"},
	{"curbs.*.delay", interval{0, 1.5}, interval{0, 10}, "licences take weeks or months; one that takes years is a refusal: give a severity instead"},
	{"curbs.*.recurs", interval{0, 12}, interval{0, 1000}, "a curb that returns every month is better described as one that lasts"},
	{"curbs.*.regimes.*.lasts", interval{day, 100}, interval{0, 10_000}, "export rules last for at least a day, and none is a hundred years old"},
	{"curbs.*.regimes.*.to.* in per yr", interval{0, 52}, interval{0, 10_000}, "export rules do not change every week"},
	{"curbs.*.regimes.*.to.* in share", interval{0, 1}, interval{0, 1e6}, "weights are shares of 100%"},

	{"correlations.*.rho", interval{-1, 1}, interval{-1, 1}, ""},
}

// outside reports whether a value lies outside an interval, by more than
// rounding.
func (i interval) outside(x float64) bool {
	slack := 1e-9 * math.Abs(x)
	return !(x >= i.lo-slack && x <= i.hi+slack)
}
