package desk

import (
	"context"
	"encoding/json"

	"magnetsim/cmd/whatif"
	"magnetsim/cmd/whatif/page"
)

// opening is the call that the page begins with, as its script writes it.
type opening struct {
	Question openingQuestion `json:"question"`
	Look     Look            `json:"look"`
	Kinds    []string        `json:"kinds"`
}

type openingQuestion struct {
	B openingSide `json:"b"`
}

type openingSide struct {
	Policy string   `json:"policy"`
	Sets   []string `json:"sets"`
}

// Known fills in what a page in one file shows before its engine is there: the controls, and
// the answer of all trials to the question that the page opens with, in each look.
func Known(ctx context.Context, g *whatif.Ground, s *page.Scenario) error {
	told, err := g.Page(ctx)
	if err != nil {
		return err
	}
	if s.Page, err = json.Marshal(told); err != nil {
		return err
	}
	first := whatif.Question{B: whatif.Side{Policy: told.Policies[min(1, len(told.Policies)-1)].Name}}
	r, err := g.Report(ctx, first)
	if err != nil {
		return err
	}
	for _, theme := range []string{"light", "dark"} {
		for _, size := range []string{"page", "column"} {
			look, kind := Look{theme, size}, Shown()[0]
			a, err := Of(r, look, kind)
			if err != nil {
				return err
			}
			reply, err := json.Marshal(Reply{Answer: a})
			if err != nil {
				return err
			}
			request, err := json.Marshal(opening{Question: openingQuestion{B: openingSide{first.B.Policy, []string{}}}, Look: look, Kinds: []string{kind}})
			if err != nil {
				return err
			}
			s.Answers = append(s.Answers, page.Told{Request: request, Reply: reply})
		}
	}
	return nil
}
