package coding

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// refs returns the places of the codings with the keys.
func (w themeWriter) refs(keys []string) []rma.Ref {
	var out []rma.Ref
	for _, key := range keys {
		c := w.all[w.byKey[key]]
		out = append(out, c.ref(w.doc[c.Doc]))
	}
	return out
}

// warnings says how far the coding of a code in a pilot was checked by a
// second coder.
func (w themeWriter) warnings(code, pilot string) []rma.Warning {
	var out []rma.Warning
	single, all := w.singleCoded(code, pilot)
	if single == all {
		out = append(out, rma.Warn(rma.WarnOneCoder, "n=%d", all))
	}
	if w.t.Agreement == nil {
		return out
	}
	a, ok := w.t.Agreement.Code(code)
	limit := w.t.Options.MinAlpha
	switch alpha := a.Alpha.Value; {
	case !ok || a.N == 0 || limit < 0:
	case math.IsNaN(alpha):
		out = append(out, rma.Warn(rma.WarnUndefined, "α, n=%d", a.N))
	case alpha < limit:
		out = append(out, rma.Warn(rma.WarnLowAgreement, "α=%.3f, α≥%.3f, n=%d", alpha, limit, a.N))
	}
	return out
}

// searched returns the documents of the pilot that were coded for the code, for
// an observation that the code was not found.
func (w themeWriter) searched(code, pilot string) []rma.Ref {
	var out []rma.Ref
	w.eachCoded(code, pilot, func(d *Document, coders int) {
		out = append(out, rma.Ref{Kind: rma.RefDocument, ID: d.ID, File: d.File})
	})
	return out
}

// singleCoded returns how many of the documents of the pilot that were coded
// for the code were coded by one person.
func (w themeWriter) singleCoded(code, pilot string) (single, all int) {
	w.eachCoded(code, pilot, func(d *Document, coders int) {
		all++
		if coders == 1 {
			single++
		}
	})
	return single, all
}

// eachCoded calls f for every document of the pilot that was coded for the
// code, with the number of coders who were asked.
func (w themeWriter) eachCoded(code, pilot string, f func(d *Document, coders int)) {
	targets, err := w.targets([]string{code})
	coders, err2 := w.coderIndexes(w.t.Options.Coders)
	if err != nil || err2 != nil {
		return // both were checked before
	}
	for doc, d := range w.docs {
		if d.Attribute(AttrPilot) != pilot {
			continue
		}
		n := 0
		for _, coder := range coders {
			if w.rated(doc, coder, targets[0]) {
				n++
			}
		}
		if n > 0 {
			f(d, n)
		}
	}
}
