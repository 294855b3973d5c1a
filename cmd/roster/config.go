package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	show := &cobra.Command{
		Use:   "config",
		Short: "Print the effective configuration and where each value comes from",
		Args:  noCommand,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.load(c); err != nil {
				return err
			}
			text, err := a.settings.describe()
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(a.stdout, text)
			return err
		},
	}
	show.AddCommand(&cobra.Command{
		Use:   "init",
		Short: "Write a configuration file with every key, its default and a comment",
		Long: "Write a configuration file with every key, its default and a comment:\n" +
			"config.yaml, or what --config names. A file that is there already is left alone.",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			name := a.configFile
			if name == "" {
				name = defaultConfigFile
			}
			return createConfigFile(name)
		},
	})
	return show
}

// createConfigFile writes the default configuration to a new file.
func createConfigFile(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, left as it is", name)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(configFile())
	return errors.Join(err, f.Close())
}
