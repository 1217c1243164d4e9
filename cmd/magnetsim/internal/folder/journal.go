package folder

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"sync"
	"time"
	"unique"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/sim/unit"

	"github.com/klauspost/compress/s2"
)

// unfinishedName is what the journal of a folder is called, beside the folder.
const unfinishedName = ".unfinished"

// mostJournal is the size, in bytes, beyond which no more is kept: a run of a million
// trials should not fill a disk unasked.
const mostJournal = 16 << 30

// JournalHead is the first line of a journal: what the blocks in it are of.
type JournalHead struct {
	Journal  int    `json:"magnetsim_journal"` // version of the format
	Verb     string `json:"verb"`
	Scenario string `json:"scenario"`
	Hash     string `json:"hash"`     // of the resolved scenario
	Question string `json:"question"` // hash of what else is asked
	Build    string `json:"build"`
}

// Journal keeps the blocks that were played in a file beside the results, as they are
// played but for the first seconds, and gives them back to the run that goes on: it
// implements mc.Journal. A nil
// one keeps nothing.
//
// The file is the head and then a record a block: its length and CRC, which block it
// is of which plan, and what it gave, packed. What a kill or a full disk has torn is
// left out. It is removed when the results stand.
type Journal struct {
	path  string
	shown string // the path as it is told
	log   func(string)
	early func() bool // a run that ends about now needs no journal

	mu     sync.Mutex
	f      *os.File // locked
	size   int64
	places map[recordKey]place
	full   bool // nothing more is kept
}

// recordKey tells a block: the label of its plan, the block, and its trials.
type recordKey struct {
	label  unique.Handle[string]
	block  uint64
	trials int
}

// place is where in the file a packed record is.
type place struct {
	at     int64
	length int
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// OpenJournal opens the journal of a folder: a new one, or with resume the one that is there.
// An unfinished one is begun anew only with force.
func OpenJournal(a *app.App, f *Folder, head JournalHead, resume, force bool) error {
	head.Journal, head.Build = 2, experiment.BuildOf().String()
	from := a.Now().Add(a.KeepAfter)
	j := &Journal{
		path: f.Final + unfinishedName, places: map[recordKey]place{},
		log:   func(text string) { a.Say("%s", text) },
		early: func() bool { return a.Now().Before(from) },
	}
	file, err := os.OpenFile(j.path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return Unwritable(a, j.path, err)
	}
	j.f, j.shown = file, a.Shown(j.path)
	whose := lock(file, false)
	for range 20 { // a process that was killed may take a moment to end
		if whose != held || !resume {
			break
		}
		time.Sleep(100 * time.Millisecond)
		whose = lock(file, false)
	}
	if whose == held && !resume {
		file.Close()
		a.Say("note: another process is playing %s, so this one cannot be resumed if it is killed", a.Shown(f.Final))
		return nil
	}
	if err := j.begin(a, head, whose == held, resume, force); err != nil {
		file.Close()
		return err
	}
	f.Journal = j
	return nil
}

// begin sees what an opened file holds, and whether it can be gone on with.
func (j *Journal) begin(a *app.App, head JournalHead, busy, resume, force bool) error {
	if busy {
		return fmt.Errorf("another process is playing %s now\n  wait until it ends, or write elsewhere with -o FOLDER", j.shown)
	}
	found, records, err := j.read()
	switch {
	case err != nil && !force:
		return fmt.Errorf("%s is not the journal of an unfinished run: %w\n  remove it, or choose another folder with -o", j.shown, err)
	case records == 0 || force && !resume:
		if resume {
			a.Note("There is nothing to resume in %s: playing from the beginning.", j.shown)
		}
		if err := j.restart(head); err != nil {
			return Unwritable(a, j.path, err)
		}
		return nil
	case found != head && resume:
		return fmt.Errorf("%s cannot be resumed: it is %s\n  use --force to start again, or -o FOLDER to write elsewhere", j.shown, found.unlike(head))
	case found != head:
		return fmt.Errorf("%s holds an unfinished run, %s\n  use --force to start again, or -o FOLDER to write elsewhere", j.shown, found.unlike(head))
	case !resume:
		return fmt.Errorf("%s holds an unfinished run\n  use --resume to continue it, --force to start again, or -o FOLDER to write elsewhere", j.shown)
	}
	trials := 0
	for k := range j.places {
		trials += k.trials
	}
	a.Note("Resuming %s: %s already played.", j.shown, unit.Counted(trials, "trial"))
	return nil
}

// unlike says how a journal differs from what is to be played.
func (h JournalHead) unlike(o JournalHead) string {
	switch {
	case h.Verb != o.Verb:
		return fmt.Sprintf("of the command %s", h.Verb)
	case h.Hash != o.Hash:
		return fmt.Sprintf("of another scenario (%s, or one of its values, is different)", h.Scenario)
	case h.Question != o.Question:
		return "of the same command with other options"
	case h.Build != o.Build:
		return fmt.Sprintf("of another build of the program (%s; this one is %s)", h.Build, o.Build)
	}
	return "of another version of the format"
}

// restart empties the journal.
func (j *Journal) restart(head JournalHead) error {
	line, err := json.Marshal(head)
	if err != nil {
		return err
	}
	if err := j.f.Truncate(0); err != nil {
		return err
	}
	n, err := j.f.WriteAt(append(line, '\n'), 0)
	j.size = int64(n)
	clear(j.places)
	return err
}

// read finds the records that are whole. What follows the last of them is cut off
// when the next is written.
func (j *Journal) read() (head JournalHead, records int, err error) {
	r := bufio.NewReaderSize(io.NewSectionReader(j.f, 0, math.MaxInt64), 1<<20)
	line, err := r.ReadSlice('\n')
	if err != nil {
		if len(line) == 0 && errors.Is(err, io.EOF) {
			err = nil
		}
		return head, 0, err
	}
	if err := json.Unmarshal(line, &head); err != nil || head.Journal == 0 {
		return head, 0, errors.New("it is not in the format of a journal")
	}
	j.size = int64(len(line))
	for {
		key, packed, size, ok := readRecord(r)
		if !ok {
			return head, len(j.places), nil
		}
		j.places[key] = place{j.size + int64(size-packed), packed}
		j.size += int64(size)
	}
}

// recordHead is the length and the CRC before a record.
const recordHead = 8

// readRecord reads the next record: its key, the bytes packed, and the size of the whole.
func readRecord(r io.Reader) (key recordKey, packed, size int, ok bool) {
	var head [recordHead]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return key, 0, 0, false
	}
	length := binary.LittleEndian.Uint32(head[:])
	var body bytes.Buffer // grows as far as there is something to read
	if n, err := io.CopyN(&body, r, int64(length)); err != nil || n < 14 {
		return key, 0, 0, false
	}
	b := body.Bytes()
	if crc32.Checksum(b, castagnoli) != binary.LittleEndian.Uint32(head[4:]) {
		return key, 0, 0, false
	}
	key.block, key.trials = binary.LittleEndian.Uint64(b), int(binary.LittleEndian.Uint32(b[8:]))
	n := int(binary.LittleEndian.Uint16(b[12:]))
	if 14+n > len(b) {
		return key, 0, 0, false
	}
	key.label = unique.Make(string(b[14 : 14+n]))
	return key, len(b) - 14 - n, recordHead + len(b), true
}

// Find implements mc.Journal.
func (j *Journal) Find(label string, block uint64, trials int) []byte {
	j.mu.Lock()
	at, ok := j.places[recordKey{unique.Make(label), block, trials}]
	f := j.f
	j.mu.Unlock()
	if !ok || f == nil {
		return nil
	}
	packed := make([]byte, at.length)
	if _, err := f.ReadAt(packed, at.at); err != nil {
		return nil
	}
	record, err := s2.Decode(nil, packed)
	if err != nil {
		return nil
	}
	return record
}

// Open implements mc.Journal: what is played after the first seconds is kept.
func (j *Journal) Open() bool { return !j.early() }

// Keep implements mc.Journal. Where the disk is full it is said, and the play goes on.
func (j *Journal) Keep(label string, block uint64, trials int, record []byte) error {
	packed := s2.Encode(nil, record)
	b := make([]byte, recordHead, recordHead+14+len(label)+len(packed))
	b = binary.LittleEndian.AppendUint64(b, block)
	b = binary.LittleEndian.AppendUint32(b, uint32(trials))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(label)))
	b = append(append(b, label...), packed...)
	binary.LittleEndian.PutUint32(b, uint32(len(b)-recordHead))
	binary.LittleEndian.PutUint32(b[4:], crc32.Checksum(b[recordHead:], castagnoli))

	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f == nil || j.full {
		return nil
	}
	err := errors.New("it has reached its largest size")
	if j.size+int64(len(b)) <= mostJournal {
		_, err = j.f.WriteAt(b, j.size)
	}
	if err != nil {
		j.full = true
		j.log(fmt.Sprintf("note: from here on progress cannot be kept in %s: %v", j.shown, app.Reason(err)))
		return nil
	}
	j.places[recordKey{unique.Make(label), block, trials}] = place{j.size + int64(len(b)-len(packed)), len(packed)}
	j.size += int64(len(b))
	return nil
}

// blocks returns how many blocks are kept.
func (j *Journal) blocks() int {
	if j == nil {
		return 0
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.places)
}

// close leaves what is kept for a run that goes on; a journal without any is removed.
func (j *Journal) close() {
	if j == nil {
		return
	}
	if j.blocks() == 0 {
		j.Remove()
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f != nil {
		j.f.Close()
		j.f = nil
		j.log(fmt.Sprintf("Progress is kept in %s; the same command with --resume continues.", j.shown))
	}
}

// Remove ends the journal: the results stand.
func (j *Journal) Remove() {
	if j == nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f == nil {
		return
	}
	j.f.Truncate(0) // lest it be taken for unfinished where it cannot be removed
	j.f.Close()
	os.Remove(j.path)
	j.f = nil
}
