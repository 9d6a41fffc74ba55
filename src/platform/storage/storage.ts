import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGunzip, createGzip } from 'node:zlib'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '../db/database.ts'
import { newId } from '../ids.ts'
import { isGzip } from './gzip.ts'

const PART_BYTES = 1024 * 1024

/** Keeps a file under a name of ours, compressed, in the caller's transaction. Answers the name. */
export async function putFile(tx: Tx, path: string, now: Temporal.Instant): Promise<string> {
  const id = newId<string>()
  await tx.insertInto('platform.stored_files').values({ id, stored_at: now }).execute()
  let position = 0
  for await (const content of partsOf(path)) {
    await tx.insertInto('platform.stored_file_parts').values({ file_id: id, position, content }).execute()
    position += 1
  }
  return id
}

/** A stored file on this machine's disk for as long as the work lasts, compressed. Null when it is no longer kept. */
export async function withFile<Value>(
  reader: Reader,
  id: string,
  work: (path: string) => Promise<Value>,
): Promise<Value | null> {
  const folder = await mkdtemp(join(tmpdir(), 'stored-file-'))
  try {
    const path = join(folder, 'file')
    return (await copyOut(reader, id, path)) ? await work(path) : null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a stored file holds, unpacked, for as long as the work lasts. Null when it is no longer kept. */
export const withContent = <Value>(
  reader: Reader,
  id: string,
  work: (content: AsyncIterable<Buffer>) => Promise<Value>,
): Promise<Value | null> => withFile(reader, id, (path) => work(createReadStream(path).pipe(createGunzip())))

/** Nothing happens when it is gone already. */
export const removeFile = async (tx: Tx, id: string): Promise<unknown> =>
  tx.deleteFrom('platform.stored_files').where('id', '=', id).execute()

/** A part at a time, so that a file of any size fits the memory. */
async function copyOut(reader: Reader, id: string, path: string): Promise<boolean> {
  const file = await open(path, 'wx', 0o600)
  try {
    for (let position = 0; ; position += 1) {
      const part = await reader
        .selectFrom('platform.stored_file_parts')
        .select('content')
        .where('file_id', '=', id)
        .where('position', '=', position)
        .executeTakeFirst()
      if (!part) return position > 0
      await file.write(part.content)
    }
  } finally {
    await file.close()
  }
}

async function* partsOf(path: string): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of await compressed(path)) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes < PART_BYTES) continue
    yield Buffer.concat(pieces)
    pieces = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(pieces)
}

/** A file that is compressed already stays as it is, so that it is the same file when it comes out. */
async function compressed(path: string): Promise<AsyncIterable<Buffer>> {
  const file = createReadStream(path)
  if (await isGzip(path)) return file
  const gzip = createGzip({ level: 6 })
  file.on('error', (error) => gzip.destroy(error))
  return file.pipe(gzip)
}
