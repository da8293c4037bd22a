// Package plot turns results into figures for reports and journals: what do
// they look like, for a reader who has one minute?
//
//	f, err := plot.Convergence(triangulation, plot.Options{})
//	err = f.SVG(w)
//	err = f.PNG(w, 300)
//
// A figure has a title that says what it shows, a subtitle with the number of
// cases and the definition, a text for people who cannot see it, and a table
// with the same content. No meaning rests on colour alone: cells carry a sign,
// levels keep their order and differ in lightness.
//
// There are three: [Convergence] of what the methods say of each claim, [Likert]
// of how answers are spread, [Intervals] of shares. There is no bar chart of a
// table yet: a protected table goes into a report as it is, see the example of
// Document in package report.
//
// Figures are drawn from results, never from raw rows, so that what disclosure
// control takes out of a table is not in the figure either. The same result
// gives the same bytes.
package plot
