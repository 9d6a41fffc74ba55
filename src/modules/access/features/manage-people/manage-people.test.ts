import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPartner, aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aPersonAt, aTutorOf, newestEmailTo } from '../../factories.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }
const NOW = () => ({ now: app.clock.now() })

async function browserOf(accountId: string) {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}

const peopleOf = ({ id }: { readonly id: string }) => `/organisations/${id}/people`
const rolesAt = async ({ id }: { readonly id: string }) =>
  (await membersOf(app.db, id)).map(({ name, role }) => `${name}: ${role}`)

describe('adding a person', () => {
  test('tells them, lists them, and gives the claims role where there are claims', async () => {
    const school = await aSchool(app.db, { name: 'Add School' })
    const tutor = await aTutorOf(app.db, school, NOW())
    const browser = await browserOf(tutor.accountId)
    await browser.get(peopleOf(school))
    const asked = await browser.click('Add a person')
    expect(lintPage(asked.html)).toEqual([])
    expect(asked.html('input[name=role]').length).toBe(3)
    const wrong = await browser.submit({ name: '', email: 'x' }, MAIN)
    expect(wrong.status).toBe(422)
    expect(lintPage(wrong.html)).toEqual([])
    expect(wrong.errors).toHaveLength(3)
    const typed = { name: 'Kezia Boateng', email: 'kezia@homtail.com', role: 'claims' }
    const doubted = await browser.submit(typed, MAIN)
    expect(doubted.text).toContain('Did you mean kezia@hotmail.com?')
    const added = await browser.submit({ ...typed, email: 'kezia@add.example' }, MAIN)
    expect(added.text).toContain('Added. We have sent them an email')
    expect(lintPage(added.html)).toEqual([])
    expect(added.text).toContain('Kezia Boateng')
    expect((await newestEmailTo(app.db, 'kezia@add.example')).text).toContain('‘Claims’ for Add School')
    expect(await rolesAt(school)).toEqual(['Amina Khan: induction-tutor', 'Kezia Boateng: claims'])
  })

  test('tells nothing of an account that the address has already', async () => {
    const known = await aTutorOf(app.db, await aSchool(app.db), {
      name: 'Real Name',
      address: 'known@add.example',
      ...NOW(),
    })
    const school = await aSchool(app.db)
    const tutor = await aTutorOf(app.db, school, NOW())
    const browser = await browserOf(tutor.accountId)
    await browser.get(`${peopleOf(school)}/add`)
    const typed = { name: 'Typed Name', email: 'Known@add.example', role: 'viewer' }
    const added = await browser.submit(typed, MAIN)
    expect(added.text).toContain('Typed Name')
    expect(added.text).toContain('Known@add.example')
    expect(added.text).not.toContain('Real Name')
    await app.db
      .updateTable('access.accounts')
      .set({ last_signed_in_at: app.clock.now() })
      .where('id', '=', known.accountId)
      .execute()
    expect((await browser.get(peopleOf(school))).text).toContain('Real Name')
    await browser.get(`${peopleOf(school)}/add`)
    expect((await browser.submit(typed, MAIN)).errors).toEqual(['Select a role that this person does not have yet'])
  })

  test('takes names with markup and line ends as words, in pages and in messages', async () => {
    const school = await aSchool(app.db)
    const browser = await browserOf((await aTutorOf(app.db, school, NOW())).accountId)
    await browser.get(`${peopleOf(school)}/add`)
    const name = '<b>Eve</b>\r\nBcc: all@evil.example [x](https://evil.example)'
    const shown = await browser.submit({ name, email: ' eve@\r\nmark.example', role: 'viewer' }, MAIN)
    expect(shown.html('main b').length).toBe(0)
    expect(shown.text).toContain('<b>Eve</b> Bcc: all@evil.example')
    const email = await newestEmailTo(app.db, 'eve@mark.example')
    expect(email.text).toContain('Dear colleague')
    expect(email.text).not.toContain('evil.example')
  })

  test('offers providers no claims, and ITT providers their checks', async () => {
    const provider = await aPartner(app.db, 'Beacon Provider', ['lead-provider'])
    const itt = await aPartner(app.db, 'Itt Provider', ['accredited-itt-provider'])
    for (const [id, count] of [
      [provider, 2],
      [itt, 3],
    ] as const) {
      const { accountId } = await aPersonAt(app.db, { id }, NOW())
      const shown = await (await browserOf(accountId)).get(`${peopleOf({ id })}/add`)
      expect(shown.html('input[name=role]').length).toBe(count)
    }
  })
})

describe('changing and removing', () => {
  test('a role is changed at once, and the person is told once', async () => {
    const school = await aSchool(app.db, { name: 'Change School' })
    const tutor = await aTutorOf(app.db, school, NOW())
    const viewer = await aPersonAt(app.db, school, { role: 'viewer', ...NOW() })
    const browser = await browserOf(tutor.accountId)
    const asked = await browser.get(`${peopleOf(school)}/${viewer.membershipId}/role`)
    expect(lintPage(asked.html)).toEqual([])
    expect(asked.html('input[value=viewer]').attr('checked')).toBeDefined()
    expect((await browser.submit({ role: 'viewer' }, MAIN)).errors).toEqual(['Select a role that they do not have yet'])
    expect((await browser.submit({ role: 'administrator' }, MAIN)).text).toContain('Role changed')
    expect((await newestEmailTo(app.db, viewer.address)).text).toContain('was ‘Viewer’. It is now ‘Administrator’')
    expect(await rolesAt(school)).toEqual(['Amina Khan: induction-tutor', 'Bola Ade: administrator'])
  })

  test('a removal needs a reason, signs out at once, is told, and can be undone for 7 days', async () => {
    const school = await aSchool(app.db, { name: 'Remove School' })
    const tutor = await aTutorOf(app.db, school, NOW())
    const admin = await aPersonAt(app.db, school, NOW())
    const theirs = await browserOf(admin.accountId)
    expect((await theirs.get(peopleOf(school))).status).toBe(200)
    const browser = await browserOf(tutor.accountId)
    const asked = await browser.get(`${peopleOf(school)}/${admin.membershipId}/removal`)
    expect(lintPage(asked.html)).toEqual([])
    expect((await browser.submit({ reason: '' }, MAIN)).errors).toEqual(['Enter the reason'])
    const removed = await browser.submit({ reason: 'Left the school' }, MAIN)
    expect(removed.text).toContain('You can undo this for 7 days')
    expect(lintPage(removed.html)).toEqual([])
    expect((await newestEmailTo(app.db, admin.address)).subject).toBe('Your access to Remove School has changed')
    const out = await theirs.get(peopleOf(school))
    expect(out.heading).toBe('Sign in')
    expect(out.text).toContain('Your access to an organisation has changed')

    await browser.get(peopleOf(school))
    const undo = await browser.get(`${peopleOf(school)}/${admin.membershipId}/restoration`)
    expect(lintPage(undo.html)).toEqual([])
    expect((await browser.submit({}, MAIN)).text).toContain('They have their role again')
    expect(await rolesAt(school)).toEqual(['Amina Khan: induction-tutor', 'Bola Ade: administrator'])
    const history = await app.db
      .selectFrom('audit.processes')
      .select('reason')
      .where('reason', 'is not', null)
      .execute()
    expect(history.map(({ reason }) => reason)).toContain('Left the school')
  })

  test('after 7 days a removal stays', async () => {
    const school = await aSchool(app.db)
    const tutor = await aTutorOf(app.db, school, NOW())
    const admin = await aPersonAt(app.db, school, NOW())
    const browser = await browserOf(tutor.accountId)
    const restoration = `${peopleOf(school)}/${admin.membershipId}/restoration`
    await browser.get(`${peopleOf(school)}/${admin.membershipId}/removal`)
    await browser.submit({ reason: 'Left' }, MAIN)
    await browser.get(restoration)
    app.clock.moveOn({ hours: 7 * 24 })
    const later = await browserOf(tutor.accountId)
    expect((await later.get(restoration)).path).toBe(peopleOf(school))
    expect(await rolesAt(school)).toEqual(['Amina Khan: induction-tutor'])
  })

  test('the last in charge goes only with a successor, in one step', async () => {
    const provider = { id: await aPartner(app.db, 'Last Provider') }
    const last = await aPersonAt(app.db, provider, { name: 'Only One', ...NOW() })
    const viewer = await aPersonAt(app.db, provider, { name: 'Vera Viewer', role: 'viewer', ...NOW() })
    const browser = await browserOf(last.accountId)
    await browser.get(`${peopleOf(provider)}/${last.membershipId}/role`)
    expect((await browser.submit({ role: 'viewer' }, MAIN)).errors[0]).toContain('Add another administrator first')
    const asked = await browser.get(`${peopleOf(provider)}/${last.membershipId}/removal`)
    expect(asked.heading).toBe('Leave Last Provider')
    expect(lintPage(asked.html)).toEqual([])
    expect((await browser.submit({}, MAIN)).errors).toEqual(['Select who takes over as administrator'])
    const half = await browser.submit({ successor: 'new-person', name: 'New Lead', email: '' }, MAIN)
    expect(half.errors).toEqual(['Enter the email address of the new administrator'])
    expect(half.html('#name').val()).toBe('New Lead')
    expect(lintPage(half.html)).toEqual([])
    // Naming oneself leaves nobody.
    expect((await browser.submit({ successor: 'new-person', email: last.address }, MAIN)).heading).toBe(
      'Leave Last Provider',
    )
    expect(await rolesAt(provider)).toContain('Only One: administrator')
    await browser.submit({ successor: viewer.accountId }, MAIN)
    expect(await rolesAt(provider)).toEqual(['Vera Viewer: administrator', 'Vera Viewer: viewer'])
    expect((await browser.get('/home')).heading).toBe('Sign in')
  })

  test('of two administrators who remove each other at once one wins, and the other reads who did what when', async () => {
    for (let round = 0; round < 10; round += 1) {
      const school = await aSchool(app.db)
      const people = [
        await aPersonAt(app.db, school, { name: 'Ada', ...NOW() }),
        await aPersonAt(app.db, school, { name: 'Ben', ...NOW() }),
      ] as const
      const browsers = await Promise.all(people.map(({ accountId }) => browserOf(accountId)))
      const removal = (at: 0 | 1) => `${peopleOf(school)}/${people[at].membershipId}/removal`
      await Promise.all([browsers[0]?.get(removal(1)), browsers[1]?.get(removal(0))])
      const shown = await Promise.all(browsers.map((browser) => browser.submit({ reason: 'No longer here' }, MAIN)))
      expect(
        shown.filter(({ status, heading }) => status === 200 && heading.startsWith('Who has access')),
      ).toHaveLength(1)
      const lost = shown.find(({ heading }) => !heading.startsWith('Who has access'))
      expect(['You can no longer change who has access', 'Sign in']).toContain(lost?.heading)
      expect(await rolesAt(school)).toHaveLength(1)
    }
  })
})

describe('who may', () => {
  test('viewers see the list and change nothing; they may leave', async () => {
    const school = await aSchool(app.db)
    const admin = await aPersonAt(app.db, school, NOW())
    const viewer = await aPersonAt(app.db, school, { role: 'viewer', ...NOW() })
    const browser = await browserOf(viewer.accountId)
    const shown = await browser.get(peopleOf(school))
    expect(shown.text).not.toContain('Add a person')
    expect(lintPage(shown.html)).toEqual([])
    expect((await browser.get(`${peopleOf(school)}/add`)).status).toBe(403)
    expect((await browser.get(`${peopleOf(school)}/${admin.membershipId}/role`)).status).toBe(403)
    expect((await browser.get(`${peopleOf(school)}/${admin.membershipId}/removal`)).status).toBe(404)
    await browser.get(`${peopleOf(school)}/${viewer.membershipId}/removal`)
    await browser.submit({}, { ...MAIN, action: `${peopleOf(school)}/${admin.membershipId}/removal` })
    expect(await rolesAt(school)).toHaveLength(2)
    await browser.get(`${peopleOf(school)}/${viewer.membershipId}/removal`)
    await browser.submit({}, MAIN)
    expect(await rolesAt(school)).toHaveLength(1)
  })

  test('ids of another organisation are not found, nor is anything for strangers', async () => {
    const [mine, theirs] = [await aSchool(app.db), await aSchool(app.db)]
    const admin = await aPersonAt(app.db, mine, NOW())
    const other = await aPersonAt(app.db, theirs, NOW())
    const browser = await browserOf(admin.accountId)
    for (const path of ['', '/add', `/${other.membershipId}/role`, `/${other.membershipId}/removal`]) {
      expect((await browser.get(`${peopleOf(theirs)}${path}`)).status).toBe(404)
    }
    for (const path of ['role', 'removal']) {
      expect((await browser.get(`${peopleOf(mine)}/${other.membershipId}/${path}`)).status).toBe(404)
    }
    await browser.get(`${peopleOf(mine)}/${admin.membershipId}/removal`)
    const action = `${peopleOf(mine)}/${other.membershipId}/removal`
    expect((await browser.submit({}, { ...MAIN, action })).status).toBe(404)
    expect((await app.newBrowser().get(peopleOf(mine))).path).toContain('/sign-in?return=')
  })

  test('a trust’s administrator manages the people of its schools, until the school leaves the trust', async () => {
    const school = await aSchool(app.db)
    const trust = await aTrust(app.db, 'Vale Trust', [school.id])
    const admin = await aPersonAt(app.db, { id: trust }, { name: 'Tess Trust', ...NOW() })
    const tutor = await aTutorOf(app.db, school, NOW())
    const browser = await browserOf(admin.accountId)
    const shown = await browser.get(peopleOf(school))
    expect(shown.text).toContain('through Vale Trust')
    expect(lintPage(shown.html)).toEqual([])
    await browser.get(`${peopleOf(school)}/add`)
    await browser.submit({ name: 'Sol School', email: 'sol@vale.example', role: 'viewer' }, MAIN)
    expect(await rolesAt(school)).toEqual(['Amina Khan: induction-tutor', 'Sol School: viewer'])
    expect((await (await browserOf(tutor.accountId)).get(peopleOf(school))).text).toContain('Tess Trust')
    await app.db
      .updateTable('directory.trust_memberships')
      .set({ period: '[2020-09-01,2026-12-02)' })
      .where('school_id', '=', school.id)
      .execute()
    app.clock.moveTo('2026-12-01T12:00:00Z')
    expect((await (await browserOf(admin.accountId)).get(peopleOf(school))).status).toBe(200)
    app.clock.moveTo('2026-12-02T00:00:00Z')
    expect((await (await browserOf(admin.accountId)).get(peopleOf(school))).status).toBe(404)
  })

  test('support staff change it with a reason, other staff only look', async () => {
    const school = await aSchool(app.db)
    const staff = await browserOf((await aMemberOfStaff(app.db)).accountId)
    const shown = await staff.get(`${peopleOf(school)}/add`)
    expect(lintPage(shown.html)).toEqual([])
    const typed = { name: 'Pat', email: 'pat@staff.example', role: 'administrator' }
    expect((await staff.submit(typed, MAIN)).errors).toEqual(['Enter the reason'])
    expect((await staff.submit({ ...typed, reason: 'Asked by telephone' }, MAIN)).text).toContain('Added')
    const looking = await browserOf((await aMemberOfStaff(app.db, { powers: ['operate'] })).accountId)
    expect((await looking.get(peopleOf(school))).status).toBe(200)
    expect((await looking.get(`${peopleOf(school)}/add`)).status).toBe(403)
  })
})
