package rma

import (
	"fmt"
	"testing"
)

func BenchmarkTriangulate(b *testing.B) {
	for _, n := range []int{100, 1000} {
		s := smallStudy()
		s.Findings, s.Claims = nil, nil
		for i := range n {
			m := s.Methods[i%3]
			s.Findings = append(s.Findings, Finding{ID: fmt.Sprint("F", i), Method: m.ID, Pilot: "A"})
		}
		for i := range n / 10 {
			s.Claims = append(s.Claims, Claim{ID: fmt.Sprint("K", i)})
		}
		s.Methods[3].Covers = nil
		for i := range n {
			s.appraise(fmt.Sprint("K", i%(n/10)), fmt.Sprint("F", i), Stance(1+i%3), Majority)
		}
		b.Run(fmt.Sprintf("findings=%d/claims=%d", n, n/10), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Triangulate(s, TriangulateOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkJoint(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		s := smallStudy()
		s.Findings, s.Claims = nil, nil
		for i := range n {
			s.Findings = append(s.Findings, Finding{ID: fmt.Sprint("F", i), Method: s.Methods[i%3].ID, Pilot: "A"})
		}
		for i := range n / 20 {
			s.Claims = append(s.Claims, Claim{ID: fmt.Sprint("K", i)})
		}
		for i := range 2 * n {
			s.Appraisals = append(s.Appraisals, Appraisal{Claim: fmt.Sprint("K", i%(n/20)), Finding: fmt.Sprint("F", i%n), Stance: Stance(1 + i%3), Coder: fmt.Sprint(i / n)})
		}
		tr, err := Triangulate(s, TriangulateOptions{})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("findings=%d/claims=%d", n, n/20), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Joint(tr, JointOptions{By: JointByPilot})
			}
		})
	}
}
