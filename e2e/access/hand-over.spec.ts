import { describe, expect, test } from 'vitest'
import { type ParticularSchool, urnOf } from '#db/seeds/particular-schools.ts'
import { TUTOR_PERSONAS } from '#db/seeds/personas.ts'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const [amina, tomasz, , sian] = TUTOR_PERSONAS

const LEFT = {
  larkrise: { name: 'Larkrise Lane Infant School', office: 'office@larkrise-lane.sch.example' },
  larkriseJuniors: { name: 'Larkrise Lane Junior School', office: 'office@larkrise-juniors.sch.example' },
} as const satisfies Partial<Record<ParticularSchool, object>>

describe.each([
  { javaScript: true, width: 1280, left: 'larkrise', tutor: amina, school: 'Larkhollow Primary School' },
  { javaScript: false, width: 320, left: 'larkriseJuniors', tutor: sian, school: 'Ysgol Tŷ Ŵyn Llundain' },
] as const)('with JavaScript: $javaScript', ({ javaScript, width, left, tutor, school }) => {
  const open = () => visit({ javaScript, width })

  // Document 000, signing in, problem 2: the old tutor has left and not handed over.
  test('a successor takes over through the school’s mailbox, the old tutor objects by mistake, and staff settle it', async () => {
    const { name, office } = LEFT[left]
    const successor = { name: 'Ngozi Farquhar', email: `ngozi.farquhar@${left.toLowerCase()}.example` }
    const newcomer = await open()
    await haveLinkSent(newcomer, left, name)
    await newcomer.page.goto(
      linkIn(await emailTo(platform.url, office, /^Nominate/), '/nominate-induction-tutor/link/'),
    )
    await nominate(newcomer, name, successor)
    await signIn(newcomer, successor.email)
    await newcomer.arrivesAt(name)
    // The contact is told as well, with the same way back.
    linkIn(await emailTo(platform.url, office, /has a new induction tutor/), '/object-to-handover/link/')

    const old = await open()
    const told = await emailTo(platform.url, tomasz.address, new RegExp(`^You are no longer.*${name}`))
    await old.page.goto(linkIn(told, '/object-to-handover/link/'))
    await old.arrivesAt('Was this change meant to happen?')
    expect(new URL(old.page.url()).pathname).toBe('/object-to-handover')
    expect(await old.page.getByRole('main').innerText()).not.toContain(successor.email)
    await old.page.getByLabel('What happened').fill('I did not know about this')
    await old.page.getByRole('button', { name: 'This was not meant to happen' }).click()
    await old.arrivesAt('The change has been taken back')
    await newcomer.page.goto('/home')
    await newcomer.arrivesAt('Sign in')

    const agent = await open()
    await signInAsStaff(agent, 'Priya Nair')
    await agent.page.goto('/staff/access-requests?kind=objection')
    await agent.arrivesAt('Requests about access')
    const row = agent.page.getByRole('row').filter({ hasText: name })
    await row.getByRole('link', { name: 'Objection to a change of tutor' }).click()
    await agent.arrivesAt(`Change of induction tutor of ${name}`)
    await agent.page.getByRole('button', { name: 'Decide and tell everybody' }).click()
    await agent.arrivesAt(`Change of induction tutor of ${name}`)
    expect(await agent.page.getByRole('alert').innerText()).toContain('Select who is the induction tutor')
    await agent.page.getByLabel(successor.name).check()
    await agent.page.getByLabel('Reason').fill('The head confirms that Ngozi has taken over')
    await agent.page.getByRole('button', { name: 'Decide and tell everybody' }).click()
    await agent.arrivesAt(`Change of induction tutor of ${name}`)
    expect(await agent.page.getByText('Reinstated').isVisible()).toBe(true)

    await signIn(newcomer, successor.email)
    await newcomer.arrivesAt(name)
    await Promise.all([newcomer, old, agent].map(({ leave }) => leave()))
  })

  test('a tutor hands over with an overlap, and then undoes it', async () => {
    const somebody = await open()
    const { page, arrivesAt } = somebody
    await signIn(somebody, tutor.address)
    await arrivesAt(school)
    await page.getByRole('link', { name: 'Hand over' }).first().click()
    await arrivesAt(`Hand over as induction tutor of ${school}`)
    await goOn(somebody)
    await arrivesAt('Who takes over as induction tutor?')
    await goOn(somebody)
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByLabel('Somebody who has no access yet').check()
    await goOn(somebody)
    await arrivesAt('What is their full name?')
    await page.getByLabel('What is their full name?').fill('Caoimhe Brandt')
    await goOn(somebody)
    await arrivesAt('What is their email address?')
    await page.getByLabel('What is their email address?').fill(`caoimhe.${width}@gmial.com`)
    await goOn(somebody)
    await arrivesAt('What happens to your access?')
    await page.getByLabel('You stay as administrator until a day').check()
    await goOn(somebody)
    await arrivesAt('What is your last day as administrator?')
    await goOn(somebody)
    await arrivesAt('Check your answers and hand over')
    expect(await page.getByText(`Did you mean caoimhe.${width}@gmail.com?`).isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Change their email address' }).click()
    await arrivesAt('What is their email address?')
    await page.getByLabel('What is their email address?').fill(`caoimhe.${width}@gmail.com`)
    await goOn(somebody)
    await arrivesAt('Check your answers and hand over')
    await page.getByRole('button', { name: 'Hand over' }).click()
    await arrivesAt('The induction tutor has changed')
    linkIn(await emailTo(platform.url, `caoimhe.${width}@gmail.com`, /^You are the induction tutor/), '/sign-in')

    await page.goto('/home')
    await arrivesAt(school)
    await page.getByRole('link', { name: 'Undo the change of induction tutor' }).click()
    await arrivesAt('The induction tutor has changed')
    await page.getByRole('button', { name: 'Undo this' }).click()
    await arrivesAt('Undo the change of induction tutor')
    await page.getByRole('button', { name: 'Undo the change' }).click()
    await arrivesAt('The change of induction tutor was undone')
    await emailTo(platform.url, `caoimhe.${width}@gmail.com`, /^You are not the induction tutor/)
    await page.goto('/home')
    await arrivesAt(school)
    expect(await page.getByText(`${tutor.name} (you)`).first().isVisible()).toBe(true)
    await somebody.leave()
  })
})

const goOn = ({ page }: Visitor) => page.getByRole('button', { name: 'Continue' }).click()

/** From the sign-in page, as somebody who cannot get in because the one before has left. */
async function haveLinkSent({ page, arrivesAt }: Visitor, school: ParticularSchool, name: string) {
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Problems signing in' }).click()
  await arrivesAt('Problems signing in')
  await page.getByLabel('Our induction tutor has left').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await arrivesAt('The induction tutor has left')
  await page.locator('[name=q]').fill(`${name} (${urnOf(school)})`)
  await page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL(`**/schools/${urnOf(school)}/access`)
  await page.getByRole('button', { name: 'Send the link to the school' }).click()
  await arrivesAt(`Your request for ${name}`)
}

type Person = { readonly name: string; readonly email: string }

async function nominate(contact: Visitor, school: string, { name, email }: Person) {
  const { page, arrivesAt } = contact
  await arrivesAt(`Nominate the induction tutor of ${school}`)
  await goOn(contact)
  await page.getByLabel('Yes', { exact: true }).check()
  await goOn(contact)
  await page.getByLabel('What is the full name').fill(name)
  await goOn(contact)
  await page.getByLabel('What is their email address?').fill(email)
  await goOn(contact)
  await arrivesAt('Check your answers and nominate your induction tutor')
  await page.getByRole('button', { name: 'Nominate induction tutor' }).click()
  await arrivesAt('Induction tutor nominated')
}

/** With the link, in the browser that asked for it. Signed out first, if need be. */
async function signIn({ page, arrivesAt }: Visitor, address: string) {
  await page.goto('/sign-in')
  await arrivesAt('Sign in')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Continue' }).first().click()
  await arrivesAt('Check your email')
  await page.goto(linkIn(await emailTo(platform.url, address, /^Sign in/), '/sign-in/link/'))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/home*')
}
