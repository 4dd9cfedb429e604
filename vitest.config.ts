import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', '{server,bench,e2e}/**/*.test.ts'],
    // Server tests hash passwords and start processes; on two cores the default of 5 s is noise, not a limit.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
