import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type SignInApp, signInApp, visitSignInService } from '#test/local-issuer.ts'
import { ATTEMPT_SECONDS, readAttempt, writeAttempt } from './attempt.ts'

const ANYBODY = 'somebody-we-do-not-know'

let app: SignInApp
beforeAll(async () => {
  app = await signInApp({})
})
afterAll(() => app.close())

const now = Temporal.Instant.from('2026-11-23T10:00:00Z')

function staffDoor() {
  const { staff } = app.doors
  if (!staff) throw new Error('There is no door for staff')
  return staff
}

/** Goes there and back, and answers what the service vouches for. */
async function prove({ fresh }: { readonly fresh: boolean }, before: () => void = () => {}) {
  const departing = await staffDoor().begin({ now, fresh })
  if (!departing.ok) throw new Error('The local sign-in service is not there')
  const { address, attempt } = departing.value
  before()
  const back = new URL(await visitSignInService(address, ANYBODY), app.baseUrl)
  const proven = await staffDoor().finish({ query: Object.fromEntries(back.searchParams), attempt, now })
  return { address: new URL(address), proven }
}

test('an identity is an issuer and a subject, and nothing else', async () => {
  const { proven } = await prove({ fresh: false })
  expect(proven).toMatchObject({
    ok: true,
    value: { identity: { issuer: 'local-sign-in-service', subject: ANYBODY }, name: null, address: null, purpose: '' },
  })
})

test('a fresh proof is asked for, and an old one is not taken for it', async () => {
  const { address, proven } = await prove({ fresh: true })
  expect([address.searchParams.get('prompt'), address.searchParams.get('max_age')]).toEqual(['login', '300'])
  expect(proven.ok).toBe(true)
  const stale = await prove({ fresh: true }, () => {
    app.faults.fault = 'stale'
  })
  expect(stale.proven).toMatchObject({ ok: false, refusal: { code: 'refused' } })
  const unasked = await prove({ fresh: false })
  expect(unasked.proven.ok).toBe(true)
  app.faults.fault = 'none'
})

test('an attempt counts for ten minutes, and what is not one counts for nothing', () => {
  const attempt = {
    ...({ door: 'one-login', state: 's', nonce: 'n', verifier: 'v', fresh: false, purpose: 'connect' } as const),
    begunAt: now.toString(),
  }
  const text = writeAttempt(attempt)
  expect(readAttempt(text, 'one-login', now.add({ seconds: ATTEMPT_SECONDS }))).toEqual(attempt)
  expect(readAttempt(text, 'one-login', now.add({ seconds: ATTEMPT_SECONDS + 1 }))).toBeNull()
  expect(readAttempt(text, 'one-login', now.subtract({ seconds: 1 }))).toBeNull()
  expect(readAttempt(text, 'dfe-sign-in', now)).toBeNull()
  for (const odd of [undefined, '', 'rubbish', writeAttempt({ ...attempt, begunAt: 'yesterday' })]) {
    expect(readAttempt(odd, 'one-login', now)).toBeNull()
  }
})
