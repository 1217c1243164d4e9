package main

import (
	"os"
	"strings"
	"testing"

	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// blockIn is the indented block of a page that begins with a line.
func blockIn(t *testing.T, page, first string) string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "\n    "+first+"\n")
	if !ok {
		t.Fatalf("%s has no block that begins with %q", page, first)
	}
	block := first + "\n"
	for line := range strings.Lines(rest) {
		inside, ok := strings.CutPrefix(line, "    ")
		if !ok && strings.TrimSpace(line) != "" {
			break
		}
		block += inside
	}
	return block
}

// The recipe for Kubernetes is a Job by the types of its API, which know every key, and one
// that plays every shard once.
func TestKubernetesJob(t *testing.T) {
	var job batch.Job
	if err := yaml.UnmarshalStrict([]byte(blockIn(t, "../magnetsim/CLUSTER.md", "apiVersion: batch/v1")), &job); err != nil {
		t.Fatal(err)
	}
	s := job.Spec
	switch {
	case job.Kind != "Job" || job.APIVersion != batch.SchemeGroupVersion.String() || job.Name == "":
		t.Errorf("it is a %s of %s", job.Kind, job.APIVersion)
	case s.CompletionMode == nil || *s.CompletionMode != batch.IndexedCompletion || s.Completions == nil || s.Parallelism == nil:
		t.Errorf("its indices are not those of shards: %+v", s)
	case s.Template.Spec.RestartPolicy != core.RestartPolicyNever:
		t.Errorf("it restarts %s", s.Template.Spec.RestartPolicy)
	}
	pod := s.Template.Spec
	if len(pod.Containers) != 1 {
		t.Fatalf("%d containers", len(pod.Containers))
	}
	c := pod.Containers[0]
	if want := `--shard "$((JOB_COMPLETION_INDEX + 1))/64"`; *s.Completions != 64 || !strings.Contains(strings.Join(c.Command, " "), want) {
		t.Errorf("%d completions of %q", *s.Completions, c.Command)
	}
	volumes := map[string]bool{}
	for _, v := range pod.Volumes {
		volumes[v.Name] = v.PersistentVolumeClaim != nil
	}
	for _, m := range c.VolumeMounts {
		if !volumes[m.Name] || m.MountPath != c.WorkingDir {
			t.Errorf("the volume %s at %s is no claim for the folder %s", m.Name, m.MountPath, c.WorkingDir)
		}
	}
}
