import { createReadStream } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { csvReader } from '#src/platform/imports/csv-reader.ts'
import { textOf } from '#src/platform/imports/file-text.ts'

/** As many as the import of establishments takes of the 139. */
const WANTED = Array.from({ length: 35 }, (_, place) => place * 4)

/** Milliseconds to read the rows of a file, unpacking included, by our reader and by csv-parse. */
export async function measureReaders(path: string): Promise<{ readonly ours: number; readonly csvParse: number }> {
  return { ours: await timed(() => readWithOurs(path)), csvParse: await timed(() => readWithCsvParse(path)) }
}

async function readWithOurs(path: string): Promise<number> {
  let rows = 0
  const reader = csvReader(() => {
    if (rows === 0) reader.want(WANTED)
    rows += 1
  })
  for await (const text of textOf(path, 'windows-1252')) reader.push(text)
  reader.end()
  return rows
}

async function readWithCsvParse(path: string): Promise<number> {
  let rows = 0
  const count = new Writable({
    objectMode: true,
    write(_row, _encoding, done) {
      rows += 1
      done()
    },
  })
  await pipeline(createReadStream(path), createGunzip(), parse({ encoding: 'latin1' }), count)
  return rows
}

async function timed(read: () => Promise<number>): Promise<number> {
  const began = performance.now()
  await read()
  return performance.now() - began
}
