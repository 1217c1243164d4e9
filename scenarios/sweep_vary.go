package scenarios

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// varied makes a sweep of texts path=values: the key and the section, a grid.
// Values are a list or range as in a file, a list without its brackets, or
// FROM..TO step STEP. The unit of a list may stand behind its last number alone; the
// parts of a range that have no unit take that of the others.
func varied(texts []string, found *notes) (key, section *node) {
	grid := &node{kind: mapping}
	for _, t := range texts {
		file := newSource("--vary", t)
		at := origin{file: file, line: 1, col: 1, width: len([]rune(t))}
		path, rest, ok := strings.Cut(t, "=")
		if !ok || strings.TrimSpace(path) == "" || strings.TrimSpace(rest) == "" {
			found.report(at, "bad-vary", fmt.Sprintf("%q is not path=values", clip(t)), "write, for example, stockpiles.reserve.target='30, 60, 90 days' or ='0..90 days step 30 days'")
			continue
		}
		at.width = len([]rune(path))
		values := valuesText(rest, file, len([]rune(path))+1, found)
		if values == nil {
			continue
		}
		grid.pairs = append(grid.pairs, pair{word(strings.TrimSpace(path), at), values})
		grid.at = at
	}
	key = word("sweep", grid.at)
	if len(grid.pairs) == 0 {
		return key, broke(grid.at)
	}
	return key, &node{kind: mapping, at: grid.at, pairs: []pair{{word("grid", grid.at), grid}}}
}

var spanShape = regexp.MustCompile(`^(.*?\S)\s*\.\.\s*(\S.*?)(?:\s*:\s*|\s+(?:step|by)\s+)(\S.*)$`)

// valuesText reads the values of an axis that begin at a column of a --vary.
func valuesText(text string, file *sourceFile, offset int, found *notes) *node {
	at := origin{file: file, line: 1, col: offset + 1, width: len([]rune(text))}
	if first := strings.TrimSpace(text)[:1]; first == "[" || first == "{" {
		if n := parse(file, []byte(text), found); n != nil {
			return n.shifted(offset)
		}
		return nil
	}
	if m := spanShape.FindStringSubmatch(strings.TrimSpace(text)); m != nil {
		parts := eachOf(m[1:4], strings.TrimSpace)
		unit := ""
		for _, p := range parts {
			if u := unitBehind(p); u != "" {
				unit = u // steps reports two that differ
			}
		}
		parts, ok := withUnit(parts, unit, at, found)
		if !ok {
			return nil
		}
		out := &node{kind: mapping, at: at}
		for i, key := range []string{"from", "to", "step"} {
			out.pairs = append(out.pairs, pair{word(key, at), word(parts[i], at)})
		}
		return out
	}
	if strings.Contains(text, "..") {
		found.report(at, "bad-range", fmt.Sprintf("the range %q has no step", clip(text)), "write, for example, 0..90 days step 30 days")
		return nil
	}
	return listText(text, at, found)
}

// listText reads a list without its brackets.
func listText(text string, at origin, found *notes) *node {
	parts := eachOf(strings.Split(text, ","), strings.TrimSpace)
	if fix := twoReadings(text, parts); fix != "" {
		found.report(at, "bad-vary", fmt.Sprintf("%q could be one value or several", clip(strings.TrimSpace(text))), fix)
		return nil
	}
	parts, ok := withUnit(parts, lastUnit(parts), at, found)
	if !ok {
		return nil
	}
	out := &node{kind: sequence, at: at}
	for _, one := range parts {
		if one == "" {
			found.report(at, "no-values", fmt.Sprintf("an empty value in %q", clip(text)), "separate values by single commas")
			return nil
		}
		out.items = append(out.items, word(one, at))
	}
	return out
}

var (
	unspaced  = regexp.MustCompile(`[\d.]+(?:,\d+)+`)
	thousands = regexp.MustCompile(`^(\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})+,\d{3})$`)
)

// twoReadings finds a comma without a space that may stand within one number:
// 5,000 INR/kg and 85,5%, but not 30,60,90 days. It returns what to write instead.
func twoReadings(text string, parts []string) string {
	run := unspaced.FindString(text)
	lone := strings.Count(text, ",") == 1
	if run == "" || slices.ContainsFunc(parts, looksLikeDate) || !thousands.MatchString(run) && !lone {
		return ""
	}
	several := strings.TrimSpace(strings.ReplaceAll(text, ",", ", "))
	one := strings.TrimSpace(strings.Replace(text, run, strings.ReplaceAll(run, ",", ""), 1))
	if !thousands.MatchString(run) {
		whole, decimals, _ := strings.Cut(run, ",")
		one = strings.TrimSpace(strings.Replace(text, run, strings.ReplaceAll(whole, ".", "")+"."+decimals, 1))
	}
	return fmt.Sprintf("write %s for one value, or %s, with a space, for several", one, strings.Join(strings.Fields(several), " "))
}

var bareNumber = regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`)

// unitBehind is the unit that stands behind a quantity, "" for none.
func unitBehind(text string) string {
	q, ok := quantityOf(text)
	if !ok || q.before != "" {
		return ""
	}
	return q.after
}

// lastUnit is the unit of a list's last quantity, where no other has one: 30, 60, 90
// days. Where others have theirs, a number without is read as it is in a file.
func lastUnit(parts []string) string {
	others := parts[:len(parts)-1]
	if slices.ContainsFunc(others, func(p string) bool { return !bareNumber.MatchString(p) }) {
		return ""
	}
	return unitBehind(parts[len(parts)-1])
}

// withUnit puts a unit behind the numbers that have none. It refuses 0.4 beside
// 60%, which is 40% or 0.4%.
func withUnit(parts []string, unit string, at origin, found *notes) (out []string, ok bool) {
	out = slices.Clone(parts)
	for i, p := range parts {
		if unit == "" || !bareNumber.MatchString(p) {
			continue
		}
		if q, _ := quantityOf(p); unit == "%" && q.number.Sign() != 0 && new(big.Rat).Abs(q.number).Cmp(allOfIt) < 0 {
			percent, _ := new(big.Rat).Mul(q.number, big.NewRat(100, 1)).Float64()
			found.report(at, "bad-vary", fmt.Sprintf("%s could be %s%% or %g%%", p, p, percent), "write each value with its unit")
			return nil, false
		}
		out[i] = p + unit
	}
	return out, true
}

// allOfIt is the share of 100%.
var allOfIt = big.NewRat(1, 1)
