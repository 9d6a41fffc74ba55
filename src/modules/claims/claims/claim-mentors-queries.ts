import type { Reader } from '#src/platform/db/database.ts'
import { mentorsOfSchool } from '../mentors/mentors-queries.ts'

/** A mentor of a school as a claim names them. */
type NamedMentor = {
  readonly personId: string
  readonly name: string
  readonly trn: string
  readonly numberInUse: boolean
}

type Asked = { readonly schoolId: string; readonly personIds: readonly string[] }

/** Of these people, those who are mentors of the school now and have a number, by id. Two queries. */
export async function mentorsForClaim(
  reader: Reader,
  { schoolId, personIds }: Asked,
): Promise<ReadonlyMap<string, NamedMentor>> {
  if (personIds.length === 0) return new Map()
  const mentors = await mentorsOfSchool(reader, schoolId)
  const asked = mentors.filter(({ personId, trn }) => personIds.includes(personId) && trn !== '')
  return new Map(asked.map((mentor) => [mentor.personId, mentor]))
}
