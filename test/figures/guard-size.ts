import { brotliCompressSync, gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'

/** Bytes of the guard as the browser gets it: bundled and minified as the script of all pages is. */
export function guardSize(): { readonly minified: number; readonly gzipped: number; readonly brotli: number } {
  const { outputFiles } = buildSync({
    entryPoints: ['src/kernel/personal-data.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  return {
    minified: code.length,
    gzipped: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code).length,
  }
}
