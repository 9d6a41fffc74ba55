import { Temporal } from '#src/kit/dates.ts'
import { aNominationLink } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newVisitor } from '../scanners/visitor.ts'
import type { Scenario } from './scenario.ts'

type Errand = { readonly schoolId: string; readonly proofId: string; readonly path: string; readonly email: string }

/** Contacts of schools nominate their induction tutors through the pages, and begin again whenever the service is gone. */
export const nominations: Scenario = {
  name: 'nominations',
  async open({ db, baseUrl }) {
    const errands = new Map<number, Errand>()
    return {
      async act(number) {
        const errand = errands.get(number) ?? (await newErrand(db, number))
        errands.set(number, errand)
        const heading = await nominate(baseUrl, errand)
        // Killed after the commit and before the answer: the link says that it has done its work.
        if (heading !== 'Induction tutor nominated' && heading !== 'This link has been used') throw new Error(heading)
        return `access.nominated:${errand.proofId}`
      },
      verify: async () => (await Promise.all([...errands.values()].map((errand) => faultsOf(db, errand)))).flat(),
    }
  },
}

async function newErrand(db: Database, number: number): Promise<Errand> {
  const school = await aSchool(db, { contacts: { main: `office${number}@killed.example` } })
  const { proofId } = await aNominationLink(db, school, { now: Temporal.Now.instant() })
  const message = await db
    .selectFrom('platform.messages')
    .select('body')
    .where('intent', '=', `access.nomination-link:${proofId}`)
    .executeTakeFirstOrThrow()
  const path = /\/nominate-induction-tutor\/link\/\S+/.exec(message.body ?? '')?.[0]
  if (!path) throw new Error('The link went out before it could be read')
  return { schoolId: school.id, proofId, path, email: `tutor${number}@killed.example` }
}

async function nominate(baseUrl: string, { path, email }: Errand): Promise<string> {
  const reader = newVisitor(baseUrl)
  let page = await reader.open(path)
  for (const answer of [{}, { expectation: 'yes' }, { name: 'Amina Khan' }, { email }, {}]) {
    if (page.heading === 'This link has been used') break
    page = await reader.send(page, 'main form', answer)
  }
  return page.heading
}

/** A school has exactly the tutor whom it was told it has, appointed once, with one event. */
async function faultsOf(db: Database, { schoolId, email }: Errand): Promise<readonly string[]> {
  const tutors = await db
    .selectFrom('access.memberships as membership')
    .innerJoin('access.addresses as address', 'address.account_id', 'membership.account_id')
    .select('address.folded')
    .where('membership.organisation_id', '=', schoolId)
    .execute()
  const nominated = await db
    .selectFrom('audit.event_subjects as about')
    .innerJoin('audit.events as event', 'event.id', 'about.event_id')
    .select('event.id')
    .where('about.subject_kind', '=', 'school')
    .where('about.subject_id', '=', schoolId)
    .where('event.name', '=', 'access.induction-tutor-nominated')
    .execute()
  const found = `${tutors.map(({ folded }) => folded).join(', ')} with ${nominated.length} events`
  return found === `${email} with 1 events` ? [] : [`${email} should be the tutor, and there is: ${found}`]
}
