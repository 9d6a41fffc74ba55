import { expect, test } from 'vitest'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const PATH = '/account/teacher-reference-number'
const NUMBER = 'Your teacher reference number'

/** A teacher of the local teaching record, twice so that each story has one of its own. */
const STORIES = [
  { javaScript: true, width: 1280, name: 'Nadia Petrov', trn: '3000009', born: ['17', '5', '1990'] },
  { javaScript: false, width: 320, name: 'Owen Price', trn: '3000010', born: ['14', 'August', '1983'] },
] as const

type Story = (typeof STORIES)[number]

/** Somebody whom nobody knows asks to sign in, and begins with the link in the message. */
async function begin(
  { page, arrivesAt }: Visitor,
  { name, address }: { readonly name: string; readonly address: string },
) {
  await page.goto(`/sign-in?return=${encodeURIComponent(PATH)}`)
  await arrivesAt('Sign in')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Continue' }).click()
  await arrivesAt('Check your email')
  await page.goto(linkIn(await emailTo(platform.url, address, /^How to get access/), '/teacher-sign-up/'))
  await arrivesAt('Begin as a teacher')
  await page.getByRole('button', { name: 'Make my account' }).click()
  await page.locator('.govuk-error-summary').waitFor()
  await arrivesAt('Begin as a teacher')
  await page.getByLabel('Your full name').fill(name)
  await page.getByRole('button', { name: 'Make my account' }).click()
  await arrivesAt(NUMBER)
}

async function giveNumber(
  { page }: Visitor,
  { trn, born: [day, month, year] }: Pick<Story, 'trn' | 'born'>,
  wrongYear?: string,
) {
  await page.getByLabel('Teacher reference number (TRN)').fill(`RP ${trn.slice(0, 2)}/${trn.slice(2)}`)
  await page.getByLabel('Day').fill(day)
  await page.getByLabel('Month').fill(month)
  await page.getByLabel('Year').fill(wrongYear ?? year)
  await page.getByRole('button', { name: 'Check my number' }).click()
}

/** What the local teaching record does from now on. */
async function recordBehaves({ page, arrivesAt }: Visitor, how: string) {
  await page.goto('/dev/teaching-record')
  await arrivesAt('Teaching record')
  await page.getByLabel(how).check()
  await page.getByRole('button', { name: 'Change' }).click()
  await arrivesAt('Teaching record')
}

test.each(STORIES)(
  'a teacher begins, confirms their number, and makes one account of two: $javaScript',
  async (story) => {
    const { javaScript, width, name } = story
    const open = () => visit({ javaScript, width })
    const [first, second] = [await open(), await open()]
    const address = { own: `first.${javaScript}@teachers.example`, other: `second.${javaScript}@teachers.example` }

    await begin(first, { name, address: address.own })
    await giveNumber(first, story, '1971')
    await first.page.locator('.govuk-error-summary').waitFor()
    await first.arrivesAt(NUMBER)
    await recordBehaves(first, 'Closes every connection')
    await first.page.goto(PATH)
    await giveNumber(first, story)
    await first.arrivesAt('We will check this and email you')
    await recordBehaves(first, 'Works as it should')
    await first.page.goto(PATH)
    await giveNumber(first, story)
    await first.page.getByText('The teaching record has confirmed your number').waitFor()
    await first.arrivesAt(NUMBER)
    await emailTo(platform.url, address.own, /is confirmed$/)

    await begin(second, { name, address: address.other })
    await giveNumber(second, story)
    await second.arrivesAt('Another account has this number')
    expect(await second.page.content()).not.toContain(address.own)
    await second.page.getByRole('button', { name: 'Send the link' }).click()
    await second.page.getByText('Link sent to').waitFor()
    await second.arrivesAt('Another account has this number')
    const link = linkIn(await emailTo(platform.url, address.own, /^Is this also your account/), `${PATH}/link/`)
    await first.page.goto(link)
    await first.arrivesAt('This link is for another account')
    await second.page.goto(link)
    await second.arrivesAt('Make one account of your two?')
    await second.page.getByRole('button', { name: 'Make one account' }).click()
    await second.page.getByText('Your two accounts are now one').waitFor()
    await second.arrivesAt(NUMBER)
    await emailTo(platform.url, address.other, /are now one$/)

    const again = await open()
    await signInByEmail(again, { url: platform.url, address: address.other })
    await again.page.waitForURL('**/home')
    await again.page.goto(PATH)
    await again.page.getByText(story.trn).waitFor()
    await Promise.all([first, second, again].map(({ leave }) => leave()))
  },
)
