package gold

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"roster/pipeline/doc"
)

// fields are the keys of an object that mean something, each with what reads its value.
type fields map[string]func() error

// fields reads an object by its table, and skips what has other keys.
func (d *decoder) fields(table fields) error {
	return d.object(func(key string) error {
		if field, ok := table[key]; ok {
			return field()
		}
		return d.skip()
	})
}

// whole reads an object that is all of the input, by its table.
func whole(raw []byte, table func(*decoder) fields) error {
	d, err := newDecoder(raw)
	if err != nil {
		return err
	}
	if err := d.fields(table(d)); err != nil {
		return err
	}
	return d.end()
}

// to is a field whose value is kept.
func to[T any](value *T, read func() (T, error)) func() error {
	return func() (err error) {
		*value, err = read()
		return err
	}
}

// list is a field with an array, whose items are kept behind those that are there.
func list[T any](d *decoder, items *[]T, read func() (T, error)) func() error {
	return func() error {
		return d.array(func() error {
			item, err := read()
			*items = append(*items, item)
			return err
		})
	}
}

// orNull is a field that is read unless it is null.
func orNull(d *decoder, field func() error) func() error {
	return func() error {
		if d.null() {
			return d.skip()
		}
		return field()
	}
}

// written reads a string that may be missing, which is not the same as an empty one.
func (d *decoder) written() (*string, error) {
	s, err := d.text()
	return &s, err
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

// id is a field with a string, a whole number or null, where null and "" leave the id as it is.
func (d *decoder) id(id *string) func() error {
	return func() error {
		name, err := d.reference()
		if name != "" {
			*id = name
		}
		return err
	}
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

// reference reads an entity's or another thing's name or number, "" for null.
func (d *decoder) reference() (string, error) {
	if d.null() {
		return "", d.skip()
	}
	return d.name()
}

// status reads a status, "" for null.
func (d *decoder) status() (doc.Status, error) {
	at := d.start()
	s, err := d.optional()
	if err != nil || s == "" {
		return "", err
	}
	status, err := parseStatus(s)
	if err != nil {
		return "", &jsonError{at, err}
	}
	return status, nil
}

// noText is the error of an object that lacks its text.
func noText(key string) error { return &jsonError{0, errors.New("no key " + strconv.Quote(key))} }
