// Package store keeps what machines hand each other: objects by name, in a folder that all of
// them see or in a bucket of an S3-compatible service. An object is written whole or not at
// all.
package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/s2"
	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // s3://BUCKET
	"gocloud.dev/gcerrors"
)

// Store keeps objects. It is safe for concurrent use.
type Store struct {
	bucket *blob.Bucket
	where  string
}

// IsFolder reports whether a store is the path of a folder, and no URL.
func IsFolder(where string) bool { return !strings.Contains(where, "://") }

// Open opens the store of a folder, which is made where it does not stand, or of a URL such
// as "s3://bucket?region=eu-west-1&prefix=magnetsim/"; keys and secrets of that are taken from
// the environment and the files of AWS, and stand in no URL.
func Open(ctx context.Context, where string) (*Store, error) {
	s := &Store{where: where}
	var err error
	switch {
	case IsFolder(where) && !filepath.IsAbs(where):
		return nil, fmt.Errorf("the store %s must be the absolute path of a folder", where)
	case IsFolder(where):
		s.bucket, err = fileblob.OpenBucket(where, &fileblob.Options{CreateDir: true, NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
	case !strings.HasPrefix(where, "s3://"):
		return nil, fmt.Errorf("the store %s: give a folder, or s3://BUCKET?region=REGION", where)
	default:
		s.bucket, err = openS3(ctx, where)
	}
	if err != nil {
		return nil, fmt.Errorf("the store %s cannot be used: %w", where, err)
	}
	return s, nil
}

// openS3 opens a bucket by its URL. Of what is read a checksum is asked for by those alone whose
// URL says so: objects have their own, and where a service gives none, Amazon's library would
// say so on stderr at each.
func openS3(ctx context.Context, where string) (*blob.Bucket, error) {
	u, err := url.Parse(where)
	if err != nil {
		return nil, err
	}
	const checksums = "response_checksum_validation"
	if q := u.Query(); !q.Has(checksums) {
		q.Set(checksums, "when_required")
		u.RawQuery = q.Encode()
	}
	return blob.OpenBucket(ctx, u.String())
}

// Of is a store of a bucket, for tests.
func Of(b *blob.Bucket) *Store { return &Store{b, "of a test"} }

// String names the store.
func (s *Store) String() string { return s.where }

// Close lets go of it.
func (s *Store) Close() error { return s.bucket.Close() }

// Write packs and writes an object, in the place of another of its name; nothing where write
// fails.
func (s *Store) Write(ctx context.Context, name string, write func(io.Writer) error) error {
	return s.WritePlain(ctx, name, func(to io.Writer) error {
		packed := s2.NewWriter(to, s2.WriterConcurrency(1))
		return cmp.Or(write(packed), packed.Close())
	})
}

// WritePlain is Write of what is packed already, which ReadPlain reads.
func (s *Store) WritePlain(ctx context.Context, name string, write func(io.Writer) error) error {
	ctx, giveUp := context.WithCancel(ctx)
	defer giveUp()
	to, err := s.bucket.NewWriter(ctx, name, &blob.WriterOptions{ContentType: "application/octet-stream"})
	if err != nil {
		return s.failed(name, err)
	}
	if err = write(to); err != nil {
		giveUp()
		to.Close() // which tells of giving up alone
		return s.failed(name, err)
	}
	return s.failed(name, to.Close())
}

// Read hands on an object that Write wrote; the error is an fs.ErrNotExist where there is none.
func (s *Store) Read(ctx context.Context, name string, read func(io.Reader) error) error {
	return s.ReadPlain(ctx, name, func(from io.Reader) error { return read(s2.NewReader(from)) })
}

// ReadPlain is Read of an object that WritePlain wrote.
func (s *Store) ReadPlain(ctx context.Context, name string, read func(io.Reader) error) error {
	from, err := s.bucket.NewReader(ctx, name, nil)
	if err != nil {
		return s.failed(name, err)
	}
	defer from.Close()
	return s.failed(name, read(from))
}

// Has reports whether an object is there.
func (s *Store) Has(ctx context.Context, name string) (bool, error) {
	there, err := s.bucket.Exists(ctx, name)
	return there, s.failed(name, err)
}

// Remove removes all objects whose names begin so.
func (s *Store) Remove(ctx context.Context, prefix string) error {
	return s.each(ctx, prefix, func(name string) error {
		if err := s.bucket.Delete(ctx, name); gcerrors.Code(err) != gcerrors.NotFound {
			return err
		}
		return nil
	})
}

// Count is how many objects there are whose names begin and end so.
func (s *Store) Count(ctx context.Context, prefix, suffix string) (n int, err error) {
	err = s.each(ctx, prefix, func(name string) error {
		if strings.HasSuffix(name, suffix) {
			n++
		}
		return nil
	})
	return n, err
}

// each goes through the names that begin so.
func (s *Store) each(ctx context.Context, prefix string, do func(name string) error) error {
	all := s.bucket.List(&blob.ListOptions{Prefix: prefix})
	for {
		object, err := all.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = do(object.Key)
		}
		if err != nil {
			return s.failed(prefix, err)
		}
	}
}

// failed says of which object an error is.
func (s *Store) failed(name string, err error) error {
	switch {
	case err == nil:
		return nil
	case gcerrors.Code(err) == gcerrors.NotFound:
		return fmt.Errorf("the store %s has no %s: %w", s.where, name, fs.ErrNotExist)
	}
	return fmt.Errorf("%s in the store %s: %w", name, s.where, err)
}
