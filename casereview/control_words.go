package casereview

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// notes says what the chart is, without figures about people.
func (c ControlChart) notes() []rma.Text {
	o := c.Options
	list := notes(c.data.definition, c.limitNote())
	for i, p := range c.Phases {
		list = append(list, notes(phaseNote(i, p.From, p.Reason, p.CutPeriod))...)
		switch {
		case p.Flat:
			list = append(list, c.ofPhase(i, "geen spreiding tussen de perioden", "no spread between the periods"))
		case !p.Limits:
			list = append(list, c.ofPhase(i, fmt.Sprintf("minder dan %d punten, daarom geen limieten", fewestPoints), fmt.Sprintf("fewer than %d points, hence no limits", fewestPoints)))
		case p.Trial:
			list = append(list, c.ofPhase(i, fmt.Sprintf("voorlopige limieten, op minder dan %d punten", steadyPoints), fmt.Sprintf("trial limits, on fewer than %d points", steadyPoints)))
		}
	}
	if o.Better != NeitherBetter {
		list = append(list, betterTerms.Text("Better", uint8(o.Better)))
	}
	for r := SignalBeyond; r <= SignalFourOfFive; r++ { // also those without a signal: which there are tells of hidden counts
		if r != SignalFourOfFive || o.FourOfFive {
			d := r.definition(o)
			list = append(list, rma.T(r.Label(rma.Dutch)+": "+d.In(rma.Dutch), r.Label(rma.English)+": "+d.In(rma.English)))
		}
	}
	return list
}

func (c ControlChart) ofPhase(i int, nl, en string) rma.Text {
	if len(c.Phases) == 1 {
		return rma.T(nl, en)
	}
	return rma.T(fmt.Sprintf("fase %d: %s", i+1, nl), fmt.Sprintf("phase %d: %s", i+1, en))
}

// limitNote says how the limits are computed.
func (c ControlChart) limitNote() rma.Text {
	switch c.Kind {
	case PPrimeChart, UPrimeChart:
		return rma.T("limieten op drie sigma van de middellijn, met de spreiding tussen perioden (Laney 2002)",
			"limits at three sigma from the centre line, with the spread between periods (Laney 2002)")
	case XmRChart:
		return rma.T("limieten op drie sigma van het gemiddelde, uit de verschillen tussen opeenvolgende perioden",
			"limits at three sigma from the mean, from the differences between consecutive periods")
	case GChart:
		return rma.T("middellijn: mediaan; limieten van een geometrische verdeling (Benneyan 2001); hoger is zeldzamer",
			"centre line: median; limits of a geometric distribution (Benneyan 2001); higher is rarer")
	case TChart:
		return rma.T("limieten na omzetting van de dagen (Nelson 1994); hoger is zeldzamer",
			"limits after transformation of the days (Nelson 1994); higher is rarer")
	}
	return rma.T("limieten op drie sigma van de middellijn, door toeval alleen", "limits at three sigma from the centre line, by chance alone")
}

// teamNotes has the figures that follow from counts.
func (c ControlChart) teamNotes() []rma.Text {
	var list []rma.Text
	if !math.IsNaN(c.Dispersion) {
		list = append(list, rma.T("spreiding tussen perioden, 1 is toeval: "+rma.FormatNumber(c.Dispersion, 2, rma.Dutch)+"; aanbevolen: "+c.Recommended.Label(rma.Dutch),
			"spread between periods, 1 is chance: "+rma.FormatNumber(c.Dispersion, 2, rma.English)+"; recommended: "+c.Recommended.Label(rma.English)))
	}
	if o := c.Options; o.Target != nil {
		write := func(l rma.Lang) string {
			target := c.format(*o.Target, l)
			return fmt.Sprintf(rma.T("streefcijfer %s: %s", "target %s: %s").In(l), target, c.Assurance.Verdict.Label(l))
		}
		list = append(list, rma.T(write(rma.Dutch), write(rma.English)))
	}
	return list
}

// format writes a figure of the chart.
func (c ControlChart) format(v float64, l rma.Lang) string {
	if c.Kind.isRate() {
		return rma.FormatNumber(v, c.rateDecimals(), l)
	}
	return c.data.format(v, l)
}

// String writes the phases and the signals, in English.
func (c ControlChart) String() string {
	var b strings.Builder
	en := rma.English
	fmt.Fprintf(&b, "%s, %s, %d points\n", c.data.what.In(en), c.Kind.Label(en), len(c.Points))
	for i, p := range c.Phases {
		if p.First == p.End {
			continue
		}
		fmt.Fprintf(&b, "  phase %d, %s to %s: centre line %s", i+1, c.Points[p.First].Key, c.Points[p.End-1].Key, c.format(p.Centre, en))
		switch {
		case !p.Limits:
			b.WriteString(", no limits")
		default:
			last := c.lastJudged(p)
			fmt.Fprintf(&b, ", limits at the end %s to %s", c.format(last.Lower, en), c.format(last.Upper, en))
		}
		if p.Trial {
			b.WriteString(" (trial)")
		}
		if !p.Reason.IsZero() {
			fmt.Fprintf(&b, "; %s", p.Reason.In(en))
		}
		b.WriteString("\n")
	}
	for _, s := range c.Signals {
		fmt.Fprintf(&b, "  %s, %s (%s)\n", s.words().In(en), c.span(s), s.Cause.Label(en))
	}
	if c.Options.Target != nil {
		fmt.Fprintf(&b, "  target %s: %s\n", c.format(*c.Options.Target, en), c.Assurance.Verdict.Label(en))
	}
	return b.String()
}

// lastJudged returns the last point of a phase that has a figure.
func (c ControlChart) lastJudged(p ControlPhase) ControlPoint {
	last := c.Points[p.End-1]
	for i := p.End - 1; i >= p.First && math.IsNaN(c.Points[i].Value); i-- {
		if i > p.First {
			last = c.Points[i-1]
		}
	}
	return last
}

// span writes the periods of a signal, as 2023-02 or 2023-02 – 2023-08.
func (c ControlChart) span(s Signal) string {
	first, last := c.Points[s.Points[0]].Key, c.Points[s.Points[len(s.Points)-1]].Key
	if first == last {
		return first
	}
	return first + " – " + last
}

// Format writes String whatever the verb, so that no form of printing shows the
// cases behind it.
func (c ControlChart) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }
