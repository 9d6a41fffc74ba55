import { createServer, type Server, type Socket } from 'node:net'
import type { ScannerMood } from './moods.ts'

type AskMood = () => ScannerMood | Promise<ScannerMood>

/** The test file that every scanner knows, in two parts, so that no scanner finds it in this source. */
const TEST_VIRUS = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const COMMAND = 'zINSTREAM\0'

/** A stand-in of clamd on this machine that speaks its INSTREAM and PING, and can misbehave. Listens on a free port. */
export async function localClamd(mood: AskMood = () => 'honest'): Promise<{
  readonly port: number
  readonly close: () => Promise<void>
}> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    serve(socket, mood)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  // A program that has nothing else to do must be able to end.
  server.unref()
  return { port: portOf(server), close: () => closeAll(server, open) }
}

function serve(socket: Socket, askMood: AskMood): void {
  let read = Buffer.alloc(0)
  const asked = Promise.resolve(askMood())
  socket.on('data', (piece: Buffer) => {
    read = Buffer.concat([read, piece])
    if (String(read.subarray(0, 6)) === 'zPING\0') return void socket.end('PONG\0')
    const content = streamOf(read)
    asked.then((mood) => behave(socket, content, mood)).catch(() => socket.destroy())
  })
}

function behave(socket: Socket, content: Buffer | null, mood: ScannerMood): void {
  if (mood === 'hangs-up') socket.destroy()
  else if (content !== null && mood !== 'silent') socket.end(`${answerTo(content, mood)}\0`)
}

/** The chunks without their lengths; null until the length of nought has come. */
function streamOf(read: Buffer): Buffer | null {
  const chunks: Buffer[] = []
  for (let at = COMMAND.length; at + 4 <= read.length; ) {
    const length = read.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(read.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

function answerTo(content: Buffer, mood: ScannerMood): string {
  if (mood === 'garbled') return 'COMMAND READ TIMED OUT'
  if (mood === 'small') return 'INSTREAM size limit exceeded. ERROR'
  return content.includes(TEST_VIRUS) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK'
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the local scanner does not listen on a port')
  return address.port
}

async function closeAll(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  for (const socket of open) socket.destroy()
  await new Promise((closed) => server.close(closed))
}

/** The test virus, for tests and for whoever tries the pages. */
export const testVirus = (): Buffer => Buffer.from(TEST_VIRUS)
