package table

import "fmt"

// damaged turns a panic over a file whose parts contradict one another into an error:
// the library that reads Parquet trusts what a file says of itself, and a hash tells
// only that the file is the one that was written.
func damaged(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("the file of trials is damaged: %v", p)
	}
}
