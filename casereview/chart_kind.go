package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// ChartKind says how the limits of a control chart are computed. The zero value
// leaves that to [NewControlChart].
type ChartKind uint8

const (
	AnyChart    ChartKind = iota // the kind that is recommended for the data
	PChart                       // shares, with chance within periods only
	PPrimeChart                  // shares, with the spread between periods (Laney)
	CChart                       // counts, each period alike
	UChart                       // counts per day, inhabitant or other exposure
	UPrimeChart                  // the same, with the spread between periods (Laney)
	XmRChart                     // one figure per period, and how much neighbours differ
	GChart                       // cases between rare events
	TChart                       // days between rare events
)

var chartKindTerms = rma.Terms{
	{"", "aanbevolen kaart", "recommended chart"},
	{"p", "p-kaart", "p chart"},
	{"p-prime", "p'-kaart", "p' chart"},
	{"c", "c-kaart", "c chart"},
	{"u", "u-kaart", "u chart"},
	{"u-prime", "u'-kaart", "u' chart"},
	{"xmr", "XmR-kaart", "XmR chart"},
	{"g", "g-kaart (gevallen tussen zeldzame gebeurtenissen)", "g chart (cases between rare events)"},
	{"t", "t-kaart (dagen tussen zeldzame gebeurtenissen)", "t chart (days between rare events)"},
}

// String returns the key used in files, "" for the recommended kind.
func (k ChartKind) String() string { return chartKindTerms.Key("ChartKind", uint8(k)) }

// Label returns the name in language l.
func (k ChartKind) Label(l rma.Lang) string { return k.text().In(l) }

func (k ChartKind) text() rma.Text { return chartKindTerms.Text("ChartKind", uint8(k)) }

// MarshalText writes the key.
func (k ChartKind) MarshalText() ([]byte, error) {
	return chartKindTerms.Marshal("ChartKind", uint8(k))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (k *ChartKind) UnmarshalText(text []byte) error {
	v, err := chartKindTerms.Parse("ChartKind", text)
	*k = ChartKind(v)
	return err
}

// isFor reports whether figures of this sort can be drawn so.
func (k ChartKind) isFor(m measured) bool {
	switch k {
	case AnyChart:
		return true
	case PChart, PPrimeChart:
		return m == ofShares
	case CChart, UChart, UPrimeChart:
		return m == ofCounts
	case XmRChart:
		return m != ofGaps
	case GChart, TChart:
		return m == ofGaps
	}
	return false
}

// hasRanges reports whether the limits follow from how much neighbours differ,
// and so from the figure of every period.
func (k ChartKind) hasRanges() bool {
	return k == PPrimeChart || k == UPrimeChart || k == XmRChart || k == TChart
}

// isRate reports whether counts are set against an exposure.
func (k ChartKind) isRate() bool { return k == UChart || k == UPrimeChart }
