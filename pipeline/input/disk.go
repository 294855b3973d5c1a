package input

import (
	"io"
	"io/fs"
	"os"
)

// A disk is what a Reader needs of a file system. Names are those of package os.
type disk interface {
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
	Open(name string) (file, error)
}

type file interface {
	fs.ReadDirFile
	io.ReaderAt
}

// osDisk is the file system of the machine.
type osDisk struct{}

func (osDisk) Stat(name string) (fs.FileInfo, error)  { return os.Stat(name) }
func (osDisk) Lstat(name string) (fs.FileInfo, error) { return os.Lstat(name) }
func (osDisk) Open(name string) (file, error)         { return os.Open(name) }
