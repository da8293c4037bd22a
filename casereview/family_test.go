package casereview

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestWithFamilies(t *testing.T) {
	log := familyLog(t, spells(t, "a", "report", "2023-01-02"), spells(t, "b", "report", "2023-02-02"))
	given := []Family{{ID: familyID("F"), Members: []Person{{personID("p1"), Child, 2015}, {personID("p2"), Parent, 0}}, Line: 4}}
	known, err := log.WithFamilies(given)
	require.NoError(t, err)
	given[0].Members[0] = Person{}
	_, ok := log.Family(familyID("F"))
	assert.False(t, ok, "the log itself stays as it was")
	for why, l := range map[string]*Log{"the log": known, "a part of it": known.Where(InPilot("none")), "until a moment": known.until(asOf(t, "2023-01-03")),
		"with names": known.WithVocabulary(nil)} {
		f, ok := l.Family(familyID("F"))
		require.True(t, ok, why)
		assert.Equal(t, Person{personID("p1"), Child, 2015}, f.Members[0], why)
		assert.True(t, f.Has(personID("p2")), why)
		assert.False(t, f.Has(personID("p3")), why)
		n := 0
		for id, f := range l.Families() {
			assert.Equal(t, f.ID, id, why)
			n++
			break
		}
		assert.Equal(t, 1, n, why)
	}
	_, ok = known.Family(familyID("G"))
	assert.False(t, ok)
	none, err := known.WithFamilies(nil)
	require.NoError(t, err)
	_, ok = none.Family(familyID("F"))
	assert.False(t, ok, "they replace those there were")
	assert.Equal(t, log.Len(), known.Len())
}

func TestWithFamiliesRefuses(t *testing.T) {
	log := familyLog(t, spells(t, "a", "report", "2023-01-02"))
	f := func(members ...Person) Family {
		return Family{ID: familyID("F"), Members: members, File: "families.csv", Line: 7}
	}
	for _, c := range []struct {
		list []Family
		want error
		text string
		why  string
	}{
		{[]Family{f(), f()}, rma.ErrDuplicate, "families.csv:7 (families[1])", "a family twice"},
		{[]Family{{ID: familyID("G")}}, rma.ErrUnknownID, "families[0]", "a family without a case"},
		{[]Family{{}}, rma.ErrMissing, "families[0]", "no id"},
		{[]Family{f(Person{})}, rma.ErrMissing, "families[0].members[0]", "a member without an id"},
		{[]Family{f(Person{ID: personID("qq9")}, Person{ID: personID("qq9")})}, rma.ErrDuplicate, "families[0].members[1]", "a member twice"},
		{[]Family{f(Person{ID: personID("qq9"), Role: 7})}, rma.ErrUnknownTerm, "members[0]", "a role that there is not"},
		{[]Family{f(Person{ID: personID("qq9"), BirthYear: 23})}, rma.ErrNumber, "members[0]", "a year of two digits"},
		{[]Family{f(Person{ID: personID("qq9"), BirthYear: -2000})}, rma.ErrNumber, "members[0]", "a negative year"},
	} {
		got, err := log.WithFamilies(c.list)
		assert.Nil(t, got, c.why)
		require.ErrorIs(t, err, c.want, c.why)
		var at *rma.DataError
		require.True(t, errors.As(err, &at), c.why)
		assert.Contains(t, err.Error(), c.text, c.why)
		assert.NotContains(t, err.Error(), "qq9", c.why)
	}
	var many []Family
	for range 300 {
		many = append(many, Family{})
	}
	_, err := log.WithFamilies(many)
	assert.Less(t, strings.Count(err.Error(), "\n"), 110, "errors are bounded")
}

func TestNoLogHasNoFamilies(t *testing.T) {
	var none *Log
	_, ok := none.Family(familyID("F"))
	assert.False(t, ok)
	for range none.Families() {
		t.Fatal("a family of no log")
	}
	l, err := none.WithFamilies(nil)
	require.NoError(t, err)
	assert.Equal(t, 0, l.Len())
	_, err = none.WithFamilies([]Family{{ID: familyID("F")}})
	assert.ErrorIs(t, err, rma.ErrUnknownID)
	assert.Nil(t, none.Vocabulary())
	assert.Equal(t, 0, none.WithVocabulary(nil).Len())
}

func TestFamiliesArePrintedWithoutContent(t *testing.T) {
	log := familyLog(t, spells(t, "a", "report", "2023-01-02"))
	f := Family{ID: familyID("F"), Members: []Person{{personID("Qz7-Xw4"), ExPartner, 1987}}, Line: 4}
	log, err := log.WithFamilies([]Family{f})
	require.NoError(t, err)
	testkit.NotPrinted(t, "Qz7-Xw4", log, *log, f, &f)
	for _, all := range []any{log, *log, f, &f, []Family{f}, f.Members, f.Members[0]} {
		assert.NotContains(t, fmt.Sprintf("%v %+v %#v %s %d", all, all, all, all, all), "1987")
	}
	assert.Equal(t, "family F0, line 4 (1 members)", fmt.Sprint(f))
	assert.Equal(t, "person Qz7-Xw4", fmt.Sprint(f.Members[0]))
}

func TestRoles(t *testing.T) {
	for r := RoleNotRecorded; r <= OtherRole; r++ {
		text, err := r.MarshalText()
		require.NoError(t, err)
		var back Role
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, r, back)
		assert.NotEmpty(t, r.Label(rma.Dutch))
		assert.NotEmpty(t, r.Label(rma.English))
	}
	assert.Equal(t, "Role(9)", Role(9).String())
	var r Role
	assert.ErrorIs(t, r.UnmarshalText([]byte("aunt")), rma.ErrUnknownTerm)
}

func TestVocabulary(t *testing.T) {
	v := Vocabulary{"family-talk": rma.T("gezinsgesprek", "family talk"), "bare": {}, HomeVisit: rma.T("visite", "call")}
	assert.True(t, v.Has("family-talk"))
	assert.True(t, v.Has("bare"))
	assert.True(t, v.Has(Report))
	assert.False(t, v.Has("other"))
	assert.NoError(t, v.Check(Report))
	assert.ErrorIs(t, v.Check(""), rma.ErrMissing)
	assert.ErrorIs(t, v.Check("zz-secret"), rma.ErrUnknownTerm)
	assert.NotContains(t, v.Check("zz-secret").Error(), "zz")
	assert.Equal(t, "gezinsgesprek", v.Label("family-talk", rma.Dutch))
	assert.Equal(t, "bare", v.Label("bare", rma.Dutch))
	assert.Equal(t, "call", v.Label(HomeVisit, rma.English))
	assert.Equal(t, append(Activities(), "bare", "family-talk"), v.Activities())
	var ours Vocabulary
	assert.Equal(t, Activities(), ours.Activities())
	assert.Equal(t, "report", ours.Label(Report, rma.English))
	assert.False(t, ours.Has("bare"))
	log := logOf(t, event(t, "a", "bare", "2023-01-01")).WithVocabulary(v)
	v["bare"] = rma.T("veranderd", "changed")
	assert.Equal(t, "bare", log.Where(nil).Vocabulary().Label("bare", rma.Dutch), "it is copied, and goes with parts of the log")
}

func TestVocabularyOfAWideMapping(t *testing.T) {
	m, err := ReadWideMapping(strings.NewReader(`{"case":"c","own_activities":["dialoog"],"activity_names":{"family-talk":{"nl":"gezinsgesprek","en":"family talk"}},
		"events":[{"column":"a","activity":"dialoog"},{"column":"b","activity":"family-talk"}]}`), "m.json")
	require.NoError(t, err)
	v := m.Vocabulary()
	assert.True(t, v.Has("dialoog"))
	assert.Equal(t, "family talk", v.Label("family-talk", rma.English))
	assert.NotContains(t, m.ActivityNames, Activity("dialoog"), "the mapping is not changed")
	log, err := ReadWide(strings.NewReader("c;a;b\nC-1;1-2-2023;2-2-2023\n"), "c.csv", m, declared)
	require.NoError(t, err)
	log = log.WithVocabulary(v)
	assert.Equal(t, "gezinsgesprek", log.Vocabulary().Label("family-talk", rma.Dutch))
	_, err = ReadWideMapping(strings.NewReader(`{"case":"c","activity_names":{"x":{}},"events":[{"column":"a","activity":"y"}]}`), "m.json")
	assert.ErrorIs(t, err, rma.ErrUnknownTerm)
	_, err = ReadWideMapping(strings.NewReader(`{"case":"c","activity_names":{"":{}},"events":[{"column":"a","activity":"report"}]}`), "m.json")
	assert.ErrorIs(t, err, rma.ErrMissing)
	_, err = json.Marshal(m)
	assert.NoError(t, err)
	assert.Nil(t, WideMapping{}.Vocabulary())
}
