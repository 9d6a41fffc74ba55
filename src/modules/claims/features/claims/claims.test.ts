import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMemberOfStaff, aPersonAt, contextFor } from '#src/modules/access/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { anAudit, officer, theyDisagree } from '../../audits/factories.ts'
import { aClaim, aMentor } from '../../factories.ts'
import { askForInformation } from '../../requests/ask-for-information.ts'

let app: TestApp
beforeAll(async () => {
  app = await composedApp()
})
afterAll(() => app.close())

const MAIN = { form: 'main form[method="post"]' }

const tasks = () => {
  const page = app.page()
  const titles = page.html('.govuk-task-list__link').toArray()
  return titles.map((link) => [page.html(link).text().trim(), page.html(link).attr('href')])
}

test('whoever claims is told at home and on the list what waits for the school, until it has answered', async () => {
  const world = await anAudit(app.db)
  await theyDisagree(app.db, world)
  const { school, provider, claim } = world
  const windowId = claim.submitted?.windowId ?? ''
  const list = `/organisations/${school.id}/claims`
  const other = await aClaim(app.db, {
    school,
    provider,
    windowId,
    mentors: [await aMentor(app.db, school)],
  })
  const staff = officer((await aMemberOfStaff(app.db)).accountId)
  const asked = await execute(contextFor(app.db, staff), askForInformation, {
    ...{ claimId: other.id, of: 'school', lineId: null, topic: 'hours', question: 'Which days?', dueOn: null },
  })
  if (!asked.ok) throw new Error(asked.refusal.code)

  await app.signInAs(world.atSchool.accountId)
  expect((await app.get('/home')).text).toContain('What is left to do')
  expect(tasks()).toEqual(
    expect.arrayContaining([
      ['Answer what we asked about a claim', list],
      ['Reply to a provider that disagrees', list],
    ]),
  )
  const shown = await app.get(list)
  expect([lintPage(shown.html), shown.text.includes('Waiting for your school')]).toEqual([[], true])
  const reply = `/claims/${claim.id}/audit`
  const answer = `/claims/${other.id}/requests/${asked.value.requestId}`
  expect(tasks().map(([, href]) => href)).toEqual(expect.arrayContaining([reply, answer]))
  expect(tasks()).toHaveLength(2)

  await app.get(reply)
  await app.submit({ 'answer-0': 'agrees', send: 'yes' }, MAIN)
  await app.get(list)
  expect(tasks()).toEqual([[`Answer what is asked about claim ${other.reference}`, answer]])

  await app.signInAs((await aPersonAt(app.db, school, { role: 'viewer' })).accountId)
  expect((await app.get(list)).text).not.toContain('Waiting for your school')
  expect((await app.get('/home')).text).not.toContain('What is left to do')
})
