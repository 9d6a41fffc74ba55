import { afterAll, beforeAll, expect, test } from 'vitest'
import { DRAFT_DAYS } from '#src/platform/drafts/drafts-rules.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { IP_STAYS_KNOWN } from '../../../access/proofs/sign-in-rules.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes })
})
afterAll(() => app.close())

test('anybody can read what is kept, for how long, and whom to ask', async () => {
  const { status, html } = await app.get('/privacy')
  expect(status).toBe(200)
  expect(lintPage(html)).toEqual([])
  const text = html('main').text()
  expect(text).toContain(`${DRAFT_DAYS} days after the last of them`)
  expect(text).toContain('30 days after you are signed out')
  expect(text).toContain('personal information charter')
})

test('internet addresses are forgotten as soon as the page says', () => {
  const twoDays = 2 * 24 * 3600
  expect(2 * IP_STAYS_KNOWN.seconds).toBeLessThanOrEqual(twoDays)
})
