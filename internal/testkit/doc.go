// Package testkit holds what the tests of this module share: comparison of
// floats, golden files, reference results of other software, and a check that
// an analysis leaves its arguments alone. Only test files import it.
package testkit
