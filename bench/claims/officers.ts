import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'
import { applyResponse } from '#src/modules/claims/batches/apply-response.ts'
import { approveBatch } from '#src/modules/claims/batches/approve-batch.ts'
import { BatchId } from '#src/modules/claims/batches/batch.ts'
import type { BatchKind } from '#src/modules/claims/batches/batch-states.ts'
import { prepareBatch } from '#src/modules/claims/batches/prepare-batch.ts'
import { uploadResponse } from '#src/modules/claims/batches/upload-response.ts'
import { bytesOfFile, filesOfBatch } from '#src/modules/claims/files/files-queries.ts'
import { WindowId } from '#src/modules/claims/years/claim-year.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { WINDOW_ID } from './national-year.ts'

export const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

export type Officers = {
  readonly db: Database
  readonly one: Actor
  readonly other: Actor
  readonly third: Actor
}

export async function officersOf(db: Database): Promise<Officers> {
  return {
    db,
    one: await officer(db, 'Priya Nair'),
    other: await officer(db, 'Tom Reyes'),
    third: await officer(db, 'Ann Lee'),
  }
}

async function officer(db: Database, name: string): Promise<Actor> {
  const id = newId<string>()
  await db.insertInto('access.accounts').values({ id, name, created_at: NOW }).execute()
  return new Actor({
    identity: { kind: 'account', id },
    name,
    door: 'staff',
    staffPowers: ['pay', 'support'],
    isFresh: true,
  })
}

export const as = (db: Database, actor: Actor, reason: string | null = null) => ({
  ...{ db, actor, now: NOW, process: newProcess('bench-claims', null, reason), baseUrl: 'https://training.test' },
})

/** The value of what must succeed. */
export function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.refusal.code} ${JSON.stringify(result.refusal.facts)}`)
  return result.value
}

export async function prepared({ db, one }: Officers, kind: BatchKind) {
  const windowId = kind === 'payment' ? WindowId.parse(WINDOW_ID) : null
  const batch = value(await execute(as(db, one), prepareBatch, { kind, windowId }))
  return { ...batch, batchId: BatchId.parse(batch.batchId) }
}

export const approved = ({ db }: Officers, batchId: BatchId, by: Actor) =>
  execute(as(db, by), approveBatch, { batchId, seen: 1 })

/** The file of a batch as rows of cells: none of ours holds a comma in a cell. */
export async function rowsOfFile({ db }: Officers, batchId: BatchId): Promise<readonly (readonly string[])[]> {
  const file = (await filesOfBatch(db, batchId)).find(({ status }) => status === 'made')
  const text = (await bytesOfFile(db, file?.id ?? '')).toString('utf8')
  return text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(','))
}

/** "876.00" in pence. */
export const penceOf = (text = ''): number => Math.round(Number(text) * 100)

type Answered = {
  readonly batchId: BatchId
  readonly folder: string
  readonly rows: readonly string[]
  readonly head: string
}

export async function uploaded({ db, one }: Officers, { batchId, folder, rows, head }: Answered): Promise<string> {
  const path = join(folder, 'answer.csv')
  await writeFile(path, [head, ...rows].join('\r\n'))
  const input = { batchId, fileName: 'answer.csv', path: () => path, sha256: await sha256Of(path) }
  return value(await execute(as(db, one), uploadResponse, input)).fileId
}

export const applied = async ({ db, one }: Officers, fileId: string) =>
  value(await execute(as(db, one), applyResponse, { fileId }))
