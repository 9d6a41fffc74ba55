import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { deny, everyone, signedIn, when } from '#src/kit/policy.ts'
import { defineEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import {
  action,
  departure,
  FORM_FIELDS,
  type Frame,
  type Page,
  page,
  redirectTo,
  sendAway,
  show,
  showAgain,
  tooMany,
} from '#src/platform/http/route.ts'
import { newId } from '#src/platform/ids.ts'

/** One route of each kind, for tests of the web door itself. */

export const noteKept = defineEvent({
  name: 'sample.note-kept',
  version: 1,
  payload: z.object({ note: z.string() }),
  sentence: ({ note }) => `Kept the note "${note}"`,
})

export const SUBJECT = { kind: 'organisation', id: '0190f3a4-0000-7000-8000-000000000001' } as const

export const keepNote = command({
  name: 'sample.keep-note',
  input: z.object({ note: z.string() }),
  refusals: ['too-short'],
  records: [noteKept.name],
  async run({ refuse }, { note }) {
    if (note.length < 3) return refuse('too-short')
    return { value: { noteId: newId() }, events: [noteKept.of([SUBJECT], { note })] }
  },
})

const form = (title: string, body = '', files = false): Page => ({
  render: (frame) =>
    `<!doctype html><title>${title}</title><main><h1>${title}</h1><p>${frame.actor.name}</p>
    <form method="post" action="/notes" ${files ? 'enctype="multipart/form-data"' : ''}>${secrets(frame)}${body}</form></main>`,
})

const secrets = (frame: Frame): string =>
  `<input type="hidden" name="${FORM_FIELDS.csrf}" value="${frame.csrfToken}">
   <input type="hidden" name="${FORM_FIELDS.idempotencyKey}" value="${frame.idempotencyKey}">`

const plain = (title: string): Page => ({
  render: () => `<!doctype html><title>${title}</title><main><h1>${title}</h1></main>`,
})

const feature = 'sample'

export const sampleRoutes = [
  page('GET /plain', { feature, policy: everyone, handle: () => show(plain('Plain')) }),
  page('GET /long', { feature, policy: everyone, handle: () => show(plain('word '.repeat(2_000))) }),
  page('GET /form', { feature, policy: everyone, handle: () => show(form('Form', '<input name="note">')) }),
  action('POST /notes', {
    feature,
    policy: everyone,
    commands: [keepNote],
    async handle({ form: { note }, execute }) {
      const kept = await execute(keepNote, { note: String(note ?? '') })
      return kept.ok
        ? redirectTo(`/notes/${kept.value.noteId}`)
        : showAgain(form('Error: Form', `<input name="note" value="${note}">`))
    },
  }),
  page('GET /notes/:noteId', {
    feature,
    policy: everyone,
    handle: ({ params }) => show(plain(`Note ${params['noteId']}`)),
  }),
  page('GET /schools/:urn', {
    feature,
    policy: everyone,
    handle: ({ query }) => show(plain(`School ${query['q'] ?? ''}`)),
  }),
  page('GET /enter/link/:token', { feature, policy: everyone, handle: () => redirectTo('/plain') }),
  page('GET /mine', { feature, policy: signedIn, handle: ({ actor }) => show(plain(`Mine: ${actor.accountId}`)) }),
  action('POST /mine', { feature, policy: signedIn, commands: [keepNote], handle: () => redirectTo('/mine') }),
  page('GET /not-yours', { feature, policy: () => deny('not-yours'), handle: () => show(plain('Secret')) }),
  page('GET /staff-only', { feature, policy: () => deny('staff-sign-in'), handle: () => show(plain('Secret')) }),
  page('GET /fresh-only', {
    feature,
    policy: (actor) => when(actor.isFresh, 'fresh-sign-in'),
    handle: () => show(plain('Money')),
  }),
  page('GET /shut', { feature, policy: () => deny('window-shut'), handle: () => show(plain('Secret')) }),
  page('GET /nowhere', { feature, policy: everyone, load: async () => null, handle: () => show(plain('Secret')) }),
  page('GET /limited', { feature, policy: everyone, handle: () => tooMany(90) }),
  page('GET /broken', {
    feature,
    policy: everyone,
    handle: () => {
      throw new Error('"Ada Lovelace" <ada@example.org> was here')
    },
  }),
  page('GET /export', { feature, policy: everyone, priority: 'low', handle: () => show(plain('Export')) }),
  page('GET /way-in', { feature, policy: everyone, priority: 'high', handle: () => show(plain('Way in')) }),
  page('GET /slow', {
    feature,
    policy: everyone,
    async handle() {
      await new Promise((resolve) => setTimeout(resolve, 300))
      return show(plain('Slow'))
    },
  }),
  page('GET /file', {
    feature,
    policy: everyone,
    handle: () => ({ kind: 'text', status: 200, type: 'text/csv', body: 'a,b', fileName: 'x"\r\nSet-Cookie: y=1.csv' }),
  }),
  page('GET /address', { feature, policy: everyone, handle: ({ ip }) => show(plain(ip)) }),
  departure('POST /enter', {
    feature,
    policy: everyone,
    async handle({ session, form: { account } }) {
      await session.start(String(account ?? newId()), 'persona')
      return redirectTo('/mine')
    },
  }),
  departure('POST /leave', {
    feature,
    policy: everyone,
    async handle({ session }) {
      await session.end('signed out')
      return redirectTo('/plain')
    },
  }),
  departure('POST /away', { feature, policy: everyone, handle: ({ form: { to } }) => sendAway(String(to)) }),
  departure('POST /onward', { feature, policy: everyone, handle: ({ form: { to } }) => redirectTo(String(to)) }),
  page('GET /upload', {
    feature,
    policy: everyone,
    handle: () => show(form('Upload', '<input type="file" name="file">', true)),
  }),
  departure('POST /uploads', {
    feature,
    policy: everyone,
    upload: { maxMegabytes: 1 },
    async handle({ files: { file }, form: { label } }) {
      const text = file ? await readFile(file.path, 'utf8') : 'none'
      return show(plain(`${label} ${file?.fileName} ${file?.bytes} ${text.slice(0, 20)} ${file?.path}`))
    },
  }),
]
