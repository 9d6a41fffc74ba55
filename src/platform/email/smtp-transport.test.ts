import { once } from 'node:events'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { smtpTransport } from './smtp-transport.ts'
import type { SendOutcome } from './transport.ts'

const servers: SMTPServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()))
})

const letter = {
  id: newId<string>(),
  to: 'head@school.example',
  subject: 'Subject ✓',
  body: '# Hello\n\nUse https://service.example/a?b=1&c=2',
}

async function sendTo(
  options: SMTPServerOptions,
  to = letter.to,
): Promise<{ outcome: SendOutcome; received: string[] }> {
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      stream.on('end', () => {
        received.push(text)
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const transport = smtpTransport({ url: `smtp://127.0.0.1:${port}?from=no-reply@service.example`, answerSeconds: 1 })
  const outcome = await transport.send({ ...letter, to })
  transport.close()
  return { outcome, received }
}

function cutConnections() {
  for (const connection of servers.at(-1)?.connections ?? []) connection.close()
}

const answer = (responseCode: number) => Object.assign(new Error('no'), { responseCode })

test('sends text and html with a Message-ID made from the message’s own id', async () => {
  const { outcome, received } = await sendTo({})
  expect(outcome).toEqual({ kind: 'accepted', providerId: `<${letter.id}@service.example>` })
  const [raw = ''] = received
  const decoded = raw.replace(/=\r\n/g, '').replace(/=3D/g, '=')
  expect(decoded).toContain(`Message-ID: <${letter.id}@service.example>`)
  expect(decoded).toContain('From: no-reply@service.example')
  expect(decoded).toContain('Auto-Submitted: auto-generated')
  expect(decoded).toContain('Content-Type: text/plain')
  expect(decoded).toContain('Use https://service.example/a?b=1&c=2')
  expect(decoded).toContain('<a style="color:#1d70b8')
})

test('an address that the server does not know is refused for good', async () => {
  const { outcome } = await sendTo({ onRcptTo: (_address, _session, done) => done(answer(550)) })
  expect(outcome).toEqual({ kind: 'address-refused', code: '550 EENVELOPE' })
})

test.each([
  [
    'the address is deferred',
    { onRcptTo: (_: unknown, __: unknown, done: (error: Error) => void) => done(answer(451)) },
  ],
  [
    'the sender is refused',
    { onMailFrom: (_: unknown, __: unknown, done: (error: Error) => void) => done(answer(550)) },
  ],
  [
    'the server is closed for new connections',
    { onConnect: (_: unknown, done: (error: Error) => void) => done(answer(421)) },
  ],
] as [string, SMTPServerOptions][])('certainly not accepted: %s', async (_, options) => {
  expect((await sendTo(options)).outcome.kind).toBe('not-accepted')
})

test('nobody listens: certainly not accepted', async () => {
  const transport = smtpTransport({ url: 'smtp://127.0.0.1:1', answerSeconds: 1 })
  expect(await transport.send(letter)).toMatchObject({ kind: 'not-accepted' })
})

test.each([
  ['cut after the message, before the answer', 'cut'],
  ['no answer after the message', 'silent'],
])('in doubt: %s', async (_, how) => {
  const { outcome } = await sendTo({
    onData(stream) {
      stream.resume()
      if (how === 'cut') stream.on('end', cutConnections)
    },
  })
  expect(outcome.kind).toBe('unknown')
})

test('an address cannot smuggle in a second one', async () => {
  const recipients: string[] = []
  await sendTo(
    {
      onRcptTo({ address }, _session, done) {
        recipients.push(address)
        done()
      },
    },
    'a@school.example, b@evil.example',
  )
  expect(recipients.filter((address) => address === 'b@evil.example')).toEqual([])
})
