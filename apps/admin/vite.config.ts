import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

// Workspace packages are read from their TypeScript source (condition `huitou-source`), so a core changed is a page changed.
export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  resolve: { conditions: ['huitou-source', ...defaultClientConditions] },
  server: { proxy: { '/api': process.env.HUITOU_API ?? 'http://127.0.0.1:7100' } },
  build: { outDir: 'dist', chunkSizeWarningLimit: 1200, sourcemap: false },
})
