import { type ParticularSchool, urnOf } from '#db/seeds/particular-schools.ts'
import { schoolByUrn } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { LocalOrganisation, LocalPerson } from './local-person.ts'

/** Roles of our service as its approvers give them in DfE Sign-in. */
const ADMINISTRATOR = ['administrator']
const VIEWER = ['viewer']

const ESTABLISHMENT = { id: '001', name: 'Establishment' }

/** Ids as DfE Sign-in makes them: its own, which no register knows. */
const idAt = (position: number): string => `d0000000-0000-4000-8000-${String(position).padStart(12, '0')}`

type School = {
  readonly school: ParticularSchool
  readonly roles: readonly string[] | null
  readonly position: number
}

/** As DfE Sign-in describes the school, from the register as it stands. */
async function organisationOf(db: Reader, { school, roles, position }: School): Promise<LocalOrganisation> {
  const found = await schoolByUrn(db, urnOf(school))
  return {
    id: idAt(position),
    name: found?.name ?? 'A school that is not in the register',
    category: ESTABLISHMENT,
    urn: urnOf(school),
    uid: null,
    ukprn: found?.ukprn ?? null,
    status: found?.status === 'closed' ? { id: 2, name: 'Closed' } : { id: 1, name: 'Open' },
    closedOn: found?.closedOn?.toString() ?? null,
    roles,
  }
}

type Invented = Omit<LocalPerson, 'organisations'> & {
  readonly schools: readonly School[]
  readonly others?: readonly LocalOrganisation[]
}

const PEOPLE: readonly Invented[] = [
  {
    subject: 'D0000000-0000-4000-8000-00000000A001',
    name: 'Amina Yusuf',
    what: 'Has an account here with the same email address, that DfE Sign-in is not connected to yet',
    email: 'amina.yusuf@larkhollow.sch.example',
    schools: [{ school: 'larkhollow', roles: ADMINISTRATOR, position: 1 }],
  },
  {
    subject: 'D0000000-0000-4000-8000-00000000A002',
    name: 'Bernard Achebe',
    what: 'New here, with one school whose approver has made him an administrator',
    email: 'b.achebe@porthmelyan.sch.example',
    schools: [{ school: 'begun', roles: ADMINISTRATOR, position: 2 }],
  },
  {
    subject: 'D0000000-0000-4000-8000-00000000A003',
    name: 'Carys Penhaligon',
    what: 'New here, with a role at one school and none at two others: a choice of organisations',
    email: 'carys.penhaligon@larkrise.example',
    schools: [
      { school: 'larkrise', roles: VIEWER, position: 3 },
      { school: 'larkriseJuniors', roles: null, position: 4 },
      { school: 'independent', roles: VIEWER, position: 5 },
    ],
  },
  {
    subject: 'D0000000-0000-4000-8000-00000000A004',
    name: 'Dominic Farrow',
    what: 'Belongs to an organisation without a URN: a supplier of software',
    email: 'd.farrow@registers.example',
    schools: [],
    others: [supplier('Farrow Registers Ltd', { id: '050', name: 'Software suppliers' }, 6)],
  },
  {
    subject: 'D0000000-0000-4000-8000-00000000A005',
    name: 'Eluned Marsh',
    what: 'Belongs to a school that has closed, and another took over',
    email: 'e.marsh@ravengarth.sch.example',
    schools: [{ school: 'closedBefore', roles: ADMINISTRATOR, position: 7 }],
  },
  {
    subject: 'D0000000-0000-4000-8000-00000000A006',
    name: 'Farid Haddad',
    what: 'His approver has taken the role away again',
    email: 'farid.haddad@millrace-pru.sch.example',
    schools: [{ school: 'onlyAlternative', roles: null, position: 8 }],
  },
  {
    subject: 'D0000000-0000-4000-8000-00000000A009',
    name: 'Isla Munro',
    what: 'Has an account here that DfE Sign-in is connected to, and is an administrator of her school',
    email: 'isla.munro@ravengarth-academy.sch.example',
    schools: [{ school: 'closedAfter', roles: ADMINISTRATOR, position: 10 }],
  },
  {
    subject: 'D0000000-0000-4000-8000-00000000A007',
    name: 'Greta Lindqvist',
    what: 'Works for a lead provider, which DfE Sign-in has no word for',
    email: 'greta.lindqvist@lead-provider.example',
    schools: [],
    others: [supplier('Brightwater Teaching Partnership', { id: '008', name: 'Other stakeholders' }, 9)],
  },
  {
    subject: 'D0000000-0000-4000-8000-00000000A008',
    name: 'Hamish Ord',
    what: 'Belongs to no organisation in DfE Sign-in',
    email: 'hamish.ord@nowhere.example',
    schools: [],
  },
]

function supplier(name: string, category: { id: string; name: string }, position: number): LocalOrganisation {
  const known = { urn: null, uid: null, ukprn: null, status: { id: 1, name: 'Open' }, closedOn: null }
  return { id: idAt(position), name, category, ...known, roles: ADMINISTRATOR }
}

/** People of schools and other organisations, as the local DfE Sign-in knows them. */
export const dfeSignInPeople = async (db: Reader): Promise<readonly LocalPerson[]> =>
  Promise.all(
    PEOPLE.map(async ({ schools, others = [], ...person }) => ({
      ...person,
      organisations: [...(await Promise.all(schools.map((school) => organisationOf(db, school)))), ...others],
    })),
  )

/** Teachers, as the local GOV.UK One Login knows them: it tells an address and no name. */
export const oneLoginPeople: readonly LocalPerson[] = [
  {
    subject: 'urn:fdc:gov.uk:2022:new-teacher',
    name: 'A new teacher',
    what: 'New here: new.teacher@home.example',
    email: 'new.teacher@home.example',
  },
  {
    subject: 'urn:fdc:gov.uk:2022:daniel-reed',
    name: 'Daniel Reed',
    what: 'Has an account here with the same email address, that One Login is not connected to yet',
    email: 'daniel.reed@garnetstead.sch.example',
  },
]
