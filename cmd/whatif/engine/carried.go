//go:build engine

package engine

import (
	_ "embed"

	"magnetsim/cmd/whatif/page"
)

//go:embed engine.wasm.gz
var module []byte

//go:embed wasm_exec.js
var loaderScript []byte

func init() { carried = page.Engine{Module: module, Loader: loaderScript} }
