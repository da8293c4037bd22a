package coding

// content is what a document says, and who says it.
type content struct {
	text      string
	turns     []Turn
	labels    []labelSpan // by place
	detection Detection
}

// hidden holds the content of a document. It is a function because no way of
// printing looks inside one: a text in a field that is not exported shows up in
// %s and %+v.
type hidden func() *content

func hide(c *content) hidden { return func() *content { return c } }

// inside returns the content, an empty one for a document that was not read.
func (d *Document) inside() *content {
	if d == nil || d.in == nil {
		return &content{}
	}
	return d.in()
}
