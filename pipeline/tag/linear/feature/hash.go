package feature

// Features have no names at run time: a feature is the 64-bit hash of its template's number and its value. Two
// features that share a hash share a weight; at a million features the chance of one such pair is 1 in 10^7.

// hashString is FNV-1a over the bytes, with the bits stirred so that every part of the result can index a table.
func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return stir(h)
}

// stir is a bijection that spreads every bit over the word (multiply-xorshift).
func stir(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// mix joins two hashes; the order matters.
func mix(a, b uint64) uint64 { return stir(a*0x9e3779b97f4a7c15 + b + 0x632be59bd9b4e019) }

// of is the feature of a template with a value.
func of(t template, value uint64) uint64 { return mix(uint64(t)+1000, value) }

// pack joins small values into one, each in a byte.
func pack(values ...uint8) uint64 {
	var p uint64
	for _, v := range values {
		p = p<<8 | uint64(v)
	}
	return p
}
