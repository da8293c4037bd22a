package privacy

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/atomicfile"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrKeyOpen says that others than the owner can read the file of a key.
var ErrKeyOpen = errors.New("others can read the key")

// keyHead starts the line of a key, and numbers its form.
const keyHead = "rma-key-1 "

// keySum is the length of the checksum behind the bytes of a key.
const keySum = 4

// maxKeyFile is how many bytes are read of what may be a key.
const maxKeyFile = 1024

var keyEncoding = base64.RawStdEncoding.Strict()

// CreateKeyFile makes a key and a new file that holds it, which only the owner
// can read (mode 0600). A file that exists is refused with an error that is
// fs.ErrExist: replacing the only copy of a key would make pseudonyms that no
// one can make again. The errors are *rma.DataError.
//
// The file has one line: the words rma-key-1, a space, and in base64 the 32
// bytes of the key with a checksum of 4 bytes behind them, so that a typing
// error in a copy made by hand is found. The checksum is the start of
//
//	SHA-256("rma key checksum" 0x00 key)
//
// Make a second copy of the file and keep it where the data are not.
func CreateKeyFile(path string) (Key, error) { return createKeyFile(path, nil) }

func createKeyFile(path string, random io.Reader) (Key, error) {
	key, err := NewKey(random)
	if err == nil {
		err = atomicfile.Create(path, 0o600, func(w io.Writer) error {
			_, err := io.WriteString(w, keyLine(key)+"\n")
			return err
		})
	}
	if err != nil {
		return Key{}, &rma.DataError{File: path, Err: err}
	}
	return key, nil
}

// ReadKeyFile reads a file that CreateKeyFile made. White space around the line
// and a byte order mark are passed over, since editors add them. On Unix a file
// that the group or others can read or write is ErrKeyOpen; a file that holds no
// key is ErrKey. The errors are *rma.DataError and repeat nothing of the file.
func ReadKeyFile(path string) (Key, error) {
	text, err := readKeyText(path)
	if err != nil {
		return Key{}, &rma.DataError{File: path, Err: pathCause(err)}
	}
	key, err := parseKey(text)
	if err != nil {
		return Key{}, &rma.DataError{File: path, Line: 1, Err: err}
	}
	return key, nil
}

// KeyFromEnv reads a key from a variable of the environment, for a program that
// runs where no file can be kept. The variable holds the line of a key file. A
// variable that is not set, or holds no key, is ErrKey; the error names the
// variable and repeats nothing of it. What cannot be the name of a variable
// (letters, digits and _) is not named: it may be the key itself.
func KeyFromEnv(name string) (Key, error) {
	if name == "" || !onlyOf(name, latinLetters+decimalDigits+"_") {
		return Key{}, fmt.Errorf("%w: give the name of the variable that holds it", ErrKey)
	}
	text, set := os.LookupEnv(name)
	if !set {
		return Key{}, fmt.Errorf("variable %s: %w: it is not set; it should hold the line of a key file", name, ErrKey)
	}
	key, err := parseKey(text)
	if err != nil {
		return Key{}, fmt.Errorf("variable %s: %w", name, err)
	}
	return key, nil
}

func readKeyText(path string) (string, error) {
	info, err := os.Stat(path) // before opening: opening a pipe would wait
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%w: it is not a file", ErrKey)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil {
		return "", err
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" {
		return "", fmt.Errorf("%w: the mode of the file is %04o, and 0600 is enough (chmod 600)", ErrKeyOpen, mode)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxKeyFile+1))
	return string(data), err
}

// keyLine writes a key.
func keyLine(key Key) string {
	b := key.reveal()
	return keyHead + keyEncoding.EncodeToString(append(b[:], keyChecksum(b)...))
}

// parseKey reads what keyLine writes.
func parseKey(text string) (Key, error) {
	text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	code, ok := strings.CutPrefix(text, keyHead)
	switch {
	case len(text) > maxKeyFile:
		return Key{}, fmt.Errorf("%w: it is too long", ErrKey)
	case !ok:
		return Key{}, fmt.Errorf("%w: a key is one line that starts with %q", ErrKey, strings.TrimSpace(keyHead))
	case strings.ContainsAny(code, "\r\n"): // which the decoder would pass over
		return Key{}, fmt.Errorf("%w: it has more than one line", ErrKey)
	}
	raw, err := keyEncoding.DecodeString(code)
	if err != nil || len(raw) != keyBytes+keySum {
		return Key{}, fmt.Errorf("%w: behind %q stand %d characters of base64, and these are not",
			ErrKey, strings.TrimSpace(keyHead), keyEncoding.EncodedLen(keyBytes+keySum))
	}
	b := [keyBytes]byte(raw[:keyBytes])
	if string(keyChecksum(b)) != string(raw[keyBytes:]) {
		return Key{}, fmt.Errorf("%w: the checksum does not fit; look for a typing error", ErrKey)
	}
	return keyOf(b)
}

func keyChecksum(b [keyBytes]byte) []byte {
	sum := sha256.Sum256(append([]byte("rma key checksum\x00"), b[:]...))
	return sum[:keySum]
}

// pathCause leaves out the path that an error of package os repeats.
func pathCause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
