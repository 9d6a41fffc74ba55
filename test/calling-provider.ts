import { anApiToken } from '#src/modules/access/factories.ts'
import { anNpqProvider } from '#src/modules/npq/factories.ts'
import type { TestApp } from './app.ts'

type Options = { readonly key?: string; readonly headers?: Readonly<Record<string, string>> }
type Call = { readonly method: 'GET' | 'POST' | 'PUT'; readonly url: string; readonly payload?: unknown }
type Change = readonly ['POST' | 'PUT', string]

/** A provider whose system calls the API. For tests. */
export async function aCallingProvider(app: TestApp, name: string, facts: Parameters<typeof anNpqProvider>[2] = {}) {
  const provider = await anNpqProvider(app.db, name, facts)
  const { authorization } = await anApiToken(app.db, provider)
  const call = async ({ method, url, payload }: Call, { key, headers }: Options = {}) => {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const response = await app.app.inject({
      ...{ method, url },
      headers: {
        authorization,
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key ? { 'idempotency-key': key } : {}),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload: text }),
    })
    const body = response.json()
    return { status: response.statusCode, body, code: 'done', ...body.errors?.[0] }
  }
  return {
    provider,
    get: (url: string) => call({ method: 'GET', url }),
    send: ([method, url]: Change, payload?: unknown, options?: Options) => call({ method, url, payload }, options),
    /** A change, in the shape of the public contract. */
    change: ([method, url]: Change, data: { type: string; attributes: unknown }, options?: Options) =>
      call({ method, url, payload: { data } }, options),
  }
}

export type CallingProvider = Awaited<ReturnType<typeof aCallingProvider>>
