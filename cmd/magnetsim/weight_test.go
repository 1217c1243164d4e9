package main

import (
	"os/exec"
	"strings"
	"testing"
)

// What only a cluster needs weighs much, and stays out of the program for a desk.
func TestWeight(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := string(out)
	if !strings.Contains(deps, "magnetsim/sim/mc") {
		t.Fatal("these are not the packages of the program")
	}
	for _, heavy := range []string{"go.temporal.io/", "gocloud.dev", "google.golang.org/grpc", "github.com/aws/", "k8s.io/"} {
		if strings.Contains(deps, heavy) {
			t.Errorf("the program is made of %s too", heavy)
		}
	}
}
