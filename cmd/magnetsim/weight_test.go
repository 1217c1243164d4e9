package main

import (
	"os/exec"
	"strings"
	"testing"
)

// What only a cluster needs weighs much, and stays out of the program for a desk; what only
// tests need stays out of both.
func TestWeight(t *testing.T) {
	for program, heavy := range map[string][]string{
		".":                    {"go.temporal.io/", "gocloud.dev", "google.golang.org/grpc", "github.com/aws/", "k8s.io/", "gofakes3"},
		"../magnetsim-cluster": {"k8s.io/", "gofakes3", "go.temporal.io/sdk/testsuite"},
	} {
		out, err := exec.Command("go", "list", "-deps", program).Output()
		if err != nil {
			t.Fatal(err)
		}
		deps := string(out)
		if !strings.Contains(deps, "magnetsim/sim/mc") {
			t.Fatal("these are not the packages of the program")
		}
		for _, h := range heavy {
			if strings.Contains(deps, h) {
				t.Errorf("the program %s is made of %s too", program, h)
			}
		}
	}
}
