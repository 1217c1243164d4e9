package sim

import "magnetsim/sim/draw"

// sectorState is what a sector's lines share.
type sectorState struct {
	shock  lane // Z, the stationary AR(1) noise of log demand
	phi    lane // exp(−Δ/θ)
	fresh  lane // √(1−φ²), the weight of the step's innovation; 1 in step 0
	noise  [Lanes]draw.Noise
	factor lane // exp(σZ − σ²/2)
	lost   lane // over the trial and all its lines, t
	dearer lane // paid above base prices over the trial, currency
}

// consumerState is one line of a sector or one input of a plant.
type consumerState struct {
	stock   lane // X, t
	backlog lane // t
	ratio   lane // r, what is required over what was planned

	demand    lane  // D: what would be wanted with neither substitution nor price, t
	effective lane  // e, t
	required  lane  // U = e + the backlog worked off, t
	used      lane  // min(X, U), t; of a sector's line
	short     lane  // h: of e, newly unmet, t
	lost      lane  // of h, what does not wait, t
	waits     lane  // of h, what joins the backlog, t
	priced    lane  // demand that the price drove away, t
	swapped   lane  // uD: demand substituted, t
	movedIn   lane  // demand that other lines of the sector moved here, t
	cover     lane  // S(k+1), the plan's cover target at the end of the step, t
	base      *lane // b, planned requirement of the step, t

	pressure lane // smoothed shortage ratio
	replaced lane // u, share of demand substituted
	memory   lane // weight of the newest step in the pressure

	sum tally // over the trial
}

// tally sums a line's trial, t; backlog is what waits at its end.
type tally struct{ demand, lost, waits, swapped, movedIn, priced, backlog lane }

// materialState is the pool of a material, its price, and what its buyers last
// ordered by.
type materialState struct {
	pool     lane // t
	underway lane // PL, t
	onset    lane // step in which the first curb binds, +Inf for none
	inflow   lane // arrivals and home output of the step, t
	arrived  lane
	made     lane
	released lane

	psi, corr lane // of the last order
	replace   lane // a: how much of the planned home output plants deliver
	goal      lane // G: what should come in by now
	moved     lane // highest share of use moved to other sources so far
	use       lane // B = Σb, planned use of the step, t
	coming    lane // what is to be used beyond it when goods arrive, as of a plant that starts, t
	existing  lane // Σ share·ρ of the sources that exist; then its inverse
	imports   lane // I/R, −1 where nothing is required
	stocks    lane // ΣX at the start of the step
	targets   lane // ΣrS at the start of the step
	supply    lane // x, smoothed share of requirement that supply meets
	price     lane // π, multiple of the base price
	peak      lane
}

// sourceState is one seller.
type sourceState struct {
	capacity lane // K = CΔρv, t
	nominal  lane // CΔρ, t
	weight   lane // w, share of planned imports
	kappa    lane // κ, normal volume over planned use
	normal   lane // n = min(CΔρ, κB), t
	most     lane // M, the most it can ship, t
	lag      [Lanes]int
	need     lane
	ask      lane
	ship     lane
	spare    lane   // what it could still ship, t
	q        lane   // share of the pipeline it should hold
	road     []lane // goods under way by step of arrival, a ring
}

// plantState is one plant.
type plantState struct {
	planned  lane // scratch of the plan
	capacity lane // K = CΔρv, t
	want     lane // t of output
	made     lane
}

// pileState is one strategic stock.
type pileState struct {
	level                  lane       // N, t
	goal                   lane       // target of the step, t
	released               lane       // of the step, t
	bought                 lane       // of the step, t
	outright               lane       // A: ordered for it beside the pipeline, t
	exhausted              lane       // 1 once a release was cut short by the level
	lowest, topFill        lane       // lowest level, t; highest level as a share of the target
	sumReleased, sumBought lane       // t
	paid, held             lane       // purchases and holding, currency
	begun                  [Lanes]int // first step of the episode, −1 outside
	last                   [Lanes]int // last step of the condition
	freed                  [Lanes]int // last step that released
	ordered                [Lanes]int // n: consecutive earlier steps in which orders were allowed
}
