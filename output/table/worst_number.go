package table

import "magnetsim/output"

// number is an estimate in JSON.
type number struct {
	Value Number `json:"value"`
	Low   Number `json:"error_low"`
	High  Number `json:"error_high"`
	Unit  string `json:"unit"`
}

func numberOf(s output.Stat) number {
	return number{Number(s.Value), Number(s.Low), Number(s.High), s.Unit}
}
