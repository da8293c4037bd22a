package casereview

// factKind is what a fact of an event is about.
type factKind uint8

const (
	namesPerson   factKind = iota // a directly involved person
	concernsOne                   // the person of a concern
	isConcern                     // a concern about a person
	reportedByOrg                 // the organisation that reported
)

// fact is something that an event says, as a number that stands for it, so that
// long histories can be looked through quickly.
type fact struct {
	is    int32
	event int32
	hi    int64 // by when the event surely happened
	kind  factKind
}

// numbering gives everything that events can say a number of its own.
type numbering struct {
	persons  map[PersonID]int32 // being named; being the person of a concern is one more
	concerns map[Concern]int32
	orgs     map[OrgID]int32
	n        int32
}

// clear forgets every number.
func (f *numbering) clear() {
	if f.persons == nil {
		*f = numbering{persons: map[PersonID]int32{}, concerns: map[Concern]int32{}, orgs: map[OrgID]int32{}}
	}
	clear(f.persons)
	clear(f.concerns)
	clear(f.orgs)
	f.n = 0
}

func (f *numbering) person(p PersonID) int32 {
	n, ok := f.persons[p]
	if !ok {
		n = f.n
		f.persons[p], f.n = n, f.n+2
	}
	return n
}

func (f *numbering) concern(c Concern) int32 {
	n, ok := f.concerns[c]
	if !ok {
		n = f.n
		f.concerns[c], f.n = n, f.n+1
	}
	return n
}

func (f *numbering) org(o OrgID) int32 {
	n, ok := f.orgs[o]
	if !ok {
		n = f.n
		f.orgs[o], f.n = n, f.n+1
	}
	return n
}

// appendFacts adds what an event says. Each person is named once.
func (f *numbering) appendFacts(out []fact, e *Event, event int) []fact {
	_, hi := e.At.seconds()
	first := len(out)
	add := func(is int32, kind factKind) { out = append(out, fact{is, int32(event), hi, kind}) }
	name := func(p PersonID) {
		is := f.person(p)
		for _, other := range out[first:] {
			if other.is == is && other.kind == namesPerson {
				return
			}
		}
		add(is, namesPerson)
	}
	for _, p := range e.Subjects {
		name(p)
	}
	for _, c := range e.Concerns {
		if !c.Person.IsZero() {
			name(c.Person)
		}
	}
	for _, c := range e.Concerns {
		add(f.person(c.Person)+1, concernsOne)
		add(f.concern(c), isConcern)
	}
	if e.Activity == Report && e.Org != "" {
		add(f.org(e.Org), reportedByOrg)
	}
	return out
}
