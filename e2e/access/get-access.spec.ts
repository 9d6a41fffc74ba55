import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { urnOf } from '#db/seeds/particular-schools.ts'
import { TUTOR_PERSONAS } from '#db/seeds/personas.ts'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { searchFor } from '../support/search-box.ts'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'
import { type SchoolOfWorld, schoolWithoutTutor } from '../support/world.ts'

const { platform, visit } = stage()

describe.each([
  { javaScript: true, position: 20, width: 1280 },
  { javaScript: false, position: 30, width: 320 },
])('with JavaScript: $javaScript', ({ javaScript, position, width }) => {
  const open = () => visit({ javaScript, width })

  test('a contact who cannot be reached: the other address, then staff, who check and send the link elsewhere', async () => {
    const school = await schoolWithoutTutor(platform, position)
    await reachedAt(school, { main: 'perm-fail@simulator.notify', alternative: 'temp-fail@simulator.notify' })
    const requester = await open()
    await askForLink(requester, school)
    await until(requester, 'Address does not exist')
    await requester.page.getByRole('button', { name: 'Send it to that address' }).click()
    await until(requester, 'Inbox refused it')
    await askStaff(requester, `requester${position}@ask.example`)

    const agent = await open()
    await openRequest(agent, school)
    const form = agent.page
    await form.getByRole('button', { name: 'Answer' }).click()
    await agent.arrivesAt(`Request for the link of ${school.name}`)
    expect(await form.title()).toMatch(/^Error: /)
    await check(agent)
    await form.getByLabel('Send the link to an address').check()
    await form.getByLabel('Email address').fill(`head${position}@checked.example`)
    await form.getByRole('button', { name: 'Answer' }).click()
    await agent.arrivesAt(`Request for the link of ${school.name}`)
    expect(await form.locator('.moj-timeline').innerText()).toContain('Mrs Ng')

    const head = await open()
    const link = await emailTo(platform.url, `head${position}@checked.example`, /^Nominate/)
    await head.page.goto(linkIn(link, '/nominate-induction-tutor/link/'))
    await head.arrivesAt(`Nominate the induction tutor of ${school.name}`)
    await nominate(head, `tutor${position}@checked.example`)

    await until(requester, 'Somebody was nominated at')
    const tutor = await open()
    await signIn(tutor, `tutor${position}@checked.example`)
    await tutor.arrivesAt(school.name)
    await Promise.all([requester, agent, head, tutor].map(({ leave }) => leave()))
  })

  test('a school without any address: staff write to the headteacher, whose code leads into the nomination', async () => {
    const school = await schoolWithoutTutor(platform, position + 5)
    await reachedAt(school, {})
    const requester = await open()
    await findSchool(requester, school)
    await requester.page.getByRole('button', { name: 'Ask the support team' }).click()
    await fillInHelp(requester, `letter${position}@ask.example`)

    const agent = await open()
    await openRequest(agent, school)
    await check(agent)
    await agent.page.getByLabel('Print a letter to the headteacher').check()
    await agent.page.getByRole('button', { name: 'Answer' }).click()
    await agent.arrivesAt(`Name the induction tutor of ${school.name}`)
    const code = await agent.page.getByRole('main').locator('strong').last().innerText()

    const head = await open()
    await head.page.goto(`/schools/${school.urn}/letter`)
    await head.arrivesAt('Enter the code from our letter')
    await head.page.getByLabel('Code').fill('AAAA AAAA')
    await head.page.getByRole('button', { name: 'Continue' }).click()
    await head.arrivesAt('Enter the code from our letter')
    await head.page.getByLabel('Code').fill(code.toLowerCase().replace('-', ' '))
    await head.page.getByRole('button', { name: 'Continue' }).click()
    await head.arrivesAt(`Nominate the induction tutor of ${school.name}`)
    await nominate(head, `letter.tutor${position}@checked.example`)
    await Promise.all([requester, agent, head].map(({ leave }) => leave()))
  })

  test('somebody who does not know whether their school is registered finds out, and what to do', async () => {
    const [{ schools, address }] = TUTOR_PERSONAS
    const somebody = await open()
    await findSchool(somebody, { urn: urnOf(schools[0]), name: 'Larkhollow Primary School' })
    const main = somebody.page.getByRole('main')
    expect(await main.innerText()).toContain('a•••f@larkhollow.sch.example')
    expect(await main.innerText()).not.toContain(address)
    expect(await main.getByRole('link', { name: 'Ask to be added' }).count()).toBe(1)
    await somebody.page.goto(`/schools/${urnOf('closedBefore')}/access`)
    await somebody.arrivesAt('Get access for Ravengarth Primary School')
    expect(await main.getByRole('button').count()).toBe(0)
    await main.getByRole('link', { name: 'get access for Ravengarth Primary Academy' }).click()
    await somebody.arrivesAt('Get access for Ravengarth Primary Academy')
    await somebody.page.goto(`/link-requests/${'a'.repeat(52)}`)
    await somebody.arrivesAt('This request cannot be found')
    await somebody.leave()
  })
})

/** From the start page, as somebody who has never been here. */
async function findSchool({ page, arrivesAt }: Visitor, school: Pick<SchoolOfWorld, 'urn' | 'name'>) {
  await page.goto('/')
  await arrivesAt(/./)
  await page.getByRole('button', { name: 'Get access for my school' }).click()
  await arrivesAt('Find a school')
  await searchFor(page, school.urn)
  await arrivesAt(/./)
  await page.getByRole('link', { name: `Get access for ${school.name}` }).click()
  await arrivesAt(`Get access for ${school.name}`)
}

async function askForLink(requester: Visitor, school: SchoolOfWorld) {
  await findSchool(requester, school)
  await requester.page.getByRole('button', { name: 'Send the link to the school' }).click()
  await requester.arrivesAt(`Your request for ${school.name}`)
}

async function askStaff(requester: Visitor, address: string) {
  await requester.page.getByRole('button', { name: 'Ask the support team' }).click()
  await fillInHelp(requester, address)
}

/** With a wrong turn: nothing typed. */
async function fillInHelp({ page, arrivesAt }: Visitor, address: string) {
  const send = () => page.getByRole('button', { name: 'Send to the support team' }).click()
  await arrivesAt('Ask the support team')
  await send()
  await arrivesAt('Ask the support team')
  expect(await page.getByRole('alert').innerText()).toContain('Enter your full name')
  await page.getByLabel('Your full name').fill('Callum Whitfield')
  await page.getByLabel('Your email address').fill(address)
  await page.getByLabel('What have you tried').fill('Nobody answers at the office')
  await send()
  await arrivesAt(/^Your request for/)
  expect(await page.getByText('Our support team has your request').count()).toBe(1)
  const confirmed = await emailTo(platform.url, address, /^We have your request/)
  expect(new URL(linkIn(confirmed, '/link-requests/')).pathname).toBe(new URL(page.url()).pathname)
}

async function openRequest(agent: Visitor, school: SchoolOfWorld) {
  await signInAsStaff(agent, 'Priya Nair')
  const [request] = await rows(
    `select request.id from access.link_requests as request
     join directory.schools as school on school.organisation_id = request.organisation_id
     where school.urn = $1 and request.status = 'with-staff'`,
    [school.urn],
  )
  await agent.page.goto(`/staff/link-requests/${request?.['id']}`)
  await agent.arrivesAt(`Request for the link of ${school.name}`)
}

async function check({ page }: Visitor) {
  await page.getByLabel('Called').check()
  await page.getByLabel('Who did you speak to').fill('Mrs Ng, business manager, confirmed')
}

/** Looks again, as the page says, until the words are there. */
async function until({ page, arrivesAt }: Visitor, words: string) {
  for (let look = 0; look < 60 && (await page.getByText(words).count()) === 0; look += 1) {
    await page.waitForTimeout(500)
    await page.reload()
  }
  await arrivesAt(/^Your request for/)
  expect(await page.getByText(words).count()).toBeGreaterThan(0)
}

async function nominate({ page, arrivesAt }: Visitor, address: string) {
  const goOn = () => page.getByRole('button', { name: 'Continue' }).click()
  await goOn()
  await page.getByLabel('Yes', { exact: true }).check()
  await goOn()
  await page.getByLabel('What is the full name').fill('Mai Ng')
  await goOn()
  await page.getByLabel('What is their email address?').fill(address)
  await goOn()
  await arrivesAt('Check your answers and nominate your induction tutor')
  await page.getByRole('button', { name: 'Nominate induction tutor' }).click()
  await arrivesAt('Induction tutor nominated')
}

async function signIn({ page, arrivesAt }: Visitor, address: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Continue' }).click()
  await arrivesAt('Check your email')
  await page.goto(linkIn(await emailTo(platform.url, address, /^Sign in/), '/sign-in/link/'))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
}

/** What the register says from now on about how the school is reached. */
async function reachedAt({ urn }: SchoolOfWorld, contacts: Readonly<Record<string, string>>) {
  const ofSchool = '(select organisation_id from directory.schools where urn = $1)'
  await rows(`delete from directory.contact_points where organisation_id = ${ofSchool}`, [urn])
  for (const [channel, address] of Object.entries(contacts)) {
    await rows(
      `insert into directory.contact_points (id, organisation_id, channel, address, source, since)
       values (gen_random_uuid(), ${ofSchool}, $2, $3, 'gias', now())`,
      [urn, channel, address],
    )
  }
}

async function rows(query: string, values: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: platform.databaseUrl })
  await client.connect()
  const { rows: found } = await client.query<Record<string, unknown>>(query, [...values])
  await client.end()
  return found
}
