package casereview

// running is the involvement of which the stage began last, of those that last
// at the moment of a report.
type running struct {
	found   bool
	dossier int
	stage   timedStage
}

// add keeps the later of two stages, the first of equal ones.
func (r *running) add(dossier int, s timedStage) {
	if !r.found || s.lo > r.stage.lo || s.lo == r.stage.lo && s.stage > r.stage.stage {
		*r = running{true, dossier, s}
	}
}

// past is what the linked dossiers say about a report.
type past struct {
	running running // surely
	tied    running // closed at the same moment
	closed  []*stretch
	opening bool // another dossier opened at the same moment
	rest    restClosed
}

// classify says what one report is.
func (h *ruled) classify(own, event int) ClassifiedReport {
	if h.rule.Match == SameFamily && h.family[own] >= 0 && len(h.ofFamily[h.family[own]]) >= h.many {
		return h.sweptFamily(h.family[own]).report(own, event)
	}
	linked, linkable := h.linked(own, event)
	return h.judge(h.past(linked, own, event), linkable, own, event)
}

// judge says what a report is with that past.
func (h *ruled) judge(p past, linkable bool, own, event int) ClassifiedReport {
	e := &h.dossiers[own].trace.events[event]
	r := ClassifiedReport{Case: e.Case, Family: h.dossiers[own].trace.Case.Family, Ref: e.Ref(), At: e.At}
	r.Ambiguous = !p.running.found && (p.tied.found || p.opening)
	if p.tied.found && h.rule.SameDayTie == TieFollowUp {
		p.running.add(p.tied.dossier, p.tied.stage)
	}
	within, straddles := h.inLookback(p.closed, e.At)
	closed := len(p.closed) > 0 || p.rest.n > 0
	switch {
	case p.running.found:
		r.Class, r.Stage, r.Previous = FollowUp, p.running.stage.stage, h.dossiers[p.running.dossier].trace.Case.ID
	case len(within) > 0 || p.rest.last != nil:
		r.Class = Rereport
		r.Ambiguous = r.Ambiguous || straddles && !p.rest.sure
		h.describe(&r, within, &p.rest, own, event)
	case !linkable && !closed:
		r.Class, r.Ambiguous = Unclassified, false
	default:
		r.Class = FirstReport
		r.KnownBeyondLookback = closed
	}
	return r
}

// past looks through the involvements of the linked dossiers. Its closings
// stand in a buffer that the next report uses again.
func (h *ruled) past(linked []int32, own, event int) past {
	var p past
	h.closed = h.closed[:0]
	d := &h.dossiers[own]
	lo, hi := d.trace.events[event].At.seconds()
	for _, dossier := range linked {
		i := int(dossier)
		for k := range h.stretches[i] {
			s := &h.stretches[i][k]
			// In its own dossier the course decides what came first; between
			// dossiers the stamps do, so that two dossiers opened on one day
			// are treated alike.
			before := s.openHi <= lo
			if i == own {
				before = d.rank[s.opener] < d.rank[event]
			}
			switch {
			case !before:
				p.opening = p.opening || i != own && s.openLo < hi
			case s.lasting || hi <= s.closeLo:
				p.running.add(i, s.stageAt(lo))
			case s.closeHi <= lo:
				h.closed = append(h.closed, s)
			default:
				p.tied.add(i, s.stageAt(lo))
				if h.rule.SameDayTie == TieRereport {
					h.closed = append(h.closed, s)
				}
			}
		}
	}
	p.closed = h.closed
	return p
}

// inLookback returns the closings that count, and whether the latest of them
// may lie outside the look-back, as far as its stamp tells.
func (h *ruled) inLookback(list []*stretch, at Stamp) (within []*stretch, straddles bool) {
	back := h.rule.Lookback
	if back == (Span{}) {
		return list, false
	}
	first, last := at.days()
	opens, surely := dayNumber(back.before(first)), dayNumber(back.before(last))
	straddles = true
	h.within = h.within[:0]
	for _, c := range list {
		if c.lastDay < opens {
			continue
		}
		h.within = append(h.within, c)
		if c.firstDay >= surely {
			straddles = false
		}
	}
	return h.within, straddles
}

// describe fills in what is known of a re-report.
func (h *ruled) describe(r *ClassifiedReport, within []*stretch, rest *restClosed, own, event int) {
	e := &h.dossiers[own].trace.events[event]
	last := rest.last
	for _, s := range within {
		if last == nil || s.closedAfter(last) {
			last = s
		}
	}
	r.Previous, r.Closed = h.dossiers[last.dossier].trace.Case.ID, last.closed
	closed, _ := last.closed.days()
	day, _ := e.At.days()
	r.DaysSinceClosed = max(0, closed.DaysUntil(day))

	h.ask(own, event)
	if rest.last != nil {
		rest.answer(h, own, event)
	}
	h.answer(within, own, event)
	r.Involved = h.involvedKnown()
	if h.asks.anyConcern {
		r.Changes = h.changes(e.Concerns)
	}
	if e.Org != "" && h.asks.anyReporter {
		r.DifferentReporter = answer(!h.knows(h.numbers.org(e.Org)))
	}
}
