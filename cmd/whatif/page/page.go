// Package page is the page that answers while you drag: its words, its looks and its scripts,
// put together for a server beside it or into one file that needs none.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"io"
	"strings"
)

//go:embed web
var web embed.FS

var whole = template.Must(template.ParseFS(web, "web/page.html"))

// Data is a block of a page in one file, which scripts read by its id: letters of Base64, or
// JSON.
type Data struct {
	ID   string
	Text template.HTML // nothing in it is a sign of HTML
}

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
	for _, name := range []string{"dom.js", "state.js", "control.js", "answer.js", "trial.js", "take.js", engine, "main.js"} {
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

// Engine is what plays in a page that is one file.
type Engine struct {
	Module []byte // WebAssembly of cmd/whatif/wasm, gzipped
	Loader []byte // wasm_exec.js of the Go that built it, and its kernels (vectorise.Script)
}

// Scenario is what such a page is about.
type Scenario struct {
	YAML string `json:"scenario"` // resolved
	Name string `json:"name"`     // as a command line names it
	File string `json:"file"`     // as a file beside it extends it

	// Page and Answers are what is shown before the engine is there: what package desk replies
	// to the call page, and to questions, each with the call.
	Page    json.RawMessage `json:"page"`
	Answers []Told          `json:"answers,omitempty"`
}

// Told is a call and its last reply, as JSON.
type Told struct {
	Request json.RawMessage `json:"request"`
	Reply   json.RawMessage `json:"reply"`
}

// Alone writes the page as one file, with its engine and its scenario. It may run its own
// script and that of its workers, and ask nobody.
func Alone(w io.Writer, title, version string, e Engine, about Scenario) error {
	style, script := string(CSS()), strings.TrimSpace(string(script("wasm.js")))
	worker, err := json.Marshal(string(e.Loader) + "\n" + string(read("worker.js")))
	if err != nil {
		return err
	}
	told, err := json.Marshal(about)
	if err != nil {
		return err
	}
	return whole.Execute(w, contents{
		Title: title, Version: version, Style: template.CSS(style), Script: template.JS(script),
		Data:   []Data{{"about", template.HTML(told)}, {"worker", template.HTML(worker)}, {"engine", template.HTML(base64.StdEncoding.EncodeToString(e.Module))}},
		Policy: "default-src 'none'; script-src 'wasm-unsafe-eval' " + hash(script) + "; style-src " + hash(style) + "; worker-src blob:; connect-src 'none'; img-src data:; base-uri 'none'; form-action 'none'",
	})
}

// hash is a source of a content security policy that allows this text alone.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
