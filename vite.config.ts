import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The server replaces the placeholder by a fresh nonce in every answer (server/plugins/page.ts).
  html: { cspNonce: 'MUSTER_CSP_NONCE' },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    outDir: 'dist',
    // Everything is a file of its own: the content security policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // Names and full texts of what is bundled; served beside the page.
    license: { fileName: 'licenses.md' },
    chunkSizeWarningLimit: 700,
  },
});
