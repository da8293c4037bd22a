package privacy

import (
	"maps"
	"slices"
	"strings"
)

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
