package mc

import "context"

// Player is what plays: goroutines of this process (Local), or something that hands plans
// to others, who play spans of them and send back samples (Encode, Decode) to be merged.
// Whoever plays, what comes back is the same to the bit.
type Player interface {
	// Play plays a plan, as the function Play.
	Play(ctx context.Context, p Plan) (*Sample, error)
	// PlayAll plays many, as the function PlayAll.
	PlayAll(ctx context.Context, n int, prepare func(i int) *Job) error
}

// Local plays with goroutines of this process.
type Local struct {
	Workers int // 0 for one a processor; never changes a result
}

// Play implements Player.
func (l Local) Play(ctx context.Context, p Plan) (*Sample, error) {
	p.Workers = l.Workers
	return Play(ctx, p)
}

// PlayAll implements Player.
func (l Local) PlayAll(ctx context.Context, n int, prepare func(i int) *Job) error {
	return PlayAll(ctx, l.Workers, n, prepare)
}
