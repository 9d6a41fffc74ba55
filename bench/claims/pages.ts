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

type SizedClaims = Sized & { readonly claimId: string; readonly batchId: string }
type Question = { readonly name: string; readonly path: (sized: SizedClaims) => string; readonly judged: boolean }

const QUESTIONS: readonly Question[] = [
  // What waits is counted, and there is sixty times as much of it.
  { name: 'payments home', path: () => '/staff/claims/batches', judged: false },
  { name: 'before preparing', path: () => `/staff/claims/batches/new?kind=payment&window=${WINDOW_ID}`, judged: false },
  { name: 'a batch', path: ({ batchId }) => `/staff/claims/batches/${batchId}`, judged: false },
  { name: 'payment of a claim', path: ({ claimId }) => `/staff/claims/${claimId}/payment`, judged: true },
  { name: 'clawback of a claim', path: ({ claimId }) => `/staff/claims/${claimId}/clawback`, judged: true },
  { name: 'clawbacks', path: () => '/staff/claims/clawbacks', judged: true },
  { name: 'ledger of a claim', path: ({ claimId }) => `/staff/claims/${claimId}/ledger`, judged: true },
  // Sums all lines that there are.
  { name: 'ledger of all', path: () => '/staff/claims/ledger', judged: false },
]

/** The pages of those who pay, over 1,000 claims and over 60,000. */
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
    const [small, large] = [await visit(few), await visit(national)]
    for (const { name, path, judged } of QUESTIONS) {
      compared.push({ name, judged, ...(await compare({ few: path(few), national: path(national) }, small, large)) })
      console.log(line(compared.at(-1)))
    }
    return verdict(compared)
  } finally {
    await Promise.all([few.db.destroy(), national.db.destroy()])
    for (const name of names) {
      await asAdministrator(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
    }
  }
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
    .selectFrom('claims.claims')
    .select('id')
    .where('status', '=', 'with-payer')
    .orderBy('reference')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { ...sized, batchId, claimId: claim.id }
}

async function visit(sized: Sized): Promise<Visitor> {
  const accountId = newId<string>()
  await sized.db.insertInto('access.accounts').values({ id: accountId, name: 'Priya Nair', created_at: NOW }).execute()
  const identity = { kind: 'account', id: accountId } as const
  const actor = new Actor({
    identity,
    name: 'Priya Nair',
    door: 'staff',
    staffPowers: ['pay', 'support'],
    isFresh: true,
  })
  return visitorOf({ sized, now: NOW, services: { routes }, as: { actor, accountId } })
}
