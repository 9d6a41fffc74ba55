import { expect, test } from 'vitest'
import { TUTOR_PERSONAS } from '#db/seeds/personas.ts'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'

const { visit } = stage()

const REASON = 'She says that her school is missing from her home page'

test.each([
  { javaScript: true, person: TUTOR_PERSONAS[0] },
  { javaScript: false, width: 320, person: TUTOR_PERSONAS[0] },
])('support sees what a tutor sees, can change nothing, and stops: %o', async ({ person, ...how }) => {
  const agent = await visit(how)
  const { page, arrivesAt } = agent
  await signInAsStaff(agent, 'Priya Nair')
  await page.goto(`/people?q=${person.address}`)
  await page.getByRole('link', { name: person.name }).click()
  await arrivesAt(person.name)
  await page.getByRole('link', { name: `View the service as ${person.name}` }).click()
  await arrivesAt(`View the service as ${person.name}`)
  await page.getByRole('button', { name: 'Start viewing' }).click()
  await page.locator('.govuk-error-summary').waitFor()
  await page.getByLabel('Reason').fill(REASON)
  await page.getByRole('button', { name: 'Start viewing' }).click()
  await page.waitForURL('**/home**')
  await arrivesAt(/./)

  const banner = page.getByRole('region', { name: 'Viewing as somebody else' })
  expect(await banner.innerText()).toContain(person.name)
  expect(await banner.innerText()).toContain(REASON)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { level: 1, name: /^You cannot change anything while you view/ }).waitFor()
  expect(await banner.isVisible()).toBe(true)

  await banner.getByRole('button', { name: 'Stop viewing' }).click()
  await arrivesAt(person.name)
  expect(await banner.count()).toBe(0)
  const history = await page.locator('.moj-timeline').innerText()
  for (const fact of ['began to view the service as', 'stopped viewing the service as', REASON]) {
    expect(history).toContain(fact)
  }
  await agent.leave()
})
