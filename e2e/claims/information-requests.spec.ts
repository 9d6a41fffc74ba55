import { expect, test } from 'vitest'
import { emailTo } from '../support/mailbox.ts'
import { signInAsStaff, signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const KEZIA = 'kezia.boateng@larkhollow.sch.example'
const PAULA = 'paula.greene@three-counties.example'
const PDF = { name: 'timetable.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nhours') }

/** Files are scanned every minute, so it may take longer than an e-mail does otherwise. */
async function emailOfScan(subject: RegExp): Promise<void> {
  for (let quarters = 0; quarters < 6; quarters += 1) {
    const found = await emailTo(platform.url, KEZIA, subject).catch(() => null)
    if (found) return
  }
  throw new Error('nobody was told of the virus')
}

/** Priya asks about the claim of Gwendolyn Asante. Answers the address of the question, as whoever is asked has it. */
async function ask({ page, arrivesAt }: Visitor, whom: string, question: string): Promise<string> {
  await page.goto('/staff/claims?q=gwendolyn%20asante')
  await arrivesAt('Claims for mentor training')
  await page.locator('tbody th a').first().click()
  await arrivesAt(/^Claim [0-9]{8}$/)
  await page.getByRole('link', { name: 'Ask for information' }).first().click()
  await arrivesAt(/^Requests about claim/)
  await page.getByRole('button', { name: 'Ask for information' }).click()
  await arrivesAt('Ask for information')
  await page.getByRole('button', { name: 'Send the question' }).click()
  await arrivesAt('Ask for information')
  await page.getByLabel(whom).check()
  await page.getByLabel('How many hours a mentor was trained').check()
  await page.getByLabel('What do you want to know?').fill(question)
  await page.getByRole('button', { name: 'Send the question' }).click()
  await arrivesAt(/^Question to/)
  return new URL(page.url()).pathname.replace('/staff', '')
}

async function settle({ page, arrivesAt }: Visitor, path: string, words: string): Promise<void> {
  await page.goto(`/staff${path}`)
  await arrivesAt(/^Question to/)
  expect(await page.getByText(words).isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Settle' }).click()
  await arrivesAt('Settle this request')
  await page.getByLabel('Why?').fill('The hours agree')
  await page.getByRole('button', { name: 'Settle it' }).click()
  await arrivesAt(/^Question to/)
  expect(await page.getByText('The request is settled').isVisible()).toBe(true)
}

test('staff ask, the school answers with a file, a virus keeps the answer back, staff open the file and settle', async () => {
  const staff = await visit({ javaScript: true, width: 1280 })
  await signInAsStaff(staff, 'Priya Nair')
  const path = await ask(staff, 'Larkhollow Primary School', 'How many hours was Gwendolyn trained?')

  const school = await visit({ javaScript: true, width: 1280 })
  const { page, arrivesAt } = school
  await signInByEmail(school, { url: platform.url, address: KEZIA })
  await emailTo(platform.url, KEZIA, /^Answer by/)
  await page.goto(path)
  await arrivesAt(/^Answer a question about claim/)
  await page.getByLabel('Your answer').fill('Sixteen hours, as in the timetable')
  await page.getByLabel('Upload a file').setInputFiles(PDF)
  await page.getByText('more files at once').click()
  const virus = await page.request.get('/dev/virus-scan/test-file')
  const infected = { name: 'hours.txt', mimeType: 'text/plain', buffer: await virus.body() }
  await page.getByLabel('Upload file 2').setInputFiles(infected)
  await page.getByRole('button', { name: 'Upload files' }).click()
  await arrivesAt(/^Answer a question about claim/)
  expect(await page.getByLabel('Your answer').inputValue()).toBe('Sixteen hours, as in the timetable')
  expect(await page.getByText('2 files have been uploaded').isVisible()).toBe(true)
  await emailOfScan(/^A file was not accepted/)
  await page.getByRole('button', { name: 'Send answer' }).click()
  await arrivesAt(/^Answer a question about claim/)
  expect(await page.getByRole('link', { name: 'Remove the file that holds a virus' }).isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Remove hours.txt' }).click()
  await arrivesAt(/^Answer a question about claim/)
  await page.getByRole('button', { name: 'Send answer' }).click()
  await arrivesAt('Answer sent')
  await school.leave()

  await staff.page.goto(`/staff${path}`)
  await staff.arrivesAt(/^Question to/)
  const download = staff.page.waitForEvent('download')
  await staff.page.getByRole('button', { name: 'Download timetable.pdf' }).click()
  expect((await download).suggestedFilename()).toMatch(/^evidence-[0-9]{8}-[0-9a-f]{8}\.pdf$/)
  await settle(staff, path, 'Sixteen hours, as in the timetable')
  await staff.leave()
})

test('without JavaScript, the provider answers, and asks the school something itself', async () => {
  const staff = await visit({ javaScript: false, width: 320 })
  await signInAsStaff(staff, 'Priya Nair')
  const path = await ask(staff, 'University of the Three Counties', 'Do your records agree?')

  const provider = await visit({ javaScript: false, width: 320 })
  const { page, arrivesAt } = provider
  await signInByEmail(provider, { url: platform.url, address: PAULA })
  await emailTo(platform.url, PAULA, /^Answer by/)
  await page.goto(path)
  await arrivesAt(/^Answer a question about claim/)
  await page.getByRole('button', { name: 'Send answer' }).click()
  await arrivesAt(/^Answer a question about claim/)
  expect(await page.getByRole('link', { name: 'Enter your answer' }).isVisible()).toBe(true)
  await page.getByLabel('Your answer').fill('They agree')
  await page.getByLabel('Upload a file').setInputFiles(PDF)
  await page.getByRole('button', { name: 'Send answer' }).click()
  await arrivesAt('Answer sent')
  await page.goto(path.replace(/\/[^/]+$/, ''))
  await arrivesAt(/^Questions about claim/)
  await page.getByRole('button', { name: 'Ask the school' }).click()
  await arrivesAt('Ask the school a question')
  await page.getByLabel('Whether a mentor works at the school').check()
  await page.getByLabel('What do you want to know?').fill('Does she still work there?')
  await page.getByRole('button', { name: 'Send the question' }).click()
  await arrivesAt(/^Question about claim/)
  await provider.leave()

  await settle(staff, path, 'They agree')
  await staff.page.goto('/staff/claims/requests')
  await staff.arrivesAt('Requests for information')
  await staff.leave()
})
