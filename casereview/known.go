package casereview

// questions are what is asked of the events before a re-report: is this person,
// this concern, this organisation known from them?
type questions struct {
	open        int // asked, and not yet known
	anyConcern  bool
	anyReporter bool
	concerns    bool // whether anyConcern matters
	reporter    bool // whether anyReporter matters
}

// ask begins the questions of a report.
func (h *ruled) ask(own, event int) {
	h.reports++
	d := &h.dossiers[own]
	e := &d.trace.events[event]
	h.asks = questions{concerns: len(e.Concerns) > 0, reporter: e.Org != ""}
	for _, is := range h.involvedIn(d, event) {
		h.askFor(is)
	}
	for _, f := range d.facts {
		if int(f.event) == event && f.kind != namesPerson {
			h.askFor(f.is)
		}
	}
}

func (h *ruled) askFor(is int32) {
	if h.asked[is] != h.reports {
		h.asked[is] = h.reports
		h.asks.open++
	}
}

// answer looks through the dossiers of the closings, from the last one back,
// until everything that is asked is known. It looks at the events that lie
// surely before the report, or in its own dossier stand before it.
func (h *ruled) answer(within []*stretch, own, event int) {
	lo, _ := h.dossiers[own].trace.events[event].At.seconds()
	for i := len(within) - 1; i >= 0 && !h.asks.settled(); i-- {
		dossier := within[i].dossier
		if h.seen[dossier] == h.reports {
			continue
		}
		h.seen[dossier] = h.reports
		for _, f := range h.dossiers[dossier].facts {
			if dossier == own && int(f.event) < event || dossier != own && f.hi <= lo {
				h.hear(f)
			}
		}
	}
}

func (q *questions) settled() bool {
	return q.open == 0 && (q.anyConcern || !q.concerns) && (q.anyReporter || !q.reporter)
}

func (h *ruled) hear(f fact) {
	switch f.kind {
	case isConcern:
		h.asks.anyConcern = true
	case reportedByOrg:
		h.asks.anyReporter = true
	}
	if h.asked[f.is] == h.reports && h.known[f.is] != h.reports {
		h.known[f.is] = h.reports
		h.asks.open--
	}
}

func (h *ruled) knows(is int32) bool { return h.known[is] == h.reports }

// involvedKnown says how many of the involved, which stand in the buffer, are known.
func (h *ruled) involvedKnown() InvolvedKnown {
	n := 0
	for _, is := range h.persons {
		if h.knows(is) {
			n++
		}
	}
	switch n {
	case 0:
		return InvolvedNotRecorded
	case 1:
		return OneKnown
	}
	return SeveralKnown
}

// changes compares each concern with those before.
func (h *ruled) changes(list []Concern) Changes {
	var set Changes
	for _, c := range list {
		switch {
		case !h.knows(h.numbers.person(c.Person) + 1):
			set = set.with(NewConcernOtherMember)
		case !h.knows(h.numbers.concern(c)):
			set = set.with(AdditionalConcernSameMember)
		default:
			set = set.with(SameConcern)
		}
	}
	return set
}
