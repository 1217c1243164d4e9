package scenarios

import (
	"fmt"
	"regexp"
	"strings"
)

// varied makes a sweep of texts path=values: the key and the section, a grid.
// Values are a list or range as in a file, a list without its brackets, or
// FROM..TO step STEP; a unit may stand behind the last number alone.
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
		parts := withLastUnit([]string{m[1], m[2], m[3]})
		out := &node{kind: mapping, at: at}
		for i, key := range []string{"from", "to", "step"} {
			out.pairs = append(out.pairs, pair{word(key, at), word(parts[i], at)})
		}
		return out
	}
	if strings.Contains(text, "..") {
		found.report(at, "bad-range", fmt.Sprintf("the range %q lacks its step", clip(text)), "write, for example, 0..90 days step 30 days")
		return nil
	}
	out := &node{kind: sequence, at: at}
	for _, one := range withLastUnit(strings.Split(text, ",")) {
		if one == "" {
			found.report(at, "no-values", fmt.Sprintf("an empty value in %q", clip(text)), "write values with a comma between each two")
			return nil
		}
		out.items = append(out.items, word(one, at))
	}
	return out
}

var bareNumber = regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`)

// withLastUnit gives bare numbers the unit of the last quantity that has one.
func withLastUnit(parts []string) []string {
	out := make([]string, len(parts))
	unit := ""
	for i, p := range parts {
		out[i] = strings.TrimSpace(p)
		if q, ok := quantityOf(out[i]); ok && q.before == "" && q.after != "" {
			unit = q.after
		}
	}
	for i, p := range out {
		if bareNumber.MatchString(p) {
			out[i] = p + unit
		}
	}
	return out
}
