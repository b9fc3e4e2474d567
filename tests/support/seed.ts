import fc from "fast-check";

/**
 * Properties try the same cases on every run, so that a red run can be repeated and is about what was changed.
 * `FUZZ=<number>` tries others.
 */
fc.configureGlobal({ seed: Number(process.env["FUZZ"] ?? 20_240_722) });
