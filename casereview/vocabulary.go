package casereview

import (
	"fmt"
	"maps"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Vocabulary is the activities that may occur: those of [Activities], and those of
// one's own that it holds, with what they are called. A name that is empty is the
// key itself; the name of an activity of ours replaces ours. A nil Vocabulary is ours
// alone. In JSON it is an object:
//
//	{"family-talk": {"nl": "gesprek met het gezin", "en": "talk with the family"}}
type Vocabulary map[Activity]rma.Text

// Has reports whether the activity may occur.
func (v Vocabulary) Has(a Activity) bool {
	_, own := v[a]
	return own || a.Known()
}

// Check returns rma.ErrMissing for no activity, and rma.ErrUnknownTerm for one that
// may not occur. The error does not repeat it.
func (v Vocabulary) Check(a Activity) error {
	switch {
	case a == "":
		return rma.ErrMissing
	case !v.Has(a):
		return fmt.Errorf("%w: an activity of one's own is declared first", rma.ErrUnknownTerm)
	}
	return nil
}

// Text returns what the activity is called, its key when nobody said.
func (v Vocabulary) Text(a Activity) rma.Text {
	if t := v[a]; !t.IsZero() {
		return t
	}
	return a.text()
}

// Label returns what the activity is called in language l.
func (v Vocabulary) Label(a Activity, l rma.Lang) string { return v.Text(a).In(l) }

// Activities returns ours in the order of the work, and then one's own by key.
func (v Vocabulary) Activities() []Activity {
	list := Activities()
	for _, a := range slices.Sorted(maps.Keys(v)) {
		if a != "" && !a.Known() {
			list = append(list, a)
		}
	}
	return list
}

// Vocabulary returns the activities that the mapping allows.
func (m WideMapping) Vocabulary() Vocabulary {
	v := maps.Clone(m.ActivityNames)
	for _, a := range m.OwnActivities {
		if v == nil {
			v = Vocabulary{}
		}
		if _, named := v[a]; !named {
			v[a] = rma.Text{}
		}
	}
	return v
}

// WithVocabulary returns the log with what its activities are called, for the
// tables that list events. The events are not checked; the vocabulary is copied.
func (l *Log) WithVocabulary(v Vocabulary) *Log {
	named := l.clone()
	named.vocabulary = maps.Clone(v)
	return named
}

// Vocabulary returns what the activities of the log are called.
func (l *Log) Vocabulary() Vocabulary {
	if l == nil {
		return nil
	}
	return maps.Clone(l.vocabulary)
}

// clone returns a log that shares the cases of this one, which do not change.
func (l *Log) clone() *Log {
	if l == nil {
		return &Log{}
	}
	other := *l
	return &other
}
