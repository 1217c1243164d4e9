package app

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError says what a flag takes, and which one was probably meant by one
// that is unknown.
func flagError(cmd *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	if errors.As(err, &value) {
		return fmt.Errorf("--%s %s: give a %s", value.GetFlag().Name, value.GetValue(), value.GetFlag().Value.Type())
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, f.Name)
		}
	})
	if near := nearest(unknown.GetSpecifiedName(), known); near != "" {
		return fmt.Errorf("%w\n  did you mean --%s?", err, near)
	}
	return err
}

// blank refuses a flag that is given an empty value, as an unset variable of a
// shell leaves it, and one that took the flag after it for its value.
func blank(cmd *cobra.Command) error {
	var wrong []error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch v := f.Value.String(); {
		case v == "" || v == "[]":
			wrong = append(wrong, fmt.Errorf("--%s is given nothing", f.Name))
		case isFlag(cmd, strings.Trim(v, "[]")):
			wrong = append(wrong, fmt.Errorf("--%s is given nothing but the next flag, %s", f.Name, strings.Trim(v, "[]")))
		}
	})
	return errors.Join(wrong...)
}

// isFlag reports whether a text is a flag of a command, with or without a value.
func isFlag(cmd *cobra.Command, text string) bool {
	if name, long := strings.CutPrefix(text, "--"); long {
		name, _, _ = strings.Cut(name, "=")
		return cmd.Flags().Lookup(name) != nil
	}
	short, is := strings.CutPrefix(text, "-")
	return is && len(short) == 1 && cmd.Flags().ShorthandLookup(short) != nil
}

// apart refuses flags of a group when more than one is given.
func apart(cmd *cobra.Command, group ...string) error {
	given := slices.DeleteFunc(group, func(name string) bool { return !cmd.Flags().Changed(name) })
	if len(given) > 1 {
		return fmt.Errorf("--%s and --%s exclude one another", given[0], given[1])
	}
	return nil
}

// nearest returns the candidate within a third of the word's length in edits,
// or one that the word begins; "" where there is none.
func nearest(word string, candidates []string) string {
	best, least := "", 1+max(1, len(word)/3)
	for _, c := range candidates {
		if d := edits(strings.ToLower(word), c); d < least {
			best, least = c, d
		}
	}
	if best != "" || len(word) < 2 {
		return best
	}
	i := slices.IndexFunc(candidates, func(c string) bool { return strings.HasPrefix(c, word) })
	if i < 0 {
		return ""
	}
	return candidates[i]
}

// edits counts the insertions, deletions, replacements and swaps of neighbours
// that turn a into b (Damerau and Levenshtein's optimal string alignment).
func edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
