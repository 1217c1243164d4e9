package screen

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"magnetsim/output"
)

// fewestRows of a table are shown, or none.
const fewestRows = 3

// brief writes the answer alone, in so many lines if that can be: what was played, as many
// sentences as take a third of them, the tables that are for brief screens and the criteria as
// far as there is room, and the gravest warning. Last stands what tells the rest. Sentences
// take less where the first table is then whole. It makes room for itself, unless the sentences
// had more to say.
func (s *screen) brief(a *output.Answer, o Options) error {
	s.paragraph(a.Head.Briefly(), "")
	last := s.part()
	last.gravest(a.Notes)
	if o.More != "" {
		last.line(o.More)
	}
	tables := those(a.Tables, func(t output.Table) bool { return len(t.For(output.Brief).Columns) > 0 })
	if len(tables) == 1 { // nothing to tell it from
		tables[0].Title = ""
	}
	criteria := a.Criteria
	criteria.Title = ""
	tables = append(tables, criteria)
	free := o.Lines - s.lines() - last.lines()
	most, err := s.part().spoken(a, tables[0], free, o.Lines)
	if err != nil {
		return err
	}
	all := s.sentences(a, most)
	room := o.Lines - s.lines() - last.lines()
	for i, t := range tables {
		part := s.part()
		if _, err := part.few(t, room); err != nil {
			return err
		}
		if part.lines() <= room || i == 0 && all {
			s.out.WriteString(part.out.String())
			room -= part.lines()
		}
	}
	if room > 0 {
		s.blank()
	}
	s.out.WriteString(last.out.String())
	return nil
}

// oneLine is as much of a legend as a line has room for, but its first part in any case.
func (s *screen) oneLine(legend string) string {
	const between = " · "
	parts := strings.Split(legend, between)
	for n := len(parts); n > 1; n-- {
		if some := strings.Join(parts[:n], between); columns(some) <= s.width {
			return some
		}
	}
	return parts[0]
}

// spoken is how many lines sentences may take: a third of the screen, or less where a table
// then is whole in the lines that are free, or at least has its fewest rows.
func (s *screen) spoken(a *output.Answer, t output.Table, free, lines int) (int, error) {
	third := (lines + 2) / 3
	for _, try := range []struct {
		whole bool
		least int
	}{{true, lines / 4}, {false, 1}} {
		for most := third; most >= try.least; most-- {
			part := s.part()
			part.sentences(a, most)
			whole, err := part.few(t, free-part.lines())
			if err != nil {
				return 0, err
			}
			if part.lines() <= free && (whole || !try.whole) {
				return most, nil
			}
		}
	}
	return third, nil
}

func those[T any](all []T, is func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(x T) bool { return !is(x) })
}

// part is a screen of the same kind, to be filled apart.
func (s *screen) part() *screen { return &screen{width: s.width, color: s.color} }

func (s *screen) lines() int { return strings.Count(s.out.String(), "\n") }

// sentences writes those that take no more than some lines, but the first two in any case, and
// reports whether these are all.
func (s *screen) sentences(a *output.Answer, most int) bool {
	all := a.Short
	if len(all) == 0 {
		all = a.Sentences
	}
	if len(all) > 0 {
		s.blank()
	}
	for i, sentence := range all {
		part := s.part()
		part.sentence(sentence)
		need := part.lines()
		if strings.HasSuffix(sentence, ":") && i+1 < len(all) { // it announces the next
			next := s.part()
			next.sentence(all[i+1])
			need += next.lines()
		}
		if most < need && i > 1 {
			return false
		}
		most -= part.lines()
		s.out.WriteString(part.out.String())
	}
	return true
}

// few writes what a brief screen has of a table, with as many rows as take no more than
// some lines, but fewestRows in any case; without the columns that can be spared, or all of its
// legend, where that makes room for a row. It reports whether the rows are all.
func (s *screen) few(t output.Table, most int) (bool, error) {
	if len(t.For(output.Brief).Columns) == 0 {
		return true, nil
	}
	t, rows, err := t.InWords(output.Brief)
	if err != nil || len(rows) == 0 {
		return true, err
	}
	g := newGrid(t, rows, s)
	all := upTo(len(t.Columns))
	needed := those(all, func(c int) bool { return !t.Columns[c].Spare })
	text, n := s.fewOf(g, t, g.shorten(all), most)
	if n < len(rows) && len(needed) < len(all) {
		g.rows = rows
		if spared, more := s.fewOf(g, t, g.shorten(needed), most); more > n {
			text, n = spared, more
		}
	}
	s.out.WriteString(text)
	return n == len(rows), nil
}

// fewOf is few of some columns: what is written, and how many rows it has.
func (s *screen) fewOf(g *grid, t output.Table, shown []int, most int) (string, int) {
	rows := g.rows
	for n := min(len(rows), max(most, fewestRows)); ; n-- {
		g.rows = rows[:n]
		body := g.render(shown)
		for cut, legend := range []string{t.Legend, s.oneLine(t.Legend)} {
			part := s.part()
			part.blank()
			if t.Title != "" {
				part.heading(t.Title)
			}
			for line := range strings.SplitSeq(body, "\n") {
				part.line(line)
			}
			if n < len(rows) {
				part.line(fmt.Sprintf("… and %d more", len(rows)-n))
			}
			if legend != "" {
				part.paragraph(legend, "  ")
			}
			if part.lines() <= most || n <= fewestRows && cut == 1 {
				return part.out.String(), n
			}
		}
	}
}

// gravest writes the first warning, and how many others there are.
func (s *screen) gravest(notes []output.Note) {
	warnings := those(notes, output.Note.Warning)
	if len(warnings) == 0 {
		return
	}
	what := warnings[0].Text()
	if n := len(warnings); n > 1 {
		what = fmt.Sprintf("%d warnings: %s", n, what)
	}
	s.warning(text.Snip(what, s.width-2*len("! "), "…"))
}

// leastName is the width below which words are not squeezed on a brief screen.
const leastName = 16

// mostHeads is the most lines that titles of columns take on a brief screen.
const mostHeads = 3

// shorten makes a table fit a brief screen in as few lines as can be, and returns those of
// some columns that do: titles wrap, and the names of rows and columns of words, the widest first; then
// columns are left out, those that can be spared first, and else the last.
func (g *grid) shorten(shown []int) []int {
	cells := make([]int, len(g.columns))
	for c := range cells {
		cells[c] = g.widest(c, "")
	}
	shown = slices.Clone(shown)
	for {
		var best []int
		least := math.MaxInt
		for heads := 1; heads <= mostHeads; heads++ {
			over := -len(gap) - g.on.width
			for _, c := range shown {
				g.wide[c] = max(cells[c], headed(g.columns[c].Title, heads))
				over += g.wide[c] + len(gap)
			}
			fits := g.wrapWords(shown, over)
			if lines := g.height(shown); (fits || len(shown) <= 2) && lines <= least {
				best, least = slices.Clone(g.wide), lines
			}
		}
		if best != nil {
			g.wide = best
			return shown
		}
		last := len(shown) - 1
		for k, c := range shown {
			if k > 0 && g.columns[c].Spare {
				last = k
			}
		}
		shown = slices.Delete(shown, last, last+1)
	}
}

// height is the number of lines of titles and rows.
func (g *grid) height(shown []int) int {
	heads := 1
	for _, c := range shown {
		heads = max(heads, len(wrap(head(g.columns[c].Title), g.wide[c])))
	}
	all := heads
	for _, row := range g.rows {
		lines := 1
		for _, c := range shown {
			if columns(row[c].Text) > g.wide[c] {
				lines = max(lines, 1+strings.Count(wrapName(row[c].Text, g.wide[c]), "\n"))
			}
		}
		all += lines
	}
	return all
}

// wrapWords makes columns of words narrower, the widest first, and reports whether that is
// enough.
func (g *grid) wrapWords(shown []int, over int) bool {
	for ; over > 0; over-- {
		widest := shown[0]
		for _, c := range shown {
			if g.wordy(c) && g.wide[c] > g.wide[widest] {
				widest = c
			}
		}
		if g.wide[widest] <= leastName {
			return false
		}
		g.wide[widest]--
	}
	return true
}

// headed is the least width in which a title takes no more than some lines.
func headed(title string, lines int) int {
	w := 0
	for word := range strings.FieldsFuncSeq(head(title), breaks) {
		w = max(w, columns(word))
	}
	for len(wrap(head(title), w)) > lines {
		w++
	}
	return w
}

// head keeps the unit of a title, which stands in brackets, on one line.
func head(title string) string {
	at := strings.LastIndex(title, " (")
	if at < 0 {
		return title
	}
	return title[:at+1] + strings.ReplaceAll(title[at+1:], " ", string(bond))
}
