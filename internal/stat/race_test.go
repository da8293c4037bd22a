//go:build race

package stat

// raceDetector tells that the race detector slows the arithmetic down.
const raceDetector = true
