import { describe, expect, test } from 'vitest'
import { emailTo } from '../support/mailbox.ts'
import { signInAsStaff, signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'

const PAULA = 'paula.greene@three-counties.example'
const COLIN = 'colin.eyre@thackroyd-trust.example'
const UNIVERSITY = 'University of the Three Counties (demonstration)'

describe.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 320 },
] as const)('with JavaScript: $javaScript', ({ javaScript, width }) => {
  // Each spoils the world for the other: a claim is answered about once.
  const { platform, visit } = stage()

  test('a provider answers about a claim, the school disagrees, and DfE decides', async () => {
    const provider = await visit({ javaScript, width })
    await signInByEmail(provider, { url: platform.url, address: PAULA })
    await provider.arrivesAt(UNIVERSITY)
    await provider.page.getByRole('link', { name: 'Claims for mentor training that name you' }).click()
    await provider.arrivesAt('Claims that name you')
    await provider.page.getByRole('link', { name: /^Check 1 claim by/ }).click()
    await provider.arrivesAt('Check these claims')
    await provider.page.getByRole('link', { name: 'Answer by file' }).click()
    await provider.arrivesAt('Answer by file')
    const content = 'claim_reference,mentor_full_name,claim_accepted,rejection_reason\n12,Nobody,perhaps,\n'
    const file = { name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
    await provider.page.getByLabel('CSV file').setInputFiles(file)
    await provider.page.getByRole('button', { name: 'Look at the file' }).click()
    await provider.arrivesAt('Answers in answers.csv')
    expect(await provider.page.getByText('Nothing of this file counts').isVisible()).toBe(true)
    await provider.page.getByRole('link', { name: 'Upload it again' }).click()
    await provider.arrivesAt('Answer by file')
    await provider.page.getByRole('link', { name: 'Back' }).click()
    await provider.arrivesAt('Check these claims')
    await provider.page.getByRole('button', { name: 'Answer about the next claim' }).click()
    await provider.arrivesAt(/^Claim [0-9]{8}: are the hours right\?$/)
    await provider.page.getByLabel('No, there were fewer hours').check()
    await provider.page.getByRole('button', { name: 'Give these answers' }).click()
    await provider.arrivesAt(/are the hours right/)
    await provider.page.getByLabel('Hours in your records').fill('9')
    await provider.page.getByRole('button', { name: 'Give these answers' }).click()
    await provider.arrivesAt('Check these claims')
    expect(await provider.page.getByText('The school is asked to reply').isVisible()).toBe(true)
    await provider.leave()

    const message = await emailTo(platform.url, COLIN, /^Reply by/)
    const path = /\/claims\/[0-9a-f-]{36}\/audit/.exec(message.text)?.[0] ?? ''
    const school = await visit({ javaScript, width })
    await signInByEmail(school, { url: platform.url, address: COLIN })
    await school.page.goto(path)
    await school.arrivesAt('Do you agree with the provider?')
    await school.page.getByLabel('We do not agree').check()
    await school.page.getByLabel('Why not?').fill('Our timetable shows 16 hours')
    await school.page.getByRole('button', { name: 'Send reply' }).click()
    await school.arrivesAt('Do you agree with the provider?')
    expect(await school.page.getByText('Your reply has been sent').isVisible()).toBe(true)
    await school.leave()

    const officer = await visit({ javaScript, width })
    await signInAsStaff(officer, 'Priya Nair')
    await officer.page.goto('/staff/claims/samples')
    await officer.arrivesAt('Samples for audit')
    await officer.page.goto('/staff/claims/audits?show=to-decide')
    await officer.arrivesAt('Audits: to decide')
    await officer.page.getByRole('link', { name: UNIVERSITY }).click()
    await officer.arrivesAt(`Audit of ${UNIVERSITY}`)
    await officer.page.goto(`/staff${path}`)
    await officer.arrivesAt(/^Audit of claim/)
    await officer.page.getByLabel('Upheld', { exact: true }).check()
    await officer.page.getByLabel('Reason').fill('The timetable shows the hours')
    await officer.page.getByRole('button', { name: 'Decide' }).click()
    await officer.arrivesAt(/^Audit of claim/)
    expect(await officer.page.getByText('The decision has been made').isVisible()).toBe(true)
    await emailTo(platform.url, COLIN, /is right$/)
    await officer.leave()
  })
})
