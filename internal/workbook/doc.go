// Package workbook writes and reads spreadsheets in the format of Excel (Office
// Open XML, .xlsx). It knows rows and cells and nothing of what they mean.
//
//	book, err := workbook.Open(file)
//	...
//	rows, err := book.Rows("")        // of the first sheet
//	...
//	defer rows.Close()
//	r := tabular.NewSourceReader(rows)
//
// # Writing
//
// The same sheets give the same bytes, whatever the machine: no author, no program,
// no time of writing. No cell is a formula, and a text that a spreadsheet would run
// once it is typed again, or saved as CSV, has an apostrophe before it.
//
// # Reading
//
// Rows are read one after the other, whatever the size of the sheet; what cells
// share, such as texts, is kept. A cell is a text, a number, a day or minute, or a
// fault: see [Rows].
//
// # Errors
//
// Errors name the sheet, the row and the column, and never what stands there.
package workbook
