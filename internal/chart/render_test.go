package chart

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// layout is what all layouts have in common.
type layout interface {
	Figure(Options) (*Figure, error)
}

func figureOf(t testing.TB, l layout, o Options) *Figure {
	t.Helper()
	f, err := l.Figure(o)
	require.NoError(t, err)
	return f
}

func svgOf(t testing.TB, f *Figure) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f.SVG(&b, SVGOptions{}))
	return b.String()
}

func pngOf(t testing.TB, f *Figure, dpi int) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f.PNG(&b, dpi))
	return b.Bytes()
}

func likertWith(n Neutral) Likert {
	l := answers()
	l.Neutral = n
	return l
}

// figures are the layouts of the golden files, in a fixed order.
func figures() []struct {
	name string
	layout
} {
	return []struct {
		name string
		layout
	}{
		{"matrix", claims()},
		{"likert", answers()},
		{"likert_aside", likertWith(NeutralAside)},
		{"likert_dropped", likertWith(NeutralDropped)},
		{"interval_percent", proportions()},
		{"interval_numeric", differences()},
	}
}

func TestGolden(t *testing.T) {
	for _, c := range figures() {
		f := figureOf(t, c.layout, Options{Lang: "nl"})
		assert.Empty(t, f.Check(), c.name)
		assert.Zero(t, f.Shortened(), c.name)
		testkit.Golden(t, c.name+".svg", []byte(svgOf(t, f)))
	}
}

func TestSameBytes(t *testing.T) {
	for _, c := range figures() {
		f := figureOf(t, c.layout, Options{})
		svg, img := svgOf(t, f), pngOf(t, f, 60)
		for _, procs := range []int{1, 2} {
			old := runtime.GOMAXPROCS(procs)
			again := figureOf(t, c.layout, Options{})
			assert.Equal(t, svg, svgOf(t, again), c.name)
			assert.True(t, bytes.Equal(img, pngOf(t, again, 60)), c.name)
			runtime.GOMAXPROCS(old)
		}
	}
}

func TestFigureServesManyGoroutines(t *testing.T) {
	f := figureOf(t, answers(), Options{})
	svg, img := svgOf(t, f), pngOf(t, f, 50)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			assert.Equal(t, svg, svgOf(t, f))
			assert.Equal(t, img, pngOf(t, f, 50))
			assert.Empty(t, f.Check())
		})
	}
	wg.Wait()
}

func TestPNG(t *testing.T) {
	f := figureOf(t, claims(), Options{Width: 6})
	w, h := f.Size()
	assert.Equal(t, 6.0, w)
	img := pngOf(t, f, 100)
	decoded, err := png.Decode(bytes.NewReader(img))
	require.NoError(t, err)
	assert.Equal(t, 600, decoded.Bounds().Dx())
	assert.InDelta(t, h*100, float64(decoded.Bounds().Dy()), 1)
	r, g, b, _ := decoded.At(0, 0).RGBA()
	assert.Equal(t, [3]uint32{0xffff, 0xffff, 0xffff}, [3]uint32{r, g, b}, "a white margin")

	at := bytes.Index(img, []byte("pHYs"))
	require.Positive(t, at)
	assert.EqualValues(t, 3937, binary.BigEndian.Uint32(img[at+4:]), "100 dots per inch in dots per metre")
}

func TestPNGLimits(t *testing.T) {
	f := figureOf(t, claims(), Options{})
	for _, dpi := range []int{-1, 0, 29, 1201} {
		assert.ErrorIs(t, f.PNG(io.Discard, dpi), ErrOption)
	}
	long := answers()
	for range 10 {
		long.Items = append(long.Items, long.Items...)
	}
	err := figureOf(t, long, Options{}).PNG(io.Discard, 300)
	require.ErrorIs(t, err, ErrLarge)
	assert.Contains(t, err.Error(), "at most")
}

// A picture of the text in the wrong place would escape the other tests: dark
// pixels must lie inside the boxes that Check looks at.
func TestPNGTextLiesInItsBox(t *testing.T) {
	m := Matrix{Title: "Égj", Columns: []string{"Informatie\u2011uitwisseling"}, Rows: []MatrixRow{{Cells: []Cell{{}}}}}
	f := figureOf(t, m, Options{Width: 3, Theme: Theme{TitleSize: 20}})
	const dpi = 144
	img, err := f.raster(dpi)
	require.NoError(t, err)
	var texts []Box
	for _, s := range f.canvas.shapes {
		if s.kind == textShape {
			texts = append(texts, s.box)
		}
	}
	require.Len(t, texts, 2)
	found := make([]int, len(texts))
	bounds := img.Image().Bounds()
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			if r, _, _, _ := img.Image().At(x, y).RGBA(); r > 0x8000 {
				continue
			}
			at := Box{float64(x) / 2, float64(y) / 2, float64(x+1) / 2, float64(y+1) / 2}
			inside := false
			for i, b := range texts {
				if at.inside(b) {
					inside = true
					found[i]++
				}
			}
			assert.True(t, inside, "ink at %v", at)
		}
	}
	assert.Greater(t, found[0], 200)
	assert.Greater(t, found[1], 50)
}

func TestSVGIsXML(t *testing.T) {
	m := claims()
	m.Title = `<script>alert("x")</script> & 'n' ]]> ` + "\x00\x0b\ufffe\xff"
	m.Rows[0].Label = "</text><image href='http://example.org/x.png'/>"
	svg := svgOf(t, figureOf(t, m, Options{Lang: "nl"}))
	d := xml.NewDecoder(strings.NewReader(svg))
	elements := map[string]int{}
	var text strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			elements[token.Name.Local]++
		case xml.CharData:
			text.Write(token)
		}
	}
	assert.Equal(t, 1, elements["title"])
	assert.Equal(t, 1, elements["desc"])
	assert.Zero(t, elements["script"]+elements["image"]+elements["style"]+elements["use"])
	assert.Contains(t, text.String(), `<script>alert("x")</script> & 'n' ]]>`)
	assert.Equal(t, 1, strings.Count(svg, "http://"+"www.w3.org"), "the name space is the only address")
	for _, want := range []string{`role="img"`, ` lang="nl"`, `aria-labelledby="chart-title chart-desc"`,
		`font-family="'Liberation Sans',Arial,Helvetica,sans-serif"`, `viewBox="0 0 518.4 `} {
		assert.Contains(t, svg, want)
	}
}

func TestSVGOptions(t *testing.T) {
	f := figureOf(t, claims(), Options{})
	var a, b bytes.Buffer
	require.NoError(t, f.SVG(&a, SVGOptions{IDPrefix: "fig-1"}))
	require.NoError(t, f.SVG(&b, SVGOptions{IDPrefix: "fig-2"}))
	assert.Contains(t, a.String(), `<title id="fig-1-title">`)
	assert.NotContains(t, b.String(), "fig-1")
	assert.NotContains(t, a.String(), " lang=")
	for _, bad := range []string{"1a", "a b", `"`, "-a", "é", strings.Repeat("a", 101)} {
		assert.ErrorIs(t, f.SVG(io.Discard, SVGOptions{IDPrefix: bad}), ErrOption, bad)
	}
	for _, o := range []Options{{Lang: `nl"`}, {Width: 1}, {Width: -7}, {Width: 1e9}} {
		_, err := claims().Figure(o)
		assert.ErrorIs(t, err, ErrOption)
	}
}

func TestWithoutTitle(t *testing.T) {
	f := figureOf(t, Interval{NoData: "geen gegevens"}, Options{})
	svg := svgOf(t, f)
	assert.NotContains(t, svg, "aria-labelledby")
	assert.Contains(t, svg, ">geen gegevens</text>")
	title, desc := f.Alt()
	assert.Empty(t, title+desc)
	f = figureOf(t, Interval{Title: "T", Subtitle: "S"}, Options{})
	_, desc = f.Alt()
	assert.Equal(t, "S", desc, "the subtitle describes a figure without Alt")
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriteErrors(t *testing.T) {
	f := figureOf(t, claims(), Options{})
	assert.ErrorIs(t, f.SVG(brokenWriter{}, SVGOptions{}), io.ErrClosedPipe)
	assert.ErrorIs(t, f.PNG(brokenWriter{}, 50), io.ErrClosedPipe)
}
