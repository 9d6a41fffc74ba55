import { describe, expect, test } from 'vitest'
import { urnOf } from '#db/seeds/particular-schools.ts'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const START = 'Register for a national professional qualification (NPQ)'

describe.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 320 },
])('with JavaScript: $javaScript', ({ javaScript, width }) => {
  const open = () => visit({ javaScript, width })
  const addressOf = (name: string) => `${name}.${width}@teachers.example`

  test('at a school, with a wrong turn; choosing the course again leads to the registration', async () => {
    const teacher = await open()
    const { page, arrivesAt } = teacher
    await page.goto('/npq')
    await arrivesAt(START)
    await page.getByRole('button', { name: 'Start now' }).click()
    await signUp(teacher, { name: 'Rosalind Achebe', address: addressOf('rosalind') })
    await begin(teacher)
    await choose(teacher, 'Yes', 'Do you work in England?')
    await goOn(teacher)
    await arrivesAt('What setting do you work in?')
    expect(await page.title()).toMatch(/^Error: /)
    await choose(teacher, 'A school', 'What setting do you work in?')
    await arrivesAt('Where do you work?')
    const school = await findWorkplace(teacher, urnOf('larkhollow'), javaScript)
    await choose(teacher, 'Headship', 'Which NPQ do you want to do?')
    await arrivesAt('Scholarship funding for the Headship NPQ')
    await goOn(teacher)
    const provider = await finish(teacher)
    await arrivesAt('Check your answers and register')
    expect(await page.getByText(school).isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Change your provider' }).click()
    await arrivesAt('Which provider do you want?')
    await goOn(teacher)
    await arrivesAt('Check your answers and register')
    await page.getByRole('button', { name: 'Register' }).click()
    await arrivesAt('You have registered for the Headship NPQ')
    expect(await page.getByText(`${provider} sees your registration now`).isVisible()).toBe(true)
    const email = await emailTo(platform.url, addressOf('rosalind'), /^You have registered for Headship NPQ/)
    await page.goto(linkIn(email, '/npq/registrations/'))
    await arrivesAt(/Headship/)

    await page.goto('/npq')
    await arrivesAt(START)
    await page.getByRole('button', { name: 'Register for another course' }).click()
    await beginQuestions(teacher)
    await arrivesAt('Check where you work')
    await page.getByRole('button', { name: 'This is right' }).click()
    await choose(teacher, 'Headship', 'Which NPQ do you want to do?')
    await arrivesAt('You have already registered for the Headship NPQ')
    await page.getByRole('link', { name: 'choose another course' }).click()
    await choose(teacher, 'Senior leadership', 'Which NPQ do you want to do?')
    await arrivesAt(/instead of a course that you have registered for/)
    await page.getByLabel('Instead of the Headship NPQ').check()
    await goOn(teacher)
    await arrivesAt('Change the course of your registration')
    await teacher.leave()
  })

  test('in a private nursery, and goes on with it on another device', async () => {
    const teacher = await open()
    const { page, arrivesAt } = teacher
    await page.goto('/npq/register')
    await signUp(teacher, { name: 'Idris Farrow', address: addressOf('idris') })
    await begin(teacher)
    await choose(teacher, 'Yes', 'Do you work in England?')
    await choose(teacher, 'Early years or childcare', 'What setting do you work in?')
    await choose(teacher, 'Private nursery', 'Which early years setting do you work in?')
    const device = await open()
    await signIn(device, addressOf('idris'))
    await device.page.goto('/npq')
    await device.arrivesAt(START)
    await device.page.getByRole('button', { name: 'Go on with your registration' }).click()
    await choose(device, 'Yes', /Ofsted unique reference number/)
    await device.arrivesAt('Which early years or childcare provider do you work for?')
    await findWorkplace(device, '2600101', javaScript)
    await choose(device, 'Early years leadership', 'Which NPQ do you want to do?')
    await device.arrivesAt('Scholarship funding for the Early years leadership NPQ')
    await goOn(device)
    await finish(device)
    await device.arrivesAt('Check your answers and register')
    await device.page.getByRole('button', { name: 'Register' }).click()
    await device.arrivesAt('You have registered for the Early years leadership NPQ')
    await page.reload()
    await arrivesAt('You have registered for the Early years leadership NPQ')
    await Promise.all([teacher, device].map(({ leave }) => leave()))
  })

  test('in a hospital school: funding is looked at by staff', async () => {
    const teacher = await open()
    const { page, arrivesAt } = teacher
    await page.goto('/npq/register')
    await signUp(teacher, { name: 'Beatrix Lowe', address: addressOf('beatrix') })
    await begin(teacher)
    await choose(teacher, 'Yes', 'Do you work in England?')
    await choose(teacher, 'Another setting', 'What setting do you work in?')
    await choose(teacher, 'In a hospital school', 'How are you employed?')
    await arrivesAt('Which organisation employs you?')
    await page.getByLabel('Which organisation employs you?').fill('Wethersgarth Hospital School')
    await goOn(teacher)
    await choose(teacher, 'Senior leadership', 'Which NPQ do you want to do?')
    await arrivesAt('Scholarship funding for the Senior leadership NPQ')
    expect(await page.getByText('In review').isVisible()).toBe(true)
    await goOn(teacher)
    await finish(teacher)
    await page.getByRole('button', { name: 'Register' }).click()
    await arrivesAt('You have registered for the Senior leadership NPQ')
    await teacher.leave()
  })

  test('outside England: not funded, so who pays is asked', async () => {
    const teacher = await open()
    const { page, arrivesAt } = teacher
    await page.goto('/npq/register')
    await signUp(teacher, { name: 'Emrys Vaughan', address: addressOf('emrys') })
    await begin(teacher)
    await choose(teacher, 'No', 'Do you work in England?')
    await arrivesAt('Which country do you work in?')
    await page.getByLabel('Which country do you work in?').fill('Wales')
    await goOn(teacher)
    await choose(teacher, 'A school', 'What setting do you work in?')
    await choose(teacher, 'Headship', 'Which NPQ do you want to do?')
    await arrivesAt('Scholarship funding for the Headship NPQ')
    expect(await page.getByText('Not eligible').isVisible()).toBe(true)
    await goOn(teacher)
    await choose(teacher, 'I pay myself', 'How will you pay for your course?')
    await finish(teacher)
    await page.getByRole('button', { name: 'Register' }).click()
    await arrivesAt('You have registered for the Headship NPQ')
    await teacher.leave()
  })
})

const goOn = ({ page }: Visitor) => page.getByRole('main').getByRole('button', { name: 'Continue' }).click()

async function choose(somebody: Visitor, label: string, heading: string | RegExp) {
  await somebody.arrivesAt(heading)
  await somebody.page.getByLabel(label, { exact: true }).check()
  await goOn(somebody)
}

/** Somebody whom nobody knows makes an account with the link in the message, and comes back to registering. */
async function signUp(
  { page, arrivesAt }: Visitor,
  { name, address }: { readonly name: string; readonly address: string },
) {
  await arrivesAt('Sign in')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Continue' }).first().click()
  await arrivesAt('Check your email')
  await page.goto(linkIn(await emailTo(platform.url, address, /^How to get access/), '/teacher-sign-up/'))
  await arrivesAt('Begin as a teacher')
  await page.getByLabel('Your full name').fill(name)
  await page.getByRole('button', { name: 'Make my account' }).click()
  await arrivesAt(START)
}

async function signIn({ page, arrivesAt }: Visitor, address: string) {
  await page.goto('/sign-in')
  await arrivesAt('Sign in')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Continue' }).first().click()
  await arrivesAt('Check your email')
  await page.goto(linkIn(await emailTo(platform.url, address, /^Sign in/), '/sign-in/link/'))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** To the first question about work, without a teacher reference number. */
async function begin(somebody: Visitor) {
  await somebody.page.getByRole('button', { name: 'Start a registration' }).click()
  await beginQuestions(somebody)
}

async function beginQuestions(somebody: Visitor) {
  await choose(somebody, 'Autumn 2026', 'When do you want to start?')
  await choose(somebody, 'Yes', 'Have you chosen an NPQ and a provider?')
  await somebody.arrivesAt('Your teacher reference number (TRN)')
  await somebody.page.getByRole('button', { name: 'Continue without a TRN' }).click()
}

/** With JavaScript a suggestion is chosen while typing; without it the search leads to a list. Answers its name. */
async function findWorkplace(somebody: Visitor, number: string, javaScript: boolean): Promise<string> {
  const { page, arrivesAt } = somebody
  await page.locator('[name=q]').fill(number)
  if (javaScript) {
    const suggestion = page.locator('.autocomplete__option:not(.autocomplete__option--no-results)').first()
    await suggestion.waitFor()
    const name = (await suggestion.innerText()).split('\n')[0] ?? ''
    await suggestion.click()
    await goOn(somebody)
    return name.trim()
  }
  await page.getByRole('button', { name: 'Search' }).click()
  await arrivesAt(/work/)
  await goOn(somebody)
  expect(await page.title()).toMatch(/^Error: /)
  const option = page.locator('.govuk-radios__label').first()
  const name = (await option.innerText()).trim()
  await option.click()
  await goOn(somebody)
  return name
}

/** The first provider, and consent. Answers the provider's name. */
async function finish(somebody: Visitor): Promise<string> {
  const { page, arrivesAt } = somebody
  await arrivesAt('Which provider do you want?')
  const first = page.locator('.govuk-radios__label').first()
  const name = (await first.innerText()).trim()
  await first.click()
  await goOn(somebody)
  await arrivesAt('Agree to share your details')
  await page.getByRole('checkbox').check()
  await goOn(somebody)
  return name
}
