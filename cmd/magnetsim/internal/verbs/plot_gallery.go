package verbs

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output/figure"
	"magnetsim/output/markdown"
	"magnetsim/sim/unit"
)

// Pictures of a gallery are as wide as half a page on a screen.
const (
	gallerySize = "column"
	galleryDPI  = 130
)

// drawGallery writes one picture of every kind of figure, and a page of them.
func (p *plotVerb) drawGallery(ctx context.Context, past *folder.Past, figures []figure.Drawn) error {
	p.style.Size = gallerySize
	if p.style.DPI == 0 {
		p.style.DPI = galleryDPI
	}
	var shown []figure.Drawn
	seen := map[string]bool{}
	for _, f := range figures {
		if !seen[f.Entry.Name] {
			seen[f.Entry.Name] = true
			shown = append(shown, f)
		}
	}
	var pictures []frame.Picture
	var all []figure.Drawing
	for _, f := range shown {
		all = append(all, f.Drawing)
		pictures = append(pictures, frame.Picture{Name: f.Entry.Name + ".png", Write: func(w io.Writer) error { return f.Render(w, "png", p.style) }})
	}
	frame.WarnLetters(p.App, all, []string{"png"}, p.style)
	page := frame.Picture{Name: "README.md", Write: func(w io.Writer) error { return p.writeGallery(w, past, shown) }}
	return p.save(ctx, p.place(past), append(pictures, page))
}

// writeGallery writes the page in Markdown.
func (p *plotVerb) writeGallery(w io.Writer, past *folder.Past, shown []figure.Drawn) error {
	of := markdown.Escape(filepath.Base(past.Dir))
	if r := past.Report; r != nil {
		of = fmt.Sprintf("%s: %s, %s trials, seed %d", markdown.Escape(r.Scenario), markdown.Escape(r.Title), unit.Grouped(r.Run.Trials), r.Run.Seed)
	}
	fmt.Fprintf(w, "# Figures\n\nOne of every kind, of %s. Drawn from the stored results by\n\n    %s\n", of, p.galleryCommand(past))
	for _, f := range shown {
		_, err := fmt.Fprintf(w, "\n## %s\n\n%s `%s`\n\n![%s](%s.png)\n",
			markdown.Escape(f.Entry.Title), markdown.Escape(f.Doc), f.Entry.Name, markdown.Escape(f.Alt()), f.Entry.Name)
		if err != nil {
			return err
		}
	}
	return nil
}

// galleryCommand is what was typed.
func (p *plotVerb) galleryCommand(past *folder.Past) string {
	words := []string{"magnetsim plot", filepath.Base(past.Dir)}
	for _, policy := range p.policies {
		words = append(words, "--policy", policy)
	}
	if p.style.Theme != "light" {
		words = append(words, "--theme", p.style.Theme)
	}
	words = append(words, "--gallery -o", filepath.ToSlash(p.Shown(p.place(past))))
	if p.force {
		words = append(words, "--force")
	}
	return strings.Join(words, " ")
}
