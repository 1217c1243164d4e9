package output

import (
	"fmt"
	"slices"
	"strings"
)

// first returns the first of a list that is so. It is false where none is.
func first[T any](list []T, is func(*T) bool) (x T, ok bool) {
	for i := range list {
		if is(&list[i]) {
			return list[i], true
		}
	}
	return x, false
}

// those are what of a list is so, in a list of their own.
func those[T any](list []T, are func(T) bool) []T {
	var all []T
	for _, x := range list {
		if are(x) {
			all = append(all, x)
		}
	}
	return all
}

// without is a list less some of it, which stays as it was.
func without[T any](list []T, leave func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), leave)
}

// each is what is found of each of a list.
func each[T, U any](list []T, of func(T) U) []U {
	return eachAt(list, func(_ int, x T) U { return of(x) })
}

// eachAt is what is found of each of a list, by its place in it.
func eachAt[T, U any](list []T, of func(at int, x T) U) []U {
	var all []U
	for i, x := range list {
		all = append(all, of(i, x))
	}
	return all
}

// upTo are the whole numbers from 0 below n.
func upTo(n int) []int { return eachAt(make([]int, n), func(i, _ int) int { return i }) }

// group is what of a list has one key.
type group[K comparable, T any] struct {
	key K
	all []T
}

// grouped parts a list by a key, in order of appearance.
func grouped[K comparable, T any](list []T, of func(T) K) []group[K, T] {
	var groups []group[K, T]
	at := map[K]int{}
	for _, x := range list {
		key := of(x)
		i, known := at[key]
		if !known {
			i = len(groups)
			at[key], groups = i, append(groups, group[K, T]{key: key})
		}
		groups[i].all = append(groups[i].all, x)
	}
	return groups
}

// distinct are the texts of a list, each once, in order of appearance.
func distinct[T any](list []T, of func(T) string) []string {
	return each(grouped(list, of), func(g group[string, T]) string { return g.key })
}

// said are the sentences of some that say anything.
func said(sentences ...string) []string {
	return those(sentences, func(s string) bool { return s != "" })
}

// either is one of two.
func either[T any](so bool, one, other T) T {
	if so {
		return one
	}
	return other
}

// when is a sentence, or a part of one, where it is so; else "".
func when(so bool, format string, args ...any) string {
	if !so {
		return ""
	}
	return fmt.Sprintf(format, args...)
}

// joined is "A, B and C".
func joined(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// notesOf are warnings as notes.
func notesOf(warnings []Warning) []Note {
	return each(warnings, func(w Warning) Note { return Note(w) })
}
