package scenarios

import "strings"

// ownMoney puts the scenario's currency into a message's example of money.
func (d *decoder) ownMoney(text string) string {
	switch d.currency {
	case "", "USD":
		return strings.ReplaceAll(text, "crore INR", "million USD")
	case "INR":
		return strings.NewReplacer("60 USD/kg", "5000 INR/kg", "USD", "INR").Replace(text)
	}
	return strings.NewReplacer("crore INR", "million "+d.currency, "USD", d.currency).Replace(text)
}
