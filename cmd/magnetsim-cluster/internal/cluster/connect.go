package cluster

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/contrib/envconfig"
	"go.temporal.io/sdk/log"
)

// Address is where a Temporal server answers.
type Address struct{ Host, Namespace string }

// ParseAddress reads temporal://HOST:PORT/NAMESPACE; the namespace may be left out.
func ParseAddress(text string) (Address, error) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "temporal" || u.Port() == "" || u.User != nil || u.RawQuery != "" {
		return Address{}, fmt.Errorf("--on %s: write temporal://HOST:PORT/NAMESPACE, such as temporal://127.0.0.1:7233/default", text)
	}
	return Address{Host: u.Host, Namespace: cmp.Or(strings.Trim(u.Path, "/"), client.DefaultNamespace)}, nil
}

func (a Address) String() string { return "temporal://" + a.Host + "/" + a.Namespace }

// patience is how long a server may take to answer at first.
const patience = 10 * time.Second

// Dial connects to the server. Certificates, keys and tokens are those of the environment or
// the configuration file of Temporal's own programs (TEMPORAL_TLS_CLIENT_CERT_PATH,
// TEMPORAL_API_KEY, TEMPORAL_PROFILE …). What the SDK logs goes to logs, from a level on.
func (a Address) Dial(ctx context.Context, identity string, logs io.Writer, level slog.Level) (client.Client, error) {
	o, err := envconfig.LoadClientOptions(envconfig.LoadClientOptionsRequest{})
	if err != nil {
		return nil, fmt.Errorf("the Temporal configuration (TEMPORAL_… in the environment, or its file) cannot be used: %w", err)
	}
	o.HostPort, o.Namespace = a.Host, a.Namespace
	if identity != "" {
		o.Identity = identity
	}
	o.Logger = log.NewStructuredLogger(slog.New(slog.NewTextHandler(logs, &slog.HandlerOptions{Level: level})))
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	c, err := client.DialContext(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("no Temporal server answers at %s: %w\n  to start one on this machine: temporal server start-dev --ip 127.0.0.1 --db-filename temporal.db\n  for one that asks for a certificate, set TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH and TEMPORAL_TLS_SERVER_CA_CERT_PATH", a, err)
	}
	return c, nil
}
