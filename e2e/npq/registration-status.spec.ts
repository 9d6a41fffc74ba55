import { describe, expect, test } from 'vitest'
import { signInAsStaff, signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'

const { platform, visit } = stage()

/** One of each state, with what its page says happens next. */
const STATES = [
  ['hannah.weiss', 'Go on with your course'],
  ['priscilla.nkemelu', 'Your training is paused'],
  ['gwilym.parry', 'has not accepted you, and can tell you why'],
  ['anneliese.vogt', 'You withdrew this registration'],
  ['ravi.chandran', 'answers your request to change'],
  ['leila.haddad', 'We check whether you are eligible'],
  ['desmond.achterberg', 'You have left'],
] as const

describe.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 320 },
])('with JavaScript: $javaScript', ({ javaScript, width }) => {
  const open = () => visit({ javaScript, width })
  const signedIn = async (name: string) => {
    const teacher = await open()
    await signInByEmail(teacher, { url: platform.url, address: `${name}@teachers.example` })
    return teacher
  }

  // Source document 001 and the study of duplicates: people register again because nothing tells them where they stand.
  test('with two registrations the list comes first, and each says what happens next', async () => {
    const teacher = await signedIn('bronwen.hughes')
    const { page, arrivesAt } = teacher
    await page.goto('/npq/registrations')
    await arrivesAt('Your NPQ registrations')
    await page.getByRole('link', { name: /^View.*Early headship coaching offer/ }).click()
    await arrivesAt('Early headship coaching offer')
    const registration = page.url()
    await page.getByText('You do not need to register again').waitFor()
    await page.getByRole('link', { name: 'Back', exact: true }).click()
    await arrivesAt('Your NPQ registrations')
    const stranger = await signedIn('yvette.laurent')
    await stranger.page.goto(registration)
    await stranger.arrivesAt('Page not found')
    await stranger.page.goto('/npq/registrations')
    await stranger.arrivesAt('Your NPQ registrations')
    expect(await stranger.page.getByRole('button', { name: 'Register for an NPQ' }).isVisible()).toBe(true)
    const agent = await open()
    await signInAsStaff(agent, 'Priya Nair')
    await agent.page.goto(registration)
    await agent.arrivesAt('Early headship coaching offer')
    await Promise.all([teacher, stranger, agent].map(({ leave }) => leave()))
  })

  test.each(STATES)('%s reads: %s', async (name, words) => {
    const teacher = await signedIn(name)
    await teacher.page.goto('/npq/registrations')
    await teacher.arrivesAt(/NPQ$/)
    await teacher.page.getByText(words).first().waitFor()
    await teacher.leave()
  })

  test('somebody whose registration is over tells us of a new job, to register with it', async () => {
    const teacher = await signedIn(javaScript ? 'anneliese.vogt' : 'desmond.achterberg')
    const { page, arrivesAt } = teacher
    await page.goto('/npq/registrations')
    await page.getByRole('link', { name: 'tell us where you work now' }).click()
    await arrivesAt('Tell us where you work now')
    const goOn = () => page.getByRole('main').getByRole('button', { name: 'Continue', exact: true }).click()
    await goOn()
    await arrivesAt('Do you work in England?')
    await page.getByLabel('No', { exact: true }).check()
    await goOn()
    await arrivesAt('Which country do you work in?')
    await goOn()
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByLabel('Which country do you work in?').fill('Wales')
    await goOn()
    await arrivesAt('What setting do you work in?')
    await goOn()
    await arrivesAt('When did you start this job?')
    await page.getByLabel('Day').fill('1')
    await page.getByLabel('Month').fill('September')
    await page.getByLabel('Year').fill('2025')
    await goOn()
    await arrivesAt('Check your answers')
    await page.getByRole('button', { name: 'Save where I work' }).click()
    await arrivesAt('We know where you work now')
    await page.getByRole('button', { name: 'Register again using these details' }).click()
    await page.waitForURL('**/npq/**')
    await teacher.leave()
  })
})
