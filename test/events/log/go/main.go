// Makes the vectors of ../vectors.json, and follows a running Parley, with nothing but Go's own packages for transparent
// logs (golang.org/x/mod/sumdb), which share no code with Parley. No test runs it. On Debian:
//
//	apt-get install golang-go golang-golang-x-mod-dev
//	export GO111MODULE=off GOPATH=/usr/share/gocode
//	go run main.go vectors > ../vectors.json
//	go run main.go follow http://127.0.0.1:3000/v1/log <verifier key>
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == "vectors":
		vectors()
	case len(os.Args) == 4 && os.Args[1] == "follow":
		follow(os.Args[2], os.Args[3])
	default:
		must(fmt.Errorf("usage: vectors, or follow <address of the log> <verifier key>"))
	}
}

// The entry of leaf i: its number from 1, and a hash that stands for that of an event.
func entry(i int64) []byte {
	event := sha256.Sum256([]byte(fmt.Sprintf("event %d", i)))
	return append(binary.BigEndian.AppendUint64(nil, uint64(i+1)), event[:]...)
}

type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, i := range indexes {
		hashes = append(hashes, s[i])
	}
	return hashes, nil
}

func texts(hashes []tlog.Hash) []string {
	list := []string{}
	for _, hash := range hashes {
		list = append(list, hash.String())
	}
	return list
}

type root struct {
	Size int64  `json:"size"`
	Root string `json:"root"`
}
type inclusion struct {
	Index int64    `json:"index"`
	Size  int64    `json:"size"`
	Proof []string `json:"proof"`
}
type consistency struct {
	From  int64    `json:"from"`
	To    int64    `json:"to"`
	Proof []string `json:"proof"`
}
type tile struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	Sha256 string `json:"sha256"`
}

type zeros struct{}

func (zeros) Read(buf []byte) (int, error) {
	for i := range buf {
		buf[i] = 0
	}
	return len(buf), nil
}

func vectors() {
	const most = 66000
	var all stored
	for i := int64(0); i < most; i++ {
		hashes, err := tlog.StoredHashes(i, entry(i), all)
		must(err)
		all = append(all, hashes...)
	}
	var roots []root
	var inclusions []inclusion
	var consistencies []consistency
	var tiles []tile
	for _, size := range []int64{1, 2, 3, 4, 5, 6, 7, 8, 255, 256, 257, 1000, 65537, most} {
		hash, err := tlog.TreeHash(size, all)
		must(err)
		roots = append(roots, root{size, hash.String()})
		for _, index := range []int64{0, size / 3, size - 1} {
			if index >= size {
				continue
			}
			proof, err := tlog.ProveRecord(size, index, all)
			must(err)
			inclusions = append(inclusions, inclusion{index, size, texts(proof)})
		}
		for _, from := range []int64{1, size / 3, size - 1} {
			if from < 1 || from > size {
				continue
			}
			proof, err := tlog.ProveTree(size, from, all)
			must(err)
			consistencies = append(consistencies, consistency{from, size, texts(proof)})
		}
	}
	for _, size := range []int64{1, 255, 256, 257, most} {
		for _, t := range tlog.NewTiles(8, 0, size) {
			last := t.N == 0 || t.W < 256 || t.N%100 == 7
			if !last {
				continue
			}
			data, err := tlog.ReadTileData(t, all)
			must(err)
			sum := sha256.Sum256(data)
			path := strings.TrimPrefix(t.Path(), "tile/8/")
			tiles = append(tiles, tile{path, size, hex.EncodeToString(sum[:])})
		}
	}
	skey, vkey, err := note.GenerateKey(zeros{}, "parley.example/log")
	must(err)
	signer, err := note.NewSigner(skey)
	must(err)
	hash, err := tlog.TreeHash(1000, all)
	must(err)
	signed, err := note.Sign(&note.Note{Text: fmt.Sprintf("parley.example/log\n1000\n%s\n", hash)}, signer)
	must(err)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	must(out.Encode(map[string]interface{}{
		"madeWith":    "golang.org/x/mod/sumdb 0.7.0 of Debian 12, Go 1.19: test/events/log/go/main.go",
		"signingKey":  skey,
		"verifierKey": vkey,
		"checkpoint":  string(signed),
		"roots":       roots,
		"inclusion":   inclusions,
		"consistency": consistencies,
		"tiles":       tiles,
	}))
}

func get(address string) []byte {
	answer, err := http.Get(address)
	must(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(err)
	if answer.StatusCode != 200 {
		must(fmt.Errorf("%s: %s: %s", address, answer.Status, body))
	}
	return body
}

type remote struct{ prefix string }

func (r remote) Height() int { return 8 }
func (r remote) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		all = append(all, get(r.prefix+"/tile/"+strings.TrimPrefix(t.Path(), "tile/8/")))
	}
	return all, nil
}
func (r remote) SaveTiles([]tlog.Tile, [][]byte) {}

func hashesIn(list []string) []tlog.Hash {
	var hashes []tlog.Hash
	for _, text := range list {
		hash, err := tlog.ParseHash(text)
		must(err)
		hashes = append(hashes, hash)
	}
	return hashes
}

// Verifies the checkpoint's signature, that its root is that of the tiles and of the entries, and proofs of consistency.
func follow(prefix, vkey string) {
	verifier, err := note.NewVerifier(vkey)
	must(err)
	opened, err := note.Open(get(prefix+"/checkpoint"), note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	rootHash, err := tlog.ParseHash(lines[2])
	must(err)
	tree := tlog.Tree{N: size, Hash: rootHash}
	reader := tlog.TileHashReader(tree, remote{prefix})
	for i := int64(0); i < size; i++ {
		_, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
		must(err)
	}
	var all stored
	for n := int64(0); n*256 < size; n++ {
		path := strings.TrimPrefix(tlog.Tile{H: 8, L: 0, N: n, W: 256}.Path(), "tile/8/0/")
		if width := size - n*256; width < 256 {
			path += fmt.Sprintf(".p/%d", width)
		}
		bundle := bytes.NewReader(get(prefix + "/tile/entries/" + path))
		for bundle.Len() > 0 {
			var length uint16
			must(binary.Read(bundle, binary.BigEndian, &length))
			record := make([]byte, length)
			_, err := io.ReadFull(bundle, record)
			must(err)
			hashes, err := tlog.StoredHashes(int64(len0(all)), record, all)
			must(err)
			all = append(all, hashes...)
		}
	}
	again, err := tlog.TreeHash(size, all)
	must(err)
	if again != rootHash {
		must(fmt.Errorf("the entries have the root %s", again))
	}
	for from := int64(1); from < size; from += 1 + size/7 {
		var answer struct {
			Proof []string `json:"proof"`
		}
		must(json.Unmarshal(get(fmt.Sprintf("%s/consistency?from=%d&to=%d", prefix, from, size)), &answer))
		old, err := tlog.TreeHash(from, all)
		must(err)
		must(tlog.CheckTree(hashesIn(answer.Proof), size, rootHash, from, old))
	}
	fmt.Printf("%s: %d events, root %s: signature, tiles, entries and consistency verified\n", lines[0], size,
		base64.StdEncoding.EncodeToString(rootHash[:]))
}

// How many records the hashes are of.
func len0(all stored) int {
	n := 0
	for int64(len(all)) > tlog.StoredHashCount(int64(n)) {
		n++
	}
	return n
}
