package doc

// A Shape is the coarse class of a token's form. Letters are Unicode's; a script without case is Lower.
type Shape uint8

// The shapes. A token that has letters is one of Lower, Title, Upper or Mixed, whatever else it holds ("U.S." is
// Upper, "3rd" Lower); URL and Address come before those.
const (
	Other   Shape = iota // symbols, emoji, controls
	Lower                // "said", "naïve", "3rd"
	Title                // a capital, then lower case: "Angela", "Łódź"; also a lone capital "A"
	Upper                // two capitals or more and no lower case: "NATO", "U.S."
	Mixed                // any other mixture: "McDonald", "iPhone", "DiCaprio"
	Number               // digits, with separators: "3", "1,000", "2.5"
	Punct                // punctuation marks
	URL                  // "https://x.org/a", "www.x.org"
	Address              // e-mail addresses and @handles
)

// Capital reports whether the token has a capital letter.
func (s Shape) Capital() bool { return s == Title || s == Upper || s == Mixed }

// Word reports whether the token has letters and is no address.
func (s Shape) Word() bool { return s >= Lower && s <= Mixed }
