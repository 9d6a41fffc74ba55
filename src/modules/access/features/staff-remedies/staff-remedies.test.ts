import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage, lintQuestion } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { personForStaff } from '../../accounts/person-queries.ts'
import { aMemberOfStaff, aTutorOf, contextFor } from '../../factories.ts'
import { routes } from '../../routes.ts'
import { disableAccount } from './switch-account.ts'

let app: TestApp
let staffId: string
beforeAll(async () => {
  app = await testApp({ routes, loadActor, errorPages, eventDefinitions: events })
  staffId = (await aMemberOfStaff(app.db)).accountId
})
afterAll(() => app.close())

const staff = async () => {
  const browser = app.newBrowser()
  await app.signInAs(staffId, browser)
  return browser
}

let last = 0

async function aPerson() {
  last += 1
  const tutor = await aTutorOf(app.db, await aSchool(app.db), { address: `person${last}@mend.example` })
  const person = await personForStaff(app.db, tutor.accountId)
  return { ...tutor, addressId: person?.addresses[0]?.id ?? '', path: `/people/${tutor.accountId}` }
}

const MAIN = { form: 'main form' }
const REASON = 'Called the school on the number in GIAS; the head confirmed it.'
const mailTo = async (address: string) => (await developmentEmails(app.db)).filter(({ to }) => to === address)

const reasonsOf = async (accountId: string) =>
  app.db
    .selectFrom('audit.processes as process')
    .innerJoin('audit.events as event', 'event.process_id', 'process.id')
    .innerJoin('audit.event_subjects as about', 'about.event_id', 'event.id')
    .select(['event.name', 'process.reason'])
    .where('about.subject_id', '=', accountId)
    .where('process.reason', 'is not', null)
    .orderBy('event.id')
    .execute()

describe('every remedy', () => {
  test.each(['disable', 'end-sessions', 'addresses/ID/correct'])('asks why on a page of its own: %s', async (at) => {
    const { path, addressId } = await aPerson()
    const browser = await staff()
    const asked = await browser.get(`${path}/${at.replace('ID', addressId)}`)
    expect(lintQuestion(asked.html)).toEqual([])
    const again = await browser.submit({ reason: '  ' }, MAIN)
    expect(again.status).toBe(422)
    expect(again.errors).toContain('Enter why you are doing this')
    expect(lintQuestion(again.html)).toEqual([])
    expect(await reasonsOf(path.slice('/people/'.length))).toEqual([])
  })

  test('refuses without a reason, whoever calls it', async () => {
    const { accountId } = await aPerson()
    const actor = await loadActor(
      app.db,
      { accountId: staffId, actingFor: null, viewAs: null, provedAt: app.clock.now() },
      app.clock.now(),
    )
    if (!actor) throw new Error('No member of staff')
    expect(await execute(contextFor(app.db, actor), disableAccount, { accountId })).toMatchObject({
      refusal: { code: 'no-reason' },
    })
  })

  test('is not there for others, for an address of somebody else, and not allowed on staff or oneself', async () => {
    const [one, other] = [await aPerson(), await aPerson()]
    const stranger = app.newBrowser()
    await app.signInAs(other.accountId, stranger)
    expect((await stranger.get(`${one.path}/disable`)).status).toBe(404)
    const browser = await staff()
    expect((await browser.get(`${one.path}/addresses/${other.addressId}/correct`)).status).toBe(404)
    expect((await browser.get(`/people/${staffId}/disable`)).status).toBe(403)
    const operator = await aMemberOfStaff(app.db, { powers: ['operate'] })
    await app.signInAs(operator.accountId, browser)
    expect((await browser.get(`${one.path}/disable`)).status).toBe(404)
  })
})

describe('a corrected address', () => {
  test('ends the old one and every session, tells both mailboxes, and can be undone', async () => {
    const { accountId, address, addressId, path } = await aPerson()
    const owner = app.newBrowser()
    await app.signInAs(accountId, owner)
    const browser = await staff()
    await browser.get(`${path}/addresses/${addressId}/correct`)
    const shown = await browser.submit({ address: 'right@mend.example', reason: REASON }, MAIN)
    expect(shown.html('.govuk-notification-banner').text()).toContain('Email address corrected')
    expect(lintPage(shown.html)).toEqual([])
    expect(shown.text).toContain(`Reason: ${REASON}`)
    expect((await owner.get('/home')).path).toContain('/sign-in')
    expect((await mailTo(address)).map(({ template }) => template)).toContain('addressCorrectedEmail')
    expect((await mailTo('right@mend.example')).map(({ template }) => template)).toEqual(['addressCorrectedEmail'])
    expect((await mailTo(address))[0]?.text).not.toContain('right@mend.example')

    await browser.get(undoOf(shown.html))
    const undone = await browser.submit({ reason: 'It was right before' }, MAIN)
    expect(undone.html('.govuk-notification-banner').text()).toContain('put back')
    const person = await personForStaff(app.db, accountId)
    expect(person?.addresses.filter(({ removedAt }) => removedAt === null).map((one) => one.address)).toEqual([address])
    expect((await reasonsOf(accountId)).map(({ name }) => name)).toEqual([
      'access.address-corrected',
      'access.address-correction-undone',
    ])
  })

  test('is refused when another account has it, and after seven days it is not undone', async () => {
    const [one, other] = [await aPerson(), await aPerson()]
    const browser = await staff()
    await browser.get(`${one.path}/addresses/${one.addressId}/correct`)
    const taken = await browser.submit({ address: other.address.toUpperCase(), reason: REASON }, MAIN)
    expect(taken.errors[0]).toContain('Another account has this email address')
    expect(lintQuestion(taken.html)).toEqual([])
    const same = await browser.submit({ address: one.address, reason: REASON }, MAIN)
    expect(same.errors[0]).toContain('differs from the one that they have')
    const corrected = await browser.submit({ address: `new-${one.address}`, reason: REASON }, MAIN)
    expect(corrected.errors).toEqual([])
    expect(corrected.text).toContain('Email address corrected')
    app.clock.moveOn({ hours: 7 * 24 })
    const later = await staff()
    await later.get(undoOf(corrected.html))
    expect((await later.submit({ reason: REASON }, MAIN)).text).toContain('more than 7 days ago')
  })
})

const undoOf = (html: Awaited<ReturnType<typeof app.get>>['html']): string =>
  html('a[href$="/undo"]').attr('href') ?? ''

test('wrong codes are forgotten, and codes work again', async () => {
  const { address, path, accountId } = await aPerson()
  const visitor = app.newBrowser()
  const guess = async () => {
    for (let time = 0; time < 5; time += 1) await visitor.submit({ code: 'AAAA-AAAA' }, { form: CODES })
  }
  for (let email = 0; email < 2; email += 1) {
    await visitor.get('/sign-in')
    await visitor.submit({ email: address })
    await guess()
  }
  const browser = await staff()
  const shown = await browser.get(path)
  expect(shown.text).toContain('Codes are locked until')
  await browser.get(shown.html('a[href$="/unlock"]').attr('href') ?? '')
  const unlocked = await browser.submit({ reason: REASON }, MAIN)
  expect(unlocked.text).toContain('Sign-in codes unlocked')
  expect(unlocked.text).toContain('No wrong codes in the last day')
  expect((await reasonsOf(accountId)).map(({ name }) => name)).toEqual(['access.sign-in-unlocked'])
})

const CODES = 'form[action="/sign-in/code"]'

test('a disabled account is out at once and cannot come back until it is enabled; each is told', async () => {
  const { accountId, address, path } = await aPerson()
  const owner = app.newBrowser()
  await app.signInAs(accountId, owner)
  const browser = await staff()
  await browser.get(`${path}/disable`)
  const disabled = await browser.submit({ reason: REASON }, MAIN)
  expect(disabled.text).toContain('Disabled at')
  expect((await owner.get('/home')).path).toContain('/sign-in')
  await browser.get(`${path}/disable`)
  expect((await browser.submit({ reason: REASON }, MAIN)).text).toContain('disabled already')
  await browser.get(`${path}/enable`)
  expect((await browser.submit({ reason: REASON }, MAIN)).text).toContain('Account enabled')
  const templates = (await mailTo(address)).map(({ template }) => template)
  expect(templates.slice(0, 2)).toEqual(['accountEnabledEmail', 'accountDisabledEmail'])
})

test('signing somebody out ends every session, and says so when there is none', async () => {
  const { accountId, path } = await aPerson()
  const owner = app.newBrowser()
  await app.signInAs(accountId, owner)
  const browser = await staff()
  await browser.get(`${path}/end-sessions`)
  expect((await browser.submit({ reason: REASON }, MAIN)).text).toContain('signed out everywhere')
  expect((await owner.get('/home')).path).toContain('/sign-in')
  await browser.get(`${path}/end-sessions`)
  expect((await browser.submit({ reason: REASON }, MAIN)).text).toContain('They are not signed in anywhere')
})
