import { Actor } from '#src/kit/actor.ts'
import { routes } from '#src/main/compose.ts'
import { newId } from '#src/platform/ids.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'
import { type Compared, compare, line, type Visitor, visitorOf } from '../comparing/compare.ts'
import { openCounted, type Sized } from '../comparing/sized.ts'
import { verdict } from '../comparing/verdict.ts'
import { addClaims, GROUND, WINDOW_ID } from './national-year.ts'
import { approved, NOW, officersOf, prepared, value } from './officers.ts'

const FEW = 1_000
/** quality.md: claims of national size. */
const NATIONAL = 60_000

type SizedClaims = Sized & {
  readonly batchId: string
  /** One claim that is with the payer, its school with whoever claimed, and its provider. */
  readonly claimId: string
  readonly reference: string
  readonly mentorName: string
  readonly mentorTrn: string
  readonly schoolName: string
  readonly schoolUrn: string
  readonly schoolId: string
  readonly accountId: string
  readonly providerId: string
}
type Question = { readonly name: string; readonly path: (sized: SizedClaims) => string; readonly judged: boolean }

const BY_STAFF: readonly Question[] = [
  { name: 'staff list', path: () => '/staff/claims', judged: true },
  { name: 'staff list: page 20', path: () => '/staff/claims?page=20', judged: true },
  { name: 'search: reference', path: ({ reference }) => `/staff/claims?q=${reference}`, judged: true },
  {
    name: 'search: mentor',
    path: ({ mentorName }) => `/staff/claims?q=${encodeURIComponent(mentorName)}`,
    judged: true,
  },
  { name: 'search: TRN', path: ({ mentorTrn }) => `/staff/claims?q=${mentorTrn}`, judged: true },
  { name: 'search: URN', path: ({ schoolUrn }) => `/staff/claims?q=${schoolUrn}`, judged: true },
  {
    name: 'search: school',
    path: ({ schoolName }) => `/staff/claims?q=${encodeURIComponent(schoolName)}`,
    judged: true,
  },
  // Every claim has the word.
  { name: 'search: a common word', path: () => '/staff/claims?q=school', judged: false },
  { name: 'search: user address', path: () => '/staff/claims?q=claims77@school.example', judged: true },
  { name: 'claim, for staff', path: ({ claimId }) => `/staff/claims/${claimId}`, judged: true },
  // What waits is counted, and there is sixty times as much of it.
  { name: 'payments home', path: () => '/staff/claims/batches', judged: false },
  { name: 'before preparing', path: () => `/staff/claims/batches/new?kind=payment&window=${WINDOW_ID}`, judged: false },
  { name: 'a batch', path: ({ batchId }) => `/staff/claims/batches/${batchId}`, judged: false },
  { name: 'payment of a claim', path: ({ claimId }) => `/staff/claims/${claimId}/payment`, judged: true },
  { name: 'clawback of a claim', path: ({ claimId }) => `/staff/claims/${claimId}/clawback`, judged: true },
  { name: 'clawbacks', path: () => '/staff/claims/clawbacks', judged: true },
  { name: 'ledger of a claim', path: ({ claimId }) => `/staff/claims/${claimId}/ledger`, judged: true },
  { name: 'list of one status', path: () => '/staff/claims?status=submitted', judged: true },
  { name: 'list of refreshers', path: () => '/staff/claims?training=refresher', judged: true },
  { name: 'what waits for me', path: () => '/staff/claims?waits=me', judged: true },
  // Sums all lines that there are.
  { name: 'ledger of all', path: () => '/staff/claims/ledger', judged: false },
]

const BY_SCHOOL: readonly Question[] = [
  { name: 'home of a school', path: () => '/home', judged: true },
  { name: 'claims of a school', path: ({ schoolId }) => `/organisations/${schoolId}/claims`, judged: true },
  { name: 'claim, for its school', path: ({ claimId }) => `/claims/${claimId}`, judged: true },
]

const BY_PROVIDER: readonly Question[] = [
  // Sixty times as many claims name it.
  {
    name: 'claims of a provider',
    path: ({ providerId }) => `/organisations/${providerId}/provider-claims`,
    judged: false,
  },
]

/** The pages of those who pay, claim and answer, over 1,000 claims and over 60,000. */
export async function comparePages(serverUrl: string): Promise<boolean> {
  const template = await ensureTemplate(serverUrl)
  const names = [databaseName('test'), databaseName('test')] as const
  for (const name of names) {
    await asAdministrator(serverUrl, (client) => client.query(`create database ${name} template ${template}`))
  }
  const few = await filled(onDatabase(serverUrl, names[0]), FEW)
  const national = await filled(onDatabase(serverUrl, names[1]), NATIONAL)
  try {
    const compared: Compared[] = []
    for (const [questions, visit] of [
      [BY_STAFF, byStaff],
      [BY_SCHOOL, bySchool],
      [BY_PROVIDER, byProvider],
    ] as const) {
      const [small, large] = [await visit(few), await visit(national)]
      for (const { name, path, judged } of questions) {
        if (name.startsWith('search')) await mustFind(large, path(national))
        compared.push({ name, judged, ...(await compare({ few: path(few), national: path(national) }, small, large)) })
        console.log(line(compared.at(-1)))
      }
    }
    return verdict(compared)
  } finally {
    await Promise.all([few.db.destroy(), national.db.destroy()])
    for (const name of names) {
      await asAdministrator(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
    }
  }
}

/** A search that finds nothing is soon over. */
async function mustFind({ read }: Visitor, path: string): Promise<void> {
  if (!/href="\/staff\/claims\/[0-9a-f-]{36}"/.test(await read(path))) throw new Error(`${path} finds nothing`)
}

/** Half of the claims with the payer in one batch, the other half waiting. */
async function filled(url: string, claims: number): Promise<SizedClaims> {
  const half = claims / 2
  await asAdministrator(url, async (client) => {
    for (const statement of GROUND) await client.query(statement)
    await addClaims(client, { claims: half, first: 1 })
    await client.query('analyze')
  })
  const sized = openCounted(url)
  const officers = await officersOf(sized.db)
  const { batchId } = await prepared(officers, 'payment')
  value(await approved(officers, batchId, officers.other))
  await asAdministrator(url, async (client) => {
    await addClaims(client, { claims: half, first: half + 1 })
    await client.query('vacuum analyze')
  })
  const claim = await sized.db
    .selectFrom('claims.claims as claim')
    .innerJoin('claims.claim_lines as line', 'line.claim_id', 'claim.id')
    .select(['claim.id as claimId', 'reference', 'school_id as schoolId', 'provider_id as providerId', 'created_by'])
    .select(['line.mentor_name', 'line.mentor_trn', 'school_name', 'school_urn'])
    .where('status', '=', 'with-payer')
    .orderBy('reference')
    .limit(1)
    .executeTakeFirstOrThrow()
  return {
    ...{ ...sized, ...claim, batchId, accountId: claim.created_by ?? '' },
    ...{ mentorName: claim.mentor_name ?? '', mentorTrn: claim.mentor_trn ?? '' },
    ...{ schoolName: claim.school_name ?? '', schoolUrn: claim.school_urn ?? '' },
  }
}

async function byStaff(sized: Sized): Promise<Visitor> {
  const accountId = newId<string>()
  await sized.db.insertInto('access.accounts').values({ id: accountId, name: 'Priya Nair', created_at: NOW }).execute()
  const identity = { kind: 'account', id: accountId } as const
  const staffPowers = ['pay', 'support'] as const
  const actor = new Actor({ identity, name: 'Priya Nair', door: 'staff', staffPowers, isFresh: true })
  return visitorOf({ sized, now: NOW, services: { routes }, as: { actor, accountId } })
}

const bySchool = (sized: SizedClaims): Promise<Visitor> => byMember(sized, sized.accountId, sized.schoolId)

async function byProvider(sized: SizedClaims): Promise<Visitor> {
  const { account_id } = await sized.db
    .selectFrom('access.memberships')
    .select('account_id')
    .where('organisation_id', '=', sized.providerId)
    .executeTakeFirstOrThrow()
  return byMember(sized, account_id, sized.providerId)
}

function byMember(sized: Sized, accountId: string, organisationId: string): Promise<Visitor> {
  const identity = { kind: 'account', id: accountId } as const
  const memberships = [{ organisationId, role: 'claims' as const }]
  const actor = new Actor({ identity, name: 'Somebody there', door: 'web', memberships, actingFor: organisationId })
  return visitorOf({ sized, now: NOW, services: { routes }, as: { actor, accountId } })
}
