// Package workbook writes spreadsheets in the format of Excel (Office Open XML,
// .xlsx). It knows rows and cells and nothing of what they mean.
//
// The same sheets give the same bytes, whatever the machine: no author, no program,
// no time of writing. No cell is a formula, and a text that a spreadsheet would run
// once it is typed again, or saved as CSV, has an apostrophe before it.
//
// Errors name the sheet, the row and the column, and never what stands there.
package workbook
