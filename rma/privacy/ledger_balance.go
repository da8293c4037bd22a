package privacy

// balance is what counts with signs lie between together.
type balance struct {
	low, high          int
	noFloor, noCeiling bool
}

func (b *balance) add(sign int, r reach) {
	if sign > 0 {
		b.low, b.high = b.low+r.low, b.high+r.high
		b.noCeiling = b.noCeiling || r.high == Unlimited
	} else {
		b.low, b.high = b.low-r.high, b.high-r.low
		b.noFloor = b.noFloor || r.high == Unlimited
	}
	if b.noCeiling {
		b.high = 0
	}
	if b.noFloor {
		b.low = 0
	}
}

func (b *balance) canBeZero() bool {
	return (b.noFloor || b.low <= 0) && (b.noCeiling || b.high >= 0)
}
