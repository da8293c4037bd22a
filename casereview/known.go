package casereview

// questions are what is asked of the events before a re-report: is this person,
// this concern, this organisation known from them?
type questions struct {
	h           *ruled
	involved    []factKey
	open        int // asked, and not yet known
	anyConcern  bool
	anyReporter bool
	concerns    bool // whether anyConcern matters
	reporter    bool // whether anyReporter matters
}

// questions lists what a report makes one ask.
func (h *ruled) questions(own, event int) *questions {
	h.reports++
	e := h.dossiers[own].trace.events[event]
	q := &questions{h: h, concerns: len(e.Concerns) > 0, reporter: e.Org != ""}
	ask := func(k factKey) {
		if n, ok := h.in[k]; ok && h.asked[n] != h.reports {
			h.asked[n] = h.reports
			q.open++
		}
	}
	for _, p := range h.dossiers[own].involvedIn(event) {
		q.involved = append(q.involved, factKey{kind: namesPerson, subject: p.String()})
		ask(q.involved[len(q.involved)-1])
	}
	for _, c := range e.Concerns {
		ask(factKey{kind: concernsOne, subject: c.Person.String()})
		ask(factKey{isConcern, c.Person.String(), c.Kind})
	}
	if e.Org != "" {
		ask(factKey{kind: reportedByOrg, subject: string(e.Org)})
	}
	return q
}

// answer looks through the dossiers of the closings, from the last one back,
// until everything that is asked is known. It looks at the events that lie
// surely before the report, or in its own dossier stand before it.
func (h *ruled) answer(q *questions, within []*stretch, own, event int) {
	lo, _ := h.dossiers[own].trace.events[event].At.seconds()
	for i := len(within) - 1; i >= 0 && !q.settled(); i-- {
		dossier := within[i].dossier
		if h.seen[dossier] == h.reports {
			continue
		}
		h.seen[dossier] = h.reports
		for _, f := range h.dossiers[dossier].facts {
			if dossier == own && f.event < event || dossier != own && f.hi <= lo {
				q.hear(f)
			}
		}
	}
}

func (q *questions) settled() bool {
	return q.open == 0 && (q.anyConcern || !q.concerns) && (q.anyReporter || !q.reporter)
}

func (q *questions) hear(f fact) {
	switch f.kind {
	case isConcern:
		q.anyConcern = true
	case reportedByOrg:
		q.anyReporter = true
	}
	if h := q.h; h.asked[f.is] == h.reports && h.known[f.is] != h.reports {
		h.known[f.is] = h.reports
		q.open--
	}
}

func (q *questions) knows(k factKey) bool {
	n, ok := q.h.in[k]
	return ok && q.h.known[n] == q.h.reports
}

func (q *questions) involvedKnown() InvolvedKnown {
	n := 0
	for _, k := range q.involved {
		if q.knows(k) {
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
func (q *questions) changes(list []Concern) Changes {
	var set Changes
	for _, c := range list {
		switch {
		case !q.knows(factKey{kind: concernsOne, subject: c.Person.String()}):
			set = set.with(NewConcernOtherMember)
		case !q.knows(factKey{isConcern, c.Person.String(), c.Kind}):
			set = set.with(AdditionalConcernSameMember)
		default:
			set = set.with(SameConcern)
		}
	}
	return set
}
