package coding

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// TestNoSpeakerLeaks looks for the label of a speaker in everything that a
// transcript gives.
func TestNoSpeakerLeaks(t *testing.T) {
	const secret = "Qz7xw4kp9"
	d, err := ReadTranscript(strings.NewReader("I: Hoe ging het?\n"+secret+": Goed.\nI: En toen?\n"+secret+": Klaar."), "d.txt", TranscriptOptions{})
	require.NoError(t, err)
	require.Len(t, d.Turns(), 4)
	require.Len(t, d.Detection().Labels, 2)
	testkit.NoLeak(t, secret, d, d.Turns(), d.Turns()[1], d.Detection(), d.Detection().Labels[1], Project{Documents: []*Document{d}})
	label, err := d.Detection().Labels[1].Label.Reveal("to see who was taken for a speaker")
	require.NoError(t, err)
	require.Equal(t, secret, label)
}
