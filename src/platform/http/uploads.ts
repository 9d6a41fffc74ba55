import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectFields, UnreadableForm } from './form-body.ts'
import { FORM_LIMITS, UPLOAD_FILES } from './http-rules.ts'
import { recordOf } from './parameters.ts'
import { FORM_FIELDS, type UploadedFile } from './route.ts'

export class FileTooLarge extends Error {
  readonly statusCode = 413
  readonly maxMegabytes: number

  constructor(maxMegabytes: number) {
    super('a file is too large')
    this.maxMegabytes = maxMegabytes
  }
}

/** A form with files that does not begin with a token of ours. */
export class ForeignUpload extends Error {}

type Upload = {
  readonly folder: string
  readonly maxMegabytes: number
  /** A larger file does not refuse the form: its beginning is kept, and whoever reads the form is told. */
  readonly isTold: boolean
  readonly isToken: (token: string) => boolean
}

export const acceptUploads = (server: FastifyInstance) =>
  server.register(multipart, {
    limits: { fieldNameSize: FORM_LIMITS.nameLength, fieldSize: FORM_LIMITS.bytes },
    // What is too large is for `keepFile` to refuse, in our words.
    throwFileSizeLimit: false,
  })

/**
 * Reads a form with files. The token is its first field, so that nobody without one can fill the disk. Files get names of
 * ours; what they were called is kept only as text. Call `discardFiles` when the request is over.
 */
export async function readUpload(request: FastifyRequest, upload: Upload) {
  const fields: [string, string][] = []
  const files = new Map<string, UploadedFile>()
  let trusted = false
  const fileSize = upload.maxMegabytes * 1024 * 1024
  const limits = { fileSize, files: UPLOAD_FILES, fields: FORM_LIMITS.fields }
  try {
    const parts = request.parts({ limits })
    for await (const part of parts) {
      if (!trusted) trusted = isTrusted(part, upload)
      if (part.type === 'field') fields.push([part.fieldname, String(part.value)])
      else await keepFile(part, files, upload)
    }
    if (!trusted) throw new ForeignUpload()
    return { form: collectFields(fields), files: recordOf(files) }
  } catch (error) {
    await discardFiles(files.values())
    throw error
  }
}

export const discardFiles = (files: Iterable<UploadedFile>) =>
  Promise.all([...files].map((file) => rm(file.path, { force: true })))

type Part = { readonly type: string; readonly fieldname: string; readonly value?: unknown }

function isTrusted(part: Part, upload: Upload): boolean {
  const isToken = part.type === 'field' && part.fieldname === FORM_FIELDS.csrf
  if (!isToken || typeof part.value !== 'string' || !upload.isToken(part.value)) throw new ForeignUpload()
  return true
}

async function keepFile(part: MultipartFile, files: Map<string, UploadedFile>, upload: Upload) {
  if (files.has(part.fieldname)) throw new UnreadableForm('two files under one name')
  const kept = { path: join(upload.folder, randomUUID()), fileName: nameOf(part.filename), bytes: 0, sha256: '' }
  files.set(part.fieldname, kept)
  const target = createWriteStream(kept.path, { flags: 'wx', mode: 0o600 })
  const digest = createHash('sha256')
  part.file.on('data', (piece: Buffer) => digest.update(piece))
  await pipeline(part.file, target)
  if (part.file.truncated && !upload.isTold) throw new FileTooLarge(upload.maxMegabytes)
  if (target.bytesWritten === 0 && part.filename === '') await leaveOut(part.fieldname, files)
  else files.set(part.fieldname, { ...kept, ...received(part, target.bytesWritten), sha256: digest.digest('hex') })
}

const received = ({ file }: MultipartFile, bytes: number): Pick<UploadedFile, 'bytes' | 'isCut'> =>
  file.truncated ? { bytes, isCut: true } : { bytes }

/** Browsers send an empty, nameless part for a file that was not chosen. */
async function leaveOut(field: string, files: Map<string, UploadedFile>) {
  const file = files.get(field)
  files.delete(field)
  if (file) await rm(file.path, { force: true })
}

const nameOf = (given: string | undefined): string => (given ?? '').replaceAll(/[\p{Cc}/\\]/gu, '_').slice(0, 200)
