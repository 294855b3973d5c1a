package emit

// A cursor converts byte offsets of a text to another unit, in one pass over the text.
type cursor struct {
	text string
	unit Offset
	at   int // bytes passed
	n    int // the same in the unit
}

// to returns the byte offset at, which must start a code point, in the cursor's unit. One that is before that of the
// last call, as where spans overlap, takes another pass.
func (c *cursor) to(at int) int {
	if at < c.at {
		c.at, c.n = 0, 0
	}
	c.n += units(c.text[c.at:at], c.unit)
	c.at = at
	return c.n
}

// units returns the length of valid UTF-8. Every byte but the continuation bytes starts a code point; those that start
// with 0xF0 or more are two code units of UTF-16.
func units(s string, unit Offset) int {
	if unit == Byte {
		return len(s)
	}
	n := 0
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	if unit == UTF16 {
		for i := range len(s) {
			if s[i] >= 0xF0 {
				n++
			}
		}
	}
	return n
}
