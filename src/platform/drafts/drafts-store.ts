import { sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import type { RawValues } from '#src/kit/form.ts'
import type { RawAnswers } from '#src/kit/journey.ts'
import type { Reader } from '../db/database.ts'
import { newId } from '../ids.ts'
import { DRAFT_DAYS } from './drafts-rules.ts'

/** Whose draft of what. A draft answers only to all four together with its id. */
export type DraftKey = {
  readonly journey: string
  readonly version: number
  /** What the answers are about, such as the path of a school. */
  readonly subject: string
  /** Who may see them, such as an account or the holder of a link. */
  readonly owner: string
}

export type Draft = {
  readonly id: string
  readonly answers: RawAnswers
  /** Grows with each answer: check answers refuses to send what was not shown. */
  readonly revision: number
  /** Set when the journey is finished: the path of its confirmation. */
  readonly leadsTo: string | null
}

type Access = { readonly key: DraftKey; readonly id: string; readonly now: Temporal.Instant }

type Beginning = Omit<Access, 'id'> & { readonly answers?: RawAnswers }

/** Begins a draft, with what is known of its answers already, and gives its id. Not a command and no event: docs/adr/0003. */
export async function startDraft(db: Reader, { key, answers = {}, now }: Beginning): Promise<string> {
  const id = newId<string>()
  await db
    .insertInto('platform.journey_drafts')
    .values({ id, ...key, answers: JSON.stringify(answers), created_at: now, updated_at: now, expires_at: expiry(now) })
    .execute()
  return id
}

/** The draft, or null when it is another's, of another journey or version, or too old. */
export async function findDraft(db: Reader, access: Access): Promise<Draft | null> {
  const row = await db
    .selectFrom('platform.journey_drafts')
    .select(['id', 'answers', 'revision', 'leads_to'])
    .where(mine(access))
    .executeTakeFirst()
  return row ? { id: row.id, answers: answersOf(row.answers), revision: row.revision, leadsTo: row.leads_to } : null
}

/** The newest draft that is not finished, so that somebody goes on with it on another device; null when there is none. */
export async function newestDraft(db: Reader, { key, now }: Omit<Access, 'id'>) {
  const row = await db
    .selectFrom('platform.journey_drafts')
    .select(['id', 'updated_at as changedAt'])
    .where(own({ key, now }))
    .where('leads_to', 'is', null)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Puts one answer into the draft; others, given at the same time in another tab, stay. False when there is no such draft. */
export async function saveAnswer(db: Reader, access: Access & { readonly step: string; readonly answer: RawValues }) {
  const { numUpdatedRows } = await db
    .updateTable('platform.journey_drafts')
    .set((row) => ({
      answers: sql`${row.ref('answers')} || jsonb_build_object(${access.step}::text, ${JSON.stringify(access.answer)}::jsonb)`,
      revision: sql<number>`${row.ref('revision')} + 1`,
      updated_at: access.now,
      expires_at: expiry(access.now),
    }))
    .where(mine(access))
    .where('leads_to', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Drops the answers and keeps where they led, so that sending twice leads to the same confirmation. */
export const finishDraft = async (db: Reader, access: Access & { readonly leadsTo: string }) =>
  db
    .updateTable('platform.journey_drafts')
    .set({ answers: '{}', leads_to: access.leadsTo, updated_at: access.now })
    .where(mine(access))
    .execute()

/** For the daily clean-up. Gives the number of drafts deleted. */
export async function deleteExpiredDrafts(db: Reader, now: Temporal.Instant): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('platform.journey_drafts')
    .where('expires_at', '<=', now)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

const expiry = (now: Temporal.Instant): Temporal.Instant => now.add({ hours: DRAFT_DAYS * 24 })

const mine = ({ id, ...whose }: Access) => sql<boolean>`id = ${id}::uuid and ${own(whose)}`

const own = ({ key, now }: Omit<Access, 'id'>) => sql<boolean>`
  journey = ${key.journey} and version = ${key.version}
  and subject = ${key.subject} and owner = ${key.owner} and expires_at > ${now}::timestamptz`

/** As `saveAnswer` wrote them; each question's schema reads its own again. */
const Answers = z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))

const answersOf = (stored: unknown): RawAnswers => Answers.parse(stored)
