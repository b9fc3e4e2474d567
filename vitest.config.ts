import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    reporters: ["default", "./tests/support/plain-reporter.ts"],
    setupFiles: ["./tests/support/seed.ts"],
    testTimeout: 30_000,
  },
});
