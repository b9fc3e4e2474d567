// The bare figure of the cold start: a process that loads the libraries of the program and does nothing with them.
import "big.js";
import "commander";
import "csv-parse/sync";
import "fastest-levenshtein";
import "intl-messageformat";
import "string-width";
import "zod";
