// Package xmlbytes reads XML from files that nobody vouches for. It stands
// between a file and package encoding/xml, knows the line of each token, and
// stops a file that would take more memory or time than its reader allows: too
// many bytes, a tag or text without end, elements that nest too deep.
//
//	r := xmlbytes.NewReader(file, xmlbytes.Limits{Total: 1 << 30, Token: 1 << 20, Depth: 64})
//	for {
//		token, line, err := r.Token()
//		...
//	}
//
// Document types are refused, and with them entities of one's own. Errors are a
// rule, and never repeat what stands in the file.
package xmlbytes
