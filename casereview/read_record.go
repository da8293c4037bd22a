package casereview

// record is an event of which everything but the moment is a number into what
// the reader keeps.
type record struct {
	at              int64
	width           int32
	of              int32 // the case
	line            int32
	org, actor      int32
	subjects, worry int32
	attrs           int32
	more            int32 // place in the rest, 0 for none
	activity        uint16
	p               Precision
}

// extra is what few events have.
type extra struct {
	end      int64
	width    int32
	to, with int32
	p        Precision
}

func (r *record) setAt(s Stamp) { r.at, r.width, r.p = s.at, s.width, s.p }
func (r *extra) setEnd(s Stamp) { r.end, r.width, r.p = s.at, s.width, s.p }

// start and finish leave the location out: all moments of a file have one.
func (r *record) start() Stamp { return Stamp{at: r.at, width: r.width, p: r.p} }
func (r *extra) finish() Stamp { return Stamp{at: r.end, width: r.width, p: r.p} }

// setRest keeps what few events have.
func (l *longReader) setRest(rec *record, r extra) {
	switch {
	case r == extra{}:
		rec.more = 0
	case rec.more != 0:
		*l.rests.at(int(rec.more)) = r
	default:
		rec.more = int32(l.rests.add(r))
	}
}

func (l *longReader) rest(rec *record) extra { return *l.rests.at(int(rec.more)) }

// likeness is a record without its place: events with equal ones are alike.
type likeness struct {
	record
	extra
}

func (l *longReader) likeness(rec *record) likeness {
	k := likeness{*rec, l.rest(rec)}
	k.record.line, k.record.more = 0, 0
	return k
}
