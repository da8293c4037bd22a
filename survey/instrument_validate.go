package survey

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// fault is a rule that an instrument or a mapping breaks: path is its place in
// the JSON file, name what a reader calls it.
type fault struct {
	path, name string
	err        error
}

type faults []fault

func (f *faults) add(path, name string, err error) {
	*f = append(*f, fault{path, name, err})
}

// require notes that a text is missing when ok is false.
func (f *faults) require(ok bool, path, name, what string) {
	if !ok {
		f.add(path, name, fmt.Errorf("%w: %s", rma.ErrMissing, what))
	}
}

// err joins the faults as errors of the named file.
func (f faults) err(file string) error {
	p := rma.Problems{File: file}
	for _, one := range f {
		p.Add(0, 0, one.name, one.err)
	}
	return p.Err()
}

// Validate checks the instrument and returns all rules that it breaks, each an
// *rma.DataError whose Field names the item, the scale or the response scale. No
// instrument is rma.ErrMissing.
func (in *Instrument) Validate() error {
	if in == nil {
		return errNoInstrument
	}
	return in.faults().err("instrument " + in.ID)
}

func (in *Instrument) faults() faults {
	var f faults
	f.require(in.ID != "", "", "id", "the instrument has no id")
	f.require(in.Version != "", "", "version", "the instrument has no version")
	f.require(len(in.Items) > 0, "", "items", "an instrument has at least one item")
	in.responseFaults(&f)
	in.itemFaults(&f)
	in.scaleFaults(&f)
	return f
}

var errNoInstrument = fmt.Errorf("%w: an instrument: %w", ErrOption, rma.ErrMissing)

// names returns what to call the i-th of a kind, and notes an absent or a
// repeated id.
func (f *faults) names(kind, list, id string, i int, seen map[string]bool) (path, name string) {
	path = fmt.Sprintf("%s[%d]", list, i)
	name = kind + " " + id
	if id == "" {
		name = fmt.Sprintf("%s %d", kind, i+1)
		f.add(path, name, fmt.Errorf("%w: the %s has no id", rma.ErrMissing, kind))
	} else if seen[id] {
		f.add(path+".id", name, rma.ErrDuplicate)
	}
	seen[id] = true
	return path, name
}

func (in *Instrument) responseFaults(f *faults) {
	seen := map[string]bool{}
	for i, s := range in.Responses {
		path, name := f.names("response scale", "response_scales", s.ID, i, seen)
		if len(s.Levels) < 2 || len(s.Levels) > maxLevels {
			f.add(path, name, fmt.Errorf("%w: a response scale has 2 to %d levels; there are %d", rma.ErrFormat, maxLevels, len(s.Levels)))
		}
		for j, l := range s.Levels {
			at := fmt.Sprintf("%s.levels[%d]", path, j)
			f.require(!l.Label.IsZero(), at, name, fmt.Sprintf("level %d has no label", j+1))
			if math.IsNaN(l.Value) || math.IsInf(l.Value, 0) {
				f.add(at, name, fmt.Errorf("%w: the value of level %d", rma.ErrNumber, j+1))
			} else if j > 0 && !(l.Value > s.Levels[j-1].Value) {
				f.add(at, name, fmt.Errorf("%w: level %d", ErrLevelOrder, j+1))
			}
		}
		for j, m := range s.Missing {
			at := fmt.Sprintf("%s.missing[%d]", path, j)
			f.require(fold(m.Code) != "", at, name, fmt.Sprintf("missing code %d is empty", j+1))
			if m.Kind >= missingKinds {
				f.add(at, name, fmt.Errorf("%w: the kind of missing code %d", rma.ErrUnknownTerm, j+1))
			}
		}
		if s.Centre != nil && !(*s.Centre >= s.Min() && *s.Centre <= s.Max()) {
			f.add(path+".centre", name, fmt.Errorf("%w: the centre", ErrOutsideScale))
		}
		_, clashes := s.answerReader(0)
		for _, err := range clashes {
			f.add(path, name, err)
		}
	}
}

func (in *Instrument) itemFaults(f *faults) {
	seen := map[string]bool{}
	for i, it := range in.Items {
		path, name := f.names("item", "items", it.ID, i, seen)
		f.require(!it.Text.IsZero(), path, name, "the item has no text")
		if _, ok := in.Response(it.Response); !ok {
			f.add(path+".response", name, fmt.Errorf("%w: its response scale", rma.ErrUnknownID))
		}
		if _, err := it.Bouwsteen.MarshalText(); err != nil {
			f.add(path+".bouwsteen", name, err)
		}
	}
}

func (in *Instrument) scaleFaults(f *faults) {
	seen := map[string]bool{}
	for i, s := range in.Scales {
		path, name := f.names("scale", "scales", s.ID, i, seen)
		f.require(!s.Label.IsZero(), path, name, "the scale has no label")
		f.require(len(s.Items) > 0, path, name, "a scale has at least one item")
		if !(s.MinValid >= 0 && s.MinValid <= 1) {
			f.add(path+".min_valid", name, fmt.Errorf("%w: min_valid is a share between 0 and 1", ErrOption))
		}
		if s.Better > LowerIsBetter {
			f.add(path+".better", name, fmt.Errorf("%w: better is higher or lower", rma.ErrUnknownTerm))
		}
		in.memberFaults(f, s, path, name)
	}
}

// memberFaults checks the items of one scale.
func (in *Instrument) memberFaults(f *faults, s Scale, path, name string) {
	used := map[string]bool{}
	lo, hi, known := 0.0, 0.0, false
	for j, id := range s.Items {
		at := fmt.Sprintf("%s.items[%d]", path, j)
		if used[id] {
			f.add(at, name, fmt.Errorf("%w: item %d of the scale", rma.ErrDuplicate, j+1))
		}
		used[id] = true
		it, ok := in.Item(id)
		if !ok {
			f.add(at, name, fmt.Errorf("%w: item %d of the scale", rma.ErrUnknownID, j+1))
			continue
		}
		r, ok := in.Response(it.Response)
		if !ok || len(r.Levels) == 0 {
			continue
		}
		if !known {
			lo, hi, known = r.Min(), r.Max(), true
		} else if r.Min() != lo || r.Max() != hi {
			f.add(at, name, fmt.Errorf("%w: item %s", ErrMixedRange, id))
		}
	}
}
