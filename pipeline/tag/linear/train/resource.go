package train

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/wire"
)

// lexicon is made by the command in the folder lexicon.
//
//go:embed lexicon.bin
var lexicon []byte

// Lexicon returns the clusters, names and phrases that models start from. It is decoded when first asked for.
var Lexicon = sync.OnceValues(func() (*feature.Lexicon, error) {
	z, err := zstd.NewReader(nil)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	defer z.Close()
	data, err := z.DecodeAll(lexicon, nil)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	r := wire.NewReader(data)
	l := feature.ReadLexicon(r)
	if r.Err() != nil {
		return nil, fmt.Errorf("lexicon: %w", r.Err())
	}
	return l, nil
})

// EncodeLexicon returns the content of a lexicon file.
func EncodeLexicon(l *feature.Lexicon) ([]byte, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	defer z.Close()
	return z.EncodeAll(l.AppendBinary(nil), nil), nil
}
