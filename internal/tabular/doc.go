// Package tabular reads and writes rows of a delimited text file (CSV) with
// their places. It knows nothing of what the rows are about: the readers of
// case exports, surveys and codings share it.
//
//	r := tabular.NewReader(file)
//	cols, err := r.Columns("casus", "datum")
//	if err != nil {
//		return err
//	}
//	for row, err := range r.Rows() {
//		if err != nil {
//			problems = append(problems, err) // reading goes on
//			continue
//		}
//		use(row.Get(cols[0]), row.Get(cols[1]))
//	}
//
// # Format
//
// A file is UTF-8 text: one heading record and zero or more rows, each ended
// by LF, CRLF or the end of the file. A byte order mark is dropped. Empty lines
// are skipped wherever they stand; a line that holds delimiters alone is a row
// ([Row.Blank] tells). Every row has as many fields as the heading unless
// [Reader.Pad] is set. Spaces belong to the field. A field may stand in quotes;
// it then may hold delimiters, line ends and doubled quotes, and each line end
// inside it reads as one LF:
//
//	a;b␊1;"x;""y""␊z"␊      a = 1, b = x;"y"␊z
//	a;b␊␊1;2␍␊␊             one row: a = 1, b = 2
//	a;b␊1;x"y"␊             ErrQuote, line 2, column 2
//	a;b␊1␊                  ErrRagged, line 2
//
// CR on its own ends no line (old Macintosh files): outside quotes it is
// [ErrLineEnd]. NUL, UTF-16 and other bytes that are no UTF-8 are
// [ErrEncoding]. Nothing is decoded by guess.
//
// # Delimiter
//
// [Reader.Comma] names it, or it is found in the heading: of semicolon, comma
// and tab, the one that stands there outside quotes. If there are several, the
// one with which the record after the heading has as many fields as the
// heading; if that leaves several or none, the most frequent; in a tie tab
// before semicolon before comma. A heading without any is one column, read
// with a semicolon. A first line sep=; (Excel) names the delimiter and is no
// heading.
//
//	naam;leeftijd, in jaren␊Jo;8␊   semicolon (both stand once, the row has one ;)
//	"a,b";c␊                        semicolon (the comma is quoted)
//	a,b,c;d␊                        comma (no row to ask; two against one)
//	sep=|␊a|b␊                      bar
//
// # Headings
//
// A column is asked for by its declared name. Names match a heading when they
// are equal after trimming, with every run of white space (non-breaking spaces
// and line ends included) as one space, and in lower case: "Datum " and
// "datum" match. Letters with accents match only when both are composed in the
// same way. Two headings with one name are an error if the name is asked for,
// and none otherwise.
//
// # Errors
//
// Every problem is an [*Error] with its line, its column and a sentinel cause.
// No message repeats a cell or a heading that was found in the file: the file
// may hold personal data, and in a file without headings the first line is a
// person. After a bad row reading goes on, so that one run reports all bad
// rows, each for its first problem. If the quotes, the line end or the size of
// the row are at fault, reading goes on at the line after the one where the row
// began: a quote that is never closed costs its own row only, but the further
// lines of a quoted field in such a row may be reported as bad rows too. A bad
// heading ends the reading.
//
// # Limits
//
// A field holds at most [MaxField] bytes, a record at most [MaxRecord] bytes
// and [MaxFields] fields; more is [ErrTooLarge]. Memory is bounded by the
// largest record, whatever the size of the file.
//
// # Values
//
// Cells are text: a respondent called 007 stays so. [Number], [Decimal],
// [Integer] and [Time] read a value when the caller says that it is one.
//
//	Number("3,5") = Number("3.5") = 3.5     Number("1.234,5") = 1234.5
//	Number("1.234") is ErrAmbiguous         Decimal("1.234", ',') = 1234
//	Integer("3.0") = 3                      Integer("3.5") is ErrInteger
//
// # Writing
//
// A [Writer] writes UTF-8 with LF, byte for byte the same for the same cells,
// and only files that the Reader accepts. For files meant for a spreadsheet
// there are a byte order mark and a guard against cells that run as formulas
// ([Guard]).
package tabular
