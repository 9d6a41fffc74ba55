import { describe, expect, test } from 'vitest'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

/** A phase of few schools in each local authority: each story invites its own. */
const STORIES = [
  { javaScript: true, width: 1280, authority: 'Leeds', name: 'Leeds secondaries' },
  { javaScript: false, width: 320, authority: 'Camden', name: 'Camden secondaries' },
]

describe.each(STORIES)('with JavaScript: $javaScript', ({ javaScript, width, authority, name }) => {
  test('support staff see who is missing and why, invite some at once, and see what became of it', async () => {
    const agent = await visit({ javaScript, width })
    await signInAsStaff(agent, 'Priya Nair')
    const { page, arrivesAt } = agent
    await page.goto('/staff/missing-tutors')
    await arrivesAt('Schools without an induction tutor')
    expect(await page.getByText(/^As it was at /).isVisible()).toBe(true)
    const reasons = await page.getByRole('table').first().innerText()
    for (const reason of [
      'Address does not exist',
      'Inbox refused the link',
      'Delivered but not opened',
      'Opened but not finished',
    ]) {
      expect(reasons).toMatch(new RegExp(`${reason}\\s+[1-9]`))
    }
    await countBy(agent, authority)
    await choose(agent)
    await invite(agent, name)
    await finished(agent, name)
    const sent = await page.getByRole('table').first().innerText()
    expect(sent).toMatch(/Were sent the link\s+[1-9]/)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download every school/ }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^invitation-.*\.csv$/)
    await page.goto('/staff/invitations')
    await arrivesAt('Invitations')
    expect(await page.getByRole('link', { name }).count()).toBe(1)
    await stop(agent)
    await agent.leave()
  })
})

/** From the counts by local authority back to its schools. */
async function countBy({ page, arrivesAt }: Visitor, authority: string) {
  await page.getByRole('link', { name: 'local authority', exact: true }).click()
  await arrivesAt('Schools without an induction tutor by local authority')
  await page.getByRole('main').getByRole('link', { name: authority }).click()
  await arrivesAt('Schools without an induction tutor')
}

/** With a wrong turn: a filter that leaves nobody. */
async function choose({ page, arrivesAt }: Visitor) {
  await page.getByLabel('Name, place or URN').fill('zzzz')
  await page.getByRole('button', { name: 'Apply filters' }).click()
  await arrivesAt('Schools without an induction tutor')
  expect(await page.getByText('No school fits these filters').isVisible()).toBe(true)
  await page.getByRole('link', { name: /Remove filter name/ }).click()
  await arrivesAt('Schools without an induction tutor')
  await page.getByLabel('Reason', { exact: true }).selectOption({ label: 'Never invited' })
  await page.getByLabel('Phase', { exact: true }).selectOption({ label: 'Secondary' })
  await page.getByRole('button', { name: 'Apply filters' }).click()
  await arrivesAt('Schools without an induction tutor')
}

/** With a wrong turn: no name. */
async function invite({ page, arrivesAt }: Visitor, name: string) {
  await page.getByRole('button', { name: /^Invite th/ }).click()
  await arrivesAt(/^Invite \d+ school/)
  const address = await page.getByRole('table').locator('tbody tr').first().locator('td').last().innerText()
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Invite \d+ school/ })
    .click()
  await arrivesAt(/^Invite \d+ school/)
  expect(await page.title()).toMatch(/^Error: /)
  await page.getByLabel('Name of the invitation').fill(name)
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Invite \d+ school/ })
    .click()
  await arrivesAt(new RegExp(name))
  const email = await emailTo(platform.url, address, /^Nominate/)
  expect(linkIn(email, '/nominate-induction-tutor/link/')).toContain('/link/')
}

const LOOKS = 60

async function finished({ page, arrivesAt }: Visitor, name: string) {
  for (
    let look = 0;
    look < LOOKS && !(await page.getByText('Finished', { exact: true }).first().isVisible());
    look += 1
  ) {
    await page.waitForTimeout(500)
    await page.reload()
  }
  await arrivesAt(name)
}

/** The one that waits for its day in the seeded world can be stopped; the first who does it leaves none for the other story. */
async function stop({ page, arrivesAt }: Visitor) {
  await page.getByRole('link', { name: 'Spring, colleges in Camden' }).click()
  await arrivesAt('Spring, colleges in Camden')
  const button = page.getByRole('button', { name: 'Stop this invitation' })
  if ((await button.count()) === 0) return
  await button.click()
  await arrivesAt('Stop ‘Spring, colleges in Camden’?')
  await page.getByRole('main').getByRole('button', { name: 'Stop this invitation' }).click()
  await arrivesAt('Spring, colleges in Camden')
  expect(await page.getByText('Stopped', { exact: true }).first().isVisible()).toBe(true)
}
