import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes })
})
afterAll(() => app.close())

test('anybody can read it, and it claims no more than has been done', async () => {
  const { status, html } = await app.get('/accessibility-statement')
  expect(status).toBe(200)
  expect(lintPage(html)).toEqual([])
  const text = html('main').text()
  expect(text).toContain('partially compliant')
  expect(text).toContain('has not been audited yet')
  expect(text).not.toContain('fully compliant')
})

test('what the regulations ask for is there', async () => {
  const { html } = await app.get('/accessibility-statement')
  const links = html('main a')
    .toArray()
    .map((link) => html(link).attr('href'))
  expect(links).toEqual(
    expect.arrayContaining([
      'https://www.gov.uk/contact-dfe',
      'https://www.equalityadvisoryservice.com/',
      'https://www.w3.org/TR/WCAG22/',
    ]),
  )
})
