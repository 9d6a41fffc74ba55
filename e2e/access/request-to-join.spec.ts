import { describe, expect, test } from 'vitest'
import { urnOf } from '#db/seeds/particular-schools.ts'
import { TUTOR_PERSONAS } from '#db/seeds/personas.ts'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const SCHOOL = 'Larkhollow Primary School'
const [TUTOR] = TUTOR_PERSONAS

// Document 000, signing in, problem 1: somebody else at the school is registered.
describe.each([
  { javaScript: true, width: 1280, who: { name: "Orla O'Neill-Şahin", address: 'orla.oneill@larkhollow.sch.example' } },
  { javaScript: false, width: 320, who: { name: 'Tâm Ngô', address: 'tam.ngo@larkhollow.sch.example' } },
])('with JavaScript: $javaScript', ({ javaScript, width, who }) => {
  const open = () => visit({ javaScript, width })

  test('somebody asks to be added, a colleague approves from the email, and they sign in', async () => {
    const asker = await open()
    await comeToForm(asker, javaScript)
    await askWithWrongTurn(asker, who)
    await asker.page.goto(linkIn(await emailTo(platform.url, who.address, /^You asked to be added/), '/join-requests/'))
    await asker.arrivesAt(`Your request to be added to ${SCHOOL}`)
    expect(await asker.page.getByRole('main').innerText()).toContain('a•••f@larkhollow.sch.example')

    const colleague = await open()
    const question = await emailTo(platform.url, TUTOR.address, new RegExp(`^${who.name} asks for access`))
    await colleague.page.goto(linkIn(question, '/answer-join-request/link/'))
    await colleague.arrivesAt(/^Answer a request to be added/)
    expect(new URL(colleague.page.url()).pathname).toBe('/answer-join-request')
    await colleague.page.getByRole('button', { name: 'Refuse request' }).click()
    await colleague.arrivesAt(/^Answer a request to be added/)
    expect(await colleague.page.title()).toMatch(/^Error: /)
    await colleague.page.getByLabel('Administrator').check()
    await colleague.page.getByRole('button', { name: 'Approve request' }).click()
    await colleague.arrivesAt('Request approved')
    await colleague.page.goto(linkIn(question, '/answer-join-request/link/'))
    await colleague.arrivesAt('This request has been answered')

    await asker.page.reload()
    await asker.arrivesAt(`Your request to be added to ${SCHOOL}`)
    expect(await asker.page.getByRole('main').innerText()).toContain('You have the role ‘Administrator’')
    await signIn(asker, who.address)
    await asker.page.waitForURL('**/home*')
    expect(await asker.page.getByRole('heading', { level: 1 }).innerText()).toContain(SCHOOL)
    await Promise.all([asker, colleague].map(({ leave }) => leave()))
  })
})

test('whoever asks withdraws, asks again and is refused with a reason and told what else to do', async () => {
  const asker = await visit({ javaScript: true })
  const address = 'somebody.unknown@elsewhere.example'
  await asker.page.goto(`/schools/${urnOf('larkrise')}/join-request`)
  await fillIn(asker, { name: 'Somebody Unknown', address }, 'Viewer')
  await asker.arrivesAt('Check your email for what happens next')
  await asker.page.goto(linkIn(await emailTo(platform.url, address, /^You asked/), '/join-requests/'))
  await asker.arrivesAt(/^Your request to be added/)
  const standing = asker.page.url()
  await asker.page.getByRole('link', { name: 'Withdraw the request' }).click()
  await asker.arrivesAt('Withdraw your request')
  await asker.page.getByRole('button', { name: 'Withdraw request' }).click()
  await asker.arrivesAt(/^Your request to be added/)
  expect(asker.page.url()).toBe(standing)
  await asker.page.getByRole('link', { name: 'Ask again' }).click()
  await fillIn(asker, { name: 'Somebody Else', address }, 'I am the new induction tutor')
  await asker.arrivesAt('Check your email for what happens next')

  const tutor = await visit({ javaScript: true })
  const question = await emailTo(platform.url, 'tomasz.bartholomew@larkrise.example', /^Somebody Else asks/)
  await tutor.page.goto(linkIn(question, '/answer-join-request/link/'))
  await tutor.arrivesAt(/^Answer a request/)
  await tutor.page.getByLabel('Why you refuse').fill('Nobody of this name works here')
  await tutor.page.getByRole('button', { name: 'Refuse request' }).click()
  await tutor.arrivesAt('Request refused')
  const refused = await emailTo(platform.url, address, /was refused$/)
  expect(refused.text).toContain('Nobody of this name works here')
  expect(linkIn(refused, `/schools/${urnOf('larkrise')}/access`)).toBeTruthy()
  await Promise.all([asker, tutor].map(({ leave }) => leave()))
})

/** From the door: two clicks and the school. */
async function comeToForm({ page, arrivesAt }: Visitor, javaScript: boolean) {
  await page.goto('/sign-in')
  await arrivesAt('Sign in')
  await page.getByRole('link', { name: 'Problems signing in' }).click()
  await arrivesAt('Problems signing in')
  await page.getByLabel('Somebody else at my school is registered').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await arrivesAt('Somebody else is registered')
  await page.locator('[name=q]').fill(javaScript ? `${SCHOOL} (${urnOf('larkhollow')})` : 'larkhollow')
  await page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
  if (!javaScript) {
    await arrivesAt('Somebody else is registered')
    await page.getByRole('link', { name: SCHOOL }).click()
  }
  await arrivesAt(`Ask to be added to ${SCHOOL}`)
}

type Who = { readonly name: string; readonly address: string }

async function askWithWrongTurn(asker: Visitor, { name, address }: Who) {
  const { page, arrivesAt } = asker
  await page.getByRole('button', { name: 'Send request' }).click()
  await arrivesAt(`Ask to be added to ${SCHOOL}`)
  expect(await page.title()).toMatch(/^Error: /)
  await fillIn(asker, { name, address: `${name} at the school` }, 'Viewer')
  await arrivesAt(`Ask to be added to ${SCHOOL}`)
  expect(await page.getByLabel('Your full name').inputValue()).toBe(name)
  await fillIn(asker, { name, address }, 'Viewer')
  await arrivesAt('Check your email for what happens next')
  expect(await page.getByText(address).first().isVisible()).toBe(true)
}

async function fillIn({ page }: Visitor, { name, address }: Who, role: string) {
  await page.getByLabel('Your full name').fill(name)
  await page.getByLabel('Your work email address').fill(address)
  await page.getByLabel(role, { exact: true }).check()
  await page.getByRole('button', { name: 'Send request' }).click()
}

async function signIn({ page, arrivesAt }: Visitor, address: string) {
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await arrivesAt('Sign in')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Continue' }).first().click()
  await arrivesAt('Check your email')
  await page.goto(linkIn(await emailTo(platform.url, address, /^Sign in/), '/sign-in/link/'))
  await arrivesAt('Sign in')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
}
