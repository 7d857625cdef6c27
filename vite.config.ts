import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 420,
    // What the first screen needs is one file: cut up along what later pages share, it is some kilobytes larger.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  test: {
    environment: 'node',
    include: ['{src,demo,scripts,e2e}/**/*.test.{ts,tsx}'],
    maxWorkers: 2,
    // A loaded machine is slow; how long something takes is the bench's business.
    testTimeout: 60_000,
  },
});
