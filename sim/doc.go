// Package sim is the engine: it compiles a scenario and plays trials of it. This
// page states the model; each stage of a step is a file named after it.
//
// # Words
//
// k is a step, Δ its length in years, m a
// material, j a source, p a plant, i a sector, c a consumer: one line of a sector
// or one input of a plant. Quantities are in tonnes, [x]⁺ = max(0, x), and round
// takes halves up.
//
// # Calendar
//
// The horizon H over a week (7/365.25 of a year) or a month (1/12), rounded, is the
// number of steps N, one at least, and Δ = H/N: the totals of a year are those of a
// year, which by week has 52 steps of 7.02 days. By week a date is a time of
// days/365.25 years. By month it is t = c(date) − c(start), c = year + (month − 1)/12
// + (day − 1)/(12 · days in the month), so that a step is a month of the calendar
// however long. Dates become times, and times dates, by unit.Calendar alone.
// What is played by month tells times in months, else in weeks.
//
// # Randomness
//
// The uniform of a factor in a trial, at an occurrence, is a pure function of
// the seed, the trial, the factor's name and the occurrence (package draw). So
// the bits are the same for any number of workers, a new factor disturbs no
// other, and every policy faces the same world. A number that is a distribution
// is drawn once a trial; those of a curb that recurs, of a regime and of an
// outage are drawn afresh for each occurrence. A chance of success is a Bernoulli
// factor of the number's own name; where the chance is itself uncertain it is
// drawn under that name with ".chance" behind it. Correlated factors are coupled
// by a Gaussian copula (file sample.go); so are the sectors' demand shocks, step
// by step (demand.go).
//
// # Restrictions (restrict.go, package curb)
//
// A curb is a piecewise linear severity s(t). Where several hit a source the
// largest severity governs and, apart from it, the largest delay. A scheduled curb
// comes again after a wait of Exp(rate) from the end of its easing or, where it
// overlaps, from its beginning, also while it lasts. A regime that
// is left eases like a scheduled curb: its severity falls to 0 over its easing,
// and the strictest of it and of the next state governs. A step sees exact
// averages: f, the share of the step with s = 0; Q = ∫(1−s) over the rest; the
// mean delay. A knock-on hit passes on its share of the severity and its share of
// the delay, later by its lag; both begin and end later. Outages cut the
// availability v of a source or a plant by the same averages; they begin at the
// start of the scenario, each after a wait of Exp(rate) from the end of the last.
//
//	ρ_j  0 before the start, linear to 1 over the ramp, at the midpoint of the step; 0 where success fails
//	K_j  = C_j Δ ρ v
//	n_j  = min(C_j Δ ρ, κ_j B)       normal volume; B = Σb, planned use, and what is coming
//	κ_j  = w_j I/R, at most 1        the plan's share; while f = 0 it may rise but not fall
//	M_j  = fK + min((1−f)K, nQ)      the most that a source can ship
//	ℓ_j  = max(1, round((lead + mean delay)/Δ)), at most the horizon
//
// What is coming is what plants short of their full capacity (ρ < 1) plan to use more
// than now when the goods arrive, [b(k+ℓ_j) − b(k)]⁺: under a curb a plant that is to
// start orders ahead. Switching rests on the same B, of the source that looks furthest;
// where nothing is used yet κ is that of the time of arrival.
//
// Blocked is [min(n, K) − M]⁺. Delay alone, at s = 0, does not cap volume.
//
// A lead time is a step at least: what a curb holds back in step k is missed in
// step k + ℓ, and the first ℓ steps receive what was sent in the open. So a chain
// of regimes written for supply that is met within the step, such as a textbook's,
// is that of ℓ steps more here, the first ℓ of them without a curb.
//
// The state at the start is given, or drawn by chances, and held before it for as long
// as goods are under way; or the regimes have run for long (curb/longrun.go): they begin
// two years before the start in state i with weight π_i·mean stay_i, π the stationary
// law of the chain of visits, and what is left of that stay has density (1 − F)/mean.
//
// # The plan (plan.go)
//
// What would flow with no curb, outage or noise; buyers order by it and correct
// for what happens. Walked from downstream to upstream:
//
//	b_c(s)  planned requirement: BΔ(1+g)^{sΔ}·season, or recipe × planned output
//	S_c(s)  = T_c b_c(s)/Δ                 cover target at the start of a step
//	R(s)    = [Σb(s) + Σ(S(s+1) − S(s))]⁺
//	E(s)    = min(K⁰(s), R(s))             home output, of planned capacity K⁰; plant p makes E·K⁰_p/K⁰
//	I(s)    = R(s) − E(s)                  imports
//	w_j(s)  = share_j ρ_j / Σ share ρ      among the sources that exist
//
// # One step (step.go), in order
//
//  1. Curbs, outages, ramps and shocks advance (trade.go, demand.go):
//     D = b·exp(σZ − σ²/2), Z a stationary AR(1) with φ = exp(−Δ/θ);
//     e = D(1−u)π^{−η}, and what other lines of the sector move here; required U = e + min(backlog, γe).
//  2. Materials from upstream to downstream (plant.go). What is due arrives; each
//     plant wants K·min(1, G/ΣK), G = [ψR + corr]⁺ by the last order's ψ and corr,
//     and makes as much of it as its stocks of inputs allow.
//  3. The pool is allocated (allocate.go): round 1 for [U − X]⁺, round 2 for
//     [rS(k+1) + U − X]⁺. The rule is proportional, by rank, by value, or equal
//     shares; floors come first, and equal shares fill from what floors gave
//     upward. Where rank or value is uncertain, its expectation sets the order.
//  4. The strategic stock (reserve.go) releases or fills; the rest of the pool
//     goes to the consumers in proportion to F = rb. Delays and the 4 weeks for which an
//     episode outlives its condition are rounded to steps.
//  5. Use (demand.go): min(X, U), what is wanted now before the backlog. Of what is
//     newly unmet, h, the share β waits, once; the rest is lost.
//  6. Forecast: r ← r + α(e/b − r) (demand.go); substitution (substitute.go);
//     price (price.go).
//  7. Orders (order.go): need_j = [G_j − a·min(K⁰(k+ℓ_j), G_j)]⁺ with
//     G_j = [ψR(k+ℓ_j) + corr]⁺; ask_j = w_j·need_j.
//  8. Shipping (ship.go): min(f·ask + min((1−f)·ask, nQ), M); the rest is offered
//     to sources with f = 1 as far as buyers can switch, less what rivals take of
//     their spare capacity: the rivals' share times the part of the step in which a
//     curb with rivals has s > 0 on a source of the material, the largest share
//     where there are several.
//  9. Metrics (record.go, report.go). A subject has recovered at the first step after its
//     last short one in which it is not short, its backlog is at most 1% of demand and its own
//     stock at least 90% of target.
//
// Before step 0 each source shipped, with no rerouting, what the plan says, with
// the curbs and delays then in force (ship.go). Where what is under way at the start is
// given, it is a share of what it would be without curbs, or so many tonnes over the same
// time (ship.go). A backlog at the start is worked off like any other; it was no demand
// of the horizon, and is in no metric but the backlog.
//
// # Rounding
//
// What rounding leaves of nothing decides nothing: below 1e-9 of a step's use tonnes
// open no stock, pause no orders, are no shortage and set no ratio (trifle), and below
// 1e-9 of a step a curb, or its absence, does not count. Halves go up when times are
// rounded to steps, also those that come out 1e-9 below.
//
// # Money (cost.go)
//
// Money at time t counts (1+d)^−t, d the real discount rate, 0 where none is given; of a
// flow in a step at its midpoint, of the value of a stock at the end at the horizon. So
// count the value lost, premiums, surcharges, substitution, purchases, holding, capital,
// running costs and end values. Tonnes are not discounted.
//
// Plants, sources, substitution and the policy itself may have a cost (cost.go):
//
//	capital    evenly over [from, from + over), over being Δ where it is not given
//	yearly     a year, over [from, H)
//	per tonne  of what a source delivers, a plant makes or a substitution replaces
//
// from is the start of the plant or source, else the scenario's, where it is not given.
// Capital is spent also where success fails; the rest is not. What has no capacity, or
// a chance of success of 0, is not built and costs nothing; what was spent before the
// start is past. A tonne replaced is paid by makers: it stands beside the cost of what
// planners do, and in the burden. So
//
//	outlay       purchases of stocks and capital
//	yearly cost  holding, and what other levers cost by the year and by the tonne
//	cost         outlay + yearly cost − end value of the stocks
//	burden       value lost + cost + cost of the tonnes replaced
//
// and what a policy is worth against another is the difference of their burdens.
//
// # Periods (report_period.go, period.go)
//
// A metric of a period [a, b), such as shortfall.total@2028, is told of the steps whose
// midpoints lie in it: a sum is what came in them, a time short too; a share is of what
// was wanted in them; an extreme is that of them, and a first short step or release is
// told from a on; a backlog is that at b. What was paid for stocks at the start belongs to
// the period that holds the start, their end value to that which holds the end, so that
// years add up to the whole. A spell, a recovery, the time to survive and the time under
// a curb are told of the whole alone. Chances and quantiles are those of the metric of
// the period: how often a year loses so much, not the horizon.
//
// Where what is told begins after the start, or ends before the horizon, nothing outside
// is in any metric; times are told from where it begins, strategic stocks are taken as
// bought at its beginning, at the base price, and have their end value at its end. Series
// go over the whole horizon, and money counts at the start of the scenario.
//
// # Choices where the world leaves several
//
// A source's premium is paid on what it delivers. A sector with several materials
// shares one shock and growth; each of its lines has a stock, a backlog, tonnes and a
// substitution of its own. A plant's input takes the best rank of what the
// plant makes and the mean value of it, weighted by planned use at the start, unless
// it is given its own. Tonnes are added up within a stage of the chain (all magnets),
// values over all. The strategic stock's cost is its initial level and what it buys
// at the day's price, and holding, less its value at the end at the base price. It is
// exhausted in a step in which it would have released more than it held.
//
// A material shortage is a loss of more than 1% of a year's use, by some sector of some
// material, over the horizon: any loss at all may be a kilogram. The time to survive
// counts from the first step in which a curb hits a source of the material, or of
// what it is made of, with severity or delay (onset.go); where none does it is not
// defined. The first short step is told apart.
//
// # Substitution (substitute.go, demand.go)
//
// It is a line's, a sector's use of one material, and moves by that line's own shortage
// alone: a line whose material is never short never substitutes, whatever else the
// sector lacks. u rises at max/over while the line's shortage ratio h/e, smoothed over
// a time constant, is above the trigger; falls at max/reverts_over while it is not and
// the line's stock is at 90% of target; and holds else. uD is substituted. Without a
// material that it moves to it is given up: no demand, no shortage and no value lost.
// With one, m', at κ tonnes a tonne,
//
//	e' = D'(1−u')π'^{−η} + κuD
//
// is wanted on the sector's line on m', in its stock, backlog and tonnes. Planned use
// is what it was, and forecasts learn the rest. What moved in neither moves on nor
// answers to the price. A cost may be set on every tonne of uD; the burden counts it.
//
// Demand sees the price of the step before, and the strategic stock buys at the price that
// the step ends with. The four weeks for which an episode outlives its condition, and
// orders stay paused after a release, are one step by month.
//
// The premium of a source is told by itself and is in no cost or burden: it is paid by the
// users of goods, beside what planners spend, to a seller, and who bears it is not known.
//
// # Hoarding (hoard.go)
//
// While a curb is in force on a source of a material, by its severity or its delay, a
// sector's buyers raise the stock that they aim at, S(1 + share·x), in what they restock
// to, order for and count as recovered; neither the plan nor the price's idea of a normal
// stock knows of it:
//
//	x ← x + (1 − x)(1 − exp(−Δ/rises))         in a step with a curb
//	x ← x − (x − s·top)(1 − exp(−Δ/falls))     in one without, top the highest x so far
//
// # Scrap (scrap.go)
//
// A plant may live on what comes back of products of a material. They live a Weibull life
// F; of what ends, a share is collected and yields so much of what the plant makes, up to
// its capacity and in the part ρ of it that stands:
//
//	back(k) = Σ_{s<k} b(s)·w(k−s) + b(0)·Σ_{n≥1} (1+g)^{−nΔ} w(k+n),  w(n) = F(nΔ) − F((n−1)Δ)
//
// b is planned use, so that scrap is part of the plan; of the use before the start, which
// grew by g a year, so many years count.
//
// # Drawn afresh and correlated (tie.go)
//
// What a regime, a recurring curb or an outage draws at each occurrence may be correlated
// with numbers drawn once a trial, and with the shocks of demand Z in the step in which
// the occurrence begins: its normal is drawn given those. Two occurrences are then alike
// as far as what they share makes them.
//
// # A curb that answers (respond.go)
//
// The rate at which a curb recurs, or goes to a stricter state (of more mean severity, or
// of the same and more mean delay), may follow the plan, and the rates out of a state the
// shortage that it makes:
//
//	dependence   (max(y(t), 1%)/max(y(0), 1%))^e,  y = Σ planned imports from whom it hits, each by the hit's share, over Σ planned use
//	stock_cover  (1 + planned strategic stock in years of planned use)^e,  e < 0 deters
//	shortage     (1 + severity·y(t))^e
//
// A stock is compared with none and not with what it is at the start, which would make a
// stock that was always there deter nothing. A wait is exponential in the time ∫x^e ds,
// constant within a step; the way out is drawn by the rates at its end. That has the law of
// a clock for each way, and the draws of rates that stay the same. In the long run a
// process settles by the rates of the start. The plan knows neither curbs nor noise, so
// that draws keep their addresses.
//
// # A stock that fits (fit.go)
//
// Of a tonne of a strategic stock, new, user i can use a part usable_i, of itself, and the
// less the older it is. What fits is followed in tonnes, in each step
//
//	fit_i ← fit_i·(1 − φ)·exp(−falls·Δ) + usable_i·φ·N    φ is what is rotated
//	release r_i ≤ fit_i
//	fit_i ← fit_i − r_i − Σ_{j≠i} r_j·fit_i/N              what others took is like the rest
//	fit_i ← fit_i + usable_i·bought
//
// and not by a ceiling of usable·N, under which a user would draw, step by step, what does
// not fit it too. What fits nobody, N·Π(1 − fit_i/N), is worth nothing: not at the end, and
// not when it is exchanged. Where nothing is said all fits everyone, so that what a stock
// does is an upper bound.
//
// Curbs may bar those whom they hit from selling to strategic stocks. What a stock may be
// filled by in a step then falls by their share of planned imports.
//
// # Not modelled
//
// Hoarding before a curb; goods at sea stranded by it; a product that needs two
// grades together.
//
// # Blocks, lanes and worlds
//
// A Block plays Lanes trials together: every mechanism is a kernel of package lane, a
// loop over vectors of trials that runs in vector instructions where the processor has
// them and gives the same bits everywhere, so that what a scenario holds is looked up
// once a block. A trial's numbers do not depend on the block it is played in.
//
// What no policy changes is a world (world.go): the numbers drawn, the curbs and
// outages, the plan, the noise of demand, and what sources offer. In a Band the blocks
// of models that agree on all of it share one, step by step. What agrees is decided
// from the compiled models (same_world.go).
package sim
