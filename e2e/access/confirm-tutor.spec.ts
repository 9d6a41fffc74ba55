import { beforeAll, describe, expect, test } from 'vitest'
import { TUTOR_PERSONAS } from '#db/seeds/personas.ts'
import { Temporal } from '#src/kit/dates.ts'
import { askTutors } from '#src/modules/access/confirmations/ask-tutors.ts'
import { contextFor, theSystem } from '#src/modules/access/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { openDatabase, openPool } from '#src/platform/db/database.ts'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()
beforeAll(() => registrationOpens())

/** What the worker does on the first working hour of a registration period. */
async function registrationOpens() {
  const url = platform.databaseUrl
  const db = openDatabase(openPool({ url, size: 1, statementTimeout: 10_000, onError: () => {}, as: 'application' }))
  const now = Temporal.Now.instant()
  const context = { ...contextFor(db, theSystem(), now), baseUrl: platform.url }
  const opened = now.toString({ fractionalSecondDigits: 3 })
  const asked = await execute(context, askTutors, { because: 'registration-opens', academicYear: 2030, opened })
  expect(asked.ok).toBe(true)
  await db.destroy()
}

const [amina, tomasz, grace, sian] = TUTOR_PERSONAS

describe.each([
  {
    javaScript: true,
    width: 1280,
    still: amina,
    school: 'Larkhollow Primary School',
    gone: grace,
    office: 'garnetstead',
  },
  {
    javaScript: false,
    width: 320,
    still: sian,
    school: 'Ysgol Tŷ Ŵyn Llundain',
    gone: tomasz,
    office: 'larkrise-lane',
  },
] as const)('with JavaScript: $javaScript', ({ javaScript, width, still, school, gone, office }) => {
  const open = () => visit({ javaScript, width })
  const asked = (address: string) => emailTo(platform.url, address, /^Are you still/)

  test('the tutor confirms by the link, then says what the school expects', async () => {
    const somebody = await open()
    const { page, arrivesAt } = somebody
    await page.goto(linkIn(await asked(still.address), '/confirm-tutor/link/'))
    await arrivesAt(`Are you still the induction tutor of ${school}?`)
    await page.getByRole('button', { name: 'Continue' }).click()
    await arrivesAt(`Are you still the induction tutor of ${school}?`)
    expect(await page.getByRole('alert').innerText()).toContain('Select whether the induction tutor is still right')
    await page.getByLabel('Yes').check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await arrivesAt('The induction tutor is confirmed')
    await page.goto('/confirm-tutor')
    await arrivesAt('This has been answered')

    await signIn(somebody, still.address)
    await arrivesAt(school)
    await page.getByRole('link', { name: 'Early career training' }).click()
    await arrivesAt(/^Do you expect any early career teachers/)
    await page.getByLabel('No', { exact: true }).check()
    await page.getByRole('button', { name: 'Save answer' }).click()
    await arrivesAt('Answer saved')
    await page.getByRole('link', { name: 'Change the answer' }).click()
    await arrivesAt(/^Do you expect any early career teachers/)
    expect(await page.getByLabel('No', { exact: true }).isChecked()).toBe(true)
    await page.getByLabel('Yes', { exact: true }).check()
    await page.getByRole('button', { name: 'Save answer' }).click()
    await arrivesAt('Answer saved')
    await somebody.leave()
  })

  test('a tutor who has left says so, and the school’s contact names the next', async () => {
    const old = await open()
    await old.page.goto(linkIn(await asked(gone.address), '/confirm-tutor/link/'))
    await old.page.getByLabel('No, and I do not know who takes over').check()
    await old.page.getByRole('button', { name: 'Continue' }).click()
    await old.arrivesAt('We have asked the school’s contact')

    const contact = await open()
    const { page, arrivesAt } = contact
    const question = await contactAsked(office)
    await page.goto(question)
    await arrivesAt(/^Who is the induction tutor of/)
    await page.getByLabel('Somebody else').check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await arrivesAt(/^Nominate the induction tutor of/)
    await page.goto(question)
    await arrivesAt(/^Who is the induction tutor of/)
    await Promise.all([old, contact].map(({ leave }) => leave()))
  })
})

/** Tomasz has two schools: whichever of their contacts was asked. */
async function contactAsked(office: string): Promise<string> {
  const addresses = [
    `office@${office}.sch.example`,
    ...(office === 'larkrise-lane' ? ['office@larkrise-juniors.sch.example'] : []),
  ]
  const emails = await Promise.any(addresses.map((address) => emailTo(platform.url, address, /^Who is the induction/)))
  return linkIn(emails, '/confirm-tutor/link/')
}

async function signIn({ page, arrivesAt }: Visitor, address: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Continue' }).first().click()
  await arrivesAt('Check your email')
  await page.goto(linkIn(await emailTo(platform.url, address, /^Sign in/), '/sign-in/link/'))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/home*')
}
