import { globSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { JOIN_LINK_MEMORY } from '#src/modules/access/teachers/number-rules.ts'
import { repository } from '#src/ui/repository.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { ADDRESS_LINK_MEMORY } from '../../../access/accounts/address-rules.ts'
import { MAILED_LINK_MEMORY } from '../../../access/handovers/handover-rules.ts'
import { MAILED_LANDINGS } from '../../../access/handovers/mailed-link.ts'
import { JOIN_BROWSER_MEMORY } from '../../../access/join-requests/join-request-rules.ts'
import { REQUEST_PAGE_LIFE } from '../../../access/link-requests/link-request-rules.ts'
import { NOMINATION_BROWSER_MEMORY } from '../../../access/nominations/nomination-rules.ts'
import { BROWSER_MEMORY } from '../../../access/proofs/sign-in-rules.ts'
import { routes } from '../../routes.ts'
import { COOKIES } from './cookie-list.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes })
})
afterAll(() => app.close())

/** The names that the code gives to cookies, from each file that sets one. */
function cookiesSet(): readonly string[] {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: repository }).filter(
    (path) => !/[.]test[.]|^src\/main\/dev\//.test(path),
  )
  return files.flatMap((path) => {
    const text = readFileSync(`${repository}/${path}`, 'utf8')
    return [...text.matchAll(/cookies\.set\(\s*([A-Z_]+|'[^']+')/g)].map(([, name = '']) =>
      name.startsWith("'")
        ? name.slice(1, -1)
        : (new RegExp(`const ${name} = '([^']+)'`).exec(text)?.[1] ?? `${path}: ${name}`),
    )
  })
}

test('the page lists every cookie that the code sets, and no other', () => {
  const set = new Set([...cookiesSet(), ...Object.keys(MAILED_LANDINGS)])
  expect(set.size).toBeGreaterThan(5)
  expect(COOKIES.map(({ name }) => name).sort()).toEqual([...set].sort())
})

test('the times are those of the rules', () => {
  const minutes = Object.fromEntries(COOKIES.map(({ name, minutes: kept }) => [name, kept]))
  expect(minutes['sign-in-asked']).toBe(BROWSER_MEMORY.total('minutes'))
  expect(minutes['join-request-sent']).toBe(JOIN_BROWSER_MEMORY.total('minutes'))
  expect(minutes['answer-join-request-link']).toBe(JOIN_BROWSER_MEMORY.total('minutes'))
  expect(minutes['confirm-tutor']).toBe(MAILED_LINK_MEMORY.total('minutes'))
  expect(minutes['object-to-handover']).toBe(MAILED_LINK_MEMORY.total('minutes'))
  expect(minutes['join-accounts-link']).toBe(JOIN_LINK_MEMORY.total('minutes'))
  expect(minutes['teacher-sign-up-link']).toBe(BROWSER_MEMORY.total('minutes'))
  expect(minutes['address-link']).toBe(ADDRESS_LINK_MEMORY.total('minutes'))
  expect(minutes['link-request']).toBe(REQUEST_PAGE_LIFE.total('minutes'))
  expect(minutes['nomination-link']).toBe(NOMINATION_BROWSER_MEMORY.total('minutes'))
})

test('anybody can read it', async () => {
  const { status, html, heading } = await app.get('/cookies')
  expect({ status, heading }).toEqual({ status: 200, heading: 'Cookies' })
  expect(lintPage(html)).toEqual([])
  expect(html('tbody tr').length).toBe(COOKIES.length)
  expect(html('tbody').text()).toContain('__Host-browser')
  expect(html('tbody').text()).toContain('After 30 days')
})

test('reading it sets no cookie', () => {
  expect([...app.cookies.keys()]).toEqual([])
})
