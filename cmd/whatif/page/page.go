// Package page is the page that answers while you drag: its words, its looks and its scripts,
// put together for a server beside it or into one file that needs none.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"
)

//go:embed web
var web embed.FS

var whole = template.Must(template.ParseFS(web, "web/page.html"))

// Data is a block of a page in one file, that scripts read by its id.
type Data struct{ ID, Text string }

// contents is what the template shows.
type contents struct {
	Title, Version string
	Policy         string // content security policy, of a page in one file
	Style          template.CSS
	Script         template.JS
	Data           []Data
}

// CSS is the style of the page.
func CSS() []byte { return read("page.css") }

// Script is the script of a page with a server beside it.
func Script() []byte { return script("http.js") }

// script puts the modules together, with one for the engine.
func script(engine string) []byte {
	var b bytes.Buffer
	b.WriteString("(() => {\n\"use strict\";\n")
	for _, name := range []string{"dom.js", "state.js", "control.js", "answer.js", "take.js", engine, "main.js"} {
		b.Write(read(name))
	}
	b.WriteString("})();\n")
	return b.Bytes()
}

func read(name string) []byte {
	data, err := web.ReadFile("web/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return data
}

// Policy is the content security policy of a page with a server beside it.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Served writes the page for a server that has CSS as what-if.css and Script as what-if.js
// beside it.
func Served(w io.Writer, title, version string) error {
	return whole.Execute(w, contents{Title: title, Version: version})
}

// Alone writes the page as one file, with the blocks of data that its engine reads. It may
// run its own script and that of its workers, and ask nobody.
func Alone(w io.Writer, title, version string, data ...Data) error {
	style, script := string(CSS()), strings.TrimSpace(string(script("wasm.js")))
	return whole.Execute(w, contents{
		Title: title, Version: version, Style: template.CSS(style), Script: template.JS(script), Data: data,
		Policy: "default-src 'none'; script-src 'wasm-unsafe-eval' blob: " + hash(script) + "; style-src " + hash(style) + "; worker-src blob:; connect-src 'none'; img-src data:; base-uri 'none'; form-action 'none'",
	})
}

// hash is a source of a content security policy that allows this text alone.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
