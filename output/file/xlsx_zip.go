package file

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"slices"
)

// inOneOrder writes an archive with its files by name: the library writes those
// of streamed sheets in any order, and the same report is to give the same bytes.
// The list of content types comes first, as readers expect.
func inOneOrder(w io.Writer, archive []byte) error {
	from, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return err
	}
	slices.SortFunc(from.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	to := zip.NewWriter(w)
	for _, f := range from.File {
		if err := to.Copy(f); err != nil {
			return err
		}
	}
	return to.Close()
}
