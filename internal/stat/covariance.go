package stat

import "math"

// table is a data matrix of which the complete rows have been found. The rows
// stay where the caller has them: what is kept is a list of row numbers, so
// that a large file is not held twice.
type table struct {
	rows    [][]float64 // the caller's rows, read only
	k       int         // columns
	use     []int       // rows without a missing value
	dropped int
}

// newTable finds the complete rows. It is not ok when rows differ in length
// or hold an infinity.
func newTable(rows [][]float64) (t table, ok bool) {
	t.rows = rows
	if len(rows) > 0 {
		t.k = len(rows[0])
	}
	t.use = make([]int, 0, len(rows))
	for i, row := range rows {
		if len(row) != t.k {
			return t, false
		}
		// 0·v is 0 for every number, and NaN for an infinity or a missing
		// value: one addition per value tells whether a row needs a look.
		var sum float64
		for _, v := range row {
			sum += v * 0
		}
		if sum == 0 {
			t.use = append(t.use, i)
			continue
		}
		for _, v := range row {
			if math.IsInf(v, 0) {
				return t, false
			}
		}
		t.dropped++
	}
	return t, true
}

// means returns the mean of each column, and whether the column is constant.
// Sums are of the distance to the first row, so that a common offset costs no
// digits. There must be a complete row.
func (t table) means() (mean []float64, constant []bool) {
	mean, constant = make([]float64, t.k), make([]bool, t.k)
	first := t.rows[t.use[0]]
	for j := range constant {
		constant[j] = true
	}
	for _, i := range t.use {
		for j, v := range t.rows[i] {
			mean[j] += v - first[j]
			if v != first[j] {
				constant[j] = false
			}
		}
	}
	n := float64(len(t.use))
	for j := range mean {
		mean[j] = first[j] + mean[j]/n
	}
	return mean, constant
}

// covariance returns the k×k sample covariance matrix of the complete rows,
// row by row, with the divisor n-1. The row and column of a constant item are
// exactly 0: a mean that is off in its last digit must not make it vary.
//
// Four rows go in at a time, which reads and writes the matrix a quarter as
// often; the last block is filled up with zeros. There must be two rows.
func (t table) covariance(mean []float64, constant []bool) []float64 {
	k := t.k
	cov := make([]float64, k*k)
	block := make([]float64, 4*k)
	for at := 0; at < len(t.use); at += 4 {
		clear(block)
		for b, i := range t.use[at:min(at+4, len(t.use))] {
			centred := block[b*k : (b+1)*k]
			for j, v := range t.rows[i] {
				centred[j] = v - mean[j]
			}
		}
		addProducts(cov, block, k)
	}
	scale := 1 / float64(len(t.use)-1)
	for i := range k {
		for j := i; j < k; j++ {
			v := cov[i*k+j] * scale
			if constant[i] || constant[j] {
				v = 0
			}
			cov[i*k+j], cov[j*k+i] = v, v
		}
	}
	return cov
}

// addProducts adds the products of the four centred rows of block to the upper
// triangle of cov. The four slices are cut to one length, which spares the
// compiler a check of bounds for each product.
func addProducts(cov, block []float64, k int) {
	a, b, c, d := block[:k], block[k:2*k], block[2*k:3*k], block[3*k:4*k]
	for i := range k {
		ai, bi, ci, di := a[i], b[i], c[i], d[i]
		out := cov[i*k+i : (i+1)*k]
		aj, bj, cj, dj := a[i:], b[i:], c[i:], d[i:]
		aj, bj, cj, dj = aj[:len(out)], bj[:len(out)], cj[:len(out)], dj[:len(out)]
		for j := range out {
			out[j] += (ai*aj[j] + bi*bj[j]) + (ci*cj[j] + di*dj[j])
		}
	}
}
