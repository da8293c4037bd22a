package survey

import (
	"errors"
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// PairOptions are the settings of [Pair]. The zero value works.
type PairOptions struct {
	Level  float64    // of the interval of the retention; 0 means 0.95
	Origin rma.Origin // handed on to the observations
}

// Pairing says who of two waves are the same people, and who cannot be found
// back. It holds pair ids and no respondent code.
type Pairing struct {
	Pre, Post WaveAccount
	Matches   []Match   // in the order of the first wave
	Retention rma.Share // paired respondents, of all respondents in the first wave
	Baseline  []BaselineRow
	Level     float64
	Origin    rma.Origin
	Warnings  []rma.Warning

	pre, post *Wave
}

// Match is one person in two waves. ID is "P001", "P002" and so on in the order
// of the first wave; Pre and Post are the places of the respondent in each
// wave, counted from 0.
type Match struct {
	ID        string
	Pre, Post int
}

// WaveAccount says what became of every respondent of a wave:
//
//	N = NoCode + Duplicates + Unique
//	Unique = Paired + Only + Blocked
type WaveAccount struct {
	Wave       string
	Label      rma.Text
	N          int
	NoCode     int // without a respondent code
	Duplicates int // with a code that others in the wave gave too
	Unique     int // with a code of their own
	Paired     int // found back in the other wave
	Only       int // with a code that the other wave does not have
	Blocked    int // with a code that occurs more than once in the other wave
}

// Pair finds the same people in two waves by their respondent codes, and keeps
// account of everybody who cannot be found back.
//
// Two respondents are one person when their codes are the same after
// [NormalCode], and each code occurs once in its wave. Codes that occur more
// than once are left out on both sides: nobody knows which is which.
// Respondents without a code cannot be paired. A pair is right only as far as
// people give the same code twice and no two people give one code.
//
// Retention counts the pairs of all respondents in the first wave, with a
// Wilson interval. Baseline compares, on the first wave, the people who were
// found back with those who were not (see [BaselineRow]): if they differ, the
// change of the pairs is not the change of the group.
//
// Errors: ErrOtherInstrument when the waves have another instrument id or
// version, ErrOption. Warnings: WarnLostRespondents, WarnDuplicateCode,
// WarnUndefined for a difference that does not exist, WarnSelfReport.
//
// Source: Yurek, Vasey and Havens (2008), Evaluation Review 32, 435-452, on
// what self-generated codes can and cannot do.
func Pair(pre, post *Wave, o PairOptions) (*Pairing, error) {
	level, err := levelOr(o.Level)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(pre.usable(), post.usable()); err != nil {
		return nil, err
	}
	a, b := pre.instrument, post.instrument
	if a.ID != b.ID || a.Version != b.Version {
		return nil, fmt.Errorf("%w: %q version %q and %q version %q", ErrOtherInstrument, a.ID, a.Version, b.ID, b.Version)
	}
	p := &Pairing{Level: level, Origin: o.Origin, pre: pre, post: post}
	p.match()
	p.Retention = share(len(p.Matches), pre.Len(), level)
	p.Baseline = p.baseline()
	p.Warnings = p.warnings()
	return p, nil
}

var errNoPairing = fmt.Errorf("%w: a pairing is made by Pair: %w", ErrOption, rma.ErrMissing)

// match fills in the pairs and the account of both waves.
func (p *Pairing) match() {
	p.Pre, p.Post = p.pre.account(), p.post.account()
	there := make(map[privacy.Pseudonym]int, p.post.Len())
	for i, code := range p.post.codes {
		if !code.IsZero() {
			there[code] = i
		}
	}
	pairedPost := 0
	codes := make(map[privacy.Pseudonym]bool, p.pre.Len()) // whether it occurs once
	for i, code := range p.pre.codes {
		if code.IsZero() {
			continue
		}
		codes[code] = !p.pre.repeated[i]
		if p.pre.repeated[i] {
			continue
		}
		j, ok := there[code]
		switch {
		case !ok:
			p.Pre.Only++
		case p.post.repeated[j]:
			p.Pre.Blocked++
		default:
			p.Matches = append(p.Matches, Match{Pre: i, Post: j})
			pairedPost++
		}
	}
	for i, code := range p.post.codes {
		if code.IsZero() || p.post.repeated[i] {
			continue
		}
		if once, ok := codes[code]; !ok {
			p.Post.Only++
		} else if !once {
			p.Post.Blocked++
		}
	}
	p.Pre.Paired, p.Post.Paired = pairedPost, pairedPost
	for i := range p.Matches {
		p.Matches[i].ID = fmt.Sprintf("P%03d", i+1)
	}
}

// account counts who has a code, as far as the wave itself can tell.
func (w *Wave) account() WaveAccount {
	a := WaveAccount{Wave: w.id, Label: w.label, N: w.Len()}
	for i, code := range w.codes {
		switch {
		case code.IsZero():
			a.NoCode++
		case w.repeated[i]:
			a.Duplicates++
		default:
			a.Unique++
		}
	}
	return a
}

func (p *Pairing) warnings() []rma.Warning {
	ws := append(p.pre.Warnings(), p.post.Warnings()...)
	if lost := p.Pre.N - p.Pre.Paired + p.Post.N - p.Post.Paired; lost > 0 {
		ws = append(ws, rma.Warn(rma.WarnLostRespondents, "%s: %d/%d, %s: %d/%d",
			p.Pre.Wave, p.Pre.N-p.Pre.Paired, p.Pre.N, p.Post.Wave, p.Post.N-p.Post.Paired, p.Post.N))
	}
	for _, b := range p.Baseline {
		ws = append(ws, b.Warnings...)
	}
	return append(ws, rma.Warn(rma.WarnSelfReport, ""))
}

// ids returns the ids of all pairs.
func (p *Pairing) ids() []string {
	out := make([]string, len(p.Matches))
	for i, m := range p.Matches {
		out[i] = m.ID
	}
	return out
}
