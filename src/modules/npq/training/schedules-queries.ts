import type { Reader } from '#src/platform/db/database.ts'
import { COURSE_KINDS } from '../courses/course.ts'
import { DECLARATION_TYPES, type Schedule } from './schedule.ts'

/** The schedules of cohorts, each cohort's from the earliest. */
export async function schedulesOf(reader: Reader, cohorts: readonly string[]): Promise<readonly Schedule[]> {
  if (cohorts.length === 0) return []
  const rows = await reader
    .selectFrom('npq.schedules')
    .selectAll()
    .where('cohort', 'in', [...cohorts])
    .orderBy('cohort')
    .orderBy('applies_from')
    .orderBy('identifier')
    .execute()
  return rows.map((row) => ({
    identifier: row.identifier,
    cohort: row.cohort,
    courseKind: known(COURSE_KINDS, row.course_kind),
    name: row.name,
    appliesFrom: row.applies_from,
    appliesTo: row.applies_to,
    declarationTypes: row.declaration_types.map((type) => known(DECLARATION_TYPES, type)),
  }))
}

function known<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((candidate) => candidate === text)
  if (!word) throw new Error(`${text} is none of ${words.join(', ')}`)
  return word
}
