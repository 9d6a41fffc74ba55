import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { FORMER_TUTOR } from '#db/seeds/personas.ts'
import { chooseAt } from '../support/doors.ts'
import { emailTo } from '../support/mailbox.ts'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'

const NEW_HERE = 'You have not used GOV.UK One Login with this service before'
const TEACHER = 'new.teacher@home.example'

describe.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 320 },
])('with JavaScript: $javaScript', (how) => {
  const { platform, visit } = stage()

  const open = () => visit(how)

  async function teacherId(): Promise<string> {
    const client = new pg.Client({ connectionString: platform.databaseUrl })
    await client.connect()
    const { rows } = await client.query('select account_id from access.addresses where folded = $1', [TEACHER])
    await client.end()
    return String(rows[0]?.account_id)
  }

  test('a new teacher makes an account, signs out and in, and staff move the One Login to another account', async () => {
    const teacher = await open()
    const { page, arrivesAt } = teacher
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Sign in with GOV.UK One Login' }).click()
    await arrivesAt('Sign in with GOV.UK One Login')
    await chooseAt(teacher, 'GOV.UK One Login', 'A new teacher')
    await arrivesAt(NEW_HERE)
    await page.getByLabel('Your full name').fill('')
    await page.getByRole('button', { name: 'Make my account' }).click()
    await arrivesAt(NEW_HERE)
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByLabel('Your full name').fill('Tia Okonjo')
    await page.getByRole('button', { name: 'Make my account' }).click()
    await page.waitForURL('**/home**')
    await arrivesAt(/./)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${platform.url}/`)
    await page.goto('/one-login')
    await chooseAt(teacher, 'GOV.UK One Login', 'A new teacher')
    await page.waitForURL('**/home**')

    const agent = await open()
    await signInAsStaff(agent, 'Priya Nair')
    await agent.page.goto(`/people/${await teacherId()}/identities`)
    await agent.arrivesAt('Sign-in services of Tia Okonjo')
    await agent.page.getByRole('link', { name: 'Move to another account' }).click()
    await agent.arrivesAt('Move GOV.UK One Login to another account')
    await agent.page.getByLabel('Email address of the other account').fill(FORMER_TUTOR.address)
    await agent.page.getByLabel('Reason').fill('Telephoned: she has two accounts')
    await agent.page.getByRole('button', { name: 'Move it' }).click()
    await agent.arrivesAt(FORMER_TUTOR.name)
    await agent.page.goto('/staff-sign-in/again?return=/organisations')
    await agent.arrivesAt('Sign in again to go on')
    await chooseAt(agent, 'DfE Sign-in', 'Priya Nair')
    await agent.arrivesAt('Organisations')
    await agent.leave()

    await emailTo(platform.url, TEACHER, /^GOV.UK One Login no longer opens your account/)
    await emailTo(platform.url, FORMER_TUTOR.address, /^GOV.UK One Login now opens your account/)
    await page.goto('/home')
    await arrivesAt(/^Sign in/)
    await teacher.leave()
  })
})
