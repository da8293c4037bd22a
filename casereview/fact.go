package casereview

// factKind is what a fact of an event is about.
type factKind uint8

const (
	namesPerson   factKind = iota // a directly involved person
	concernsOne                   // the person of a concern
	isConcern                     // a concern about a person
	reportedByOrg                 // the organisation that reported
)

// factKey is one thing that an event can say.
type factKey struct {
	kind    factKind
	subject string
	concern ConcernKind
}

// fact is something that an event says, as a number that stands for it, so that
// long histories can be looked through quickly.
type fact struct {
	is    int
	kind  factKind
	event int
	hi    int64 // by when the event surely happened
}

// factsOf lists what an event says.
func factsOf(e Event) []factKey {
	var out []factKey
	for _, p := range e.involved() {
		out = append(out, factKey{kind: namesPerson, subject: p.String()})
	}
	for _, c := range e.Concerns {
		out = append(out, factKey{kind: concernsOne, subject: c.Person.String()}, factKey{isConcern, c.Person.String(), c.Kind})
	}
	if e.Activity == Report && e.Org != "" {
		out = append(out, factKey{kind: reportedByOrg, subject: string(e.Org)})
	}
	return out
}

// interned gives every key a number of its own.
type interned map[factKey]int

func (in interned) number(k factKey) int {
	n, ok := in[k]
	if !ok {
		n = len(in)
		in[k] = n
	}
	return n
}

func (in interned) facts(e Event, event int) []fact {
	var out []fact
	_, hi := e.At.seconds()
	for _, k := range factsOf(e) {
		out = append(out, fact{in.number(k), k.kind, event, hi})
	}
	return out
}
