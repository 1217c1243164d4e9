package cluster

import (
	"context"
	"fmt"
	"os"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"magnetsim/cmd/magnetsim-cluster/internal/store"
)

// Queues of a build: others than those of its own no worker takes anything from.
func shardQueue() string { return "magnetsim " + buildID() }
func jobQueue() string   { return shardQueue() + " jobs" }

// rollQueue is where workers of all builds can be seen, and nothing is ever asked for.
const rollQueue = "magnetsim"

// Identity names this process for those who look at the server.
func Identity() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("%s, process %d, build %s", host, os.Getpid(), buildID())
}

// mostJobs is how many detached commands a worker runs at a time: they wait for shards most
// of the time.
const mostJobs = 4

// Work plays shards, so many at a time, and runs detached commands, until ctx ends.
func Work(ctx context.Context, c client.Client, s *store.Store, atATime int, run Runner) error {
	shards := worker.New(c, shardQueue(), worker.Options{MaxConcurrentActivityExecutionSize: atATime, DisableEagerActivities: true})
	registerShards(shards, &Station{Store: s})
	jobs := worker.New(c, jobQueue(), worker.Options{MaxConcurrentActivityExecutionSize: mostJobs, DisableEagerActivities: true})
	jobs.RegisterWorkflow(RunJob)
	jobs.RegisterActivity(&Office{Store: s, Client: c, Run: run})
	roll := worker.New(c, rollQueue, worker.Options{MaxConcurrentWorkflowTaskPollers: 2})
	roll.RegisterWorkflowWithOptions(func(workflow.Context) error { return nil }, workflow.RegisterOptions{Name: "Nothing"})
	for _, w := range []worker.Worker{shards, jobs, roll} {
		if err := w.Start(); err != nil {
			return fmt.Errorf("this worker cannot start: %w", err)
		}
		defer w.Stop()
	}
	<-ctx.Done()
	return nil
}

// registerShards lets a worker play shards.
func registerShards(w worker.Registry, s *Station) {
	w.RegisterWorkflow(PlayShards)
	w.RegisterWorkflow(PlayGroup)
	w.RegisterActivity(s)
}
