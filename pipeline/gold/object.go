package gold

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// The readers of this file and of those of the tools read values of JSON by calling back for each key; the shared ones
// stand here.

// whole reads an object that is all of the input.
func whole(raw []byte, field func(d *decoder, key string) error) error {
	d, err := newDecoder(raw)
	if err != nil {
		return err
	}
	if err := d.object(func(key string) error { return field(d, key) }); err != nil {
		return err
	}
	return d.end()
}

// number reads a number.
func (d *decoder) number() (float64, error) {
	at := d.start()
	n, err := read[json.Number](d, "a number")
	if err != nil {
		return 0, err
	}
	v, err := n.Float64()
	if err != nil {
		return 0, &jsonError{at, fmt.Errorf("found %s, expected a number", n)}
	}
	return v, nil
}

// score reads a number or null.
func (d *decoder) score() (*float64, error) {
	if d.null() {
		return nil, d.skip()
	}
	v, err := d.number()
	return &v, err
}

// key reads a string, a whole number or null, "" for null.
func (d *decoder) key() (string, error) {
	if d.null() {
		return "", d.skip()
	}
	return d.name()
}

// raw reads any value as it stands.
func (d *decoder) raw() (json.RawMessage, error) {
	var value json.RawMessage
	at := d.start()
	if err := d.Decode(&value); err != nil {
		return nil, &jsonError{at, err}
	}
	return value, nil
}

// boolean reads true or false.
func (d *decoder) boolean() (bool, error) { return read[bool](d, "true or false") }

// status reads a status or null.
func (d *decoder) status(m *mark) (err error) {
	r := record{decoder: d}
	m.Status, err = r.status()
	return err
}

// offset is the key of a place in the text.
func offset(start, end int) string { return strconv.Itoa(start) + "-" + strconv.Itoa(end) }

// noText is the error of an object that lacks its text.
func noText(key string) error { return &jsonError{0, errors.New("no key " + strconv.Quote(key))} }
