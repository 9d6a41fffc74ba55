import { describe, expect, test } from 'vitest'
import { emailTo } from '../support/mailbox.ts'
import { signInAsStaff, signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const TRUST = 'Thackroyd Learning Trust'
const CLAIMS = `Claims of the schools of ${TRUST}`
const PROVIDER = 'Harbour and Moor Teacher Training'
const FILES = { mentors: 'mentors.csv', claims: 'claims.csv' } as const

describe.each([
  {
    ...{ javaScript: true, width: 1280, address: 'colin.eyre@thackroyd-trust.example', which: 0 },
    mentors: [
      { name: 'Nadia Petrov', trn: '3000009', born: '17/05/1990', wrong: '05/17/1990' },
      { name: 'Owen Price', trn: '3000010', born: '14-Aug-83', wrong: '14-Aug-83' },
    ],
  },
  {
    ...{ javaScript: false, width: 320, address: 'yusra.rahimi@thackroyd-trust.example', which: 1 },
    mentors: [{ name: 'Amina Yusuf', trn: '3000003', born: '1991-02-28', wrong: '1991-02-27' }],
  },
] as const)('with JavaScript: $javaScript', ({ javaScript, width, address, which, mentors }) => {
  test('somebody of a trust adds mentors of a school by file, and claims for it by another', async () => {
    const officer = await visit({ javaScript, width })
    const { page, arrivesAt } = officer
    const main = page.getByRole('main')
    await signInByEmail(officer, { url: platform.url, address })
    await arrivesAt(TRUST)
    await page.getByRole('link', { name: 'Claims for mentor training of your schools' }).click()
    await arrivesAt(CLAIMS)
    await page.getByLabel('Status', { exact: true }).selectOption({ label: 'Being checked for payment' })
    await page.getByRole('button', { name: 'Apply filters' }).click()
    await arrivesAt(CLAIMS)
    await page.getByRole('link', { name: 'Clear filters' }).click()
    await page.getByRole('link', { name: 'Start a claim for a school' }).click()
    await arrivesAt(`Claim for a school of ${TRUST}`)
    const row = main
      .locator('tbody tr')
      .filter({ has: page.getByRole('link', { name: /^Start a claim/ }) })
      .nth(which)
    const urn = await row.locator('td').first().innerText()
    const school = await row.locator('th').innerText()
    await row.getByRole('link', { name: /^Mentors of/ }).click()
    await arrivesAt(`Mentors of ${school}`)

    await page.getByRole('link', { name: 'Add several mentors from a file' }).click()
    await arrivesAt('Add several mentors from a file')
    await upload(officer, FILES.mentors, ['trn,date_of_birth', ...mentors.map(({ trn, wrong }) => `${trn},${wrong}`)])
    await arrivesAt(`Mentors in ${FILES.mentors}`)
    expect(await main.getByText('Nobody can be added while a row has a fault').isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Back' }).click()
    await arrivesAt('Add several mentors from a file')
    await upload(officer, FILES.mentors, ['trn;date_of_birth', ...mentors.map(({ trn, born }) => `${trn};${born}`)])
    await arrivesAt(`Mentors in ${FILES.mentors}`)
    await page.getByRole('button', { name: 'Add these mentors' }).click()
    await arrivesAt(`Mentors in ${FILES.mentors}`)
    await page.getByLabel(/I have told the mentors/).check()
    await page.getByRole('button', { name: 'Add these mentors' }).click()
    await arrivesAt(`Mentors of ${school}`)
    for (const { name } of mentors) expect(await main.getByText(name).first().isVisible()).toBe(true)

    await page.goto('/home')
    await page.getByRole('link', { name: 'Claims for mentor training of your schools' }).click()
    await page.getByRole('link', { name: 'Claim for several schools from a file' }).click()
    await arrivesAt('Claim for several schools from a file')
    const rows = mentors.map(({ trn }) => `${urn},${PROVIDER},${trn},4`)
    await upload(officer, FILES.claims, ['school_urn,provider,mentor_trn,hours', ...rows, `${urn},Nobody,3000003,1`])
    await arrivesAt(`Claims in ${FILES.claims}`)
    expect(await main.getByText(/No accredited provider of today has the name or UKPRN “Nobody”/).isVisible()).toBe(
      true,
    )
    await page.getByRole('link', { name: 'Back' }).click()
    await upload(officer, FILES.claims, ['school_urn,provider,mentor_trn,hours', ...rows])
    await arrivesAt(`Claims in ${FILES.claims}`)
    await page.getByLabel('Send them all to DfE').check()
    await page.getByLabel('The hours are agreed with each provider').check()
    await goOn(officer)
    await arrivesAt(`Claims in ${FILES.claims}`)
    await page.getByLabel(/I agree/).check()
    await goOn(officer)
    await arrivesAt(CLAIMS)
    expect(await main.getByText('The claims of the file were sent to DfE').isVisible()).toBe(true)
    await emailTo(platform.url, address, /^Claim [0-9]{8} has been sent/)
    await officer.leave()
  })
})

async function upload({ page }: Visitor, name: string, lines: readonly string[]): Promise<void> {
  const buffer = Buffer.from(`${lines.join('\r\n')}\r\n`)
  await page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Look at the file' }).click()
}

const goOn = ({ page }: Visitor) => page.getByRole('main').getByRole('button', { name: 'Go on' }).click()

describe.each([
  {
    javaScript: true,
    width: 1280,
    school: 'Larkhollow Primary School',
    address: 'kezia.boateng@larkhollow.sch.example',
  },
  { javaScript: false, width: 320, school: 'Garnetstead School', address: 'desmond.okoro@garnetstead.sch.example' },
] as const)('before a claim, with JavaScript: $javaScript', ({ javaScript, width, school, address }) => {
  test('a school prepares, estimates, looks up dates and details, and says what is wrong; staff answer', async () => {
    const manager = await visit({ javaScript, width })
    const { page, arrivesAt } = manager
    const main = page.getByRole('main')
    await signInByEmail(manager, { url: platform.url, address })
    await page.goto('/home')
    await page.getByRole('link', { name: 'Claim funding for mentor training' }).click()
    await arrivesAt(`Claims of ${school}`)
    const list = page.url()
    const here = list.replace(/\/claims$/, '')
    await page.goto(`${here}/preparation`)
    await arrivesAt('What you need before you claim')
    await page.getByRole('link', { name: 'Note a mentor' }).click()
    await arrivesAt('Note a mentor')
    await page.getByLabel('Name of the mentor').fill('Ms Quill')
    await page.getByLabel('Their teacher reference number (TRN)').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await arrivesAt('What you need before you claim')
    expect(await main.getByText(/Date of birth, accredited provider/).isVisible()).toBe(true)
    await page.goto(`${here}/claim-estimate?more=2&cover=30`)
    await arrivesAt('What you could claim')
    expect(await main.getByText('Another mentor 2').isVisible()).toBe(true)
    await page.goto(`${here}/claim-dates`)
    await arrivesAt('Dates for claiming')
    await page.goto(`${here}/claims/preferences`)
    await arrivesAt('Emails about claims')
    await page.getByLabel('Reminders').uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await arrivesAt('Emails about claims')
    await page.goto(`${here}/claim-details`)
    await arrivesAt('Details for claims')
    await page.getByRole('link', { name: 'Tell us what is wrong and what is right' }).click()
    await arrivesAt('Tell us what is wrong')
    await page.getByLabel('Address', { exact: true }).check()
    await page.getByLabel('What is right?').fill('We moved to 2 Mill Lane')
    await page.getByRole('button', { name: 'Send' }).click()
    await arrivesAt('Details for claims')
    await emailTo(platform.url, address, /^We look at the details of/)
    await manager.leave()

    const staff = await visit({ javaScript, width })
    await signInAsStaff(staff, 'Priya Nair')
    await staff.page.goto('/staff/claims/detail-reports')
    await staff.arrivesAt('Details that schools say are wrong')
    await staff.page
      .getByRole('link', { name: new RegExp(`^${school}`) })
      .first()
      .click()
    await staff.arrivesAt(`Address: ${school}`)
    await staff.page.getByLabel('What did you do about it?').fill('It is right from tomorrow on.')
    await staff.page.getByRole('button', { name: 'Send the answer' }).click()
    await staff.arrivesAt('Details that schools say are wrong')
    await emailTo(platform.url, address, /^Answer about the details of/)
    await staff.leave()
  })
})
