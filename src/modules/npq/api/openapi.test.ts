import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { anApiToken } from '#src/modules/access/factories.ts'
import { repository } from '#src/ui/repository.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { anNpqProvider, aRegistration } from '../factories.ts'
import { recordChange } from '../registrations/changes-store.ts'
import { endpoints } from './endpoints.ts'
import { npqOpenApi } from './openapi.ts'

let app: TestApp
let authorization: string
let id: string
beforeAll(async () => {
  app = await composedApp()
  const provider = await anNpqProvider(app.db, 'Document Provider')
  ;({ authorization } = await anApiToken(app.db, provider))
  const registration = await aRegistration(app.db, { provider })
  id = registration.id
  await aRegistration(app.db, { provider, course: 'npq-leading-teaching', status: 'accepted', fundedPlace: false })
  await app.db.transaction().execute((tx) =>
    recordChange(tx, {
      ...{ registration, kind: 'work-details-changed', before: { school_urn: null }, after: { school_urn: '123456' } },
      now: app.clock.now(),
    }),
  )
})
afterAll(() => app.close())

const Document = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), z.looseObject({})) }))),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})

/** The schema of an answer as the document has it, with everything that it refers to. */
function answerSchema(path: string, status: number) {
  const { paths, components } = Document.parse(npqOpenApi)
  const response = z
    .object({ content: z.object({ 'application/json': z.object({ schema: z.unknown() }) }) })
    .parse(paths[path]?.['get']?.responses[String(status)])
  const whole = { allOf: [response.content['application/json'].schema], $defs: components.schemas }
  return z.fromJSONSchema(JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')))
}

const get = async (url: string, headers: Record<string, string> = { authorization }) => {
  const response = await app.app.inject({ url, headers })
  return { status: response.statusCode, body: response.json() }
}

test.each([
  ['/api/v3/npq-applications', ''],
  ['/api/v3/npq-applications', '?page[page]=x'],
  ['/api/v3/npq-changes', ''],
  ['/api/v3/npq-changes', '?after=x'],
])('an answer of %s%s is as the document says', async (path, query) => {
  const { status, body } = await get(`${path}${query}`)
  expect(answerSchema(path, status).safeParse(body).error).toBeUndefined()
  expect(answerSchema(path, 401).safeParse((await get(path, {})).body).error).toBeUndefined()
})

test('one application is as the document says, and what is not one is not', async () => {
  const schema = answerSchema('/api/v3/npq-applications/{id}', 200)
  const { body } = await get(`/api/v3/npq-applications/${id}`)
  expect(schema.safeParse(body).error).toBeUndefined()
  expect(schema.safeParse({ data: { ...body.data, type: 'other' } }).success).toBe(false)
  expect(
    answerSchema('/api/v3/npq-applications/{id}', 404).safeParse((await get('/api/v3/npq-applications/x')).body)
      .success,
  ).toBe(true)
})

test('every endpoint is in the document, which is served and committed as it is', async () => {
  const { paths } = Document.parse(npqOpenApi)
  const named = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{([a-zA-Z]+)\}/g, ':$1')}`),
  )
  expect(named.sort()).toEqual(endpoints.map(({ at }) => at).sort())
  expect((await get('/api/v3/openapi.json', {})).body).toEqual(npqOpenApi)
  const committed: unknown = JSON.parse(await readFile(`${repository}/docs/generated/openapi.json`, 'utf8'))
  expect(committed).toEqual(JSON.parse(JSON.stringify(npqOpenApi)))
})

test('every reference in the document leads somewhere', () => {
  const text = JSON.stringify(npqOpenApi)
  const { schemas } = Document.parse(npqOpenApi).components
  const named = [...text.matchAll(/#\/components\/schemas\/([A-Za-z]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !(name in schemas))).toEqual([])
  expect(text).not.toContain('$defs')
})
