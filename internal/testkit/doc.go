// Package testkit holds what the tests of this module share: comparison of
// floats, golden files, reference results of other software, a check that an
// analysis leaves its arguments alone, and a check that a value shows no secret
// in any form of printing. Only test files import it.
package testkit
