import {
  type Employer,
  employerById,
  type School,
  schoolById,
  schoolsById,
  searchEmployers,
  searchSchools,
  successorsOf,
} from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { ChildcareProvider } from '../childcare/childcare-provider.ts'
import { CHILDCARE_RESULTS, childcareProvider, searchChildcare } from '../childcare/childcare-queries.ts'
import type { Workplace, WorkplaceRegister, WorkplaceSearch } from './workplace.ts'
import { isInEngland, isOpenStatus, type WorkplaceRules } from './workplace-rules.ts'

type Asked = { readonly register: WorkplaceRegister; readonly text: string; readonly rules: WorkplaceRules }

/** Workplaces found by name, town, postcode or number, the open first. At most six queries. */
export async function searchWorkplaces(reader: Reader, { register, text, rules }: Asked): Promise<WorkplaceSearch> {
  if (register === 'childcare') {
    const found = await searchChildcare(reader, text)
    return { text, found: found.map(fromChildcare), isNearest: false, hasMore: found.length === CHILDCARE_RESULTS }
  }
  // What has no letter and no digit names nothing, and would find everything.
  if (!/[\p{L}\p{N}]/u.test(text)) return { text, found: [], isNearest: false, hasMore: false }
  const results = await searchSchools(reader, { text, page: 1, laCode: null, phaseCode: null, status: null })
  const employers = register === 'schools' ? [] : await searchEmployers(reader, text)
  const known = await schoolsById(
    reader,
    results.schools.map(({ id }) => id),
  )
  const schools = results.schools.flatMap(({ id }) => known.get(id) ?? [])
  const successors = await successorsOf(reader, closedOf(rules, schools))
  const nearestOnly = results.nearest && employers.length > 0
  return {
    text,
    found: [
      ...(nearestOnly ? [] : schools.map((school) => fromSchool(rules, school, successors.get(school.urn)))),
      ...employers.map((employer) => fromEmployer(rules, employer)),
    ],
    isNearest: results.nearest && !nearestOnly,
    hasMore: results.total > results.schools.length,
  }
}

type Named = { readonly register: WorkplaceRegister; readonly id: string; readonly rules: WorkplaceRules }

/** One workplace by its id, as a register knows it now; null when none does. At most three queries. */
export async function workplaceById(reader: Reader, { register, id, rules }: Named): Promise<Workplace | null> {
  if (register === 'childcare') {
    const provider = await childcareProvider(reader, id)
    return provider && fromChildcare(provider)
  }
  if (!UUID.test(id)) return null
  const school = await schoolById(reader, id)
  if (school) {
    const successors = await successorsOf(reader, closedOf(rules, [school]))
    return fromSchool(rules, school, successors.get(school.urn))
  }
  if (register === 'schools') return null
  const employer = await employerById(reader, id)
  return employer && fromEmployer(rules, employer)
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

const closedOf = (rules: WorkplaceRules, schools: readonly School[]): readonly string[] =>
  schools.filter(({ statusCode }) => !isOpenStatus(rules, statusCode)).map(({ urn }) => urn)

const fromSchool = (
  rules: WorkplaceRules,
  school: School,
  successors: readonly { readonly urn: string; readonly name: string }[] = [],
): Workplace => ({
  id: school.id,
  name: school.name,
  kind: 'school',
  details: [school.addressLines.join(', '), school.typeName, `URN ${school.urn}`].filter((line) => line !== ''),
  number: school.urn,
  isOpen: isOpenStatus(rules, school.statusCode),
  isInEngland: isInEngland(rules, school),
  successors: successors.map(({ urn, name }) => ({ urn, name })),
})

const fromEmployer = (rules: WorkplaceRules, { id, name, kind, kindName, isOpen, laCode }: Employer): Workplace => ({
  ...{ id, name, kind, isOpen },
  details: [kindName],
  number: null,
  isInEngland: isInEngland(rules, { typeCode: null, laCode }),
  successors: [],
})

/** Ofsted registers childcare in England alone. */
const fromChildcare = ({ urn, name, isOpen, addressLines }: ChildcareProvider): Workplace => ({
  id: urn,
  name,
  kind: 'childcare',
  details: [addressLines.join(', '), `Ofsted URN ${urn}`].filter((line) => line !== ''),
  number: urn,
  isOpen,
  isInEngland: true,
  successors: [],
})
