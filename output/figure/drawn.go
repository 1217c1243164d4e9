package figure

// Made is a figure of another verb than run.
type Made struct{ Verb, Name, Doc string }

// Others lists the figures that other verbs than run draw.
func Others() []Made {
	return []Made{
		{"compare", "compared", "Mean loss of every policy in every case, with its 95% sampling error."},
		{"compare", "compared-cvar95", "CVaR95 of the loss (mean of the worst 5%) of every policy in every case, with its 95% sampling error."},
		{"sweep", "curve", "Mean shortfall over one axis of a sweep, by policy, with its 95% sampling error; for each combination of the others."},
		{"sweep", "heatmap", "Mean shortfall over the two axes of a sweep, one figure a policy, with the line between cells that meet the criteria and those that do not; for each combination of the others."},
		{"sweep", "tornado", "Mean shortfall where one place at a time takes other values, the widest swing first."},
		{"frontier", "frontier", "What each level costs, against CVaR95 and against the chance of a material shortage."},
		{"backtest", "backtest", "What was observed, over the median, 50% and 90% range of the forecast."},
		{"backtest", "places", "How many observations lie in each fifth of their forecast."},
		{"sensitivity", "tornado", "Change of an outcome's mean from the lowest to the highest tenth of each input, with 95% intervals."},
		{"sensitivity", "spider", "Mean of an outcome over the tenths of the inputs that it goes with most."},
		{"sensitivity", "indices", "Shares of the variance that groups of inputs explain alone and together (--method sobol)."},
		{"sensitivity", "effects", "How far figures move an outcome over their range (--method morris)."},
		{"rare", "rare", "What is exceeded once in so many trials, of rare outcomes."},
		{"trial", "trial", "Curbs, arrivals, stocks and unmet demand of one trial, with what happened."},
	}
}
