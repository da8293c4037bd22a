package casereview

import "slices"

// running is an involvement that lasts, or may last, at the moment of a report.
type running struct {
	dossier int
	stage   stageChange
}

// closing is the end of an involvement before a report.
type closing struct {
	dossier int
	at      Stamp
}

// past is what the linked dossiers say about a report.
type past struct {
	running []running // surely
	tied    []running // closed at the same moment
	closed  []closing
	opening bool // another dossier opened at the same moment
}

// classify says what one report is.
func (h *history) classify(own, event int, rule Rule) ClassifiedReport {
	e := h.dossiers[own].trace.events[event]
	r := ClassifiedReport{Case: e.Case, Family: h.dossiers[own].trace.Case.Family, Ref: e.Ref(), At: e.At}
	linked, linkable := h.linked(own, event, rule.Match)
	p := h.past(linked, own, event, rule)
	r.Ambiguous = len(p.running) == 0 && (len(p.tied) > 0 || p.opening)
	if len(p.tied) > 0 && rule.SameDayTie == TieFollowUp {
		p.running = append(p.running, p.tied...)
	}
	within, straddles := inLookback(p.closed, e.At, rule.Lookback)
	switch {
	case len(p.running) > 0:
		last := slices.MaxFunc(p.running, laterStage)
		r.Class, r.Stage, r.Previous = FollowUp, last.stage.stage, h.dossiers[last.dossier].Case.ID
	case len(within) > 0:
		r.Class = Rereport
		r.Ambiguous = r.Ambiguous || straddles
		h.describe(&r, within, own, event)
	case !linkable && len(p.closed) == 0:
		r.Class, r.Ambiguous = Unclassified, false
	default:
		r.Class = FirstReport
		r.KnownBeyondLookback = len(p.closed) > 0
	}
	return r
}

// past looks through the involvements of the linked dossiers.
func (h *history) past(linked []int, own, event int, rule Rule) past {
	var p past
	at := h.dossiers[own].trace.events[event].At
	for _, i := range linked {
		d := h.dossiers[i]
		for _, v := range d.Involvements {
			opener, ok := rule.opener(v)
			if !ok {
				continue
			}
			opened := d.trace.events[opener].At
			if !d.openedBefore(opener, i == own, event, at) {
				p.opening = p.opening || i != own && opened.overlaps(at)
				continue
			}
			switch {
			case v.Closed.IsZero() || at.Before(v.Closed):
				p.running = append(p.running, running{i, v.stageAt(at, opened)})
			case v.Closed.Before(at):
				p.closed = append(p.closed, closing{i, v.Closed})
			default:
				p.tied = append(p.tied, running{i, v.stageAt(at, opened)})
				if rule.SameDayTie == TieRereport {
					p.closed = append(p.closed, closing{i, v.Closed})
				}
			}
		}
	}
	return p
}

// opener returns the event with which an involvement begins under the rule, and
// whether it begins at all: a reopened dossier that counts as closed begins when
// it is taken up.
func (r Rule) opener(v Involvement) (int, bool) {
	if v.OpenedBy == Reopened && r.ReopenedCountsAsClosed {
		return v.worker, v.worker >= 0
	}
	return v.opener, true
}

// openedBefore reports whether the opening lies before the report. In its own
// dossier the course decides; between dossiers the stamps do, so that two
// dossiers opened on one day are treated alike.
func (d course) openedBefore(opener int, own bool, event int, at Stamp) bool {
	if own {
		return d.rank[opener] < d.rank[event]
	}
	return d.trace.events[opener].At.Before(at)
}

// laterStage orders involvements by when their stage began, then by how far it
// is.
func laterStage(a, b running) int {
	if c := a.stage.at.lo.Compare(b.stage.at.lo); c != 0 {
		return c
	}
	return int(a.stage.stage) - int(b.stage.stage)
}

// inLookback returns the closings that count, and whether the latest of them
// may lie outside the look-back, as far as its stamp tells.
func inLookback(list []closing, at Stamp, back Span) (within []closing, straddles bool) {
	if back == (Span{}) {
		return list, false
	}
	first, last := at.days()
	opens, surely := back.before(first), back.before(last)
	straddles = true
	for _, c := range list {
		from, to := c.at.days()
		if to.Before(opens) {
			continue
		}
		within = append(within, c)
		if !from.Before(surely) {
			straddles = false
		}
	}
	return within, straddles
}

// describe fills in what is known of a re-report.
func (h *history) describe(r *ClassifiedReport, within []closing, own, event int) {
	e := h.dossiers[own].trace.events[event]
	last := slices.MaxFunc(within, func(a, b closing) int { return a.at.lo.Compare(b.at.lo) })
	r.Previous, r.Closed = h.dossiers[last.dossier].Case.ID, last.at
	closed, _ := last.at.days()
	day, _ := e.At.days()
	r.DaysSinceClosed = max(0, closed.DaysUntil(day))

	persons := map[PersonID]bool{}
	subjects := map[PersonID]bool{}
	concerns := map[Concern]bool{}
	reporters := map[OrgID]bool{}
	seen := map[int]bool{}
	for _, c := range within {
		if seen[c.dossier] {
			continue
		}
		seen[c.dossier] = true
		for _, before := range h.earlier(c.dossier, own, event) {
			for _, p := range before.involved() {
				persons[p] = true
			}
			for _, c := range before.Concerns {
				subjects[c.Person], concerns[c] = true, true
			}
			if before.Activity == Report && before.Org != "" {
				reporters[before.Org] = true
			}
		}
	}
	r.Involved = countKnown(h.dossiers[own].involvedIn(event), persons)
	if len(concerns) > 0 {
		r.Changes = changes(e.Concerns, subjects, concerns)
	}
	if e.Org != "" && len(reporters) > 0 {
		r.DifferentReporter = answer(!reporters[e.Org])
	}
}

func countKnown(involved []PersonID, known map[PersonID]bool) InvolvedKnown {
	n := 0
	for _, p := range involved {
		if known[p] {
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
func changes(list []Concern, subjects map[PersonID]bool, concerns map[Concern]bool) Changes {
	var set Changes
	for _, c := range list {
		switch {
		case !subjects[c.Person]:
			set = set.with(NewConcernOtherMember)
		case !concerns[c]:
			set = set.with(AdditionalConcernSameMember)
		default:
			set = set.with(SameConcern)
		}
	}
	return set
}
