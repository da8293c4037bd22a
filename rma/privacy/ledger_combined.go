package privacy

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// combined warns of hidden counts that follow from the releases together, table
// by table: first those of the release that is to be published, then those of
// earlier ones.
func combined(earlier []*shown, next *shown) []rma.Warning {
	exposed := map[string]map[string]bool{}
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
		for key, releases := range combine(has, next, policy) {
			exposed[key] = releases
		}
	}
	if len(exposed) == 0 {
		return nil
	}
	return append(warnNext(exposed, earlier, next), warnEarlier(exposed, earlier, next)...)
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

// combine returns the keys of the counts that the releases give away together and
// neither the earlier ones nor the next one alone, with the earlier releases that
// they follow from.
func combine(earlier []*shown, next *shown, p Policy) map[string]map[string]bool {
	all := joinEarlier(newJoint(), earlier, next)
	got := all.attack(p, true)
	if len(got.broken) > 0 && len(earlier) > 1 {
		for _, s := range earlier {
			if got.broken[s.id] {
				for key, releases := range combine([]*shown{s}, next, p) {
					got.exposed[key] = releases
				}
			}
		}
	}
	if len(got.exposed) == 0 {
		return nil
	}
	alone := newJoint()
	alone.addNext(next)
	for key := range alone.attack(p, false).exposed {
		delete(got.exposed, key) // a waiver does that, of which Protect has warned
	}
	before := joinEarlier(newJoint(), earlier, nil).attack(p, false)
	for key := range before.exposed {
		if _, ok := next.at[key]; !ok {
			delete(got.exposed, key) // it was out already
		}
	}
	return got.exposed
}

// joinEarlier adds the releases to j, the last one first: where the cases changed
// in between, it is the last that agrees.
func joinEarlier(j *joint, earlier []*shown, next *shown) *joint {
	if next != nil {
		j.addNext(next)
	}
	for _, s := range slices.Backward(earlier) {
		j.addEarlier(s)
	}
	return j
}

// warnNext words what is exposed in the tables of the next release.
func warnNext(exposed map[string]map[string]bool, earlier []*shown, next *shown) []rma.Warning {
	var out []rma.Warning
	for _, g := range next.groups {
		n, from := 0, map[string]bool{}
		for _, i := range g.counts {
			if releases := next.among(exposed, i); releases != nil {
				n++
				for release := range releases {
					from[release] = true
				}
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
// not in the next release.
func warnEarlier(exposed map[string]map[string]bool, earlier []*shown, next *shown) []rma.Warning {
	var out []rma.Warning
	said := map[string]bool{}
	for _, s := range earlier {
		for _, g := range s.groups {
			n := 0
			for _, i := range g.counts {
				inNext := slices.ContainsFunc(s.names[i], func(key string) bool { _, ok := next.at[key]; return ok })
				if !inNext && s.among(exposed, i) != nil {
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

// among returns the releases that a hidden count follows from, and nil when it
// is printed here or is not exposed.
func (s *shown) among(exposed map[string]map[string]bool, i int) map[string]bool {
	if s.known[i].printed || s.known[i].follows {
		return nil
	}
	for _, key := range s.names[i] {
		if releases, ok := exposed[key]; ok {
			return releases
		}
	}
	return nil
}
