import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { routes } from './compose.ts'

let app: TestApp
beforeAll(async () => {
  app = await composedApp()
})
afterAll(() => app.close())

const EXAMPLES: Readonly<Record<string, string>> = { urn: '123456', token: 'no-such-token', question: 'name' }
const addressOf = (at: string) =>
  at
    .slice(at.indexOf('/'))
    .replaceAll(/:(\w+)/g, (_match, name: string) => EXAMPLES[name] ?? '0190f3a4-0000-7000-8000-000000000001')

const posts = routes.filter(({ at }) => at.startsWith('POST '))
const gets = routes.filter(({ at }) => at.startsWith('GET '))
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

test.each(posts.map(({ at }) => at))('%s takes no form from elsewhere', async (at) => {
  await app.get('/sign-in')
  const cookie = [...app.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const token = String(app.page().html('[name=_csrf]').val())
  const send = (payload: string, headers: Record<string, string>) =>
    app.app.inject({ method: 'POST', url: addressOf(at), payload, headers: { ...FORM, cookie, ...headers } })
  const answers = await Promise.all([
    send('', {}),
    send(`_csrf=${'A'.repeat(86)}`, {}),
    send(`_csrf=${token}`, { 'sec-fetch-site': 'cross-site' }),
    send(`_csrf=${token}`, { origin: 'https://elsewhere.test' }),
  ])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403])
})

test.each(gets.map(({ at }) => at))('%s answers anybody with the headers that guard it', async (at) => {
  const { statusCode, headers } = await app.app.inject(addressOf(at))
  expect(statusCode).not.toBe(500)
  expect(headers['content-security-policy']).toContain("object-src 'none'; base-uri 'none'; frame-ancestors 'none'")
  expect([headers['x-content-type-options'], headers['cache-control']]).toEqual(['nosniff', 'no-store'])
  expect(headers['referrer-policy']).toBe(at.includes(':token') ? 'no-referrer' : 'same-origin')
})
