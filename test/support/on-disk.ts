import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { World } from './world.ts'

/** The files that hold the database, its journals and logs among them: what is written and taken back leaves traces there. */
async function files(world: World): Promise<string[]> {
  const { place } = world.db
  if (place.kind === 'sqlite')
    return [place.file, `${place.file}-wal`, `${place.file}-shm`, `${place.file}-journal`].filter(each =>
      existsSync(each),
    )
  const folder = await flushed(place.url)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(each => statSync(each).isFile())
}

/** Has the server write what it still holds in memory; gives its folder. */
async function flushed(url: string): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query('CHECKPOINT')
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    return rows[0]?.data_directory ?? ''
  } finally {
    await client.end()
  }
}

/** In which files of the database a text stands, byte by byte. */
export async function tracesOnDisk(world: World, text: string): Promise<string[]> {
  const bytes = Buffer.from(text)
  return (await files(world)).filter(file => readFileSync(file).includes(bytes))
}
