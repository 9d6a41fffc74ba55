import { CSV_BEGINNING, csvLine } from '#src/kit/csv.ts'
import { londonDate } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { contactsOfMany, organisationNames, schoolsById } from '../../../directory/public.ts'
import { missingReasonTexts } from '../../invitations/missing-rules.ts'
import { type ListedSchool, listedById } from '../../missing-list/missing-list-queries.ts'

/** Schools whose facts are read at a time: the file is written while it is sent, in little memory however long it is. */
const AT_A_TIME = 1_000

const HEAD = [
  'URN',
  'School',
  'Phase',
  'Type',
  'Local authority',
  'Trust',
  'Town',
  'Postcode',
  'Telephone',
  'Main email',
]
const EVIDENCE = ['Reason', 'Newest link sent', 'Opened']

/** The file of schools without a tutor: what staff need to write to them or ring them. */
export async function* missingFile(db: Reader, ids: readonly string[]): AsyncGenerator<string> {
  yield `${CSV_BEGINNING}${csvLine([...HEAD, ...EVIDENCE])}`
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    yield (await linesFor(db, ids.slice(from, from + AT_A_TIME))).join('')
  }
}

async function linesFor(db: Reader, ids: readonly string[]): Promise<readonly string[]> {
  const listed = await listedById(db, ids)
  const facts = await schoolsById(db, ids)
  const addresses = await contactsOfMany(db, ids)
  const trusts = await organisationNames(
    db,
    [...listed.values()].map(({ trustId }) => trustId).filter((id) => id !== null),
  )
  return ids.flatMap((id) => {
    const [missing, school] = [listed.get(id), facts.get(id)]
    if (!missing || !school) return []
    const { trustId, reason, sentAt, openedAt } = missing
    const main = addresses.get(id)?.find(({ channel }) => channel === 'main')?.address ?? null
    const trust = trustId === null ? null : (trusts.get(trustId)?.name ?? null)
    const { urn, name, phaseName, typeName, laName, town, postcode, telephone } = school
    const evidence = [missingReasonTexts[reason].text, dayOf(sentAt), dayOf(openedAt)]
    return [csvLine([urn, name, phaseName, typeName, laName, trust, town, postcode, telephone, main, ...evidence])]
  })
}

const dayOf = (moment: ListedSchool['sentAt']): string | null => moment && londonDate(moment).toString()
