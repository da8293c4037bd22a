package casereview

// plus adds other counts.
func (c *monitorCounts) plus(o *monitorCounts) {
	c.cases, c.families, c.events, c.counted = c.cases+o.cases, c.families+o.families, c.events+o.events, c.counted+o.counted
	for i, n := range o.states {
		c.states[i] += n
	}
	for i := range o.reports {
		c.reports[i].plus(&o.reports[i])
	}
	for rules, n := range o.crossed {
		x := c.crossed[rules]
		x.plus(n)
		c.crossed[rules] = x
	}
	a, b := &c.again, &o.again
	a.families, a.rereports, a.outside = a.families+b.families, a.rereports+b.rereports, a.outside+b.outside
	a.left, a.reopened, a.outOfState = a.left+b.left, a.reopened+b.reopened, a.outOfState+b.outOfState
	for m, n := range o.months {
		sum := c.months[m]
		c.months[m] = monthCount{sum.reports + n.reports, sum.again + n.again}
	}
	c.within.plus(o.within)
	c.nextDay.plus(o.nextDay)
	c.early += o.early
	for i, n := range o.norms {
		c.norms[i].plus(n)
	}
	c.closings.plus(o.closings)
	c.ties += o.ties
	for s, n := range o.spells {
		c.spells[s] += n
	}
	for i := range o.windows {
		w, v := &c.windows[i], &o.windows[i]
		w.Events, w.Censored, w.Ambiguous = w.Events+v.Events, w.Censored+v.Censored, w.Ambiguous+v.Ambiguous
		c.crude[i].K, c.crude[i].N = c.crude[i].K+o.crude[i].K, c.crude[i].N+o.crude[i].N
	}
	for a, n := range o.activities {
		c.activities[a] += n
	}
}

// plus adds the counts of other reports under the same rule.
func (c *Classification) plus(o *Classification) {
	c.Counts.plus(o.Counts)
	c.Incidents.plus(o.Incidents)
	c.Stages.DuringAssessment += o.Stages.DuringAssessment
	c.Stages.AfterAssessment += o.Stages.AfterAssessment
	c.Stages.DuringMonitoring += o.Stages.DuringMonitoring
	c.Involved.Several += o.Involved.Several
	c.Involved.One += o.Involved.One
	c.Involved.NotRecorded += o.Involved.NotRecorded
	for i := range c.Changes.Primary {
		c.Changes.Primary[i] += o.Changes.Primary[i]
		c.Changes.Any[i] += o.Changes.Any[i]
	}
	c.OtherReporter.K, c.OtherReporter.N = c.OtherReporter.K+o.OtherReporter.K, c.OtherReporter.N+o.OtherReporter.N
	c.Ambiguous, c.KnownBeyond = c.Ambiguous+o.Ambiguous, c.KnownBeyond+o.KnownBeyond
	c.Cases, c.OutOfState = c.Cases+o.Cases, c.OutOfState+o.OutOfState
}

func (c *OutcomeCounts) plus(o OutcomeCounts) {
	c.Met, c.NotMet, c.Undetermined, c.NoVisit, c.Pending = c.Met+o.Met, c.NotMet+o.NotMet, c.Undetermined+o.Undetermined, c.NoVisit+o.NoVisit, c.Pending+o.Pending
}

func (c *ClosingCounts) plus(o ClosingCounts) {
	c.All, c.NotAsked, c.Unlinkable = c.All+o.All, c.NotAsked+o.NotAsked, c.Unlinkable+o.Unlinkable
	c.Running, c.Later, c.N = c.Running+o.Running, c.Later+o.Later, c.N+o.N
}

// linkedGroups returns the cases that belong together: those of one family and, when
// rules link by person, those of families that name a person in common. Each group is
// in the order of the log, and so are the groups by their first case.
func (l *Log) linkedGroups(byPerson bool) [][]int32 {
	at := make([]int32, len(l.traces)) // towards the first case of the group
	find := func(i int32) int32 {
		for at[i] != i {
			at[i] = at[at[i]]
			i = at[i]
		}
		return i
	}
	join := func(i, j int32) {
		i, j = find(i), find(j)
		at[max(i, j)] = min(i, j)
	}
	families, persons := map[FamilyID]int32{}, map[PersonID]int32{}
	for i := range l.traces {
		t, k := &l.traces[i], int32(i)
		at[k] = k
		if f := t.Case.Family; !f.IsZero() {
			if first, ok := families[f]; ok {
				join(first, k)
			} else {
				families[f] = k
			}
		}
		if byPerson {
			joinPersons(t, k, persons, join)
		}
	}
	for i := range at {
		at[i] = find(int32(i))
	}
	groups := grouped(at, len(at))
	out := groups[:0]
	for _, g := range groups {
		if len(g) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func joinPersons(t *Trace, k int32, persons map[PersonID]int32, join func(i, j int32)) {
	name := func(p PersonID) {
		if p.IsZero() {
			return
		}
		if first, ok := persons[p]; ok {
			join(first, k)
		} else {
			persons[p] = k
		}
	}
	for i := range t.events {
		for _, p := range t.events[i].Subjects {
			name(p)
		}
		for _, c := range t.events[i].Concerns {
			name(c.Person)
		}
	}
}
