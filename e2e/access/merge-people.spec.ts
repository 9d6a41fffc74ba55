import { test } from 'vitest'
import { emailTo } from '../support/mailbox.ts'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const REASON = 'She has two addresses at the school and rang from the number in GIAS'

async function find({ page, arrivesAt }: Visitor, name: string) {
  await page.goto('/people')
  await arrivesAt('Find a person')
  await page.getByLabel('Name or email address').fill(name)
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('link', { name }).click()
  await arrivesAt(name)
}

test.each([
  {
    javaScript: true,
    width: 1280,
    keep: 'Farah Siddiqui',
    gone: 'Tom Whitlock',
    mailbox: 'tom.whitlock@meridian-teaching.example',
  },
  {
    javaScript: false,
    width: 320,
    keep: 'Ruth Okonjo',
    gone: 'Jamie Farrow',
    mailbox: 'jamie.farrow@candlemere.example',
  },
])(
  'support makes one person of two and takes it back: $javaScript',
  async ({ javaScript, width, keep, gone, mailbox }) => {
    const agent = await visit({ javaScript, width })
    const { page, arrivesAt } = agent
    const owner = await visit({ javaScript, width })
    await owner.page.goto('/sign-in')
    await owner.page.getByLabel('Email address').fill(mailbox)
    await owner.page.getByRole('button', { name: 'Continue' }).click()
    const message = await emailTo(platform.url, mailbox, /^Sign in/)
    await owner.page.goto(message.links[0] ?? '/')
    await owner.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await owner.page.waitForURL('**/home*')

    await signInAsStaff(agent, 'Priya Nair')
    await find(agent, keep)
    await page.getByRole('link', { name: 'Merge with another person' }).click()
    await arrivesAt(`Merge ${keep} with another person`)
    await page.getByLabel('Name or email address of the other account').fill('nobody at all')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByText('Nobody else has this name').waitFor()
    await arrivesAt(`Merge ${keep} with another person`)
    await page.getByLabel('Name or email address of the other account').fill(gone)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: gone }).click()
    await arrivesAt(`Merge ${gone} into ${keep}`)
    await page.getByRole('button', { name: 'Merge the two' }).click()
    await page.locator('.govuk-error-summary').waitFor()
    await arrivesAt(`Merge ${gone} into ${keep}`)
    await page.getByLabel('Reason').fill(REASON)
    await page.getByRole('button', { name: 'Merge the two' }).click()
    await arrivesAt(`${gone} is now part of ${keep}`)
    await emailTo(platform.url, mailbox, /are now one$/)
    await owner.page.goto('/account')
    await owner.arrivesAt('Sign in')

    await find(agent, gone)
    await page.getByRole('link', { name: /^See or undo/ }).click()
    await arrivesAt(`${gone} is now part of ${keep}`)
    await page.getByRole('link', { name: 'take the two accounts apart again' }).click()
    await arrivesAt(`Take ${gone} and ${keep} apart again`)
    await page.getByLabel('Reason').fill('It was somebody of the same name')
    await page.getByRole('button', { name: 'Take them apart' }).click()
    await arrivesAt(`${gone} and ${keep} are separate again`)
    await emailTo(platform.url, mailbox, /is separate again$/)
    await Promise.all([agent, owner].map(({ leave }) => leave()))
  },
)
