import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  build: { outDir: 'target', emptyOutDir: true, chunkSizeWarningLimit: 1500, assetsInlineLimit: 0 },
});
