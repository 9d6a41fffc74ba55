import { describe, expect, test } from 'vitest'
import { emailTo } from '../support/mailbox.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const PROVIDER = 'Harbour and Moor Teacher Training'

describe.each([
  {
    ...{ javaScript: true, width: 1280, school: 'Larkhollow Primary School' },
    ...{ address: 'kezia.boateng@larkhollow.sch.example', mentor: 'Tia Cher', trn: '300 0004', born: '13 9 1994' },
  },
  {
    ...{ javaScript: false, width: 320, school: 'Garnetstead School' },
    ...{ address: 'desmond.okoro@garnetstead.sch.example', mentor: 'Nadia Petrov', trn: '3000009', born: '17 5 1990' },
  },
] as const)('with JavaScript: $javaScript', ({ javaScript, width, school, address, mentor, trn, born }) => {
  test('a business manager gets ready, claims with a wrong turn, goes on later, sends the claim and takes it back', async () => {
    const manager = await visit({ javaScript, width })
    const { page, arrivesAt } = manager
    const main = page.getByRole('main')
    await page.goto('/claims')
    await arrivesAt('Claim funding for mentor training')
    await signInByEmail(manager, { url: platform.url, address })
    await page.goto('/claims')
    await arrivesAt('Claim funding for mentor training')
    await page.getByRole('link', { name: `Claims of ${school}` }).click()
    await arrivesAt(`Claims of ${school}`)
    const list = page.url()
    await accept(manager, list)
    await add(manager, { list, mentor, trn, born })

    await page.goto(list)
    await page.getByRole('button', { name: 'Start a claim' }).click()
    await arrivesAt('Which provider did your mentors train with?')
    await findProvider(manager, javaScript)
    await arrivesAt(`Which mentors trained with ${PROVIDER}?`)
    await goOn(manager)
    await arrivesAt(`Which mentors trained with ${PROVIDER}?`)
    expect(await main.getByText('Select the mentors who trained with the provider').first().isVisible()).toBe(true)
    await page.getByLabel(mentor).check()
    await goOn(manager)
    await arrivesAt('How many hours did they train?')
    await page.getByLabel('Another number of hours').check()
    await page.getByLabel(`Hours of ${mentor}`).fill('10')
    await goOn(manager)
    await arrivesAt(`Confirm the hours with ${PROVIDER}`)
    await page.getByRole('link', { name: 'Go on later' }).click()

    await arrivesAt(`Claims of ${school}`)
    await page
      .getByRole('link', { name: /^Continue [0-9]{8}$/ })
      .first()
      .click()
    await arrivesAt(/^Claim [0-9]{8}$/)
    await page.getByRole('button', { name: 'Continue the claim' }).click()
    await arrivesAt('How many hours did they train?')
    expect(await page.getByLabel(`Hours of ${mentor}`).inputValue()).toBe('10')
    await goOn(manager)
    await arrivesAt(`Confirm the hours with ${PROVIDER}`)
    await page.getByLabel(`${PROVIDER} has confirmed these hours to us`).check()
    await goOn(manager)
    await arrivesAt('Check your answers before you send the claim')
    await page.getByRole('button', { name: 'Send claim' }).click()
    await arrivesAt('Check your answers before you send the claim')
    await page.getByLabel('I agree, and I am allowed to claim for the school').check()
    await page.getByRole('button', { name: 'Send claim' }).click()
    await arrivesAt('Claim sent')
    await emailTo(platform.url, address, /^Claim [0-9]{8} has been sent/)

    await page.getByRole('link', { name: 'See where the claim stands' }).click()
    await arrivesAt(/^Claim [0-9]{8}$/)
    expect(await main.getByText('Sent to DfE').first().isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Withdraw the claim' }).click()
    await arrivesAt('Withdraw this claim')
    await page.getByLabel('Why is it withdrawn?').fill('The provider found fewer hours')
    await page.getByRole('button', { name: 'Withdraw claim' }).click()
    await arrivesAt(`Claims of ${school}`)
    expect(await main.getByText('Withdrawn').first().isVisible()).toBe(true)
    await emailTo(platform.url, address, /^Claim [0-9]{8} has been withdrawn/)
    await manager.leave()
  })
})

/** With JavaScript a suggestion is chosen while typing; without it the search leads to a list, after a wrong turn. */
async function findProvider(visitor: Visitor, javaScript: boolean): Promise<void> {
  const { page, arrivesAt } = visitor
  const input = page.getByLabel('Search for the provider')
  if (javaScript) {
    await input.pressSequentially('harbour mo')
    await page.getByRole('option', { name: PROVIDER }).click()
    // The button of the search, which sends the suggestion now; a list of earlier providers has one of its own.
    await page.getByRole('button', { name: 'Continue', exact: true }).first().click()
    return
  }
  await input.fill('a school of ours')
  await page.getByRole('button', { name: 'Search' }).click()
  await arrivesAt('Which provider did your mentors train with?')
  await page.getByText('Training is often run by a school or a partnership').waitFor()
  await input.fill('10999002')
  await page.getByRole('button', { name: 'Search' }).click()
  await arrivesAt('Which provider did your mentors train with?')
  await page.getByLabel(PROVIDER).check()
  await goOn(visitor)
}

const goOn = ({ page }: Visitor) =>
  page.getByRole('main').getByRole('button', { name: 'Continue', exact: true }).click()

/** The conditions, where nobody at the school has accepted them yet. */
async function accept({ page, arrivesAt }: Visitor, list: string): Promise<void> {
  const way = page.getByRole('link', { name: 'Read and accept the conditions' })
  if ((await way.count()) === 0) return
  await way.click()
  await arrivesAt(/^Conditions of the grant for/)
  await page.getByLabel(/I am allowed to accept these conditions/).check()
  await page.getByRole('button', { name: 'Accept the conditions' }).click()
  await page.getByText('The conditions have been accepted.').waitFor()
  await arrivesAt(/^Conditions of the grant for/)
  await page.goto(list)
}

type Mentor = { readonly list: string; readonly mentor: string; readonly trn: string; readonly born: string }

async function add({ page, arrivesAt }: Visitor, { list, mentor, trn, born }: Mentor): Promise<void> {
  await page.goto(list.replace('/claims', '/mentors/new'))
  await arrivesAt('Add a mentor')
  await page.getByLabel('Teacher reference number (TRN)').fill(trn)
  const [day = '', month = '', year = ''] = born.split(' ')
  await page.getByLabel('Day').fill(day)
  await page.getByLabel('Month').fill(month)
  await page.getByLabel('Year').fill(year)
  await page.getByLabel(/I have told the mentor/).check()
  await page.getByRole('button', { name: 'Find and add the mentor' }).click()
  await page.getByText(`${mentor} is on the list`).waitFor()
}
