import { beforeAll, describe, expect, test } from 'vitest'
import { aClaim, aMentor, anIttProvider } from '#src/modules/claims/factories.ts'
import { aContact, aPartner, aSchool } from '#src/modules/directory/factories.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const PAYER = 'claims@payer.example'

/** Works in the product's database for a moment. */
async function withDatabase<Value>(work: (db: Database) => Promise<Value>): Promise<Value> {
  const onError = () => {}
  const pool = openPool({ url: platform.databaseUrl, size: 2, statementTimeout: 10_000, onError, as: 'application' })
  const db = openDatabase(pool)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

beforeAll(() =>
  withDatabase(async (db) => {
    const payer = await aPartner(db, 'The paying office', ['payer'])
    await aContact(db, { organisationId: payer, channel: 'main', address: PAYER, source: 'staff' })
  }),
)

/** A claim of 16 hours that waits to be paid. Answers its reference. */
const aWaitingClaim = (urn: string): Promise<string> =>
  withDatabase(async (db) => {
    const provider = await anIttProvider(db, `Harbour Street Teacher Training ${urn}`)
    const window = await db
      .selectFrom('claims.windows')
      .select(['id', 'academic_year'])
      .orderBy('created_at', 'desc')
      .orderBy('academic_year', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const school = await aSchool(db, { urn, name: `Quayside School ${urn}` })
    const mentor = await aMentor(db, school, { name: 'Ines Duarte', trn: `30${urn.slice(1)}` })
    const mentors = [{ ...mentor, hours: 16 }]
    const claim = await aClaim(db, { school, provider, windowId: window.id, mentors, year: window.academic_year })
    return claim.reference
  })

describe.each([
  { javaScript: true, width: 1280, urn: '899901' },
  { javaScript: false, width: 320, urn: '899902' },
])('with JavaScript: $javaScript', ({ javaScript, width, urn }) => {
  test('a claim from payment to clawback, by two officers and the payer', async () => {
    const [one, other] = [await visit({ javaScript, width }), await visit({ javaScript, width })]
    await signInAsStaff(one, 'Eleanor Fitch')
    await signInAsStaff(other, 'Samir Desai')
    const reference = await aWaitingClaim(urn)

    const batch = await preparedBatch(one, /^Prepare.*for payment$/)
    await one.page.getByRole('button', { name: 'Approve and send' }).click()
    await one.arrivesAt(/^Approve payment batch/)
    expect(await one.page.getByText('a colleague has to approve it').isVisible()).toBe(true)
    await approvedBy(other, batch)
    await downloadedByPayer(await visit({ javaScript, width }))

    await answered(one, batch, ['claim_status,Claim Reference,claim_unpaid_reason', ` PAID ,${reference},`])
    expect(await one.page.getByText('to the penny').isVisible()).toBe(true)

    await takenBack(one, other, reference)
    const clawback = await preparedBatch(one, /^Prepare.*clawback/)
    await approvedBy(other, clawback)
    await answered(one, clawback, ['claim_reference;claim_status', `${reference};Clawback complete`])
    await one.page.getByRole('link', { name: reference }).click()
    await one.page.goto(`${new URL(one.page.url()).pathname}/ledger`)
    await one.arrivesAt(`Ledger of claim ${reference}`)
    expect(await one.page.getByText('Taken back', { exact: true }).first().isVisible()).toBe(true)
    await Promise.all([one.leave(), other.leave()])
  })
})

/** Prepares what the link names; answers the address of the batch. */
async function preparedBatch({ page, arrivesAt }: Visitor, what: RegExp): Promise<string> {
  await page.goto('/staff/claims/batches')
  await arrivesAt('Payments and clawbacks')
  await page.getByRole('link', { name: what }).first().click()
  await arrivesAt(/^Prepare a/)
  await page.getByRole('button', { name: /^Prepare/ }).click()
  await arrivesAt(/batch \d+$/)
  return new URL(page.url()).pathname
}

async function approvedBy({ page, arrivesAt }: Visitor, batch: string): Promise<void> {
  await page.goto(`${batch}/approval`)
  await arrivesAt(/^Approve/)
  await page.getByRole('button', { name: /^Approve and send/ }).click()
  await arrivesAt(/batch \d+$/)
  expect(await page.getByText('Sent to payer').first().isVisible()).toBe(true)
}

/** The payer opens the link twice, as a scanner before them did, and presses the button once. */
async function downloadedByPayer({ page, arrivesAt, leave }: Visitor): Promise<void> {
  const link = linkIn(await emailTo(platform.url, PAYER, /^Payment batch/), '/claim-files/link/')
  await page.goto(link)
  await page.goto(link)
  await arrivesAt('Download the file of claims')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the file' }).click()
  expect((await download).suggestedFilename()).toMatch(/^payment-batch-\d+-.*[.]csv$/)
  await page.goto('/claim-files')
  expect(await page.getByText('4 of 5').isVisible()).toBe(true)
  await leave()
}

/** A wrong file first: nothing is used of it. */
async function answered({ page, arrivesAt }: Visitor, batch: string, rows: readonly string[]): Promise<void> {
  for (const content of [`${rows[0]}\n${rows[1]?.replace(/\d{8}/, '99999999')}`, rows.join('\r\n')]) {
    await page.goto(`${batch}/responses/new`)
    await arrivesAt('Upload the payer’s answer')
    const file = { name: 'answer.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
    await page.getByLabel('CSV file').setInputFiles(file)
    await page.getByRole('button', { name: 'Check the file' }).click()
    await arrivesAt('The payer’s answer: answer.csv')
  }
  await page.getByRole('button', { name: 'Apply the answer' }).click()
  await arrivesAt(/batch \d+$/)
}

/** The school says that its mentor worked fewer hours: one officer proposes, the other approves. */
async function takenBack(one: Visitor, other: Visitor, reference: string): Promise<void> {
  await one.page.getByRole('link', { name: reference }).click()
  const claim = new URL(one.page.url()).pathname
  await one.page.goto(`${claim}/clawback/proposal`)
  await one.arrivesAt('Take money back')
  await one.page.getByLabel('The school itself').check()
  await one.page.getByLabel('really worked').fill('9')
  await one.page.getByLabel('are taken back').selectOption('fewer-hours')
  await one.page.getByRole('button', { name: 'Propose to take back' }).click()
  await one.arrivesAt(`Clawback of claim ${reference}`)
  await other.page.goto('/staff/claims/clawbacks')
  await other.arrivesAt('Clawbacks')
  await other.page.getByRole('link', { name: reference }).click()
  await other.page.getByRole('button', { name: 'Approve or refuse' }).click()
  await other.arrivesAt(/^Take back £/)
  await other.page.getByLabel('Yes, take back').check()
  await other.page.getByRole('button', { name: 'Decide' }).click()
  await other.arrivesAt(`Clawback of claim ${reference}`)
}
