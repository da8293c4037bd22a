package privacy

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// combined warns of hidden counts that follow from the releases together, table
// by table: first those of the release that is to be published, then those of
// earlier ones.
func combined(earlier []*shown, next *shown) []rma.Warning {
	exposed := exposure{}
	for audience := next.policy.Audience; audience <= Team; audience++ {
		policy, ok := policyFor(audience, earlier, next)
		if !ok || policy.MinCell < 2 {
			continue
		}
		var has []*shown
		for _, s := range earlier {
			if s.policy.Audience <= audience {
				has = append(has, s)
			}
		}
		exposed.take(combine(has, next, policy))
	}
	return append(warnNext(exposed[next], earlier, next), warnEarlier(exposed, earlier)...)
}

// policyFor returns what readers of an audience may know: what the release that is
// to be published says if it is for them, and the last one that was otherwise.
func policyFor(audience Audience, earlier []*shown, next *shown) (Policy, bool) {
	if audience == next.policy.Audience {
		return next.policy, true
	}
	for _, s := range slices.Backward(earlier) {
		if s.policy.Audience == audience {
			return s.policy, true
		}
	}
	return Policy{}, false
}

// exposure has, per release, the hidden counts that are given away, with the
// earlier releases that they follow from.
type exposure map[*shown]map[int]map[string]bool

// take takes over what another found.
func (e exposure) take(o exposure) {
	for s, counts := range o {
		if e[s] == nil {
			e[s] = counts
			continue
		}
		for i, releases := range counts {
			e[s][i] = releases
		}
	}
}

// combine returns the counts that the releases give away together and neither the
// earlier ones nor the next one alone.
func combine(earlier []*shown, next *shown, p Policy) exposure {
	found, broken := attackTogether(earlier, next, p, true)
	if len(broken) > 0 && len(earlier) > 1 {
		for _, s := range earlier {
			if broken[s.id] {
				found.take(combine([]*shown{s}, next, p))
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	alone, _ := attackTogether(nil, next, p, false)
	for i := range alone[next] {
		delete(found[next], i) // a waiver does that, of which Protect has warned
	}
	before, _ := attackTogether(earlier, nil, p, false)
	for s, counts := range before {
		for i := range counts {
			delete(found[s], i) // it was out already
		}
	}
	return found
}

// attackTogether returns what releases give away together, and the earlier ones
// that no counts fit together with the rest. Where the versions of counts that
// changed do not fit, or are too many to be worked out, more is left out.
func attackTogether(earlier []*shown, next *shown, p Policy, onlyNews bool) (exposure, map[string]bool) {
	found := exposure{}
	for c := doubtWhatContradicts; ; c++ {
		j := joinAll(earlier, next, c)
		got := j.attack(p, onlyNews)
		found.take(j.exposure(got))
		if c == doubtTables || !j.changed || !got.tooLarge && len(got.broken) == 0 {
			return found, got.broken
		}
		if len(got.broken) == 0 {
			c = doubtTables - 1 // to leave a little out makes it no smaller
		}
	}
}

// exposure returns the counts of every release that were found. A count that the
// release to be published has too is named there.
func (j *joint) exposure(got attacked) exposure {
	out := exposure{}
	if len(got.exposed) == 0 {
		return out
	}
	for n, s := range j.order {
		for i, at := range j.cells[s] {
			if at == 0 || s.known[i].printed || s.known[i].follows {
				continue
			}
			c := j.find(at - 1)
			releases, ok := got.exposed[c]
			if !ok || n > 0 && j.next[c] {
				continue
			}
			if out[s] == nil {
				out[s] = map[int]map[string]bool{}
			}
			out[s][i] = releases
		}
	}
	return out
}

// warnNext words what is exposed in the tables of the next release.
func warnNext(exposed map[int]map[string]bool, earlier []*shown, next *shown) []rma.Warning {
	var out []rma.Warning
	for _, g := range next.groups {
		n, from := 0, map[string]bool{}
		for _, i := range g.counts {
			releases, ok := exposed[i]
			if ok {
				n++
			}
			for release := range releases {
				from[release] = true
			}
		}
		var releases []string
		for _, s := range earlier {
			if from[s.id] {
				releases = append(releases, s.id)
			}
		}
		if n > 0 {
			out = append(out, rma.Warn(WarnCombined, "%s, %s, counts=%d", g.name(), listed(releases), n))
		}
	}
	return out
}

// warnEarlier words what is exposed in tables that were published before, and is
// not in the next release, or not as it was.
func warnEarlier(exposed exposure, earlier []*shown) []rma.Warning {
	var out []rma.Warning
	said := map[string]bool{}
	for _, s := range earlier {
		for _, g := range s.groups {
			n := 0
			for _, i := range g.counts {
				if _, ok := exposed[s][i]; ok {
					n++
				}
			}
			if n > 0 && !said[g.table] {
				said[g.table] = true
				out = append(out, rma.Warn(WarnCombined, "%s of an earlier release, %s, counts=%d", g.name(), listed([]string{s.id}), n))
			}
		}
	}
	return out
}
