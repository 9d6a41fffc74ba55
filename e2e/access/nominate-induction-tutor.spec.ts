import { describe, expect, test } from 'vitest'
import { TUTOR_PERSONAS } from '#db/seeds/personas.ts'
import { tabTo } from '../support/keyboard.ts'
import { codeIn, emailTo, linkIn } from '../support/mailbox.ts'
import { searchFor } from '../support/search-box.ts'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'
import { schoolWithoutTutor } from '../support/world.ts'

const { platform, visit } = stage()

describe.each([
  { javaScript: true, position: 0, width: 1280 },
  { javaScript: false, position: 1, width: 320 },
])('with JavaScript: $javaScript', ({ javaScript, position, width }) => {
  const open = () => visit({ javaScript, width })

  test('the contact of a school nominates its induction tutor, who signs in and sees the school', async () => {
    const school = await schoolWithoutTutor(platform, position)
    const tutor = { name: "Niamh O'Brien-Şahin", email: `niamh.obrien+${position}@tutor.example` }

    const agent = await open()
    await sendLink(agent, school)

    const contact = await open()
    await contact.page.goto(
      linkIn(await emailTo(platform.url, school.contact, /^Nominate/), '/nominate-induction-tutor/link/'),
    )
    await nominate(contact, { school: school.name, tutor })

    const nominee = await open()
    await signIn(nominee, tutor.email)
    await nominee.arrivesAt(school.name)
    expect(await nominee.page.getByText(`${tutor.name} (you)`).isVisible()).toBe(true)

    await agent.page.goto(`/schools/${school.urn}`)
    await agent.arrivesAt(school.name)
    const history = await agent.page.locator('.moj-timeline').innerText()
    for (const fact of [tutor.name, 'nomination link']) expect(history).toContain(fact)
    await agent.page.getByRole('link', { name: tutor.name }).first().click()
    await agent.arrivesAt(tutor.name)

    // The link has done its work: whoever opens it again is told so, and changes nothing.
    await contact.page.goto('/nominate-induction-tutor')
    await contact.arrivesAt(/link has been used|has been used/)
    await Promise.all([agent, contact, nominee].map(({ leave }) => leave()))
  })
})

test('with the keyboard alone, a contact nominates and the tutor signs in', async () => {
  const school = await schoolWithoutTutor(platform, 2)
  const agent = await visit({ javaScript: true })
  await sendLink(agent, school)
  const { page, arrivesAt, leave } = await visit({ javaScript: true })
  const press = async (button: string) => {
    await tabTo(page, page.getByRole('main').getByRole('button', { name: button }))
    await page.keyboard.press('Enter')
  }
  const type = async (label: string, text: string) => {
    await tabTo(page, page.getByLabel(label))
    await page.keyboard.type(text)
  }
  await page.goto(linkIn(await emailTo(platform.url, school.contact, /^Nominate/), '/nominate-induction-tutor/link/'))
  await press('Continue')
  await page.getByRole('heading', { level: 1, name: /^Do you expect/ }).waitFor()
  await press('Continue')
  // The summary of errors has the focus; its link leads to the first choice.
  await page.locator('.govuk-error-summary:focus').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Space')
  expect(await page.getByLabel('Yes', { exact: true }).isChecked()).toBe(true)
  await press('Continue')
  await page.getByRole('heading', { level: 1, name: /full name/ }).waitFor()
  await type('What is the full name', 'Ọlá Adéyẹmí')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /email address/ }).waitFor()
  await type('What is their email address?', 'ola@keyboard.example')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Check your answers/ }).waitFor()
  await press('Nominate induction tutor')
  await arrivesAt('Induction tutor nominated')

  await page.goto('/sign-in')
  await type('Email address', 'ola@keyboard.example')
  await page.keyboard.press('Enter')
  await arrivesAt('Check your email')
  await type('Code', codeIn(await emailTo(platform.url, 'ola@keyboard.example', /^Sign in/)))
  await page.keyboard.press('Enter')
  await arrivesAt(school.name)
  await Promise.all([agent.leave(), leave()])
})

test('a tutor signs in on another device with the code, after a wrong one, and signs out', async () => {
  const [tutor] = TUTOR_PERSONAS
  const asking = await visit({ javaScript: true })
  await askForEmail(asking, tutor.address)
  const email = await emailTo(platform.url, tutor.address, /^Sign in/)

  await asking.page.getByLabel('Code').fill('0000 0000')
  await asking.page.getByRole('button', { name: 'Sign in' }).click()
  await asking.arrivesAt('Check your email')
  expect(await asking.page.getByRole('alert').innerText()).toContain('This code is not right')

  await asking.page.getByLabel('Code').fill(codeIn(email).toLowerCase().replace('-', ' '))
  await asking.page.getByRole('button', { name: 'Sign in' }).click()
  await asking.page.waitForURL('**/home')

  const elsewhere = await visit({ javaScript: true })
  await elsewhere.page.goto(linkIn(email, '/sign-in/link/'))
  await elsewhere.arrivesAt('This link has been used')

  await asking.page.getByRole('button', { name: 'Sign out' }).click()
  await asking.page.goto('/home')
  await asking.arrivesAt('Sign in')
  await Promise.all([asking, elsewhere].map(({ leave }) => leave()))
})

test('somebody whom nobody has nominated sees the same page and is told the way in', async () => {
  const stranger = await visit({ javaScript: true })
  await askForEmail(stranger, 'head.teacher@nowhere.example')
  const email = await emailTo(platform.url, 'head.teacher@nowhere.example', /^How to get access/)
  expect(email.links.length).toBeGreaterThan(0)
  await stranger.leave()
})

async function sendLink(agent: Visitor, school: { readonly name: string; readonly urn: string }) {
  await signInAsStaff(agent, 'Priya Nair')
  await agent.page.goto('/schools')
  await agent.arrivesAt('Find a school')
  await searchFor(agent.page, school.urn)
  await agent.page.getByRole('link', { name: school.name }).first().click()
  await agent.arrivesAt(school.name)
  await agent.page.getByRole('button', { name: 'Send nomination link' }).click()
  await agent.arrivesAt(school.name)
  expect(await agent.page.getByText('The next one can be sent at').isVisible()).toBe(true)
}

type Nomination = { readonly school: string; readonly tutor: { readonly name: string; readonly email: string } }

/** With a wrong turn at every question. */
async function nominate({ page, arrivesAt }: Visitor, { school, tutor }: Nomination) {
  const goOn = () => page.getByRole('button', { name: 'Continue' }).click()
  await arrivesAt(`Nominate the induction tutor of ${school}`)
  await goOn()
  await arrivesAt(/^Do you expect any early career teachers/)
  await goOn()
  await arrivesAt(/^Do you expect any early career teachers/)
  expect(await page.title()).toMatch(/^Error: /)
  await page.getByLabel('Yes', { exact: true }).check()
  await goOn()
  await arrivesAt('What is the full name of your induction tutor?')
  await goOn()
  await arrivesAt('What is the full name of your induction tutor?')
  await page.getByLabel('What is the full name').fill('Niamh')
  await goOn()
  await arrivesAt('What is their email address?')
  await page.getByLabel('What is their email address?').fill('niamh at tutor.example')
  await goOn()
  await arrivesAt('What is their email address?')
  expect(await page.getByLabel('What is their email address?').inputValue()).toBe('niamh at tutor.example')
  await page.getByLabel('What is their email address?').fill(` ${tutor.email}`)
  await goOn()
  await arrivesAt('Check your answers and nominate your induction tutor')
  await page.getByRole('link', { name: /Change the name/ }).click()
  await arrivesAt('What is the full name of your induction tutor?')
  await page.getByLabel('What is the full name').fill(tutor.name)
  await goOn()
  await arrivesAt('Check your answers and nominate your induction tutor')
  await page.getByRole('button', { name: 'Nominate induction tutor' }).click()
  await arrivesAt('Induction tutor nominated')
}

async function askForEmail(somebody: Visitor, address: string) {
  await somebody.page.goto('/')
  await somebody.arrivesAt(/./)
  await somebody.page.goto('/sign-in')
  await somebody.arrivesAt('Sign in')
  await somebody.page.getByLabel('Email address').fill(address)
  await somebody.page.getByRole('button', { name: 'Continue' }).click()
  await somebody.arrivesAt('Check your email')
  expect(await somebody.page.getByText(address).first().isVisible()).toBe(true)
}

async function signIn(somebody: Visitor, address: string) {
  await askForEmail(somebody, address)
  await somebody.page.goto(linkIn(await emailTo(platform.url, address, /^Sign in/), '/sign-in/link/'))
  await somebody.arrivesAt('Sign in')
  await somebody.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
}
