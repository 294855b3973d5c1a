package input

import (
	"encoding/json"
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	logical "github.com/parquet-go/parquet-go/format"
)

// jsonOf returns a value as JSON: numbers and booleans as such, dates and times as RFC 3339 has them, bytes that are
// not UTF-8 in base64, and null for what JSON has no number for.
func jsonOf(v parquet.Value, t parquet.Type) []byte {
	switch {
	case v.IsNull():
		return []byte("null")
	case v.Kind() == parquet.Int32 || v.Kind() == parquet.Int64:
		return jsonOfWhole(v, t)
	case v.Kind() == parquet.Int96:
		return quoteJSON(sparkTime(v).Format(time.RFC3339Nano))
	case v.Kind() == parquet.Float:
		return jsonOfFloat(float64(v.Float()), 32)
	case v.Kind() == parquet.Double:
		return jsonOfFloat(v.Double(), 64)
	case v.Kind() == parquet.Boolean:
		return strconv.AppendBool(nil, v.Boolean())
	case utf8.Valid(v.ByteArray()):
		return quoteJSON(string(v.ByteArray()))
	}
	b, _ := json.Marshal(v.ByteArray()) // bytes always can be
	return b
}

// jsonOfFloat returns a number of that many bits.
func jsonOfFloat(x float64, bits int) []byte {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return []byte("null")
	}
	return strconv.AppendFloat(nil, x, 'g', -1, bits)
}

func jsonOfWhole(v parquet.Value, t parquet.Type) []byte {
	n := int64(v.Int32())
	if v.Kind() == parquet.Int64 {
		n = v.Int64()
	}
	var kind logical.LogicalTypeValue
	if l := t.LogicalType(); l != nil {
		kind = l.Value
	}
	switch l := kind.(type) {
	case *logical.DateType:
		return quoteJSON(time.Unix(n*24*60*60, 0).UTC().Format(time.DateOnly))
	case *logical.TimestampType:
		return quoteJSON(instant(n, l).Format(time.RFC3339Nano))
	case *logical.DecimalType:
		return strconv.AppendFloat(nil, float64(n)/math.Pow10(int(l.Scale)), 'f', int(l.Scale), 64)
	case *logical.IntType:
		if !l.IsSigned && v.Kind() == parquet.Int64 {
			return strconv.AppendUint(nil, v.Uint64(), 10)
		}
		if !l.IsSigned {
			return strconv.AppendUint(nil, uint64(v.Uint32()), 10)
		}
	}
	return strconv.AppendInt(nil, n, 10)
}

// instant returns the time of a number of t's units since 1970.
func instant(n int64, t *logical.TimestampType) time.Time {
	unit := time.Nanosecond
	if t.Unit.Value != nil {
		unit = t.Unit.Value.Duration()
	}
	each := int64(time.Second / unit)
	return time.Unix(n/each, n%each*int64(unit)).UTC()
}

// sparkTime returns the time of an INT96, which holds nanoseconds and a Julian day.
func sparkTime(v parquet.Value) time.Time {
	const julian1970 = 2440588
	i := v.Int96()
	return time.Unix((int64(i[2])-julian1970)*24*60*60, int64(i[1])<<32|int64(i[0])).UTC()
}
