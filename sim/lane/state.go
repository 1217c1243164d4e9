package lane

// Tally sums a line's trial, t. Backlog is what waits at its end.
type Tally struct{ Demand, Lost, Waits, Swapped, MovedIn, Priced, Backlog Vector }

// Consumer is one line of a sector or one input of a plant.
type Consumer struct {
	Stock   Vector // X, t
	Backlog Vector // t
	Ratio   Vector // r, what is required over what was planned

	Demand    Vector // D: what would be wanted with neither substitution nor price, t
	Effective Vector // e, t
	Required  Vector // U = e + the backlog worked off, t
	Used      Vector // min(X, U), t; of a sector's line
	Short     Vector // h: of e, newly unmet, t
	Lost      Vector // of h, what does not wait, t
	Waits     Vector // of h, what joins the backlog, t
	Priced    Vector // demand that the price drove away, t
	Swapped   Vector // uD: demand substituted, t
	MovedIn   Vector // demand that other lines of the sector moved here, t
	Cover     Vector // S(k+1), the plan's cover target at the end of the step, t

	Pressure Vector // smoothed shortage ratio
	Replaced Vector // u, share of demand substituted
	Memory   Vector // weight of the newest step in the pressure
	Up, Down Vector // the most that u rises and falls in a step

	Sum Tally
}

// Hoard is what a line's buyers hold beyond their cover target.
type Hoard struct {
	Level      Vector // x, of the share that they would add in the end
	Top        Vector // the highest so far
	Rise, Fall Vector // 1 − exp(−Δ/τ), the part of the way that a step goes
}

// Material is the pool of a material, its price, and what its buyers last ordered by.
type Material struct {
	Pool     Vector // t
	Underway Vector // PL, t
	Inflow   Vector // arrivals and home output of the step, t
	Arrived  Vector
	Made     Vector
	Released Vector

	Psi, Corr Vector // of the last order
	Replace   Vector // a: how much of the planned home output plants deliver
	Goal      Vector // G: what should come in by now
	Moved     Vector // highest share of use moved to other sources so far
	Stocks    Vector // ΣX at the start of the step
	Targets   Vector // ΣrS at the start of the step
	Supply    Vector // x, smoothed share of requirement that supply meets
	Price     Vector // π, multiple of the base price
	LogPrice  Vector // ln π
	LogCap    Vector // ln of the highest π
	Peak      Vector
}

// Market is what is planned of a material's trade in a step.
type Market struct {
	Use      Vector // B = Σb, planned use, t
	Coming   Vector // what is to be used beyond it when goods arrive, as of a plant that starts, t
	Existing Vector // Σ share·ρ of the sources that exist; then its inverse
	Imports  Vector // I/R, −1 where nothing is required
}

// Offer is what one source can do in a step.
type Offer struct {
	Nominal  Vector // CΔρ, t
	Capacity Vector // K = CΔρv, t
	Share    Vector // share·ρ
	Weight   Vector // w, share of planned imports
	Kappa    Vector // κ, normal volume over planned use
	Normal   Vector // n = min(CΔρ, κB), t
	Most     Vector // M, the most it can ship, t
	Lag      Vector // ℓ, steps
	Then     Outlook
	At       Index // of what is planned ℓ steps ahead, in the tables of the plan
}

// Source is what is asked of one source and what it sends, t.
type Source struct {
	Need  Vector // of all sources, what should arrive with its goods
	Ask   Vector
	Ship  Vector
	Spare Vector // what it could still ship
	Q     Vector // share of the pipeline it should hold
}

// Plant is what one plant wants to make and makes, t.
type Plant struct{ Want, Made Vector }

// Outlook is what the plan says of one material in one step, t.
type Outlook struct {
	Required Vector // R(s)
	Home     Vector // K⁰(s): planned capacity of its plants
	Made     Vector // E(s) = min(K⁰, R)
	SumR     Vector // Σ R over the steps from 0 to s−1
	SumE     Vector // Σ E over the steps from 0 to s−1
}

// Strain is what an exposure suffers in one step.
type Strain struct {
	Free  Vector // f: share of the step at severity 0
	Quota Vector // Q = ∫(1−s) over the rest, as a share of the step
	Delay Vector // mean delay, years
}

// Pile is one strategic stock. Steps count from 0.
type Pile struct {
	Level     Vector // N, t
	Goal      Vector // target of the step, t
	Fill      Vector // the most it may fill in the step, t
	Released  Vector // of the step, t
	Bought    Vector // of the step, t
	Outright  Vector // A: ordered for it beside the pipeline, t
	Exhausted Vector // 1 where a release of the step was cut short by the level

	Condition Vector // 1 where the trigger holds
	Armed     Vector // 1 where it may release
	Begun     Vector // first step of the episode, −1 outside
	Last      Vector // last step of the condition
	Freed     Vector // last step that released
	Ordered   Vector // consecutive earlier steps in which orders were allowed
	Delay     Vector // administrative delay, steps

	Lowest, TopFill        Vector // lowest level, t; highest level as a share of the target
	SumReleased, SumBought Vector // t
	Paid, Held             Vector // purchases and holding, currency
}

// Subject counts one subject's trial so far.
type Subject struct {
	Wanted, Short          Vector // e and h of the step, t
	Backlog, Stock, Target Vector // at the end of the step, t
	Use                    Vector // rb, t

	Sum                          Tally  // at the end
	Worst                        Vector // largest h/e
	Steps, First, Spell, Longest Vector // steps; First is +Inf while never short
	Recovered                    Vector // step, +Inf while short or not yet recovered
	Onset                        Vector // step in which the first curb binds, +Inf for none
	Since                        Vector // first short step from then on, +Inf while there is none
	Pending                      Vector // 1 where it was short and has not recovered
}

// Noise is the noise of a sector's demand.
type Noise struct {
	Z      Vector // stationary AR(1) noise of log demand
	Phi    Vector // exp(−Δ/θ)
	Fresh  Vector // √(1−φ²), the weight of the step's innovation; 1 in step 0
	Sigma  Vector
	Factor Vector // exp(σZ − σ²/2)
}
