import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
  await app.signInAs((await aMemberOfStaff(app.db, { name: 'Sam Ortiz' })).accountId)
})
afterAll(() => app.close())

const names = () =>
  app
    .page()
    .html('tbody a')
    .toArray()
    .map((link) => app.page().html(link).text())

test('staff find a person by a part of the name or of an address, the exact address first', async () => {
  for (const [name, address] of [
    ['Zoë Quayle', 'zq@first.example'],
    ['Quentin Abara', 'z.quayle@first.example'],
    ['Ann Example', 'quayle@first.example'],
  ] as const) {
    await aTutorOf(app.db, await aSchool(app.db), { name, address })
  }
  const empty = await app.get('/people')
  expect(lintPage(empty.html)).toEqual([])
  expect(empty.heading).toBe('Find a person')
  await app.get('/people?q=QUAYLE')
  expect(lintPage(app.page().html)).toEqual([])
  expect(names()).toEqual(['Ann Example', 'Quentin Abara', 'Zoë Quayle'])
  await app.get('/people?q=z.quayle%40first.example')
  expect(names()).toEqual(['Quentin Abara'])
})

test('a wildcard is a character like any other, and nobody found is told what to do', async () => {
  for (const text of ['%', '_', '100%', "'; drop table"]) {
    const shown = await app.get(`/people?q=${encodeURIComponent(text)}`)
    expect(shown.text).toContain('Nobody with an account has this name or email address')
  }
})

test('many are paged, and a page that is not there leads to the first', async () => {
  for (let number = 0; number < 27; number += 1) {
    await aTutorOf(app.db, await aSchool(app.db), { name: `Many ${number}`, address: `many${number}@many.example` })
  }
  expect((await app.get('/people?q=many.example')).text).toContain('Showing 1 to 25 of 27 people')
  expect((await app.get('/people?q=many.example&page=2')).html('tbody tr').length).toBe(2)
  expect((await app.get('/people?q=many.example&page=9')).path).toBe('/people?q=many.example')
})
