package folder

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output/file"
	"magnetsim/sim/unit"
)

// onlyOurs refuses a results folder that holds files which its manifest does
// not list: a person's notes, say, or other results. They would be lost with it.
func onlyOurs(a *app.App, dir string) error {
	text, err := readManifest(dir)
	if err != nil {
		return err
	}
	var m file.Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return fmt.Errorf("%s of %s cannot be read, so that what the folder holds is unknown; it is not replaced\n  choose another folder with -o", ManifestName, a.Shown(dir))
	}
	ours := map[string]bool{ManifestName: true}
	for _, f := range m.Run.Files {
		ours[f.Name] = true
	}
	var others []string
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !ours[name] {
			others = append(others, name)
		}
		return err
	})
	if err != nil || len(others) == 0 {
		return err
	}
	return fmt.Errorf("%s also holds what no run wrote (%s), which would be lost\n  move that, or choose another folder with -o", a.Shown(dir), unit.Few(others))
}
