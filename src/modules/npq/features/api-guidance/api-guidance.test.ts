import { afterAll, beforeAll, expect, test } from 'vitest'
import { API_ERRORS } from '#src/platform/http/api/api-errors.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { endpoints } from '../../api/endpoints.ts'
import { TOPICS } from './guidance.tsx'

let app: TestApp
beforeAll(async () => {
  app = await composedApp()
})
afterAll(() => app.close())

test('the guidance is read without signing in, page after page', async () => {
  const home = await app.get('/api/guidance')
  expect(lintPage(home.html)).toEqual([])
  let shown = await app.click('Getting started')
  const seen = [shown.heading]
  for (const { title } of TOPICS.slice(1)) {
    shown = await app.click(`Next: ${title}`)
    expect(lintPage(shown.html)).toEqual([])
    seen.push(shown.heading)
  }
  expect(seen).toEqual(TOPICS.map(({ title }) => title))
  expect((await app.click('All guidance')).path).toBe('/api/guidance')
})

test('every address is in the first page, and every code in the page of errors', async () => {
  const start = await app.get('/api/guidance/getting-started')
  expect(endpoints.map(({ at }) => at).filter((at) => !start.text.includes(at))).toEqual([])
  const errors = await app.get('/api/guidance/errors')
  const codes = [...Object.keys(API_ERRORS), ...endpoints.flatMap(({ refusals }) => Object.keys(refusals))]
  expect(codes.filter((code) => !errors.text.includes(code))).toEqual([])
})

test('an unknown page is not found, as a page', async () => {
  const shown = await app.get('/api/guidance/nothing')
  expect([shown.status, shown.heading]).toEqual([404, 'Page not found'])
})
