import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Request, RequestHandler, Response } from 'express'
import { packageRoot } from './package-root.ts'

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

interface Asset {
  readonly type: string
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly br: Buffer
}
interface Assets {
  /** Name → hashed file name. */
  readonly names: Readonly<Record<string, string>>
  readonly files: ReadonlyMap<string, Asset>
}

/** Reads what `npm run assets` wrote. The few files stay in memory, packed once. */
export function readAssets(folder: string = join(packageRoot, 'dist/assets')): Assets {
  const names = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>
  const files = Object.values(names).map((file): [string, Asset] => {
    const plain = readFileSync(join(folder, file))
    const type = TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
    return [file, { type, plain, gzip: gzipSync(plain), br: brotliCompressSync(plain) }]
  })
  return { names, files: new Map(files) }
}

let cached: Assets | undefined
const assets = (): Assets => {
  cached ??= readAssets()
  return cached
}

/** The address of an asset by its plain name, as `app.css`. */
export function assetUrl(name: string): string {
  const file = assets().names[name]
  if (file === undefined) throw new Error(`No asset ${name}; run npm run assets`)
  return `/assets/${file}`
}

/** Serves the assets for ever: a changed file has another name. Mounted at `/assets`. */
export const serveAssets = (): RequestHandler => (req, res, next) => {
  const asset = assets().files.get(req.path.slice(1))
  if (asset === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) return next()
  send(asset, req, res)
}

function send(asset: Asset, req: Request, res: Response): void {
  const encoding = req.acceptsEncodings('br', 'gzip', 'identity')
  const packed = encoding === 'br' || encoding === 'gzip' ? encoding : null
  res.setHeader('Content-Type', asset.type)
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
  res.setHeader('Vary', 'Accept-Encoding')
  if (packed !== null) res.setHeader('Content-Encoding', packed)
  const body = packed === null ? asset.plain : asset[packed]
  res.setHeader('Content-Length', body.length)
  res.end(req.method === 'HEAD' ? undefined : body)
}
