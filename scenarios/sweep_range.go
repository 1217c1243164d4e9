package scenarios

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

// quantityText is a decimal number with what stands before and behind it.
type quantityText struct {
	before, after string
	number        *big.Rat
	decimals      int
}

var quantityShape = regexp.MustCompile(`^([A-Z]{3} ?|[$€£¥₹] ?)?([+-]?)(\d[\d,]*)(\.\d+)?(\s*)(.*)$`)

// quantityOf takes a quantity apart; false where it is none. The number is exact.
func quantityOf(text string) (quantityText, bool) {
	m := quantityShape.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return quantityText{}, false
	}
	x, ok := new(big.Rat).SetString(m[2] + strings.ReplaceAll(m[3], ",", "") + m[4])
	after := m[6]
	if after != "" && !strings.HasPrefix(after, "%") && m[5] == "" && m[1] == "" {
		after = " " + after // 90days is 90 days
	} else {
		after = m[5] + after
	}
	return quantityText{m[1], after, x, max(0, len(m[4])-1)}, ok
}

// unit is what a quantity is in, for comparison.
func (q quantityText) unit() string {
	words := strings.Fields(q.before + " " + q.after)
	for i, w := range words {
		if singular, plural := strings.CutSuffix(w, "s"); plural && singular != "" {
			words[i] = singular
		}
	}
	return strings.Join(words, " ")
}

// mostSteps bounds the values of a range.
const mostSteps = 10_000

// steps are the values of a range, both ends among them, reckoned in decimal
// digits: 0.1, 0.2, 0.3, not 0.30000000000000004.
func (s *sweeper) steps(a *axis, n *node) []*node {
	var q [3]quantityText
	for i, key := range []string{"from", "to", "step"} {
		at := n.get(key)
		if at == nil || at.broken {
			return nil // reported
		}
		if at.kind == scalar && looksLikeDate(strings.TrimSpace(at.text)) {
			s.report(at.at, "bad-range", fmt.Sprintf("%s of %s is a date, but a range cannot step through dates", key, a.path), "write the dates as a list, such as [2026-01-01, 2026-04-01], or times after the start: { from: 0 months, to: 6 months, step: 3 months }")
			return nil
		}
		text, ok := quantityOf(at.text)
		if !ok || at.kind != scalar {
			s.report(at.at, "bad-range", fmt.Sprintf("%s of %s must be one quantity, not %s", key, a.path, at.describe()), "write the values as a list, or { from: 30 days, to: 90 days, step: 30 days }")
			return nil
		}
		if q[i] = text; q[i].unit() != q[0].unit() {
			s.report(at.at, "bad-range", fmt.Sprintf("the range of %s mixes %q and %q", a.path, orNone(q[0].unit()), orNone(q[i].unit())), "write from, to and step in the same unit")
			return nil
		}
	}
	return s.stepsOf(a, n, q[0], q[1], q[2])
}

func orNone(unit string) string {
	if unit == "" {
		return "no unit"
	}
	return unit
}

func (s *sweeper) stepsOf(a *axis, n *node, from, to, step quantityText) []*node {
	span := new(big.Rat).Sub(to.number, from.number)
	if step.number.Sign() == 0 || span.Sign()*step.number.Sign() < 0 {
		s.report(n.get("step").at, "bad-range", fmt.Sprintf("steps of %s do not lead from %s to %s", n.get("step").text, n.get("from").text, n.get("to").text), "")
		return nil
	}
	count := new(big.Rat).Quo(span, step.number)
	if !count.IsInt() {
		whole := new(big.Rat).SetInt(new(big.Int).Quo(count.Num(), count.Denom()))
		last := new(big.Rat).Add(from.number, whole.Mul(whole, step.number))
		s.report(n.get("to").at, "bad-range", fmt.Sprintf("steps of %s from %s do not end at %s", n.get("step").text, n.get("from").text, n.get("to").text),
			"both ends belong to the range: the last value before its end is "+from.at(last, max(from.decimals, step.decimals)))
		return nil
	}
	if !count.Num().IsInt64() || count.Num().Int64() >= mostSteps {
		s.report(n.at, "bad-range", fmt.Sprintf("the range of %s has more than %d values", a.path, mostSteps), "use larger steps")
		return nil
	}
	var out []*node
	for i := range count.Num().Int64() + 1 {
		x := new(big.Rat).Mul(new(big.Rat).SetInt64(i), step.number)
		out = append(out, word(from.at(x.Add(x, from.number), max(from.decimals, step.decimals)), n.at))
	}
	return out
}

// at writes another number as the quantity.
func (q quantityText) at(x *big.Rat, decimals int) string {
	number := x.FloatString(decimals)
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	return q.before + number + q.after
}
