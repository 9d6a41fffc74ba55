import { describe, expect, test } from 'vitest'
import { chooseAt } from '../support/doors.ts'
import { codeIn, emailTo } from '../support/mailbox.ts'
import { stage } from '../support/stage.ts'

const AMINA = 'amina.yusuf@larkhollow.sch.example'
const NEW_HERE = 'You have not used DfE Sign-in with this service before'

describe.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 320 },
])('with JavaScript: $javaScript', (how) => {
  const { platform, visit, openPage } = stage()

  const open = () => visit(how)

  async function behave(service: string, fault: string) {
    const page = await openPage()
    await page.goto(`/dev/sign-in-service/${service}`)
    await page.getByLabel(fault).check()
    await page.getByRole('button', { name: 'Change' }).click()
    await page.close()
  }

  test('a tutor who expects DfE Sign-in to be enough connects it to her account, uses it, and disconnects it', async () => {
    const amina = await open()
    const { page, arrivesAt, leave } = amina
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Sign in with DfE Sign-in' }).click()
    await arrivesAt('Sign in with DfE Sign-in')
    await chooseAt(amina, 'DfE Sign-in', 'Amina Yusuf')
    await arrivesAt(NEW_HERE)

    // A wrong turn: a second account with the address that she has already.
    await page.getByRole('button', { name: 'Make my account' }).click()
    await arrivesAt('Prove that you read your email first')
    await page.getByRole('button', { name: 'Send the email' }).click()
    await arrivesAt('Check your email')
    await page.getByLabel('Code').fill(codeIn(await emailTo(platform.url, AMINA, /^Sign in to/)))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await arrivesAt('Connect DfE Sign-in to your account')
    await page.getByRole('button', { name: 'Connect DfE Sign-in' }).click()
    await page.waitForURL('**/home**')
    await emailTo(platform.url, AMINA, /^DfE Sign-in now opens your account/)

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${platform.url}/`)
    await page.goto('/dfe-sign-in?return=/account/sign-in-methods')
    await chooseAt(amina, 'DfE Sign-in', 'Amina Yusuf')
    await arrivesAt('Ways to sign in')
    await page.getByRole('link', { name: 'Disconnect DfE Sign-in' }).click()
    await arrivesAt('Disconnect DfE Sign-in')
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await arrivesAt('Ways to sign in')
    expect(await page.getByRole('link', { name: 'Disconnect DfE Sign-in' }).count()).toBe(0)
    await emailTo(platform.url, AMINA, /^DfE Sign-in no longer opens your account/)
    await leave()
  })

  test('somebody new, whose approver gave him a role: the service is out of order, then he makes his account', async () => {
    await behave('dfe-sign-in-api', 'Answers 500')
    const first = await open()
    await first.page.goto('/dfe-sign-in')
    await chooseAt(first, 'DfE Sign-in', 'Bernard Achebe')
    await first.page.getByRole('heading', { level: 1, name: 'You cannot sign in this way at the moment' }).waitFor()
    await first.page.getByRole('link', { name: 'Sign in with your email address' }).click()
    await first.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    await first.leave()

    await behave('dfe-sign-in-api', 'Works as it should')
    const bernard = await open()
    const { page, arrivesAt, leave } = bernard
    await page.goto('/dfe-sign-in')
    await chooseAt(bernard, 'DfE Sign-in', 'Bernard Achebe')
    await arrivesAt(NEW_HERE)
    await page.getByLabel('Your full name').fill('')
    await page.getByRole('button', { name: 'Make my account' }).click()
    await arrivesAt(NEW_HERE)
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByLabel('Your full name').fill('Bernard Achebe')
    await page.getByRole('button', { name: 'Make my account' }).click()
    await page.waitForURL('**/home**')
    await page.getByText('Porthmelyan Community Primary School').first().waitFor()
    await leave()
  })

  test('somebody with several organisations chooses; one of a closed school is led to its successor', async () => {
    const carys = await open()
    await carys.page.goto('/dfe-sign-in')
    await chooseAt(carys, 'DfE Sign-in', 'Carys Penhaligon')
    await carys.arrivesAt('Which organisation are you signing in for?')
    await carys.page.getByLabel('Larkrise Lane Junior School').check()
    await carys.page.getByRole('button', { name: 'Continue' }).click()
    await carys.arrivesAt(NEW_HERE)
    await carys.page.getByRole('link', { name: /^Ask for access to Larkrise Lane Junior School/ }).waitFor()
    await carys.leave()

    const eluned = await open()
    await eluned.page.goto('/dfe-sign-in')
    await chooseAt(eluned, 'DfE Sign-in', 'Eluned Marsh')
    await eluned.arrivesAt(NEW_HERE)
    await eluned.page.getByRole('link', { name: 'Ask for access to Ravengarth Primary Academy' }).click()
    await eluned.arrivesAt(/Ravengarth Primary Academy|access/i)
    await eluned.leave()
  })
})
