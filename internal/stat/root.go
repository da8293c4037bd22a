package stat

import "math"

// bracket widens an interval around start until f changes sign in it. The
// function must be monotone. ok is false when no sign change is found within
// ±limit of start.
func bracket(f func(float64) float64, start, limit float64) (lo, hi float64, ok bool) {
	base := f(start)
	if base == 0 {
		return start, start, true
	}
	last := 0.0
	for step := 0.5; step <= limit; step *= 2 {
		if f(start-step)*base <= 0 {
			return start - step, start - last, true
		}
		if f(start+step)*base <= 0 {
			return start + last, start + step, true
		}
		last = step
	}
	return 0, 0, false
}

// findRoot returns the x between lo and hi with f(x) = 0, by Brent's method:
// interpolation while that shrinks the bracket quickly, halving otherwise.
// f(lo) and f(hi) must not have the same sign; else the result is NaN. tol is
// the width, beside that of rounding, to which the bracket is brought.
//
// Source: Brent (1973), Algorithms for Minimization without Derivatives, ch. 4.
func findRoot(f func(float64) float64, lo, hi, tol float64) float64 {
	a, b := lo, hi
	fa, fb := f(a), f(b)
	switch {
	case fa == 0:
		return a
	case fb == 0:
		return b
	case !(fa*fb < 0):
		return math.NaN()
	}
	c, fc := a, fa
	step, last := b-a, b-a
	for range 200 {
		if math.Abs(fc) < math.Abs(fb) { // keep b the best point so far
			a, b, c = b, c, b
			fa, fb, fc = fb, fc, fb
		}
		// b is the best point, c lies on the other side of the root, and a is
		// the b before this one.
		eps := 2*0x1p-52*math.Abs(b) + tol/2
		half := (c - b) / 2
		if math.Abs(half) <= eps || fb == 0 {
			break
		}
		step, last = brentStep(a, b, c, fa, fb, fc, half, eps, step, last)
		a, fa = b, fb
		if math.Abs(step) > eps {
			b += step
		} else {
			b += math.Copysign(eps, half)
		}
		fb = f(b)
		if (fb > 0) == (fc > 0) {
			c, fc = a, fa
			step, last = b-a, b-a
		}
	}
	return b
}

// brentStep chooses the next step from b: the secant through a and b or the
// inverse parabola through a, b and c when that stays well within the bracket
// and gains on the step before last, half the bracket otherwise.
func brentStep(a, b, c, fa, fb, fc, half, eps, step, last float64) (next, previous float64) {
	if math.Abs(last) < eps || math.Abs(fa) <= math.Abs(fb) {
		return half, half
	}
	s := fb / fa
	var p, q float64
	if a == c { // two points only: the secant
		p, q = 2*half*s, 1-s
	} else {
		r, t := fb/fc, fa/fc
		p = s * (2*half*t*(t-r) - (b-a)*(r-1))
		q = (t - 1) * (r - 1) * (s - 1)
	}
	if p > 0 {
		q = -q
	}
	p = math.Abs(p)
	if 2*p < min(3*half*q-math.Abs(eps*q), math.Abs(last*q)) {
		return p / q, step
	}
	return half, half
}
