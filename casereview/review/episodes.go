package review

import (
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// EpisodeList holds the key practice episodes of several reviews side by side.
// [ListEpisodes] makes it.
type EpisodeList struct {
	Base
	Episodes   []EpisodeSeen
	Appraisals map[Appraisal]int // how many episodes were judged so
	Warnings   []rma.Warning
}

// EpisodeSeen is an episode with the review and the case that it stands in.
type EpisodeSeen struct {
	Review  string
	Case    rma.Ref
	Episode Episode
}

// ListEpisodes gathers the episodes of the reviews, in the order of the cases,
// the reviews, and the episodes in them. Each is an observation, with the reason
// why it made sense as the passage: that is what the findings of a review rest
// on (see [Review.Findings]). A passage in a review is in nobody's name, and is
// quoted to the team only.
//
// Errors and warnings are those of [Factors].
func ListEpisodes(reviews []Review, o Options) (EpisodeList, error) {
	cases, base, err := casesOf(reviews, o, "episodes")
	if err != nil {
		return EpisodeList{}, err
	}
	l := EpisodeList{Base: base, Appraisals: map[Appraisal]int{}, Warnings: base.warnings()}
	for _, c := range cases {
		for _, r := range c.reviews {
			for _, e := range r.clone().Episodes {
				l.Episodes = append(l.Episodes, EpisodeSeen{r.ID, c.ref, e})
				l.Appraisals[e.Appraisal]++
			}
		}
	}
	return l, nil
}

// episodeID is the id of the observation of an episode; name "" is the usual one.
func (r Review) episodeID(o rma.Origin, name, episode string) string {
	if name == "" {
		name = "episodes"
	}
	return o.ObservationID(name + "-" + r.ID + "-" + episode)
}

// Observations returns a passage for each episode of which it is written why it
// made sense.
func (l EpisodeList) Observations() []rma.Observation {
	var list []rma.Observation
	for _, s := range l.Episodes {
		if strings.TrimSpace(s.Episode.WhyItMadeSense) == "" {
			continue
		}
		list = append(list, rma.Observation{ID: Review{ID: s.Review}.episodeID(l.Options.Origin, l.Options.Name, s.Episode.ID), Origin: l.Options.Origin,
			What:       rma.T("episode "+s.Episode.ID+" van review "+s.Review, "episode "+s.Episode.ID+" of review "+s.Review),
			Definition: rma.T("waarom het handelen op dat moment begrijpelijk was, zoals de review het beschrijft", "why what was done made sense at the time, as the review describes it"),
			Passage:    &rma.Passage{Text: s.Episode.WhyItMadeSense, Speaker: rma.T("casusreview", "case review")},
			N:          1, Refs: []rma.Ref{s.Case, {Kind: rma.RefDocument, ID: s.Review}}})
	}
	return list
}

// Table shows the episodes in words. They are those of the team and of
// participants, so it is for the team only.
func (l EpisodeList) Table() rma.Table {
	t := rma.Table{
		ID: l.Options.Name, TeamOnly: true, Title: rma.T("Sleutelepisodes", "Key practice episodes"), RowHead: rma.T("episode", "episode"),
		Columns: []rma.Column{
			{Key: "label", Label: rma.T("wat er gebeurde", "what happened")}, {Key: "period", Label: rma.T("periode", "period")},
			{Key: "appraisal", Label: rma.T("oordeel", "appraisal")}, {Key: "why", Label: rma.T("waarom het begrijpelijk was", "why it made sense")},
			{Key: "supports", Label: Supports.text()}, {Key: "hinders", Label: Hinders.text()}, {Key: "effect", Label: rma.T("gevolg", "effect")},
		},
	}
	for _, s := range l.Episodes {
		e := s.Episode
		period := rma.Period{From: e.From, To: e.To}
		t.Rows = append(t.Rows, rma.Row{Key: s.Review + "/" + e.ID, Label: rma.PlainText(s.Review + " " + e.ID), Cells: []rma.Cell{
			rma.PlainCell(e.Label), rma.TextCell(rma.T(period.Label(rma.Dutch), period.Label(rma.English))),
			rma.TextCell(e.Appraisal.text()), rma.PlainCell(e.WhyItMadeSense),
			rma.TextCell(l.codes(e, Supports)), rma.TextCell(l.codes(e, Hinders)), rma.PlainCell(e.Effect)}})
	}
	return t.OfThings().OfPilot(l.Options.Origin.Pilot)
}

// codes names the factors of an episode that work one way.
func (l EpisodeList) codes(e Episode, d Direction) rma.Text {
	var nl, en []string
	for _, f := range e.Factors {
		if f.Direction == d {
			label := l.label(f.Code)
			nl, en = append(nl, label.In(rma.Dutch)), append(en, label.In(rma.English))
		}
	}
	return rma.T(strings.Join(nl, ", "), strings.Join(en, ", "))
}

// Tables returns none: the table is for the team only, and no figures of others
// hang together with it.
func (l EpisodeList) Tables() []rma.Table { return nil }

// String counts the episodes by how they were judged, in English.
func (l EpisodeList) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d episodes in %s", len(l.Episodes), l.Base)
	for v := Good; v <= Undetermined; v++ {
		fmt.Fprintf(&b, ", %s %d", v, l.Appraisals[v])
	}
	return b.String()
}

// Format writes String whatever the verb, so that no form of printing shows the
// words of participants.
func (l EpisodeList) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, l.String()) }

// LogValue gives a log String.
func (l EpisodeList) LogValue() slog.Value { return slog.StringValue(l.String()) }

// String gives the review and what the episode says of itself.
func (s EpisodeSeen) String() string { return "review " + s.Review + ", " + s.Episode.String() }

// Format writes String whatever the verb.
func (s EpisodeSeen) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// LogValue gives a log String.
func (s EpisodeSeen) LogValue() slog.Value { return slog.StringValue(s.String()) }
