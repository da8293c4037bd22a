package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// meppelItems are the items of the pre- and post-survey; S3 is worded against
// its scale.
var meppelItems = []string{"V1", "V2", "V3", "S1", "S2", "S3", "A1", "A2", "A3"}

const (
	meppelPaired   = 11 // in both waves, under one code
	meppelPreOnly  = 5
	meppelPostOnly = 1
)

// respondent is a tendency to agree, and a code to be found back by.
type respondent struct {
	code  string
	level float64
}

// meppelPeople draws the same people for both waves, whichever is written.
func meppelPeople(seed uint64) []respondent {
	r := stream(seed, "meppel")
	letters := "ABCDEFGHJKLMNPRSTVW"
	var out []respondent
	for i := range meppelPaired + meppelPreOnly + meppelPostOnly {
		code := fmt.Sprintf("%c%c%02d%c", letters[r.IntN(len(letters))], letters[r.IntN(len(letters))], 1+r.IntN(28), letters[i])
		out = append(out, respondent{code: code, level: 2.9 + 0.8*r.NormFloat64()})
	}
	return out
}

// meppelBefore is the first wave: 16 people with a code, one without.
func meppelBefore(r *rand.Rand, all []respondent) string {
	const coded = meppelPaired + meppelPreOnly
	people := append(all[:coded:coded], respondent{level: 3})
	return meppelWave(r, people, func(string) float64 { return 0 })
}

// meppelAfter is the second wave, after three months of working together: the
// 11 who can be paired, one newcomer, and two people who gave one code. The
// assumption is that cooperation rose by about one point, agreements by half a
// point, and client safety hardly.
func meppelAfter(r *rand.Rand, all []respondent) string {
	people := append(all[:meppelPaired:meppelPaired], all[meppelPaired+meppelPreOnly:]...)
	people = append(people, respondent{"KB07X", 3.2}, respondent{"kb07x ", 2.8})
	return meppelWave(r, people, func(item string) float64 {
		switch item[0] {
		case 'S':
			return 1.0
		case 'A':
			return 0.5
		}
		return 0.1
	})
}

func meppelWave(r *rand.Rand, people []respondent, shift func(item string) float64) string {
	var b strings.Builder
	b.WriteString("code;organisatie;" + strings.Join(meppelItems, ";") + "\n")
	organisations := []string{"Veilig Thuis", "gemeente", "lokaal team"}
	for i, p := range people {
		b.WriteString(p.code + ";" + organisations[i%3])
		for _, item := range meppelItems {
			b.WriteString(";" + answer(r, p.level+shift(item), item == "S3"))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// answer draws a level from 1 to 5 around the tendency; one in forty leaves the
// question open and one in forty does not know.
func answer(r *rand.Rand, tendency float64, reversed bool) string {
	switch r.IntN(40) {
	case 0:
		return ""
	case 1:
		return "9"
	}
	v := int(tendency + 0.6*r.NormFloat64() + 0.5)
	v = max(1, min(5, v))
	if reversed {
		v = 6 - v
	}
	return fmt.Sprint(v)
}

// endPilots are the pilots with an end survey: how many answered, and how they
// tend to answer on cooperation and on earlier help. Both are assumptions that
// follow the direction of the published conclusions.
var endPilots = []struct {
	id                string
	n                 int
	cooperation, help float64
}{
	{"EMM", 14, 3.9, 3.6}, {"MEP-O", 9, 4.4, 3.4}, {"HOO", 12, 3.8, 2.2},
	{"NOO", 11, 4.5, 3.0}, {"ASS", 10, 3.9, 3.0}, {"AAH", 7, 3.9, 3.5},
}

// endSurvey is one wave over six pilots, with semicolons, a byte order mark and
// labels in place of numbers, as an online tool exports it.
func endSurvey(r *rand.Rand) string {
	labels := map[string]string{"": "", "9": "weet ik niet", "1": "helemaal mee oneens", "2": "mee oneens", "3": "neutraal", "4": "mee eens", "5": "helemaal mee eens"}
	var b strings.Builder
	b.WriteString("\ufeffVolgnummer;Pilot;E1;E2;E3;E4;E5;E6\r\n")
	n := 0
	for _, p := range endPilots {
		for range p.n {
			n++
			own := 0.4 * r.NormFloat64()
			fmt.Fprintf(&b, "%d;%s", n, p.id)
			for _, tendency := range []float64{p.cooperation, p.cooperation + 0.2, p.help, 2.9, 3.0, p.cooperation} {
				b.WriteString(";" + labels[answer(r, tendency+own, false)])
			}
			b.WriteString("\r\n")
		}
	}
	return b.String()
}
