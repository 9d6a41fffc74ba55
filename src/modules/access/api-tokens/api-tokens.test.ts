import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aPartner } from '#src/modules/directory/factories.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { secretsIn } from '../../../../tools/secrets.ts'
import { anApiToken, aPersonAt, contextFor, theSystem } from '../factories.ts'
import { endOfOld, ROTATION_DAYS, TOKEN_DAYS, tokenState } from './api-token-rules.ts'
import { endingOf, hashOfApiSecret, newApiSecret } from './api-token-secrets.ts'
import { loadApiActor } from './load-api-actor.ts'
import { tellExpiringTokensJob } from './tell-expiring-tokens-job.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
const days = (count: number) => NOW.add({ hours: 24 * count })

describe('a secret', () => {
  test('has a beginning that scanners know, 256 random bits and a checksum', () => {
    const secrets = Array.from({ length: 200 }, newApiSecret)
    expect(new Set(secrets).size).toBe(200)
    for (const secret of secrets) {
      expect(secret).toMatch(/^tts_api_[a-z2-7]{52}[0-9a-f]{6}$/)
      expect(secretsIn(`token: ${secret}`)).toEqual(['an API token of ours'])
      expect(hashOfApiSecret(secret)).toHaveLength(32)
      expect(secret.endsWith(endingOf(secret))).toBe(true)
    }
  })

  test('that was mistyped costs no query', () => {
    const secret = newApiSecret()
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`
    expect([wrong, '', 'tts_api_', secret.toUpperCase(), `${secret} `, `${secret}0`].map(hashOfApiSecret)).toEqual(
      Array(6).fill(null),
    )
  })
})

describe('a token', () => {
  const dated = { expiresAt: days(1), replacedBy: null, revokedAt: null }
  test.each([
    [dated, NOW, 'live'],
    [{ ...dated, replacedBy: 'other' }, NOW, 'ending'],
    [dated, days(1), 'expired'],
    [{ ...dated, revokedAt: NOW }, NOW, 'revoked'],
    [{ ...dated, revokedAt: NOW, replacedBy: 'other' }, days(2), 'revoked'],
  ])('is in one state at a moment', (token, now, state) => {
    expect(tokenState(token, now)).toBe(state)
  })

  test('that is replaced ends after the days of a rotation, and never later than it would have', () => {
    expect(endOfOld({ expiresAt: days(300) }, NOW)).toEqual(days(ROTATION_DAYS))
    expect(endOfOld({ expiresAt: days(3) }, NOW)).toEqual(days(3))
  })

  test('makes an actor of its provider, and not before it was made or after its end', async () => {
    const { db } = database
    const id = await aPartner(db, 'Actor Provider', ['npq-provider'])
    const { secret, tokenId } = await anApiToken(db, { id }, { now: NOW })
    const actor = await loadApiActor(db, secret, NOW)
    expect(actor).toMatchObject({ identity: { kind: 'api-token', id: tokenId }, door: 'api', actingFor: id })
    expect([actor?.callsFor('npq-provider'), actor?.accountId, actor?.isStaff]).toEqual([id, null, false])
    expect(await loadApiActor(db, secret, days(TOKEN_DAYS - 1))).not.toBeNull()
    expect(await loadApiActor(db, secret, days(TOKEN_DAYS))).toBeNull()
    expect(await loadApiActor(db, newApiSecret(), NOW)).toBeNull()
  })

  test('counts only on days on which its organisation holds the role', async () => {
    const { db } = database
    const id = await aPartner(db, 'Former Provider', ['npq-provider'])
    const { secret } = await anApiToken(db, { id }, { now: NOW })
    await db
      .updateTable('directory.organisation_roles')
      .set({ period: '[2021-09-01,2026-12-01)' })
      .where('organisation_id', '=', id)
      .execute()
    const on = async (text: string) =>
      (await loadApiActor(db, secret, Temporal.Instant.from(text)))?.callsFor('npq-provider')
    expect(await on('2026-11-30T23:30:00Z')).toBe(id)
    expect(await on('2026-12-01T00:30:00Z')).toBeNull()
  })

  test('has its last use noted once a minute', async () => {
    const { db } = database
    const id = await aPartner(db, 'Use Provider', ['npq-provider'])
    const { secret, tokenId } = await anApiToken(db, { id }, { now: NOW })
    const used = async (seconds: number) => {
      await loadApiActor(db, secret, NOW.add({ seconds }))
      const row = await db
        .selectFrom('access.api_tokens')
        .select('last_used_at')
        .where('id', '=', tokenId)
        .executeTakeFirst()
      return row?.last_used_at?.toString()
    }
    expect(await used(0)).toBe('2026-11-23T10:00:00Z')
    expect(await used(59)).toBe('2026-11-23T10:00:00Z')
    expect(await used(61)).toBe('2026-11-23T10:01:01Z')
  })

  test('that runs out is told to the administrators once', async () => {
    const { db } = database
    const id = await aPartner(db, 'Expiry Provider', ['npq-provider'])
    const administrator = await aPersonAt(db, { id })
    await aPersonAt(db, { id }, { role: 'viewer', address: 'viewer@expiry.example' })
    await anApiToken(db, { id }, { now: NOW })
    const run = (now: Temporal.Instant) =>
      tellExpiringTokensJob.run(
        { ...contextFor(db, theSystem(), now), signal: new AbortController().signal, log: silentLog },
        {},
      )
    const told = async () =>
      (await developmentEmails(db)).filter(({ subject }) =>
        subject.startsWith('An API token of Expiry Provider runs out'),
      )
    await run(days(300))
    expect(await told()).toEqual([])
    await run(days(340))
    await run(days(341))
    const emails = await told()
    expect(emails.map(({ to }) => to)).toEqual([administrator.address])
    expect(emails[0]?.text).toContain('23 November 2027')
  })
})
