import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Refused } from '#src/kit/result.ts'
import { isGzip } from '../storage/gzip.ts'
import { faulty } from './file-faults.ts'
import { LARGEST_FILE_BYTES, MOST_UNDEFINED_BYTES } from './file-limits.ts'

export type Encoding = 'utf-8' | 'windows-1252'

/** The SHA-256 of a file as it lies on disk, packed or not: two imports of the same file have the same. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

/** A small file as it is, to be kept. */
export const wholeFile = (path: string): Promise<Buffer> => readFile(path)

/**
 * Reads a whole file once, before a row of it is looked at, and refuses what is no text of rows: another format, UTF-16,
 * NUL bytes, a damaged archive, more than so many bytes once unpacked, nothing at all. Answers the encoding: UTF-8 where all
 * of it is, else windows-1252.
 */
export async function encodingOf(path: string, mostBytes = LARGEST_FILE_BYTES): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const seen: Seen = { bytes: 0, lineEnds: 0, isUtf8: true, decoder, mostBytes }
  for await (const chunk of bytesOf(path)) look(seen, chunk)
  if (seen.bytes === 0) faulty('empty-file')
  return seen.isUtf8 && decodes(seen.decoder) ? 'utf-8' : 'windows-1252'
}

/** The text of a file, in pieces. A byte order mark is passed over. */
export async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let characters = 0
  let undefinedBytes = 0
  for await (const chunk of bytesOf(path)) {
    const text = decoder.decode(chunk, { stream: true })
    characters += text.length
    if (encoding === 'windows-1252') undefinedBytes += text.match(UNDEFINED_IN_WINDOWS_1252)?.length ?? 0
    if (undefinedBytes > Math.max(10, characters * MOST_UNDEFINED_BYTES)) faulty('unknown-encoding')
    yield text
  }
}

type Decoder = InstanceType<typeof TextDecoder>
type Seen = { bytes: number; lineEnds: number; isUtf8: boolean; readonly decoder: Decoder; readonly mostBytes: number }

function look(seen: Seen, chunk: Buffer): void {
  if (seen.bytes === 0) refuseOtherFormats(chunk)
  seen.bytes += chunk.length
  if (seen.bytes > seen.mostBytes) faulty('file-too-large', { megabytes: seen.mostBytes / 1024 / 1024 })
  const nul = chunk.indexOf(0)
  if (nul !== -1) faulty('has-nul', { line: seen.lineEnds + linesIn(chunk.subarray(0, nul)) + 1 })
  seen.lineEnds += linesIn(chunk)
  seen.isUtf8 = seen.isUtf8 && decodes(seen.decoder, chunk)
}

const CHUNK_BYTES = 128 * 1024
// The bytes that the encoding leaves undefined: the decoder hands them through.
const UNDEFINED_IN_WINDOWS_1252 = /[\x81\x8d\x8f\x90\x9d]/g

/** Unpacked where it is packed, whatever its name says. */
async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  if (!(await isGzip(path))) {
    yield* file
    return
  }
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES })
  file.on('error', (error) => unpacked.destroy(error))
  try {
    yield* file.pipe(unpacked)
  } catch (error) {
    throw isDamage(error) ? new Refused({ code: 'damaged-archive', facts: {} }) : error
  } finally {
    file.destroy()
  }
}

const isDamage = (error: unknown): boolean => error instanceof Error && /^Z_/.test(String(Reflect.get(error, 'code')))

function refuseOtherFormats(start: Buffer): void {
  if (ARCHIVES.some((mark) => startsWith(start, mark))) faulty('is-archive')
  if (UTF_16_MARKS.some((mark) => startsWith(start, mark)) || isUtf16WithoutMark(start)) faulty('is-utf-16')
  if (/^\s*(<[!?a-z]|[{[])/i.test(start.subarray(0, 200).toString('utf8').replace('\uFEFF', ''))) faulty('is-html')
}

/** A zip (an .xlsx workbook is one), an old Excel workbook, a PDF. */
const ARCHIVES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
]
const UTF_16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
]

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, place) => bytes[place] === byte)

/** English text in UTF-16 has a zero in every other byte. */
function isUtf16WithoutMark(start: Buffer): boolean {
  const sample = start.subarray(0, 1_000)
  return sample.length > 3 && sample.filter((byte) => byte === 0).length > sample.length / 3
}

function linesIn(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1
  return lines
}

/** Without bytes: whether the last character is whole. */
function decodes(decoder: Decoder, bytes?: Uint8Array): boolean {
  try {
    if (bytes) decoder.decode(bytes, { stream: true })
    else decoder.decode()
    return true
  } catch {
    return false
  }
}
