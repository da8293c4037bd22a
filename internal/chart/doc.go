// Package chart draws figures for reports and journals: a matrix of coded
// cells, diverging bars for answers on a Likert scale, and estimates with
// their intervals. It knows nothing of the field: strings arrive translated,
// counts and estimates arrive computed.
//
// A layout is a struct with data; its Figure method places everything on a
// display list that is measured with the real font, and the same list becomes
// SVG and PNG:
//
//	m := chart.Matrix{
//		Title:   "Samenwerking",
//		Columns: []string{"Emmen", "Hoogeveen"},
//		Rows: []chart.MatrixRow{{Label: "Hulp start eerder", Cells: []chart.Cell{
//			{Code: "+", Fill: chart.FillPositive}, {Code: "–"},
//		}}},
//	}
//	f, err := m.Figure(chart.Options{})
//	// ...
//	err = f.SVG(w, chart.SVGOptions{})
//	err = f.PNG(w, 200)
//
// # Width and height
//
// The width is fixed by the caller, the height grows with the rows. Columns of
// text take what they need up to a share of the width, and labels wrap. When the
// marks would get too little room, the texts give way and wrap more; when that
// is not enough, Figure returns an error (ErrWidth) that names a width that is.
// A text that would need too many lines ends in an ellipsis, and
// [Figure.Shortened] says how many did.
//
// # Reading without colour
//
// No meaning rests on colour alone: cells carry a code, levels keep their order
// and differ in lightness as well as hue, marks differ in shape. Text on a fill
// takes the colour that reads well on it. [Figure.Check] verifies this for each
// text of a finished figure, and that no text overlaps another or leaves the
// page; tests of callers can use it with their own data.
//
// # Data that is not there
//
// A figure without rows says so in the words of the caller. A bar without a
// base, an estimate that is NaN and an interval that is not known have a note in
// their place, and infinite bounds are arrows. What cannot be drawn without
// misleading is an error: ragged rows, negative counts, bounds the wrong way
// round. No data makes this package panic.
//
// # Text
//
// Lengths on the canvas are points (1/72 inch), y runs downwards. The font is
// Liberation Sans, which is embedded and has the metrics of Arial. Labels may
// hold soft hyphens (U+00AD) where a word may break, hard spaces and line ends.
// Control characters and marks that override the direction of text are left
// out. A character that the font lacks is left to the viewer in SVG and becomes
// a box in PNG; text from right to left is kept in its logical order, which SVG
// viewers show well and the PNG does not.
//
// # Determinism
//
// A layout never changes its data; a Figure is safe for concurrent use; the
// same data gives the same bytes.
//
// # A new layout
//
// A layout is a struct with a check, a function that divides the width, and
// functions that draw on a page from the top down. The page has the title, the
// legend, the axis and the footnote in common; see the interval plot for the
// smallest one. Draw through the Canvas only, or Check will not see it.
//
// # Sources
//
// Palettes: ColorBrewer BrBG and Blues (C. Brewer, M. Harrower and
// Pennsylvania State University), the first resampled by lightness. Contrast:
// WCAG 2.2, section 1.4.3.
package chart
