package chart

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/png"
	"io"
	"math"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

const (
	minDPI = 30
	maxDPI = 1200
	// maxPixels keeps an image under 256 MB while it is drawn.
	maxPixels = 64 << 20
)

// PNG writes the figure as an image with dpi dots per inch, which the file
// records, so that a word processor shows it at its true size. 150 suits a
// screen, 300 a printer.
func (f *Figure) PNG(w io.Writer, dpi int) error {
	if dpi < minDPI || dpi > maxDPI {
		return fmt.Errorf("dpi must lie between %d and %d: %w", minDPI, maxDPI, ErrOption)
	}
	width, height := f.Size()
	if pixels := width * height * float64(dpi) * float64(dpi); pixels > maxPixels {
		most := int(math.Sqrt(maxPixels / (width * height)))
		return fmt.Errorf("a figure of %.1f by %.1f inches can have at most %d dpi: %w", width, height, most, ErrLarge)
	}
	img, err := f.raster(dpi)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img.Image()); err != nil {
		return err
	}
	return writeDensity(w, b.Bytes(), dpi)
}

// raster draws the display list on an image.
func (f *Figure) raster(dpi int) (*vgimg.Canvas, error) {
	c := f.canvas
	img := vgimg.NewWith(vgimg.UseWH(vg.Length(c.width), vg.Length(c.height)), vgimg.UseDPI(dpi), vgimg.UseBackgroundColor(c.background))
	r := raster{Canvas: img, height: c.height}
	var err error
	if r.ruler, err = newRuler(); err != nil { // its own: a ruler serves one goroutine
		return nil, err
	}
	for _, s := range c.shapes {
		if s.box.finite() {
			r.shape(s)
		}
	}
	return img, nil
}

// raster turns the canvas of vgimg, on which y runs upwards, upside down.
type raster struct {
	*vgimg.Canvas
	height float64
	ruler  *ruler
}

func (r *raster) point(p Point) vg.Point {
	return vg.Point{X: vg.Length(p.X), Y: vg.Length(r.height - p.Y)}
}

// shape draws one entry of the display list: first its inside, then its line.
func (r *raster) shape(s shape) {
	var path vg.Path
	switch s.kind {
	case textShape:
		r.text(s.text)
		return
	case rectShape:
		a, b := s.points[0], s.points[1]
		path = r.path([]Point{a, {b.X, a.Y}, b, {a.X, b.Y}})
	case polygonShape:
		path = r.path(s.points)
	case circleShape:
		centre := r.point(s.points[0])
		path.Move(vg.Point{X: centre.X + vg.Length(s.radius), Y: centre.Y})
		path.Arc(centre, vg.Length(s.radius), 0, 2*math.Pi)
		path.Close()
	case lineShape:
		for i := 0; i+1 < len(s.points); i += 2 {
			path.Move(r.point(s.points[i]))
			path.Line(r.point(s.points[i+1]))
		}
	}
	if s.kind != lineShape && s.style.Fill.A != 0 {
		r.SetColor(s.style.Fill)
		r.Fill(path)
	}
	if s.style.Line.A != 0 && s.style.Width > 0 {
		r.SetColor(s.style.Line)
		r.SetLineWidth(vg.Length(s.style.Width))
		var dashes []vg.Length
		if s.style.Dash > 0 {
			dashes = []vg.Length{vg.Length(s.style.Dash), vg.Length(s.style.Dash)}
		}
		r.SetLineDash(dashes, 0)
		r.Stroke(path)
	}
}

// path returns a closed path through the corners.
func (r *raster) path(corners []Point) vg.Path {
	var path vg.Path
	for i, p := range corners {
		if i == 0 {
			path.Move(r.point(p))
		} else {
			path.Line(r.point(p))
		}
	}
	path.Close()
	return path
}

// text draws the outlines of a line of text, each where the ruler puts it, so
// that its anchor stands where SVG puts it and text that runs upwards is as
// sharp as any other.
func (r *raster) text(t Text) {
	s := r.drawable(t.String, t.Font)
	face := r.ruler.face(t.Font)
	x := 0.0
	switch t.Anchor {
	case Middle:
		x = -r.ruler.width(s, t.Font) / 2
	case End:
		x = -r.ruler.width(s, t.Font)
	}
	last := rune(-1)
	r.SetColor(t.Color)
	for _, c := range s {
		if last >= 0 {
			x += r.ruler.kern(face, last, c) * t.Font.Size
		}
		r.glyph(face, c, t, x)
		x += r.ruler.advance(face, c) * t.Font.Size
		last = c
	}
}

// glyph fills the outline of a character that stands along points behind the
// place of its text.
func (r *raster) glyph(face *face, c rune, t Text, along float64) {
	index, err := face.font.GlyphIndex(&r.ruler.buf, c)
	if err != nil {
		return
	}
	outline, err := face.font.LoadGlyph(&r.ruler.buf, index, face.em, nil)
	if err != nil || len(outline) == 0 { // a space
		return
	}
	scale := t.Font.Size / float64(face.em)
	at := func(p fixed.Point26_6) vg.Point {
		x, y := along+float64(p.X)*scale, float64(p.Y)*scale
		if t.Up {
			x, y = y, -x
		}
		return r.point(Point{t.At.X + x, t.At.Y + y})
	}
	var path vg.Path
	for _, s := range outline {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			path.Move(at(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(at(s.Args[0]), at(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	path.Close()
	r.Fill(path)
}

// drawable puts a box in the place of each character that the font lacks, one
// for a joined picture, and leaves out marks that it lacks.
func (r *raster) drawable(s string, f Font) string {
	var b strings.Builder
	last := rune(-1)
	for _, c := range s {
		switch {
		case r.ruler.has(f, c):
			b.WriteRune(c)
		case joins(c), last == joiner && c >= firstPicture:
		default:
			b.WriteRune('□')
		}
		last = c
	}
	return b.String()
}

// writeDensity writes a PNG with a pHYs chunk behind its header: the dots per
// metre (PNG specification, third edition, section 11.3.4.3).
func writeDensity(w io.Writer, img []byte, dpi int) error {
	const header = 8 + 25 // the signature and the IHDR chunk
	perMetre := uint32(math.Round(float64(dpi) / 0.0254))
	chunk := binary.BigEndian.AppendUint32(nil, 9)
	chunk = append(chunk, "pHYs"...)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1) // the unit is the metre
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	for _, part := range [][]byte{img[:header], chunk, img[header:]} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}
