import { searchEmployers, suggestSchools } from '#src/modules/directory/public.ts'
import { json, type Reply, type WebRequest } from '#src/platform/http/route.ts'
import { searchChildcare } from '../../childcare/childcare-queries.ts'
import { WORKPLACE_REGISTERS, type WorkplaceRegister } from '../../workplaces/workplace.ts'

const MOST_SUGGESTED = 10
/** Trusts and authorities stand below the schools: few people choose them, and they must not be crowded out. */
const MOST_EMPLOYERS = 3

/** Workplaces for what has been typed so far, as `{ urn, name, place, id }`. Public registers, so anybody may ask. */
export async function suggestWorkplaces({ db, query }: WebRequest): Promise<Reply> {
  const among = WORKPLACE_REGISTERS.find((known) => known === query['among']) ?? 'schools'
  return json(await suggestions(db, among, (query['q'] ?? '').slice(0, 200)))
}

type Suggestion = { readonly id: string; readonly name: string; readonly place: string; readonly urn: string }

async function suggestions(
  db: WebRequest['db'],
  among: WorkplaceRegister,
  text: string,
): Promise<readonly Suggestion[]> {
  if (among === 'childcare') {
    const found = await searchChildcare(db, text)
    return found.slice(0, MOST_SUGGESTED).map(({ urn, name, addressLines, isOpen }) => ({
      ...{ id: urn, name, urn },
      place: [...addressLines, ...closed(isOpen)].join(', '),
    }))
  }
  const schools = (await suggestSchools(db, text)).map(({ id, urn, name, town, laName, status }) => ({
    ...{ id, urn, name },
    place: [...new Set([town, laName].filter((part) => part !== null)), ...closed(status !== 'closed')].join(', '),
  }))
  if (among === 'schools') return schools
  const employers = (await searchEmployers(db, text)).slice(0, MOST_EMPLOYERS)
  return [
    ...schools.slice(0, MOST_SUGGESTED - employers.length),
    ...employers.map(({ id, name, kindName, isOpen }) => ({
      ...{ id, name, urn: '' },
      place: [kindName, ...closed(isOpen)].join(', '),
    })),
  ]
}

const closed = (isOpen: boolean): readonly string[] => (isOpen ? [] : ['closed'])
