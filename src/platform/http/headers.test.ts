import { mkdtempSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '#test/app.ts'
import { sampleRoutes } from '#test/sample-routes.ts'

const folder = mkdtempSync(join(tmpdir(), 'assets-'))
writeFileSync(join(folder, 'app-1a2b3c.css'), 'p{color:black}')
writeFileSync(join(folder, 'app-1a2b3c.css.gz'), gzipSync('p{color:black}'))

let app: TestApp
let port: number
beforeAll(async () => {
  app = await testApp({ routes: sampleRoutes, config: { environment: 'production', assetsFolder: folder } })
  port = await app.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

const NEEDED: Record<string, RegExp> = {
  'content-security-policy':
    /^default-src 'self'; script-src 'self' 'nonce-[^']*'; style-src 'self'; .*object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'/,
  'strict-transport-security': /max-age=31536000; includeSubDomains/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^(same-origin|no-referrer)$/,
  'permissions-policy': /camera=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'x-request-id': /^[0-9a-f-]{36}$/,
}

function expectHeaders(name: string, headers: Record<string, unknown>) {
  for (const [header, value] of Object.entries(NEEDED))
    expect([name, header, headers[header]]).toEqual([name, header, expect.stringMatching(value)])
  expect([name, headers['server'], headers['x-powered-by']]).toEqual([name, undefined, undefined])
}

test('every kind of answer carries the security headers', async () => {
  const requests: [path: string, status: number][] = [
    ['/plain', 200],
    ['/schools/123456', 200],
    ['/no-such-page', 404],
    ['/not-yours', 404],
    ['/mine', 303],
    ['/enter/link/abc', 303],
    ['/shut', 403],
    ['/limited', 429],
    ['/broken', 500],
    ['/file', 200],
    ['/schools/%ff', 400],
    ['/schools/123456?q=1&q=2', 400],
    ['/assets/app-1a2b3c.css', 200],
    ['/assets/none.css', 404],
    ['/health/live', 200],
    ['/health/ready', 200],
  ]
  for (const [path, status] of requests) {
    const response = await app.app.inject(path)
    expect([path, response.statusCode]).toEqual([path, status])
    expectHeaders(path, response.headers)
  }
  for (const method of ['HEAD', 'OPTIONS', 'DELETE', 'PUT'] as const) {
    expectHeaders(method, (await app.app.inject({ method, url: '/plain' })).headers)
  }
  const large = await app.app.inject({
    method: 'POST',
    url: '/notes',
    payload: 'x'.repeat(300_000),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(large.statusCode).toBe(413)
  expectHeaders('too large', large.headers)
})

test('requests that are not HTTP are refused with the same headers, and others are served', async () => {
  for (const [sent, status] of [
    ['GARBAGE\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ] as const) {
    const [head = ''] = (await sendRaw(sent)).split('\r\n\r\n')
    const [line = '', ...fields] = head.split('\r\n')
    expect(line).toContain(` ${status} `)
    expectHeaders(line, Object.fromEntries(fields.map((field) => field.split(': ', 2))))
  }
  expect((await fetch(`http://127.0.0.1:${port}/plain`)).status).toBe(200)
})

const sendRaw = (text: string) =>
  new Promise<string>((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (data) => {
      received += data
    })
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
  })

test('a nonce is used once', async () => {
  const policies = await Promise.all(
    [1, 2].map(async () => (await app.get('/plain')).headers['content-security-policy']),
  )
  expect(policies[0]).not.toBe(policies[1])
})

test('pages are never stored, addresses with secrets are told to nobody, and assets are kept for ever', async () => {
  expect((await app.get('/plain')).headers['cache-control']).toBe('no-store')
  expect((await app.get('/enter/link/abc', { follow: false })).headers['referrer-policy']).toBe('no-referrer')
  const asset = await app.app.inject({ url: '/assets/app-1a2b3c.css', headers: { 'accept-encoding': 'gzip' } })
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(asset.headers['content-encoding']).toBe('gzip')
})

test('long pages are compressed, short ones are not', async () => {
  const long = await app.app.inject({ url: '/long', headers: { 'accept-encoding': 'gzip, br' } })
  expect(long.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(long.rawPayload).toString()).toContain('word word')
  expect(String(long.headers['vary'])).toContain('accept-encoding')
  expect(
    (await app.app.inject({ url: '/plain', headers: { 'accept-encoding': 'br' } })).headers['content-encoding'],
  ).toBeUndefined()
})

test('a file name cannot end its header', async () => {
  const { headers } = await app.app.inject('/file')
  expect(headers['content-disposition']).toBe(
    `attachment; filename="x___Set-Cookie_ y_1.csv"; filename*=UTF-8''x%22%0D%0ASet-Cookie%3A%20y%3D1.csv`,
  )
  expect(headers['set-cookie']).toBeUndefined()
})

test('HEAD says what GET would, without a body', async () => {
  const response = await app.app.inject({ method: 'HEAD', url: '/plain' })
  expect([response.statusCode, response.body]).toEqual([200, ''])
})

test('production believes no moment that a request names', async () => {
  const account = '0190f3a4-0000-7000-8000-000000000009'
  await app.signInAs(account)
  const ahead = app.clock.now().add({ hours: 3 }).toString()
  expect((await app.get('/mine', { follow: false, headers: { 'x-platform-date': ahead } })).status).toBe(200)
})
