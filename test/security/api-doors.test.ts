import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#src/main/compose.ts'
import { aMemberOfStaff, anApiToken } from '#src/modules/access/factories.ts'
import { loadApiActor } from '#src/modules/access/public.ts'
import { aDeclaration, anNpqProvider, aRegistration } from '#src/modules/npq/factories.ts'
import { answer, type Endpoint } from '#src/platform/http/api/endpoint.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { CALLERS, type Caller, expectedOf } from './callers.ts'

// Every address of the API × every kind of token. Tokens, the finding of the thing and the policy are the real ones; only the
// handlers are taken out, so that nothing changes between two knocks.

let app: TestApp
const tokens = new Map<Caller, string | null>([
  ['nobody', null],
  ['session', null],
])
const things = { registration: '', participant: '', declaration: '' }

/** The row up to its handler. */
const guarded = (row: Endpoint): Endpoint => ({
  ...row,
  async admit(call) {
    const admission = await row.admit(call)
    return admission.kind === 'admitted' ? { ...admission, go: async () => answer({ reached: true }) } : admission
  },
})

beforeAll(async () => {
  app = await testApp({ endpoints: endpoints.map(guarded), loadApiActor })
  const { db } = app
  const [provider, other, former] = [
    await anNpqProvider(db, 'Provider'),
    await anNpqProvider(db, 'Other'),
    await anNpqProvider(db, 'Former'),
  ]
  const registration = await aRegistration(db, { provider, status: 'accepted' })
  things.registration = registration.id
  things.participant = registration.personId
  await aDeclaration(db, registration)
  const declared = db.selectFrom('npq.declarations').select('id').where('registration_id', '=', registration.id)
  things.declaration = (await declared.executeTakeFirstOrThrow()).id
  const revoked = await anApiToken(db, provider)
  const expired = await anApiToken(db, provider)
  const { accountId } = await aMemberOfStaff(db)
  await app.signInAs(accountId)
  await db
    .updateTable('access.api_tokens')
    .set({ revoked_at: app.clock.now(), revoked_by: accountId })
    .where('id', '=', revoked.tokenId)
    .execute()
  await db
    .updateTable('access.api_tokens')
    .set({ created_at: app.clock.now().subtract({ hours: 9_000 }), expires_at: app.clock.now() })
    .where('id', '=', expired.tokenId)
    .execute()
  tokens.set('revoked', revoked.authorization).set('expired', expired.authorization)
  tokens.set('unknown', `Bearer tts_api_${'a'.repeat(52)}000000`)
  tokens.set('no-role', (await anApiToken(db, former)).authorization)
  tokens.set('other', (await anApiToken(db, other)).authorization)
  tokens.set('provider', (await anApiToken(db, provider)).authorization)
  await db.deleteFrom('directory.organisation_roles').where('organisation_id', '=', former.id).execute()
})
afterAll(() => app.close())

/** What `:id` names, by what the address is about. */
function thingOf(at: string): string {
  if (at.includes('/participant-declarations/')) return things.declaration
  return at.includes('/participants/') ? things.participant : things.registration
}

const pathOf = (at: string): string => at.slice(at.indexOf(' ') + 1).replace(/:id\b/, thingOf(at))

const METHODS = ['GET', 'POST', 'PUT'] as const
const methodOf = (at: string) => METHODS.find((method) => at.startsWith(`${method} `)) ?? 'GET'

async function knock(at: string, caller: Caller): Promise<number> {
  const authorization = tokens.get(caller) ?? null
  const cookie = [...app.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const { statusCode } = await app.app.inject({
    method: methodOf(at),
    url: pathOf(at),
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(caller === 'session' ? { cookie } : {}),
    },
  })
  return statusCode
}

test.each(endpoints.map((row) => [row.at] as const))('%s is for whom the table says', async (at) => {
  const found = await Promise.all(CALLERS.map((caller) => knock(at, caller)))
  expect(Object.fromEntries(CALLERS.map((caller, position) => [caller, found[position]]))).toEqual(
    Object.fromEntries(CALLERS.map((caller) => [caller, expectedOf(at, caller)])),
  )
})

test('every address of the API is of this version', () => {
  expect(endpoints.filter(({ at }) => !/^(GET|POST|PUT) \/api\/v3\/[a-z]/.test(at))).toEqual([])
})
