package testkit

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"io"
	"log"
	"log/slog"
	"strings"
	"text/template"
)

// rendering is one way to make a value visible.
type rendering struct {
	name string
	make func(v any) string
}

// show gives what can be seen, a panic included.
func (r rendering) show(v any) (out string) {
	defer func() {
		if p := recover(); p != nil {
			out += fmt.Sprint(p)
		}
	}()
	return r.make(v)
}

// renderings gives all ways that are tried.
func renderings() []rendering {
	return append(printings("abcdefghijklmnopqrstuvwxyz"),
		rendering{"in slog JSON", func(v any) string { return bySlog(v, jsonHandler) }},
		rendering{"in JSON", byJSON},
		rendering{"in gob", byGob},
		rendering{"in XML", byXML},
		rendering{"by its own methods", byMethods},
		rendering{"in a text template", byText},
		rendering{"in an HTML template", byHTML},
		rendering{"to a printer of bare fields", byReflection})
}

// printings gives the ways in which a value gets onto a screen or into a log,
// with the letters, and their capitals, as verbs.
func printings(verbs string) []rendering {
	out := []rendering{
		{"printed by fmt.Sprint", func(v any) string { return fmt.Sprint(v) + fmt.Sprintln("x", v) }},
		{"by package log", byLog},
		{"in errors.Join", func(v any) string { return errors.Join(errors.New("x"), fmt.Errorf("%w", errorOf(v))).Error() }},
		{"in slog text", func(v any) string { return bySlog(v, textHandler) }},
	}
	for _, flags := range []string{"", "+", "#", " ", "0", "-", "+#", "# ", "20", "-40", ".3", "+.9", "060.8"} {
		out = append(out, rendering{"with the flags %" + flags, func(v any) string { return byVerbs(v, flags, verbs+strings.ToUpper(verbs)) }})
	}
	return out
}

// byVerbs prints with every letter as a verb.
func byVerbs(v any, flags, letters string) string {
	var b strings.Builder
	for _, verb := range letters {
		fmt.Fprintf(&b, "%"+flags+string(verb)+"\n", v)
	}
	return b.String()
}

func byLog(v any) string {
	var b strings.Builder
	log.New(&b, "", 0).Println(v)
	return b.String()
}

func textHandler(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) }
func jsonHandler(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) }

func bySlog(v any, handler func(io.Writer) slog.Handler) string {
	var b strings.Builder
	l := slog.New(handler(&b))
	l.LogAttrs(context.Background(), slog.LevelError, "x", slog.Any("value", v), slog.Group("group", slog.Any("value", v)))
	l.With("value", v).Info("x", "err", errorOf(v))
	return b.String()
}

// said gives what was written and what the error says.
func said(written []byte, err error) string { return fmt.Sprintf("%s %v", written, err) }

func byJSON(v any) string {
	var b bytes.Buffer
	err := json.NewEncoder(&b).Encode(v)
	return said(json.Marshal(v)) + said(json.MarshalIndent(v, "", " ")) + said(b.Bytes(), err)
}

func byGob(v any) string {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(v)
	return said(b.Bytes(), err)
}

func byXML(v any) string {
	return said(xml.Marshal(v)) + said(xml.Marshal(struct {
		V any `xml:"v,attr"`
	}{v}))
}

// byMethods calls what other packages look for in a value.
func byMethods(v any) string {
	var b strings.Builder
	note := func(p []byte, err error) { b.WriteString(said(p, err)) }
	if m, ok := v.(encoding.TextMarshaler); ok {
		note(m.MarshalText())
	}
	if m, ok := v.(encoding.TextAppender); ok {
		note(m.AppendText(nil))
	}
	if m, ok := v.(encoding.BinaryMarshaler); ok {
		note(m.MarshalBinary())
	}
	if m, ok := v.(encoding.BinaryAppender); ok {
		note(m.AppendBinary(nil))
	}
	if m, ok := v.(gob.GobEncoder); ok {
		note(m.GobEncode())
	}
	if m, ok := v.(xml.MarshalerAttr); ok {
		attr, err := m.MarshalXMLAttr(xml.Name{Local: "x"})
		note([]byte(attr.Value), err)
	}
	if m, ok := v.(driver.Valuer); ok {
		value, err := m.Value()
		note(fmt.Appendf(nil, "%s %v", value, value), err)
	}
	if m, ok := v.(interface{ MarshalYAML() (any, error) }); ok {
		value, err := m.MarshalYAML()
		note(fmt.Appendf(nil, "%s %v", value, value), err)
	}
	if m, ok := v.(fmt.Stringer); ok {
		b.WriteString(m.String())
	}
	if m, ok := v.(fmt.GoStringer); ok {
		b.WriteString(m.GoString())
	}
	return b.String()
}

// templateText puts a value where a template may have one.
const templateText = `{{.}} {{printf "%v %+v %#v %s %q %x" . . . . . .}} {{print .}} {{html .}} {{js .}} {{urlquery .}}`

func byText(v any) string {
	var b strings.Builder
	err := template.Must(template.New("").Parse(templateText)).Execute(&b, v)
	return said([]byte(b.String()), err)
}

func byHTML(v any) string {
	var b strings.Builder
	for _, text := range []string{
		`{{.}} {{printf "%v %+v %#v %s %q %x" . . . . . .}} {{print .}}`,
		`<p title="{{.}}" class={{.}}>`,
		`<a href="/x?q={{.}}">`,
		`<script>let a = {{.}}; let b = "{{.}}"</script>`,
		`<style>p { content: "{{.}}" }</style>`,
	} {
		err := htmltemplate.Must(htmltemplate.New("").Parse(text)).Execute(&b, v)
		fmt.Fprint(&b, err)
	}
	return b.String()
}
