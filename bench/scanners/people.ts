import { Temporal } from '#src/kit/dates.ts'
import { aNominationLink, aTutorOf, newestEmailTo } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newVisitor, type Seen, type Visitor } from './visitor.ts'

export type Ground = { readonly db: Database; readonly baseUrl: string }

/** Somebody who waits for an e-mail with a link: what became of the link, and whether they get where it leads. */
export type Errand = {
  readonly url: string
  readonly isBurnt: () => Promise<boolean>
  readonly sessions: () => Promise<number>
  /** Opens the link and does what it is for; answers null, or what stood in the way. */
  readonly hindered: (url: string) => Promise<string | null>
}

let people = 0

/** A tutor who asked to sign in. Every fourth opens the link on another device and gives the address again. */
export async function signInErrand(ground: Ground): Promise<Errand> {
  const number = ++people
  const { db, baseUrl } = ground
  const address = `tutor${number}@scanned.example`
  const now = Temporal.Now.instant()
  const { accountId } = await aTutorOf(db, await aSchool(db), { address, now })
  const asking = newVisitor(baseUrl)
  await asking.send(await asking.open('/sign-in'), 'main form', { email: address })
  const elsewhere = number % 4 === 0
  return {
    url: baseUrl + (await newestEmailTo(db, address)).path,
    isBurnt: () => isBurnt(db, 'sign-in', address),
    sessions: async () => (await sessionsOf(db, accountId)).length,
    async hindered(url) {
      const reader = elsewhere ? newVisitor(baseUrl) : asking
      const page = await reader.open(url)
      const home = await reader.send(page, 'main form', elsewhere ? { answer: address } : {})
      const isIn = home.path === '/home' && home.status === 200 && (await sessionsOf(db, accountId)).length === 1
      return isIn ? null : seenAs(home)
    },
  }
}

/** The contact of a school who was sent the nomination link. */
export async function nominationErrand({ db, baseUrl }: Ground): Promise<Errand> {
  const number = ++people
  const address = `office${number}@scanned.example`
  const school = await aSchool(db, { contacts: { main: address } })
  await aNominationLink(db, school, { now: Temporal.Now.instant() })
  return {
    url: baseUrl + (await newestEmailTo(db, address)).path,
    isBurnt: () => isBurnt(db, 'nomination', address),
    sessions: async () => 0,
    hindered: (url) => nominate(newVisitor(baseUrl), url, `nominee${number}@scanned.example`),
  }
}

async function nominate(reader: Visitor, url: string, email: string): Promise<string | null> {
  let page = await reader.open(url)
  const answers = [{}, { expectation: 'yes' }, { name: 'Amina Khan' }, { email }, {}]
  for (const answer of answers) page = await reader.send(page, 'main form', answer)
  return page.heading === 'Induction tutor nominated' ? null : seenAs(page)
}

const seenAs = ({ status, path, heading }: Seen): string => `${status} ${path} “${heading}”`

async function isBurnt(db: Database, purpose: string, address: string): Promise<boolean> {
  const proofs = await db
    .selectFrom('access.proofs')
    .select(['used_at', 'revoked_at'])
    .where('purpose', '=', purpose)
    .where('address', '=', address)
    .execute()
  return proofs.length === 0 || proofs.some((proof) => proof.used_at !== null || proof.revoked_at !== null)
}

const sessionsOf = (db: Database, accountId: string) =>
  db.selectFrom('platform.sessions').select('id').where('account_id', '=', accountId).execute()
