import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Log } from '../log.ts'
import type { ScanSilence, ScanVerdict, VirusScan } from './virus-scan-port.ts'

type Options = {
  readonly host: string
  readonly port: number
  readonly log: Log
  /** For the whole of a file. */
  readonly timeoutSeconds?: number
}

const TIMEOUT_SECONDS = 60
/** What clamd reads at once, well below its StreamMaxLength. */
const CHUNK_BYTES = 64 * 1024
/** "stream: Some.Finding FOUND" is short; what is longer is no answer. */
const LONGEST_ANSWER = 4 * 1024

/** ClamAV's daemon over TCP, by its INSTREAM command: chunks with their length before them, ended by a length of nought. */
export function clamd({ host, port, log, timeoutSeconds = TIMEOUT_SECONDS }: Options): VirusScan {
  return {
    async scan(content) {
      const socket = connect({ host, port })
      const timer = setTimeout(() => socket.destroy(new TooSlow()), timeoutSeconds * 1_000)
      try {
        return understood(await talk(socket, content), log)
      } catch (error) {
        return silent(error instanceof TooSlow ? 'slow' : 'down', log)
      } finally {
        clearTimeout(timer)
        socket.destroy()
      }
    },
  }
}

class TooSlow extends Error {}

/** Sends while it listens: clamd may answer, and close, before it has read everything. */
async function talk(socket: Socket, content: AsyncIterable<Buffer>): Promise<string> {
  await once(socket, 'connect')
  const answer = answerFrom(socket)
  const sending = send(socket, content)
  // What went wrong while sending shows in the answer, or in that there is none.
  sending.catch(() => {})
  return answer
}

async function send(socket: Socket, content: AsyncIterable<Buffer>): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'))
  for await (const piece of content) {
    for (let from = 0; from < piece.length; from += CHUNK_BYTES) {
      const chunk = piece.subarray(from, from + CHUNK_BYTES)
      await write(socket, lengthOf(chunk.length))
      await write(socket, chunk)
    }
  }
  await write(socket, lengthOf(0))
}

async function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (socket.writable && !socket.write(bytes)) await once(socket, 'drain')
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

async function answerFrom(socket: Socket): Promise<string> {
  let answer = ''
  for await (const piece of socket) {
    answer += String(piece)
    if (answer.includes('\0') || answer.length > LONGEST_ANSWER) break
  }
  return answer
}

function understood(answer: string, log: Log): ScanVerdict {
  const text = answer.split('\0')[0]?.trim() ?? ''
  if (text === 'stream: OK') return { kind: 'clean' }
  const found = /^stream: (.{1,200}) FOUND$/.exec(text)?.[1]
  if (found !== undefined) return { kind: 'infected', finding: found }
  if (/^INSTREAM size limit exceeded/.test(text)) return { kind: 'too-large' }
  return silent(text === '' ? 'down' : 'malformed', log)
}

function silent(why: ScanSilence, log: Log): ScanVerdict {
  log.warn('virus scan unavailable', { why })
  return { kind: 'unavailable', why }
}
